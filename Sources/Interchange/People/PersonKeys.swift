import Diagnostics
import RouteModel
import Tables

/// Finds the person whom another system means: by id first, by e-mail second, never by name.
public struct PersonKeys: Sendable {
  private let people: [Person]
  private var byID: [String: Int] = [:]
  private var byEmail: [String: Set<Int>] = [:]

  /// The people of a data set. O(people).
  public init(_ people: [Person]) {
    self.people = people
    for (index, person) in people.enumerated() { byID[LookAlike.fold(person.id)] = index }
  }

  /// Whether any e-mail is known.
  public var hasEmails: Bool { !byEmail.isEmpty }

  /// Takes the e-mails of a table with an id and an e-mail per row; other columns are not looked at.
  ///
  /// - Returns: messages about the table; rows whose id is nobody's are a warning each.
  public mutating func addEmails(_ table: Table) -> [Diagnostic] {
    guard let id = Self.column(table, MoodleWords.personIDs), let email = Self.column(table, MoodleWords.emails) else {
      return [Self.noColumns(table)]
    }
    var diagnostics: [Diagnostic] = []
    for row in table.rows {
      guard row.cells.indices.contains(id), row.cells.indices.contains(email), !row.cells[email].isEmpty else {
        continue
      }
      guard let person = byID[LookAlike.fold(row.cells[id])] else {
        diagnostics.append(
          Diagnostic(
            .warning, "unknown-person",
            LocalizedText(
              ru: "человека «\(row.cells[id])» нет в данных", en: "the data have no person «\(row.cells[id])»"),
            at: table.place(row, id)))
        continue
      }
      byEmail[Self.folded(row.cells[email]), default: []].insert(person)
    }
    return diagnostics
  }

  /// Whether a table has a column of e-mails.
  public static func hasEmails(_ table: Table) -> Bool { column(table, MoodleWords.emails) != nil }

  /// Why nobody was found.
  enum Failure: Error, Sendable, Hashable {
    case noKey
    case unknown(near: String?, knowsEmails: Bool)
    case ambiguousEmail(Int)
    case contradiction(String, String)
  }

  /// The person with that id or, where the id is nobody's, with that e-mail.
  func find(id: String?, email: String?) throws(Failure) -> Person {
    let id = id.flatMap { Self.isBlank($0) ? nil : $0 }
    let email = email.flatMap { Self.isBlank($0) ? nil : $0 }
    if id == nil, email == nil { throw .noKey }
    let named = id.flatMap { byID[LookAlike.fold($0)] }
    let mailed = email.flatMap { byEmail[Self.folded($0)] } ?? []
    if let named {
      // The id decides, unless the e-mail is somebody else's alone: then one of the two is wrong.
      if mailed.count == 1, let other = mailed.first, other != named {
        throw .contradiction(people[named].id, people[other].id)
      }
      return people[named]
    }
    if mailed.count > 1 { throw .ambiguousEmail(mailed.count) }
    if let only = mailed.first { return people[only] }
    throw .unknown(
      near: id.flatMap { id in people.count < 2_000 ? nearest(to: id, among: people.map(\.id)) : nil },
      knowsEmails: hasEmails)
  }

  private static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) || text == "-" }

  private static func folded(_ email: String) -> String {
    String(email.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()).lowercased()
  }

  private static func column(_ table: Table, _ names: [String]) -> Int? {
    table.header.firstIndex { MoodleWords.isOne($0, of: names) }
  }

  private static func noColumns(_ table: Table) -> Diagnostic {
    Diagnostic(
      .error, "no-emails",
      LocalizedText(
        ru: "ожидаются столбцы «id» и «почта»", en: "expected the columns «id» and «email»"),
      at: .cell(file: table.file, line: table.headerLine, column: nil))
  }
}

extension PersonKeys.Failure {
  /// The reason and what exactly, without a name.
  func loss(id: String?, email: String?) -> (reason: LossReason, detail: LocalizedText) {
    let shownID = id.flatMap { $0.isEmpty ? nil : "«\($0)»" } ?? "—"
    switch self {
    case .noKey:
      return (.noPersonKey, LocalizedText(ru: "номер и почта пусты", en: "id and e-mail are empty"))
    case .unknown(let near, let knowsEmails):
      let hint = near.map { LocalizedText(ru: "; возможно, «\($0)»?", en: "; did you mean «\($0)»?") }
      let who =
        switch (id.map { !$0.isEmpty } ?? false, email.map { !$0.isEmpty } ?? false) {
        case (true, true) where knowsEmails:
          LocalizedText(ru: "номер \(shownID), почта тоже неизвестна", en: "id \(shownID), the e-mail is unknown too")
        case (false, true) where !knowsEmails:
          LocalizedText(
            ru: "номера нет, а почты людей не указаны (--people)",
            en: "no id, and no e-mails of people are given (--people)")
        case (true, _): LocalizedText(ru: "номер \(shownID)", en: "id \(shownID)")
        default: LocalizedText(ru: "номера нет, почта неизвестна", en: "no id, the e-mail is unknown")
        }
      return (
        .unknownPerson,
        LocalizedText(ru: who.russian + (hint?.russian ?? ""), en: who.english + (hint?.english ?? ""))
      )
    case .ambiguousEmail(let count):
      return (
        .ambiguousEmail,
        LocalizedText(
          ru: "номер \(shownID), людей с этой почтой: \(count)", en: "id \(shownID), \(count) people have the e-mail")
      )
    case .contradiction(let named, let mailed):
      return (
        .contradictingKeys,
        LocalizedText(
          ru: "номер — «\(named)», почта — «\(mailed)»", en: "the id is of «\(named)», the e-mail of «\(mailed)»")
      )
    }
  }
}
