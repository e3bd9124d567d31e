import Diagnostics
import RouteModel
import Tables

/// Writes the catalog's competencies as a Moodle competency framework, and says what is lost on the way.
///
/// Groups are competencies of the first level (taxonomy «domain»), competencies stand below their first group. A title
/// longer than a short name may be is cut here, with `…`, and stands whole in the description; so does every title that
/// has been changed. Moodle would cut in silence.
public struct MoodleFrameworkWriter: Sendable {
  /// The ID number of the framework.
  public var idNumber = "marshrut"
  /// Its short name.
  public var shortName = "Компетенции руководителя"
  /// The values of its scale, low to high, with commas.
  public var scale = "Пока не освоена,Освоена"

  /// A writer with the usual names.
  public init() {}

  /// The file; nil when an ID number can't be written without a loss.
  public func write(_ catalog: Catalog, source: String) -> (
    bytes: [UInt8]?, report: LossReport, diagnostics: [Diagnostic]
  ) {
    var report = LossReport(.moodleCompetencies, .exported, source: source, units: [.competencies])
    let codes = catalog.groups.map(\.code) + catalog.competencies.map(\.code.text)
    let diagnostics = problems(codes, source)
    guard diagnostics.isEmpty else { return (nil, report, diagnostics) }
    noteConfusion(codes, &report)
    var rows = [MoodleFramework.header, frameworkRow]
    let used = Set(catalog.competencies.flatMap(\.groups))
    for group in catalog.groups {
      rows.append(row(code: group.code, title: group.title, parent: "", related: [], &report))
      if !used.contains(group.code) {
        report.note(.remark, .emptyGroup, at: .code(group.code), LocalizedText(verbatim: "«\(group.title)»"))
      }
    }
    for competency in catalog.competencies {
      let place = Loss.Place.code(competency.code.text)
      if competency.groups.isEmpty {
        report.note(.remark, .noGroup, at: place, LocalizedText(verbatim: "«\(competency.title)»"))
      }
      let others = Array(competency.groups.dropFirst())
      if !others.isEmpty {
        report.note(.changed, .secondGroup, at: place, LocalizedText(verbatim: others.joined(separator: ", ")))
      }
      rows.append(
        row(
          code: competency.code.text, title: competency.title, parent: competency.groups.first ?? "", related: others,
          &report))
    }
    CompetencyTable.noteWhatOthersLack(catalog, holdsSource: false, report: &report)
    return (Self.bytes(rows), report, [])
  }

  private var frameworkRow: [String] {
    let last = scale.split(separator: ",").count
    return [
      "", idNumber, shortName, "", "1", scale,
      #"[{"scaleid":"0"},{"id":\#(last),"scaledefault":1,"proficient":1}]"#, "", "", "", "", "", "1",
      "domain,competency,competency,competency",
    ]
  }

  private func row(
    code: String, title: String, parent: String, related: [String], _ report: inout LossReport
  ) -> [String] {
    report.take(.competencies)
    let place = Loss.Place.code(code)
    let clean = Self.guarded(title)
    if clean != title { report.note(.changed, .backslash, at: place, LocalizedText(verbatim: "«\(title)»")) }
    if title.contains("<") { report.note(.remark, .markup, at: place, LocalizedText(verbatim: "«\(title)»")) }
    if let first = title.first, "=+-@".contains(first) || code.first.map({ "=+-@".contains($0) }) ?? false {
      report.note(.remark, .formula, at: place, LocalizedText(verbatim: "«\(title)»"))
    }
    let short = Self.shortened(clean)
    if short != clean { report.note(.cut, .shortName, at: place, LocalizedText(verbatim: "«\(short)»")) }
    let links = related.map { $0.replacing(",", with: "%2C") }.joined(separator: ",")
    return [parent, code, short, short == clean ? "" : clean, "2", "", "", "", "0", "null", links, "", "", ""]
  }

  /// What can't be written: Moodle would cut the code, skip the row, or take two for one.
  private func problems(_ codes: [String], _ source: String) -> [Diagnostic] {
    func problem(_ id: DiagnosticID, _ code: String, _ ru: String, _ en: String) -> Diagnostic {
      Diagnostic(
        .error, id, LocalizedText(ru: "код «\(code)»: \(ru)", en: "the code «\(code)» \(en)"), at: .file(source))
    }
    return (codes + [idNumber]).flatMap { code -> [Diagnostic] in
      if code.count > MoodleFramework.longest {
        return [
          problem(
            "code-too-long", String(code.prefix(30)) + "…", "длиннее 100 знаков, Moodle его обрежет",
            "is longer than 100 characters, Moodle would cut it")
        ]
      }
      if code == "0" { return [problem("code-is-zero", code, "для Moodle это пусто", "is empty to Moodle")] }
      if code.contains("<") || code != Self.guarded(code) {
        return [
          problem(
            "code-changes", code, "Moodle его изменит: знаки «<» и «\\»",
            "would be changed by Moodle: the signs «<» and «\\»")
        ]
      }
      return []
    }
  }

  private func noteConfusion(_ codes: [String], _ report: inout LossReport) {
    var byNumber: [Double: String] = [:]
    for code in codes {
      guard let number = MoodleFramework.numeric(code) else { continue }
      if let first = byNumber[number] {
        report.note(.remark, .equalNumbers, at: .code(code), LocalizedText(verbatim: "«\(first)» = «\(code)»"))
      } else {
        byNumber[number] = code
      }
    }
  }

  /// The title cut at a word to what a short name holds, with `…`.
  static func shortened(_ title: String) -> String {
    guard title.count > MoodleFramework.longest else { return title }
    let head = title.prefix(MoodleFramework.longest - 1)
    let words = head.lastIndex(where: \.isWhitespace).map { head[..<$0] } ?? head
    let cut = words.count > MoodleFramework.longest / 2 ? words : head
    return String(cut.reversed().drop { $0.isWhitespace || ",.;:—–-".contains($0) }.reversed()) + "…"
  }

  /// The text without a backslash before a quotation mark or at its end: to PHP's reader of CSV that escapes the mark.
  static func guarded(_ text: String) -> String {
    var result = text.replacing("\\\"", with: "\\ \"")
    if result.hasSuffix("\\") { result += " " }
    return result
  }

  /// Comma-separated UTF-8 with every cell quoted, as the form of Moodle takes it without any change of its settings.
  private static func bytes(_ rows: [[String]]) -> [UInt8] {
    let lines = rows.map { row in
      row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") + "\n"
    }
    return Array(lines.joined().utf8)
  }
}
