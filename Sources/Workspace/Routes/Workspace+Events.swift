import RouteModel

/// Something that was done in the workspace.
public struct WorkspaceEvent: Sendable, Hashable {
  /// Who and when.
  public var stamp: Stamp
  /// What: `import`, `route`, `submit`, `approve`, `return`, `complete`, `forget`, `restore`.
  public var kind: String
  /// Whose route or facts.
  public var person: String?
  /// Which version of the route.
  public var version: Int?
  /// Which change of the facts.
  public var revision: Int?
  /// What was said, or what was read.
  public var comment: String?
}

extension Workspace {
  /// All that was done, oldest first; to one person's route, or to everything.
  public func events(of person: String? = nil) throws(WorkspaceError) -> [WorkspaceEvent] {
    let key = try person.map { id throws(WorkspaceError) in try requirePerson(id).key }
    return try databaseErrors { () throws(DatabaseError) in
      // Two queries, so that one person's events are found by their index.
      try main.rows(
        """
        SELECT event.at, actor, kind, person.id, version, revision, comment
        FROM event LEFT JOIN person ON event.person = person.key
        \(key == nil ? "" : "WHERE event.person = ?1") ORDER BY event.id
        """, key.map { [.integer($0)] } ?? []
      ).map { row in
        WorkspaceEvent(
          stamp: Stamp(at: row[0].text ?? "", actor: row[1].text ?? ""), kind: row[2].text ?? "", person: row[3].text,
          version: row[4].integer, revision: row[5].integer, comment: row[6].text)
      }
    }
  }

  func addEvent(
    kind: String, person: Int?, version: Int?, revision: Int?, comment: String?, _ stamp: Stamp
  ) throws(DatabaseError) {
    try main.run(
      "INSERT INTO event(at, actor, kind, person, version, revision, comment) VALUES(?, ?, ?, ?, ?, ?, ?)",
      [
        .text(stamp.at), .text(stamp.actor), .text(kind), SQLValue(person), SQLValue(version), SQLValue(revision),
        SQLValue(comment),
      ])
  }
}
