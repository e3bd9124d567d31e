import Diagnostics
import RouteModel

/// What was read of another system's statements.
public struct ImportedCompletions: Sendable {
  /// The people with what they have completed; nil when the file can't be read at all.
  public var records: DataRecords?
  /// What was taken and lost.
  public var report: LossReport
  /// Messages about the file as a whole.
  public var diagnostics: [Diagnostic]
}

/// Reads xAPI statements of completed and passed activities as completed measures.
///
/// A file is an array of statements, a page of a store (`{"statements": […]}`), or statements one after another, as lines
/// or not. Statements are read one by one, so that only those that count are kept. A statement is a completion when its
/// verb is `completed` or `passed` and its result does not deny it; the person is the actor's account name or mailbox,
/// the measure comes from the activity's IRI, the day is that of the timestamp as it is written. Voided statements and
/// repetitions are dropped.
public struct StatementReader {
  private let keys: PersonKeys
  private let activities: ActivityMap
  private let homePage: String?
  private var report: LossReport
  private var candidates: [Candidate] = []
  private var voided: Set<String> = []
  private var seen: Set<String> = []

  private struct Candidate {
    var place: Loss.Place
    var identifier: String?
    var person: Person
    var measure: MeasureCode
    var date: CalendarDate
  }

  private struct Rejection: Error {
    var reason: LossReason
    var detail: LocalizedText

    init(_ reason: LossReason, _ detail: LocalizedText) {
      self.reason = reason
      self.detail = detail
    }
  }

  /// The completions of people whom `keys` finds. O(length).
  ///
  /// - Parameter homePage: the system whose accounts are meant; nil for any.
  public static func read(
    _ bytes: [UInt8], file: String, people keys: PersonKeys, activities: ActivityMap, homePage: String?
  ) -> ImportedCompletions {
    var reading = StatementReader(
      keys: keys, activities: activities, homePage: homePage,
      report: LossReport(.xAPI, .imported, source: file, units: [.statements]))
    if let problem = JSONText.problem(bytes, file: file) {
      return ImportedCompletions(records: nil, report: reading.report, diagnostics: [problem])
    }
    do throws(JSONMistake) {
      try reading.takeAll(bytes)
    } catch {
      return ImportedCompletions(records: nil, report: reading.report, diagnostics: [error.diagnostic(file: file)])
    }
    let records = reading.finish()
    return ImportedCompletions(records: records, report: reading.report, diagnostics: [])
  }

  private mutating func takeAll(_ bytes: [UInt8]) throws(JSONMistake) {
    var reader = JSONReader(bytes)
    if reader.take(UInt8(ascii: "[")) {
      if !reader.take(UInt8(ascii: "]")) {
        repeat {
          _ = reader.next()
          let line = reader.line
          take(try reader.value(), line)
        } while reader.take(UInt8(ascii: ","))
        guard reader.take(UInt8(ascii: "]")) else { throw reader.mistake(.expected("«,» или «]»", "«,» or «]»")) }
      }
      if reader.next() != nil { throw reader.mistake(.afterEnd) }
      return
    }
    while reader.next() != nil {
      let line = reader.line
      let value = try reader.value()
      if let page = value["statements"]?.elements, value["actor"] == nil {
        for (number, statement) in page.enumerated() { take(statement, .path("statements[\(number)]")) }
      } else {
        take(value, line)
      }
    }
  }

  private mutating func take(_ statement: JSONValue, _ line: Int) { take(statement, .row(line, column: nil)) }

  private mutating func take(_ statement: JSONValue, _ place: Loss.Place) {
    do throws(Rejection) {
      try candidates.append(candidate(statement, place))
    } catch {
      report.drop(.statements, error.reason, at: place, error.detail)
    }
  }

