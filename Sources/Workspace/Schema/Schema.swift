/// The schemas and the way from each to the next.
enum Schema {
  /// «МРШТ» in the file's header says whose database it is.
  static let application = 0x4D52_5354
  /// «МРШН» for the file of names.
  static let namesApplication = 0x4D52_534E

  /// `migrations[n]` makes schema n + 1 out of schema n.
  static let migrations = [SchemaV1.main, SchemaV2.main]
  /// The same for the file of names.
  static let namesMigrations = [SchemaV1.names]

  /// Brings a file to the latest schema in one transaction.
  static func migrate(
    _ connection: Connection, application: Int, migrations: [String]
  ) throws(WorkspaceError) {
    let version = try databaseErrors { () throws(DatabaseError) in
      try connection.value("PRAGMA user_version").integer ?? 0
    }
    guard version <= migrations.count else { throw .tooNew(schema: version) }
    guard version < migrations.count else { return }
    try connection.transaction { () throws(WorkspaceError) in
      try databaseErrors { () throws(DatabaseError) in
        for migration in migrations[version...] { try connection.execute(migration) }
        try connection.execute("PRAGMA user_version = \(migrations.count); PRAGMA application_id = \(application)")
      }
    }
  }

  /// Refuses files of other programs.
  static func check(_ connection: Connection, application: Int) throws(WorkspaceError) {
    let found = try databaseErrors { () throws(DatabaseError) in
      try connection.value("PRAGMA application_id").integer ?? 0
    }
    guard found == application else { throw .notAWorkspace }
  }

  /// What tables, indexes, triggers and views of a file are not as the migrations make them.
  static func differences(_ connection: Connection, migrations: [String]) throws(DatabaseError) -> [String] {
    let fresh = try Connection(path: ":memory:", access: .write, patience: 0)
    for migration in migrations { try fresh.execute(migration) }
    let (expected, found) = (try objects(fresh), try objects(connection))
    let names = Set(expected.keys).union(found.keys).sorted()
    return names.compactMap { name in
      if expected[name] == found[name] { return nil }
      let sign = expected[name] == nil ? "+" : found[name] == nil ? "−" : "≠"
      return "\(connection.path): \(sign) \(name)"
    }
  }

  /// The definitions by kind and name; SQLite's own objects have none.
  private static func objects(_ connection: Connection) throws(DatabaseError) -> [String: String] {
    var result: [String: String] = [:]
    for row in try connection.rows("SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL") {
      result[row[0].text ?? ""] = row[1].text ?? ""
    }
    return result
  }
}
