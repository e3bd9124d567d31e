import RouteModel
import Testing

@testable import Workspace

/// Released schemas stay as they are: files of them are out there.
@Suite struct SchemaTests {
  private func digest(_ text: String) -> String {
    var hash = SHA256()
    hash.update(Array(text.utf8))
    return hash.finalize()
  }

  @Test func releasedSchemasAreNeverEdited() {
    #expect(digest(SchemaV1.main) == "5ff6663d89b1d290e024c270db5f46a35ab2daf4935e0f7d0ee24393ee68fe80")
    #expect(digest(SchemaV1.names) == "080846c9cb57d35f9ee33a1b528bf0164a27e1fd9dd0e626fb7489f8adf14535")
  }

  @Test func aLaterSchemaIsRefused() throws {
    let cabinet = try Cabinet()
    do {
      let workspace = try cabinet.create()
      try workspace.main.execute("PRAGMA user_version = 99")
    }
    #expect(throws: WorkspaceError.tooNew(schema: 99)) { try cabinet.open() }
    #expect(throws: WorkspaceError.tooNew(schema: 99)) { try cabinet.open(.read) }
  }

  @Test func migrationsAreWholeOrNotAtAll() throws {
    let cabinet = try Cabinet()
    let workspace = try cabinet.create()
    #expect(throws: WorkspaceError.self) {
      try Schema.migrate(
        workspace.main, application: Schema.application,
        migrations: Schema.migrations + ["CREATE TABLE extra(a); SELECT nothing FROM nowhere"])
    }
    let tables = try workspace.main.rows("SELECT name FROM sqlite_schema WHERE name = 'extra'")
    #expect(tables.isEmpty)
    #expect(try workspace.main.value("PRAGMA user_version").integer == Schema.migrations.count)
    try Schema.migrate(
      workspace.main, application: Schema.application, migrations: Schema.migrations + ["CREATE TABLE extra(a)"])
    #expect(try workspace.main.value("PRAGMA user_version").integer == Schema.migrations.count + 1)
  }
}

extension Workspace {
  /// Runs `body` while this connection holds the write lock.
  func holding<Result>(_ body: () throws -> Result) throws -> Result {
    try main.execute("BEGIN IMMEDIATE")
    defer { try? main.execute("ROLLBACK") }
    return try body()
  }
}
