import RouteModel

extension Workspace {
  /// What does not fit in the workspace: damage of the files, rows that point nowhere, contents that are not what their
  /// digests say. Empty when it is sound. O(size of the workspace).
  public func problems() throws(WorkspaceError) -> [String] {
    try databaseErrors { () throws(DatabaseError) in
      var problems: [String] = []
      for connection in [main, names].compactMap(\.self) {
        for row in try connection.rows("PRAGMA integrity_check") where row[0].text != "ok" {
          problems.append("\(connection.path): \(row[0].text ?? "")")
        }
        for row in try connection.rows("PRAGMA foreign_key_check") {
          problems.append("\(connection.path): \(row[0].text ?? ""), \(row[1].integer ?? 0) → \(row[2].text ?? "")")
        }
      }
      problems += try changedContents("SELECT digest, content, digest FROM document")
      problems += try changedContents(
        "SELECT route.digest, json, person.id || ', ' || version FROM route JOIN person ON person = person.key")
      return problems
    }
  }

  private func changedContents(_ sql: String) throws(DatabaseError) -> [String] {
    var problems: [String] = []
    let statement = try main.prepare(sql)
    while try statement.step() {
      let row = statement.row
      var hash = SHA256()
      hash.update(row[1].blob ?? [])
      if hash.finalize() != row[0].text { problems.append("SHA-256: \(row[2].text ?? "")") }
    }
    return problems
  }
}
