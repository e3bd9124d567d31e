import Diagnostics
import RouteModel

/// Reads a 1EdTech CASE package as the catalog's table of competencies.
///
/// Groups are the items with items below them, and those whose type says so; all others are competencies, which may have
/// several groups. Every item and every association is accounted for, with its path in the document.
public enum CompetencyPackageReader {
  /// The largest package.
  static let largest = 64 << 20

  /// The table. O(length).
  ///
  /// - Parameter catalog: where the fields come from that a package does not hold, by code.
  public static func read(_ bytes: [UInt8], file: String, keeping catalog: Catalog?) -> ImportedFramework {
    var report = LossReport(.competencyPackage, .imported, source: file, units: [.items, .associations])
    func failure(_ diagnostics: [Diagnostic]) -> ImportedFramework {
      ImportedFramework(table: nil, report: report, diagnostics: diagnostics)
    }
    guard bytes.count <= largest else {
      return failure([
        problem("file-too-large", file, "модель компетенций больше 64 МиБ", "the framework is over 64 MiB")
      ])
    }
    if let problem = JSONText.problem(bytes, file: file) { return failure([problem]) }
    let root: JSONValue
    do throws(JSONMistake) {
      root = try whole(bytes)
    } catch {
      return failure([error.diagnostic(file: file)])
    }
    let package = root["CFPackage"] ?? root
    let problems = self.problems(package, file)
    guard problems.isEmpty, let document = package["CFDocument"], let items = package["CFItems"]?.elements else {
      return failure(problems)
    }
    var reading = CompetencyPackageReading(document: document, report: report)
    reading.take(items: items)
    reading.take(associations: package["CFAssociations"]?.elements ?? [])
    reading.noteRest(package)
    let rows = reading.competencies()
    guard !rows.isEmpty else { return ImportedFramework(table: nil, report: reading.report, diagnostics: []) }
    report = reading.report
    let made = CompetencyTable.make(rows, keeping: catalog, report: &report)
    return ImportedFramework(table: made, report: report, diagnostics: [])
  }

  private static func whole(_ bytes: [UInt8]) throws(JSONMistake) -> JSONValue {
    var reader = JSONReader(bytes)
    let root = try reader.value()
    if reader.next() != nil { throw reader.mistake(.afterEnd) }
    return root
  }

  private static func problem(_ id: DiagnosticID, _ file: String, _ ru: String, _ en: String) -> Diagnostic {
    Diagnostic(.error, id, LocalizedText(ru: ru, en: en), at: .file(file))
  }

  private static func problems(_ package: JSONValue, _ file: String) -> [Diagnostic] {
    guard package.members != nil else {
      return [
        problem(
          "no-package", file, "это не модель CASE: ожидается объект с CFDocument и CFItems",
          "this is no CASE package: expected an object with CFDocument and CFItems")
      ]
    }
    let documents = package["CFDocuments"]?.elements ?? package["CFDocument"]?.elements
    if let documents, documents.count > 1 || package["CFItems"] == nil {
      return [
        problem(
          "several-documents", file,
          "в файле документов: \(documents.count), а читается один; выгрузите одну модель (CFPackage)",
          "the file has \(documents.count) documents, one is read; export a single framework (CFPackage)")
      ]
    }
    var problems: [Diagnostic] = []
    if package["CFDocument"]?.members == nil {
      problems.append(
        problem(
          "no-document", file, "CFDocument: ожидается объект с описанием модели",
          "CFDocument: expected an object that describes the framework"))
    }
    if package["CFItems"]?.elements == nil {
      problems.append(
        problem("no-items", file, "CFItems: ожидается список элементов", "CFItems: expected a list of items"))
    }
    if let associations = package["CFAssociations"], associations.elements == nil {
      problems.append(
        problem(
          "no-associations", file, "CFAssociations: ожидается список связей",
          "CFAssociations: expected a list of associations"))
    }
    return problems
  }
}
