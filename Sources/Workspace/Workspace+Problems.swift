import Foundation
import RouteModel

extension Workspace {
  /// What does not fit in the workspace: damage of the files, rows that point nowhere, tables or triggers that are
  /// not the program's, contents that are not what their digests say. Empty when it is sound. O(size of the workspace).
  public func problems() throws(WorkspaceError) -> [String] {
    try databaseErrors { () throws(DatabaseError) in
      var problems = openToOthers()
      for connection in [main, names].compactMap(\.self) {
        for row in try connection.rows("PRAGMA integrity_check") where row[0].text != "ok" {
          problems.append("\(connection.path): \(row[0].text ?? "")")
        }
        for row in try connection.rows("PRAGMA foreign_key_check") {
          problems.append("\(connection.path): \(row[0].text ?? ""), \(row[1].integer ?? 0) → \(row[2].text ?? "")")
        }
      }
      problems += try Schema.differences(main, migrations: Schema.migrations)
      if let names { problems += try Schema.differences(names, migrations: Schema.namesMigrations) }
      problems += try changedContents("SELECT digest, content, digest FROM document")
      problems += try changedContents(
        "SELECT route.digest, json, person.id || ', ' || version FROM route JOIN person ON person = person.key")
      return problems
    }
  }

  /// The files others than their owner can read.
  private func openToOthers() -> [String] {
    [main, names].compactMap(\.self).flatMap { [$0.path, $0.path + "-wal", $0.path + "-shm"] }.compactMap { path in
      var status = stat()
      guard stat(path, &status) == 0, status.st_mode & 0o077 != 0 else { return nil }
      return "\(path): \(String(status.st_mode & 0o777, radix: 8)) ≠ 600"
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
