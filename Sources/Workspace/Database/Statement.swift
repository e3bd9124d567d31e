import CSQLite

/// A compiled statement of a connection.
final class Statement {
  private let handle: OpaquePointer
  private let connection: Connection

  init(_ handle: OpaquePointer, of connection: Connection) {
    self.handle = handle
    self.connection = connection
  }

  deinit { sqlite3_finalize(handle) }

  /// Starts over with new parameters.
  func bind(_ values: [SQLValue]) throws(DatabaseError) {
    sqlite3_reset(handle)
    for (position, value) in values.enumerated() {
      let index = Int32(position + 1)
      let code =
        switch value {
        case .null: sqlite3_bind_null(handle, index)
        case .integer(let number): sqlite3_bind_int64(handle, index, Int64(number))
        case .text(let text): bind(text, index)
        case .blob(let bytes): csqlite_bind_blob(handle, index, bytes, Int32(bytes.count))
        }
      guard code == SQLITE_OK else { throw connection.error(code) }
    }
  }

  private func bind(_ text: String, _ index: Int32) -> Int32 {
    var text = text
    return text.withUTF8 { utf8 in
      utf8.withMemoryRebound(to: CChar.self) { bytes in
        // An empty text is not null.
        guard let base = bytes.baseAddress else { return csqlite_bind_text(handle, index, "", 0) }
        return csqlite_bind_text(handle, index, base, Int32(bytes.count))
      }
    }
  }

  /// Goes to the next row; false when there is none.
  func step() throws(DatabaseError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code:
      let error = connection.error(code)
      sqlite3_reset(handle)
      throw error
    }
  }

  /// Runs a statement without results.
  func run(_ values: [SQLValue]) throws(DatabaseError) {
    try bind(values)
    while try step() {}
    sqlite3_reset(handle)
  }

  /// All rows for these parameters.
  func rows(_ values: [SQLValue]) throws(DatabaseError) -> [[SQLValue]] {
    try bind(values)
    var result: [[SQLValue]] = []
    while try step() { result.append(row) }
    return result
  }

  /// The names of the columns.
  var columns: [String] {
    (0..<sqlite3_column_count(handle)).map { sqlite3_column_name(handle, $0).map { String(cString: $0) } ?? "" }
  }

  /// The current row.
  var row: [SQLValue] { (0..<sqlite3_column_count(handle)).map(value) }

  private func value(_ column: Int32) -> SQLValue {
    switch sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: return .integer(Int(sqlite3_column_int64(handle, column)))
    case SQLITE_TEXT:
      guard let bytes = sqlite3_column_text(handle, column) else { return .null }
      let count = Int(sqlite3_column_bytes(handle, column))
      return .text(String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self))
    case SQLITE_BLOB:
      guard let bytes = sqlite3_column_blob(handle, column) else { return .blob([]) }
      return .blob(Array(UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(handle, column)))))
    default: return .null
    }
  }
}
