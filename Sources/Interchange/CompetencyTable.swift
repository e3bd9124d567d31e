import Diagnostics
import RouteModel
import Tables

/// A row of the catalog's table of competencies: a group or a competency of another system's model.
struct ImportedCompetency: Sendable, Hashable {
  var code: String
  var title: String
  var isGroup: Bool
  /// The codes of its groups; of a group always empty.
  var groups: [String]
  /// Where it comes from.
  var source: String
}

/// A model of another system as the catalog's `competencies.csv`.
public struct ImportedFramework: Sendable {
  /// Header and rows of the table; nil when the file can't be read at all.
  public var table: (header: [String], rows: [[String]])?
  /// What was taken and lost.
  public var report: LossReport
  /// Messages about the file as a whole.
  public var diagnostics: [Diagnostic]
}

/// Makes the catalog's table of competencies.
enum CompetencyTable {
  /// Groups first, then competencies, each by code. What other systems can't hold — targets, kinds of organisation, source
  /// and status — is taken from `catalog` for the codes it has.
  static func make(
    _ imported: [ImportedCompetency], keeping catalog: Catalog?, report: inout LossReport
  ) -> (header: [String], rows: [[String]]) {
    let imported = withCodesOfCatalogs(imported, report: &report)
    let roles = Role.allCases.filter { role in catalog?.competencies.contains { $0.targets[role] != nil } ?? false }
    let header =
      ["код", "вид", "название", "родитель", "организации"] + roles.map { "цель: " + $0.spellings.russian }
      + ["источник", "статус"]
    let known = Dictionary(
      (catalog?.groups ?? []).map { (LookAlike.fold($0.code), $0) }, uniquingKeysWith: { first, _ in first })
    var kept = 0
    let ordered = imported.sorted {
      $0.isGroup != $1.isGroup ? $0.isGroup : naturalOrder($0.code, $1.code)
    }
    let rows = ordered.map { row -> [String] in
      let head = [row.code, row.isGroup ? "группа" : "компетенция", row.title, row.groups.joined(separator: ", ")]
      if row.isGroup, let group = known[LookAlike.fold(row.code)] {
        kept += 1
        let kinds = group.organisationKinds.map(\.spellings.russian).joined(separator: ", ")
        return head + [kinds] + roles.map { _ in "" } + [group.source, group.status.spellings.russian]
      }
      if !row.isGroup, let competency = catalog?.competency(spelled: row.code) {
        kept += 1
        return head + [""] + roles.map { competency.targets[$0]?.text(separator: ",") ?? "" }
          + [competency.source, competency.status.spellings.russian]
      }
      return head + [""] + roles.map { _ in "" } + [row.source, ValueStatus.unverified.spellings.russian]
    }
    if kept > 0 {
      report.note(
        .remark, .keptFromCatalog, at: .whole,
        LocalizedText(ru: "строк: \(kept) из \(rows.count)", en: "rows: \(kept) of \(rows.count)"))
    }
    return (header, rows)
  }

  /// The rows with codes a catalog can have: none twice, not even with look-alike letters, and none with a mark that parts
  /// the codes of a list.
  private static func withCodesOfCatalogs(
    _ imported: [ImportedCompetency], report: inout LossReport
  ) -> [ImportedCompetency] {
    var taken: Set<String> = []
    var changed: [String: String] = [:]
    for row in imported {
      let plain = String(row.code.map { ",;|".contains($0) || $0.isNewline ? "_" : $0 })
      var (code, number) = (plain, 2)
      while !taken.insert(LookAlike.fold(code)).inserted {
        code = "\(plain)-\(number)"
        number += 1
      }
      guard code != row.code else { continue }
      changed[row.code] = code
      report.note(.changed, .otherCode, at: .code(row.code), LocalizedText(verbatim: "«\(row.code)» → «\(code)»"))
    }
    guard !changed.isEmpty else { return imported }
    return imported.map { row in
      var row = row
      row.code = changed[row.code] ?? row.code
      row.groups = row.groups.map { changed[$0] ?? $0 }
      return row
    }
  }

  /// Notes what the catalog holds of its competencies and another system does not.
  static func noteWhatOthersLack(_ catalog: Catalog, holdsSource: Bool, report: inout LossReport) {
    for group in catalog.groups {
      let place = Loss.Place.code(group.code)
      if !group.organisationKinds.isEmpty {
        report.note(
          .notHeld, .organisations, at: place,
          LocalizedText(
            ru: group.organisationKinds.map(\.spellings.russian).joined(separator: ", "),
            en: group.organisationKinds.map(\.spellings.english).joined(separator: ", ")))
      }
      note(source: holdsSource ? "" : group.source, group.status, at: place, report: &report)
    }
    for competency in catalog.competencies {
      let place = Loss.Place.code(competency.code.text)
      let targets = Role.allCases.compactMap { role in competency.targets[role].map { (role, $0) } }
      if !targets.isEmpty {
        report.note(
          .notHeld, .targets, at: place,
          LocalizedText(
            ru: targets.map { "\($0.spellings.russian) \($1.text(separator: ","))" }.joined(separator: "; "),
            en: targets.map { "\($0.spellings.english) \($1.text())" }.joined(separator: "; ")))
      }
      note(source: holdsSource ? "" : competency.source, competency.status, at: place, report: &report)
    }
  }

  private static func note(
    source: String, _ status: ValueStatus, at place: Loss.Place, report: inout LossReport
  ) {
    if !source.isEmpty { report.note(.notHeld, .source, at: place, LocalizedText(verbatim: "«\(source)»")) }
    report.note(
      .notHeld, .status, at: place, LocalizedText(ru: status.spellings.russian, en: status.spellings.english))
  }
}
