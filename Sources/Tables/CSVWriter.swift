/// Writes tables the way Excel in Russia reads them: UTF-8 with a byte order mark, `;`, CR LF.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe before it, which our reader takes off again
/// (`FormulaGuard`); numbers and dates are left alone.
public enum CSVWriter {
  /// The table as bytes. O(cells).
  public static func bytes(header: [String], rows: [[String]]) -> [UInt8] {
    var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
    append([header], to: &bytes)
    append(rows, to: &bytes)
    return bytes
  }

  /// More rows of a table. O(cells).
  public static func bytes(rows: [[String]]) -> [UInt8] {
    var bytes: [UInt8] = []
    append(rows, to: &bytes)
    return bytes
  }

  private static func append(_ rows: [[String]], to bytes: inout [UInt8]) {
    for row in rows {
      for (index, cell) in row.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ";")) }
        append(cell, to: &bytes)
      }
      bytes += [0x0D, 0x0A]
    }
  }

  private static func append(_ cell: String, to bytes: inout [UInt8]) {
    let safe = FormulaGuard.added(cell)
    let needsQuotes =
      safe.utf8.contains { [0x22, 0x3B, 0x2C, 0x09, 0x0A, 0x0D].contains($0) } || safe.first == " " || safe.last == " "
    guard needsQuotes else {
      bytes += safe.utf8
      return
    }
    bytes.append(0x22)
    for byte in safe.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }
}
