import Diagnostics
import RouteModel
import Tables

/// Which measure an activity of another system is: by a table of IRIs, else by the last part of the IRI, which then is
/// the measure's code.
public struct ActivityMap: Sendable {
  private let catalog: Catalog
  private var measures: [String: MeasureCode] = [:]

  /// A map without a table.
  public init(_ catalog: Catalog) { self.catalog = catalog }

  /// Takes a table of two columns, «занятие» and «мероприятие», and says what is wrong with it.
  public mutating func add(_ table: Table) -> [Diagnostic] {
    let activity = table.header.firstIndex {
      MoodleWords.isOne($0, of: ["занятие", "activity", "iri", "адрес", "object"])
    }
    let measure = table.header.firstIndex { MoodleWords.isOne($0, of: ["мероприятие", "measure"]) }
    guard let activity, let measure else {
      return [
        Diagnostic(
          .error, "no-activity-map",
          LocalizedText(
            ru: "ожидаются столбцы «занятие» и «мероприятие»", en: "expected the columns «activity» and «measure»"),
          at: .cell(file: table.file, line: table.headerLine, column: nil))
      ]
    }
    var diagnostics: [Diagnostic] = []
    for row in table.rows where row.cells.indices.contains(activity) && row.cells.indices.contains(measure) {
      let code = row.cells[measure]
      if let found = catalog.measure(spelled: code) {
        measures[row.cells[activity]] = found.code
        continue
      }
      let near = nearest(to: code, among: catalog.measures.map(\.code.text))
      diagnostics.append(
        Diagnostic(
          .error, "unknown-measure",
          LocalizedText(ru: "мероприятия «\(code)» нет в каталоге", en: "the catalog has no measure «\(code)»"),
          at: table.place(row, measure),
          notes: near.map { [LocalizedText(ru: "возможно, «\($0)»?", en: "did you mean «\($0)»?")] } ?? []))
    }
    return diagnostics
  }

  /// The measure of an activity; nil where none is meant.
  func measure(of activity: String) -> MeasureCode? {
    if let found = measures[activity] { return found }
    let path = activity.prefix { $0 != "?" && $0 != "#" }
    guard let part = path.split(whereSeparator: { "/:".contains($0) }).last else { return nil }
    return catalog.measure(spelled: Self.decoded(part))?.code
  }

  /// The text with `%D1%80` and the like as letters; as it is where that gives no text.
  static func decoded(_ part: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(part.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self) ?? String(part)
  }

  /// The part of an IRI that names a measure: letters beyond ASCII and reserved characters are percent-encoded.
  static func encoded(_ code: String) -> String {
    code.utf8.map { byte in
      let isPlain =
        Character(Unicode.Scalar(byte)).isASCII
        && (Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber)
      if isPlain || "-._~".utf8.contains(byte) { return String(Character(Unicode.Scalar(byte))) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }
}
