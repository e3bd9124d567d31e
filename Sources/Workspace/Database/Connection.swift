import CSQLite

/// A connection to one SQLite file. Not for use by two threads at once.
final class Connection {
  enum Access {
    /// Opens for reading.
    case read
    /// Opens for reading and writing.
    case write
    /// Opens for reading a file in a folder that can't be written: nothing is locked, and no file is made beside it.
    case readUnchanging
  }

  private let handle: OpaquePointer
  /// The path of the file.
  let path: String

  /// Opens an existing file.
  ///
  /// - Parameter patience: how many milliseconds to wait for another writer.
  init(path: String, access: Access, patience: Int32) throws(DatabaseError) {
    var opened: OpaquePointer?
    // A reader of a database in WAL mode also needs the index in shared memory, so it opens the file for writing too
    // and is kept from writing by `query_only`.
    let code =
      access == .readUnchanging
      ? sqlite3_open_v2(
        Self.unchangingURI(path), &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nil)
      : sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
    guard let opened else { throw DatabaseError(code: SQLITE_NOMEM, message: "out of memory") }
    guard code == SQLITE_OK else {
      let message = String(cString: sqlite3_errmsg(opened))
      sqlite3_close_v2(opened)
      throw DatabaseError(code: code, message: message)
    }
    handle = opened
    self.path = path
    sqlite3_busy_timeout(handle, patience)
    _ = csqlite_defend(handle)
    // Results of sorting and views stay in memory: no temporary file holds personal data. Full synchronisation: what a
    // command has acknowledged survives a loss of power. Deleted content is overwritten.
    try execute(
      "PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON")
    try execute("PRAGMA trusted_schema = OFF; PRAGMA cache_size = -16384")
    if access != .write { try execute("PRAGMA query_only = ON") }
  }

  deinit { sqlite3_close_v2(handle) }

  private static func unchangingURI(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF")
    let encoded = path.utf8.map { byte -> String in
      let isPlain = byte == UInt8(ascii: "/") || UnicodeScalar(byte).properties.isAlphabetic && byte < 0x80
      return isPlain
        ? String(UnicodeScalar(byte)) : "%" + String(digits[Int(byte >> 4)]) + String(digits[Int(byte & 15)])
    }
    return "file:" + encoded.joined() + "?immutable=1"
  }

  /// Runs statements without parameters or results.
  func execute(_ sql: String) throws(DatabaseError) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw error(code) }
  }

  /// Compiles a statement.
  func prepare(_ sql: String) throws(DatabaseError) -> Statement {
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v3(handle, sql, -1, 0, &prepared, nil)
    guard code == SQLITE_OK, let prepared else { throw error(code) }
    return Statement(prepared, of: self)
  }

  /// All rows of a query.
  func rows(_ sql: String, _ values: [SQLValue] = []) throws(DatabaseError) -> [[SQLValue]] {
    let statement = try prepare(sql)
    try statement.bind(values)
    var result: [[SQLValue]] = []
    while try statement.step() { result.append(statement.row) }
    return result
  }

  /// The only value of a query with one row and column; null when there is no row.
  func value(_ sql: String, _ values: [SQLValue] = []) throws(DatabaseError) -> SQLValue {
    try rows(sql, values).first?.first ?? .null
  }

  /// Runs one statement with parameters.
  func run(_ sql: String, _ values: [SQLValue]) throws(DatabaseError) {
    try prepare(sql).run(values)
  }

  /// How many rows the last statement changed.
  var changes: Int { Int(sqlite3_changes64(handle)) }

  func error(_ code: Int32) -> DatabaseError {
    DatabaseError(code: code, message: String(cString: sqlite3_errmsg(handle)))
  }
}

extension Connection {
  /// Runs `body` in one transaction that either is wholly on the disk afterwards or leaves no trace. It takes the write
  /// lock first, so `body` sees what it will change.
  func transaction<Result>(_ body: () throws(WorkspaceError) -> Result) throws(WorkspaceError) -> Result {
    try databaseErrors { () throws(DatabaseError) in try execute("BEGIN IMMEDIATE") }
    do throws(WorkspaceError) {
      let result = try body()
      try databaseErrors { () throws(DatabaseError) in try execute("COMMIT") }
      return result
    } catch {
      // After some failures SQLite has rolled back already; then this fails and changes nothing.
      try? execute("ROLLBACK")
      throw error
    }
  }
}
