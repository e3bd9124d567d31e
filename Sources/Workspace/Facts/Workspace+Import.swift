import Diagnostics
import RouteModel

/// Taking facts in.
extension Workspace {
  /// How an import treats facts that its tables lack.
  public enum ImportMode: Sendable, Hashable {
    /// They stay.
    case additions
    /// They end, where they belong to one of these tables (`scores`, `indicators`, `completions`): the tables are all
    /// that is true of the people and organisations in them.
    case complete(tables: Set<String>)
  }

  /// Takes in all records in one transaction, or none.
  ///
  /// A fact that is known already changes nothing; one with another value ends the old one, which stays in the history.
  ///
  /// - Parameters:
  ///   - source: what the records were read from, as the user named it.
  ///   - digest: SHA-256 of what was read.
  ///   - basis: the state of the workspace the records were read against; another one is refused.
  ///   - isTrial: only counts, writes nothing.
  /// - Complexity: O(rows), one look-up per person and table.
  public func take(
    _ records: DataRecords, mode: ImportMode = .additions, source: String, digest: String, stamp: Stamp,
    basis: FactsState? = nil, isTrial: Bool = false
  ) throws(WorkspaceError) -> ImportOutcome {
    if names == nil, records.people.contains(where: { $0.person.name != nil }) { throw .noNames }
    return try main.transaction { () throws(WorkspaceError) in
      if let basis, try factsState() != basis { throw .changedMeanwhile }
      return try databaseErrors { () throws(DatabaseError) in
        let last = try main.value("SELECT max(id) FROM revision").integer ?? 0
        var outcome = try FactImport(self, revision: last + 1, mode: mode, writes: false).run(records)
        guard !outcome.total.isEmpty, !isTrial else { return outcome }
        try record(
          revision: last + 1, kind: "import", source: source, digest: digest, outcome.total, stamp)
        try namesTransaction(after: last) { () throws(DatabaseError) in
          _ = try FactImport(self, revision: last + 1, mode: mode, writes: true).run(records)
        }
        try addEvent(kind: "import", person: nil, version: nil, revision: last + 1, comment: source, stamp)
        outcome.revision = last + 1
        return outcome
      }
    }
  }

  /// What tells one state of the facts from another: the latest change, and how many people there are, because erasing
  /// one is no change of facts.
  public struct FactsState: Sendable, Hashable {
    var revision: Int
    var people: Int
  }

  /// The state of the facts now.
  public func factsState() throws(WorkspaceError) -> FactsState {
    try databaseErrors { () throws(DatabaseError) in
      FactsState(
        revision: try main.value("SELECT max(id) FROM revision").integer ?? 0,
        people: try main.value("SELECT count(*) FROM person").integer ?? 0)
    }
  }

  func record(
    revision: Int, kind: String, source: String, digest: String, _ counts: ImportOutcome.Counts, _ stamp: Stamp
  ) throws(DatabaseError) {
    try main.run(
      "INSERT INTO revision VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        .integer(revision), .text(stamp.at), .text(stamp.actor), .text(kind), .text(source), .text(digest),
        .integer(counts.added), .integer(counts.changed), .integer(counts.withdrawn),
      ])
  }

  /// Writes names in a transaction that is finished before the workspace's own. Should the workspace's fail after it,
  /// the names are those of a revision that never was, and the next import sweeps them away.
  private func namesTransaction(after last: Int, _ body: () throws(DatabaseError) -> Void) throws(DatabaseError) {
    guard let names else { return try body() }
    try names.execute("BEGIN IMMEDIATE")
    do throws(DatabaseError) {
      try names.run("DELETE FROM name WHERE since > ?", [.integer(last)])
      try body()
      try names.execute("COMMIT")
    } catch {
      try? names.execute("ROLLBACK")
      throw error
    }
  }
}

/// One import under way.
private struct FactImport {
  private let main: Connection
  private let revision: Int
  private let complete: Set<String>
  private let writes: Bool
  private var outcome = ImportOutcome()
  private let person: FactWriter
  private let organisation: FactWriter
  private let score: FactWriter
  private let personIndicator: FactWriter
  private let organisationIndicator: FactWriter
  private let completion: FactWriter
  private let started: FactWriter
  private let names: NameWriter?
  private let keys: [String: KeyFinder]