  private mutating func candidate(_ statement: JSONValue, _ place: Loss.Place) throws(Rejection) -> Candidate {
    guard statement.members != nil, let verb = statement["verb"]?["id"]?.text else {
      throw Rejection(
        .malformed,
        LocalizedText(
          ru: "ожидается объект с actor, verb и object", en: "expected an object with actor, verb and object"))
    }
    let identifier = statement["id"]?.text?.lowercased()
    if let identifier, !seen.insert(identifier).inserted {
      throw Rejection(.duplicateStatement, LocalizedText(verbatim: identifier))
    }
    let name = Self.verb(verb)
    if name == "voided" {
      let target = statement["object"]?["id"]?.text?.lowercased() ?? "—"
      voided.insert(target)
      throw Rejection(.voiding, LocalizedText(verbatim: target))
    }
    guard let name, ["completed", "passed"].contains(name) else {
      throw Rejection(.otherVerb, LocalizedText(verbatim: "«\(verb)»"))
    }
    let result = statement["result"]
    for name in ["completion", "success"] {
      switch result?[name] {
      case nil, .bool: continue
      default:
        throw Rejection(
          .malformed,
          LocalizedText(ru: "result.\(name): ожидается true или false", en: "result.\(name): expected true or false"))
      }
    }
    if result?["completion"] == .bool(false) { throw Rejection(.notCompleted, LocalizedText(verbatim: name)) }
    if result?["success"] == .bool(false) { throw Rejection(.notPassed, LocalizedText(verbatim: name)) }
    let measure = try self.measure(statement["object"])
    let date = try self.date(statement)
    let person = try self.person(statement["actor"])
    return Candidate(place: place, identifier: identifier, person: person, measure: measure, date: date)
  }

  /// The last part of an ADL verb: `completed`.
  private static func verb(_ id: String) -> String? {
    for prefix in ["http://adlnet.gov/expapi/verbs/", "https://adlnet.gov/expapi/verbs/"] where id.hasPrefix(prefix) {
      return String(id.dropFirst(prefix.count))
    }
    return nil
  }

  private func measure(_ object: JSONValue?) throws(Rejection) -> MeasureCode {
    let type = object?["objectType"]?.text ?? "Activity"
    guard type == "Activity", let id = object?["id"]?.text else {
      throw Rejection(.noActivity, LocalizedText(verbatim: "objectType: \(type)"))
    }
    if let measure = activities.measure(of: id) { return measure }
    throw Rejection(.unknownActivity, LocalizedText(verbatim: "«\(id)»"))
  }

  private func date(_ statement: JSONValue) throws(Rejection) -> CalendarDate {
    guard let text = statement["timestamp"]?.text ?? statement["stored"]?.text else {
      throw Rejection(.noDate, LocalizedText(ru: "нет ни timestamp, ни stored", en: "neither timestamp nor stored"))
    }
    if let date = StatementMoment.date(text) { return date }
    throw Rejection(
      .badDate,
      LocalizedText(
        ru: "ожидается «2023-10-13T18:40:00+10:00», а найдено «\(text)»",
        en: "expected «2023-10-13T18:40:00+10:00», found «\(text)»"))
  }

  private func person(_ actor: JSONValue?) throws(Rejection) -> Person {
    let type = actor?["objectType"]?.text ?? "Agent"
    let account = actor?["account"]
    let mailbox = actor?["mbox"]?.text
    guard type == "Agent", account != nil || mailbox != nil else {
      let keys = (actor?.members ?? []).map(\.name).filter { $0 != "name" }.joined(separator: ", ")
      throw Rejection(.noAgent, LocalizedText(verbatim: "\(type): \(keys)"))
    }
    if let account, let homePage, account["homePage"]?.text != homePage {
      throw Rejection(.otherHomePage, LocalizedText(verbatim: "«\(account["homePage"]?.text ?? "—")»"))
    }
    let email = mailbox.map { $0.lowercased().hasPrefix("mailto:") ? String($0.dropFirst(7)) : $0 }
    let name = account?["name"]?.text
    do throws(PersonKeys.Failure) {
      return try keys.find(id: name, email: email)
    } catch {
      let loss = error.loss(id: name, email: email)
      throw Rejection(loss.reason, loss.detail)
    }
  }

  /// Leaves out what is voided or said twice.
  private mutating func finish() -> DataRecords {
    struct Key: Hashable {
      var person: String
      var measure: MeasureCode
      var date: CalendarDate
    }
    var taken: Set<Key> = []
    var completions: [String: (person: Person, completions: [Completion])] = [:]
    for candidate in candidates {
      if let identifier = candidate.identifier, voided.contains(identifier) {
        report.drop(.statements, .voided, at: candidate.place, LocalizedText(verbatim: identifier))
        continue
      }
      let key = Key(person: candidate.person.id, measure: candidate.measure, date: candidate.date)
      guard taken.insert(key).inserted else {
        report.drop(
          .statements, .sameCompletion, at: candidate.place,
          LocalizedText(verbatim: "«\(key.person)», №\(key.measure), \(key.date.dotted)"))
        continue
      }
      report.take(.statements)
      completions[key.person, default: (candidate.person, [])].completions.append(
        Completion(measure: candidate.measure, date: candidate.date))
    }
    return DataRecords(
      people: completions.values.map { PersonRecord(person: $0.person, completions: $0.completions) }, organisations: []
    )
  }
}
