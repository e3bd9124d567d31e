import Diagnostics
import RouteModel

/// Writes completed measures as xAPI statements, one per line.
///
/// The actor is an account whose name is the person's id: no name and no e-mail leaves the data set. A statement's id is
/// made from person, measure and day, so that a store that has it already keeps it once.
public struct StatementWriter: Sendable {
  /// The address of the system the accounts and activities belong to, an IRL without a slash at its end.
  public let homePage: String
  /// Minutes that the region's clocks are ahead of UTC: a day has no moment of its own, its first is written.
  public let minutesAheadOfUTC: Int

  /// A writer for a home page.
  public init(homePage: String, minutesAheadOfUTC: Int) {
    self.homePage = homePage.hasSuffix("/") ? String(homePage.dropLast()) : homePage
    self.minutesAheadOfUTC = minutesAheadOfUTC
  }

  /// The lines, by person, measure and day.
  public func write(_ records: DataRecords, catalog: Catalog, source: String) -> (bytes: [UInt8], report: LossReport) {
    var report = LossReport(.xAPI, .exported, source: source, units: [.completions])
    var text = ""
    for record in records.people {
      for entry in record.started {
        report.note(
          .notHeld, .otherField, at: .code(record.person.id),
          LocalizedText(
            ru: "№\(entry.measure) начато \(entry.started.dotted)", en: "№\(entry.measure) started \(entry.started.iso)"
          ))
      }
      for completion in record.completions {
        report.take(.completions)
        text += statement(record.person.id, completion, catalog).text(indented: false) + "\n"
        let others = [completion.hours.map(String.init), completion.document, completion.session].compactMap { $0 }
        if !others.isEmpty {
          report.note(
            .notHeld, .otherField, at: .code(record.person.id),
            LocalizedText(verbatim: "№\(completion.measure): \(others.joined(separator: "; "))"))
        }
      }
    }
    return (Array(text.utf8), report)
  }

  private func statement(_ person: String, _ completion: Completion, _ catalog: Catalog) -> JSONValue {
    func object(_ members: [(String, JSONValue)]) -> JSONValue { .object(members.map { JSONValue.Member($0.0, $0.1) }) }
    let title = catalog.measure(spelled: completion.measure.text)?.title ?? completion.measure.text
    return object([
      (
        "id",
        .string(NamedIdentifier.of("\(homePage)/completed/\(person)/\(completion.measure)/\(completion.date.iso)"))
      ),
      (
        "actor",
        object([
          ("objectType", .string("Agent")),
          ("account", object([("homePage", .string(homePage)), ("name", .string(person))])),
        ])
      ),
      (
        "verb",
        object([
          ("id", .string("http://adlnet.gov/expapi/verbs/completed")),
          ("display", object([("en-US", .string("completed")), ("ru", .string("завершено"))])),
        ])
      ),
      (
        "object",
        object([
          ("objectType", .string("Activity")),
          ("id", .string("\(homePage)/measures/\(ActivityMap.encoded(completion.measure.text))")),
          ("definition", object([("name", object([("ru", .string(title))]))])),
        ])
      ),
      ("result", object([("completion", .bool(true))])),
      ("timestamp", .string("\(completion.date.iso)T00:00:00\(offset)")),
    ])
  }

  /// `+10:00`.
  private var offset: String {
    let (hours, minutes) = abs(minutesAheadOfUTC).quotientAndRemainder(dividingBy: 60)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    return (minutesAheadOfUTC < 0 ? "-" : "+") + two(hours) + ":" + two(minutes)
  }
}
