import Diagnostics
import RouteModel

/// Facts as they were at a revision.
extension Workspace {
  /// All records.
  ///
  /// - Parameter revision: the change of the facts after which to look; nil means now.
  /// - Complexity: O(rows).
  public func records(at revision: Int? = nil) throws(WorkspaceError) -> DataRecords {
    let revision = try self.revision(revision)
    return try databaseErrors { () throws(DatabaseError) in
      try DataRecords(people: people(at: revision), organisations: organisations(at: revision))
    }
  }

  /// The records of one person and that person's organisation, or nil when nobody has the id. O(the person's rows).
  public func records(of id: String, at revision: Int? = nil) throws(WorkspaceError) -> DataRecords? {
    let revision = try self.revision(revision)
    return try databaseErrors { () throws(DatabaseError) in
      guard let person = try personRow(id) else { return nil }
      guard let record = try record(of: person, at: revision) else { return nil }
      let organisation = try record.person.organisation.flatMap { id throws(DatabaseError) in
        try organisationRecord(id, at: revision)
      }
      return DataRecords(people: [record], organisations: organisation.map { [$0] } ?? [])
    }
  }

  private func revision(_ asked: Int?) throws(WorkspaceError) -> Int {
    if let asked { return asked }
    return try latestRevision()
  }

  /// Everybody's id, in natural order.
  public func ids() throws(WorkspaceError) -> [String] {
    try databaseErrors { () throws(DatabaseError) in
      try main.rows("SELECT id FROM person").compactMap { $0[0].text }.sorted(by: naturalOrder)
    }
  }

  // MARK: One owner

  struct PersonRow {
    var key: Int
    var id: String
  }

  /// The person with the id in any look-alike spelling.
  func personRow(_ id: String) throws(DatabaseError) -> PersonRow? {
    let rows = try main.rows("SELECT key, id FROM person WHERE folded = ?", [.text(LookAlike.fold(id))])
    guard let row = rows.first, let key = row[0].integer, let id = row[1].text else { return nil }
    return PersonRow(key: key, id: id)
  }

  /// The same, or an error with a suggestion.
  func requirePerson(_ id: String) throws(WorkspaceError) -> PersonRow {
    if let row = try databaseErrors({ () throws(DatabaseError) in try personRow(id) }) { return row }
    throw .unknownPerson(id, near: nearest(to: id, among: try ids()))
  }

  private func record(of person: PersonRow, at revision: Int) throws(DatabaseError) -> PersonRecord? {
    let own = try facts(.person, of: person.key, at: revision)
    let called = try name(of: person.key, at: revision)
    guard let known = own.first?.person(id: person.id, name: called?.name, mentor: called?.mentor) else { return nil }
    return PersonRecord(
      person: known, scores: try facts(.score, of: person.key, at: revision).compactMap(\.score),
      indicators: try facts(.personIndicator, of: person.key, at: revision).compactMap(\.indicator),
      completions: try facts(.completion, of: person.key, at: revision).compactMap(\.completion),
      started: try facts(.started, of: person.key, at: revision).compactMap(\.started))
  }

  private func organisationRecord(_ id: String, at revision: Int) throws(DatabaseError) -> OrganisationRecord? {
    let rows = try main.rows("SELECT key, id FROM organisation WHERE folded = ?", [.text(LookAlike.fold(id))])
    guard let row = rows.first, let key = row[0].integer, let id = row[1].text,
      let fact = try facts(.organisation, of: key, at: revision).first
    else { return nil }
    return OrganisationRecord(
      organisation: fact.organisation(id: id),
      indicators: try facts(.organisationIndicator, of: key, at: revision).compactMap(\.indicator))
  }

  func facts(_ table: FactTable, of owner: Int, at revision: Int) throws(DatabaseError) -> [FactRow] {
    try main.rows(table.ofOwner, [.integer(owner), .integer(revision)]).map { FactRow($0, in: table) }
  }

