import Diagnostics
import RouteModel

/// Finds the competency that the name of a grade means: `К1`, `К1 Управление качеством`, or a name of the table of columns.
struct CompetencyNames {
  let catalog: Catalog
  let columns: [String: String]

  /// The competency; nil where the name means none.
  func competency(of name: String) -> Competency? {
    if let mapped = columns[LookAlike.fold(name)] { return catalog.competency(spelled: mapped) }
    if let whole = catalog.competency(spelled: name) { return whole }
    guard let word = name.split(whereSeparator: \.isWhitespace).first else { return nil }
    return catalog.competency(spelled: String(word.reversed().drop { ".:;,—–-".contains($0) }.reversed()))
  }

  /// The messages for names of the table of columns whose competency the catalog does not have.
  var strangers: [Diagnostic] {
    columns.values.sorted().filter { catalog.competency(spelled: $0) == nil }.map { Self.unknown($0, catalog) }
  }

  static func unknown(_ text: String, _ catalog: Catalog) -> Diagnostic {
    let near = nearest(to: text, among: catalog.competencies.map(\.code.text))
    return Diagnostic(
      .error, "unknown-competency",
      LocalizedText(ru: "компетенции «\(text)» нет в каталоге", en: "the catalog has no competency «\(text)»"),
      at: .nowhere,
      notes: near.map { [LocalizedText(ru: "возможно, «\($0)»?", en: "did you mean «\($0)»?")] } ?? [])
  }
}

/// A grade as Moodle writes it: `8,50`, `80.00 %`, `-`.
enum MoodleGrade {
  /// A grade, or why there is none.
  enum Reading: Hashable {
    /// The number; whether it had more than two decimals.
    case number(Points, isRounded: Bool)
    case none
    case unreadable
  }

  /// Reads a cell.
  static func read(_ text: String) -> Reading {
    var text = Substring(text)
    if text.hasSuffix("%") { text = text.dropLast() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    if text.isEmpty || text == "-" || text == "–" || MoodleWords.isOne(String(text), of: MoodleWords.notGraded) {
      return .none
    }
    guard let points = Points(parsing: text) else { return .unreadable }
    let decimals = text.split(whereSeparator: { ",.".contains($0) }).dropFirst().first ?? ""
    return .number(points, isRounded: decimals.dropFirst(2).contains { $0 != "0" })
  }
}