  init(
    _ workspace: Workspace, revision: Int, mode: Workspace.ImportMode, writes: Bool
  ) throws(DatabaseError) {
    main = workspace.main
    self.revision = revision
    self.writes = writes
    if case .complete(let tables) = mode { complete = tables } else { complete = [] }
    person = try FactWriter(.person, main, revision: revision)
    organisation = try FactWriter(.organisation, main, revision: revision)
    score = try FactWriter(.score, main, revision: revision)
    personIndicator = try FactWriter(.personIndicator, main, revision: revision)
    organisationIndicator = try FactWriter(.organisationIndicator, main, revision: revision)
    completion = try FactWriter(.completion, main, revision: revision)
    started = try FactWriter(.started, main, revision: revision)
    keys = ["person": try KeyFinder("person", main), "organisation": try KeyFinder("organisation", main)]
    names = try workspace.names.map { names throws(DatabaseError) in try NameWriter(names, revision: revision) }
  }

  consuming func run(_ records: DataRecords) throws(DatabaseError) -> ImportOutcome {
    for record in records.organisations { try take(record) }
    for record in records.people { try take(record) }
    return outcome
  }

  private mutating func take(_ record: OrganisationRecord) throws(DatabaseError) {
    let (key, isNew) = try key(of: record.organisation.id, in: "organisation")
    try organisation.apply(
      [FactRow(record.organisation)], of: key, isNew: isNew, isComplete: false, writes: writes, &outcome.organisations)
    try organisationIndicator.apply(
      record.indicators.map { FactRow($0) }, of: key, isNew: isNew, isComplete: complete.contains("indicators"),
      writes: writes,
      &outcome.indicators)
  }

  private mutating func take(_ record: PersonRecord) throws(DatabaseError) {
    let (key, isNew) = try key(of: record.person.id, in: "person")
    var counts = ImportOutcome.Counts()
    try person.apply(
      [FactRow(record.person)], of: key, isNew: isNew, isComplete: false, writes: writes, &counts)
    let renamed = try names?.apply(record.person, key: key, isNew: isNew, writes: writes) ?? false
    // A person whose name alone is new has changed too.
    if renamed, counts.same == 1 { (counts.same, counts.changed) = (0, 1) }
    outcome.people.added += counts.added
    outcome.people.changed += counts.changed
    outcome.people.same += counts.same
    try score.apply(
      record.scores.map { FactRow($0) }, of: key, isNew: isNew, isComplete: complete.contains("scores"), writes: writes,
      &outcome.scores)
    try personIndicator.apply(
      record.indicators.map { FactRow($0) }, of: key, isNew: isNew, isComplete: complete.contains("indicators"),
      writes: writes,
      &outcome.indicators)
    try completion.apply(
      record.completions.map { FactRow($0) }, of: key, isNew: isNew, isComplete: complete.contains("completions"),
      writes: writes,
      &outcome.completions)
    try started.apply(
      record.started.map { FactRow($0) }, of: key, isNew: isNew, isComplete: complete.contains("completions"),
      writes: writes,
      &outcome.completions)
  }

  private func key(of id: String, in table: String) throws(DatabaseError) -> (key: Int, isNew: Bool) {
    try keys[table]?.key(of: id, addsNew: writes) ?? (-1, true)
  }
}

/// Finds the keys of ids, and gives new ids the next one.
private final class KeyFinder {
  private let find: Statement
  private let insert: Statement

  init(_ table: String, _ connection: Connection) throws(DatabaseError) {
    find = try connection.prepare("SELECT key FROM \(table) WHERE folded = ?")
    insert = try connection.prepare("INSERT INTO \(table)(id, folded) VALUES(?, ?) RETURNING key")
  }

  func key(of id: String, addsNew: Bool) throws(DatabaseError) -> (key: Int, isNew: Bool) {
    let folded = SQLValue.text(LookAlike.fold(id))
    if let key = try find.rows([folded]).first?[0].integer { return (key, false) }
    guard addsNew else { return (-1, true) }
    return (try insert.rows([.text(id), folded]).first?[0].integer ?? -1, true)
  }
}

/// Writes names where they differ from the last known ones.
private final class NameWriter {
  private let find: Statement
  private let insert: Statement
  private let revision: Int

  init(_ names: Connection, revision: Int) throws(DatabaseError) {
    self.revision = revision
    find = try names.prepare("SELECT name, mentor FROM name WHERE person = ? AND since < ? ORDER BY since DESC LIMIT 1")
    insert = try names.prepare("INSERT INTO name VALUES(?, ?, ?, ?)")
  }

  /// Whether the name or the mentor is another one than before. A row without a name keeps the known one.
  func apply(_ person: Person, key: Int, isNew: Bool, writes: Bool) throws(DatabaseError) -> Bool {
    let known = isNew ? nil : try find.rows([.integer(key), .integer(revision)]).first
    let name = person.name ?? known?[0].text
    guard known?[0].text != name || known?[1].text != person.mentor else { return false }
    if writes { try insert.run([.integer(key), .integer(revision), SQLValue(name), SQLValue(person.mentor)]) }
    return true
  }
}