  func name(of person: Int, at revision: Int) throws(DatabaseError) -> (name: String?, mentor: String?)? {
    let row = try names?.rows(
      "SELECT name, mentor FROM name WHERE person = ? AND since <= ? ORDER BY since DESC LIMIT 1",
      [.integer(person), .integer(revision)])
    return row?.first.map { ($0[0].text, $0[1].text) }
  }

  // MARK: Everybody

  private func people(at revision: Int, withResults: Bool = true) throws(DatabaseError) -> [PersonRecord] {
    let called = try namesByPerson(at: revision)
    let scores = withResults ? try byOwner(.score, at: revision, \.score) : [:]
    let indicators = withResults ? try byOwner(.personIndicator, at: revision, \.indicator) : [:]
    let completions = withResults ? try byOwner(.completion, at: revision, \.completion) : [:]
    let started = withResults ? try byOwner(.started, at: revision, \.started) : [:]
    let ids = try idsByKey("person")
    var records: [PersonRecord] = []
    let statement = try main.prepare(FactTable.person.ofAll)
    try statement.bind([.null, .integer(revision)])
    while try statement.step() {
      let row = statement.row
      guard let key = row[0].integer, let id = ids[key] else { continue }
      let (name, mentor) = called[key] ?? (nil, nil)
      guard let person = FactRow(row.dropFirst(), in: .person).person(id: id, name: name, mentor: mentor) else {
        continue
      }
      records.append(
        PersonRecord(
          person: person, scores: scores[key] ?? [], indicators: indicators[key] ?? [],
          completions: completions[key] ?? [], started: started[key] ?? []))
    }
    return records
  }

  private func organisations(at revision: Int) throws(DatabaseError) -> [OrganisationRecord] {
    let indicators = try byOwner(.organisationIndicator, at: revision, \.indicator)
    let ids = try idsByKey("organisation")
    var records: [OrganisationRecord] = []
    let statement = try main.prepare(FactTable.organisation.ofAll)
    try statement.bind([.null, .integer(revision)])
    while try statement.step() {
      let row = statement.row
      guard let key = row[0].integer, let id = ids[key] else { continue }
      records.append(
        OrganisationRecord(
          organisation: FactRow(row.dropFirst(), in: .organisation).organisation(id: id),
          indicators: indicators[key] ?? []))
    }
    return records
  }

  private func byOwner<Value>(
    _ table: FactTable, at revision: Int, _ value: (FactRow) -> Value?
  ) throws(DatabaseError) -> [Int: [Value]] {
    var result: [Int: [Value]] = [:]
    let statement = try main.prepare(table.ofAll)
    try statement.bind([.null, .integer(revision)])
    while try statement.step() {
      let row = statement.row
      guard let key = row[0].integer, let value = value(FactRow(row.dropFirst(), in: table)) else { continue }
      result[key, default: []].append(value)
    }
    return result
  }

  private func idsByKey(_ table: String) throws(DatabaseError) -> [Int: String] {
    var result: [Int: String] = [:]
    for row in try main.rows("SELECT key, id FROM \(table)") {
      if let key = row[0].integer, let id = row[1].text { result[key] = id }
    }
    return result
  }

  private func namesByPerson(at revision: Int) throws(DatabaseError) -> [Int: (name: String?, mentor: String?)] {
    var result: [Int: (name: String?, mentor: String?)] = [:]
    let rows = try names?.rows(
      "SELECT person, name, mentor FROM name WHERE since <= ? ORDER BY person, since", [.integer(revision)])
    for row in rows ?? [] {
      if let key = row[0].integer { result[key] = (row[1].text, row[2].text) }
    }
    return result
  }
}

extension Workspace {
  /// Everybody and every organisation as they are now, without results: whom new tables may name.
  public func directory() throws(WorkspaceError) -> DataRecords {
    let revision = try latestRevision()
    return try databaseErrors { () throws(DatabaseError) in
      try DataRecords(people: people(at: revision, withResults: false), organisations: organisations(at: revision))
    }
  }
}
