import Diagnostics

/// A table of texts without meaning: for tables whose columns their reader knows.
public struct RawTable: Sendable, Hashable {
  /// The header.
  public var header: [String]
  /// The rows, as wide as the header.
  public var rows: [[String]]

  /// Reads a text table in any dialect.
  public static func read(_ location: Location) -> (table: RawTable?, diagnostics: [Diagnostic]) {
    guard let bytes = location.bytes() else { return (nil, [location.unreadable]) }
    let read = Table.read(bytes, file: location.shown)
    guard let table = read.table else { return (nil, read.diagnostics) }
    let width = table.header.count
    let rows = table.rows.map { row in
      Array(row.cells.prefix(width)) + Array(repeating: "", count: max(0, width - row.cells.count))
    }
    return (RawTable(header: table.header, rows: rows), read.diagnostics)
  }
}
