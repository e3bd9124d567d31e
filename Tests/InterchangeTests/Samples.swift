import Diagnostics
import Foundation
import RouteModel
import Tables
import TestSupport

@testable import Interchange

/// What the tests of this module share.
enum Samples {
  /// Four people as a region knows them.
  static let people = ["Р-1", "Р-2", "Р-3", "Р-4"].map { Person(id: $0, name: "Человек \($0)", role: .head) }

  /// Whose e-mail is whose.
  static let emails =
    "id;почта\nР-1;primerova@example.org\nР-2;obrazcov@example.org\nР-3;etalonova@example.org\n"

  /// Keys of the four people with their e-mails.
  static func keys(_ emails: String = Samples.emails) throws -> PersonKeys {
    var keys = PersonKeys(people)
    _ = keys.addEmails(try table(emails))
    return keys
  }

  /// A catalog with two groups and three competencies, one of them in both groups.
  static let catalog = Catalog(
    groups: [
      CompetencyGroup(
        code: "A/01.7", title: "Дошкольная деятельность", organisationKinds: [.preschool], source: "250н",
        status: .unverified),
      CompetencyGroup(
        code: "B/01.7", title: "Управление образовательной деятельностью", organisationKinds: [.school], source: "250н",
        status: .unverified),
    ],
    competencies: [
      competency("К1", "Управление качеством", ["B/01.7"]), competency("К2", longTitle, ["B/01.7", "A/01.7"]),
      competency("К3", "Партнёрство", ["A/01.7"]),
    ], measures: SampleRegion.catalog().measures)

  static let longTitle =
    "Реализация образовательных программ: цифровая среда, психолого-педагогическое сопровождение, особые образовательные потребности"

  static func competency(_ code: String, _ title: String, _ groups: [String]) -> Competency {
    Competency(
      code: CompetencyCode(code), title: title, groups: groups, targets: [.head: Points(75), .reserve: Points(65)],
      source: "проект", status: .estimate)
  }

  /// The bytes of a fixture.
  static func fixture(_ name: String) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")
    return Array(try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  /// A text or fixture as a table.
  static func table(_ text: String) throws -> Table { try table(Array(text.utf8), "таблица.csv") }
  static func table(fixture name: String) throws -> Table { try table(fixture(name), name) }

  private struct Unreadable: Error { var diagnostics: [Diagnostic] }

  private static func table(_ bytes: [UInt8], _ file: String) throws -> Table {
    let read = Table.read(foreign: bytes, file: file)
    guard let table = read.table else { throw Unreadable(diagnostics: read.diagnostics) }
    return table
  }
}

extension LossReport {
  /// The reasons of one effect with the lines they stand on, for comparing.
  func lines(_ effect: Loss.Effect) -> [String] {
    losses.filter { $0.effect == effect }.map { loss in
      switch loss.place {
      case .row(let line, _): "\(line) \(loss.reason.rawValue)"
      case .path(let path): "\(path) \(loss.reason.rawValue)"
      case .code(let code): "\(code) \(loss.reason.rawValue)"
      case .whole: loss.reason.rawValue
      }
    }
  }

  /// The counts as text: `rows 7 3 4`.
  var counts: [String] { totals.map { "\($0.unit.rawValue) \($0.read) \($0.taken) \($0.dropped)" } }

  /// Whether there is one loss per dropped thing.
  var addsUp: Bool {
    totals.allSatisfy { total in
      unkept > 0
        || losses.count { $0.effect == .dropped && $0.unit == total.unit } == total.dropped
          && total.read == total.taken + total.dropped
    }
  }
}

extension DataRecords {
  /// The results as text, sorted: `Р-1 К1 2023-05-15 8.5/10`.
  var scoreLines: [String] {
    people.flatMap { record in
      record.scores.map { score in
        "\(record.person.id) \(score.competency) \(score.date.iso) \(score.raw.text())/\(score.maximum.text())"
          + (score.form.map { " «\($0)»" } ?? "")
      }
    }
  }
}
