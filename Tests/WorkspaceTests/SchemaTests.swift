import Foundation
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
    #expect(digest(SchemaV2.main) == "380df09f077b3865a81aa8fc8943ff7574ca0f2a92bd20e8252cb72a397f6f99")
    #expect(digest(SchemaV1.names) == "080846c9cb57d35f9ee33a1b528bf0164a27e1fd9dd0e626fb7489f8adf14535")
  }

  /// A workspace as the first release made it, with the sample's rows of the tables it had.
  private func makeFirst(_ cabinet: Cabinet) throws {
    for (path, application, schema) in [
      (cabinet.path, Schema.application, SchemaV1.main), (cabinet.namesPath, Schema.namesApplication, SchemaV1.names),
    ] {
      #expect(FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]))
      let connection = try Connection(path: path, access: .write, patience: 0)
      try connection.execute("PRAGMA journal_mode = WAL")
      try Schema.migrate(connection, application: application, migrations: [schema])
      try connection.execute("INSERT INTO setting VALUES('identity', 'ab')")
      guard path == cabinet.path else { continue }
      try connection.execute(
        """
        INSERT INTO revision VALUES(1, '2023-09-01T10:15:00Z', 'М', 'import', 'd', '', 3, 0, 0);
        INSERT INTO person VALUES(1, 'Р-1', 'р-1');
        INSERT INTO person_fact(person, role, has_mentor, since) VALUES(1, 'reserve', 0, 1);
        INSERT INTO completion VALUES(1, '1.5', '2023-02-01', 36, 'уд. 7', 1, NULL);
        """)
    }
  }

  @Test(arguments: [Workspace.Access.read, .write])
  func theFirstSchemaIsBroughtUpToDate(access: Workspace.Access) throws {
    let cabinet = try Cabinet()
    try makeFirst(cabinet)
    let workspace = try cabinet.open(access)
    #expect(try workspace.problems().isEmpty)
    let record = try #require(try workspace.records().people.first)
    let completion = Completion(measure: MeasureCode("1.5"), date: day("2023-02-01"), hours: 36, document: "уд. 7")
    #expect(record.person.role == .reserve && record.completions == [completion] && record.started.isEmpty)
    #expect(try workspace.main.value("PRAGMA user_version").integer == Schema.migrations.count)
  }

  @Test func anExportOfTheFirstSchemaIsRestored() throws {
    let cabinet = try Cabinet()
    let workspace = try cabinet.create()
    _ = try workspace.take(sampleRecords(), source: "d", digest: "", stamp: stamp)
    var dump = try workspace.dump(withNames: true)
    dump.tables.removeAll { $0.name == "started" }
    for index in dump.tables.indices {
      switch dump.tables[index].name {
      case "setting":
        dump.tables[index].rows = dump.tables[index].rows.map { $0[0] == "schema" ? ["schema", "1"] : $0 }
      case "completion":
        let kept = dump.tables[index].header.indices.filter {
          !["started", "session"].contains(dump.tables[index].header[$0])
        }
        #expect(kept.count == dump.tables[index].header.count - 2)
        dump.tables[index].rows = dump.tables[index].rows.map { row in kept.map { row[$0] } }
        dump.tables[index].header = kept.map { dump.tables[index].header[$0] }
      default: break
      }
    }
    let other = try Cabinet().create()
    try other.restore(dump, source: "e", stamp: stamp)
    #expect(try other.records() == workspace.records())
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

  @Test func foreignTriggersDoNothingAndAreFound() throws {
    let cabinet = try Cabinet()
    let workspace = try cabinet.create()
    #expect(try workspace.problems().isEmpty)
    let settings = try workspace.main.value("SELECT count(*) FROM setting")
    try workspace.main.execute("CREATE TRIGGER thief AFTER INSERT ON person BEGIN DELETE FROM setting; END")
    try workspace.main.execute("DROP INDEX event_of_person; CREATE TABLE copies(a)")
    let problems = try workspace.problems()
    let expected = ["+ table copies", "+ trigger thief", "− index event_of_person"]
    #expect(problems.compactMap { $0.split(separator: ": ").last.map(String.init) }.sorted() == expected)
    try workspace.main.execute("INSERT INTO person(id, folded) VALUES('Р-1', 'р-1')")
    #expect(try workspace.main.value("SELECT count(*) FROM setting") == settings)
    #expect(settings.integer ?? 0 > 0)
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
