/// The columns of a long line at some of its offsets, so that many messages on one line don't count it many times over.
///
/// Offsets stand between two characters that never join into one, so that characters can be counted from there.
struct ColumnTable: Sendable {
  /// About how many bytes lie between two offsets; shorter lines need no table.
  static let step = 4096

  private var entries: [(offset: Int, column: Int)]

  /// Counts the line; O(its length).
  init(_ bytes: [UInt8], line: Range<Int>) {
    entries = [(line.lowerBound, 1)]
    var (start, column) = (line.lowerBound, 1)
    var next = start + Self.step
    while next < line.upperBound {
      guard Self.parts(bytes, at: next) else {
        next += 1
        continue
      }
      column += String(decoding: bytes[start..<next], as: UTF8.self).count
      entries.append((next, column))
      start = next
      next += Self.step
    }
  }

  /// The column of an offset of the line, from 1.
  func column(of offset: Int, in bytes: [UInt8]) -> Int {
    var low = 0
    var high = entries.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if entries[middle].offset <= offset { low = middle } else { high = middle }
    }
    let entry = entries[low]
    return entry.column + String(decoding: bytes[entry.offset..<offset], as: UTF8.self).count
  }

  /// Whether plain characters stand on both sides: printing ASCII or letters of Russian.
  private static func parts(_ bytes: [UInt8], at offset: Int) -> Bool {
    let (before, after) = (bytes[offset - 1], bytes[offset])
    let endsLetter = offset > 1 && isLead(bytes[offset - 2]) && before & 0xC0 == 0x80
    return (isPrinting(before) || endsLetter) && (isPrinting(after) || isLead(after))
  }

  private static func isPrinting(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }

  /// The first byte of U+0400–U+047F, or of U+00A0–U+00BF with the quotation marks «»; none of them joins.
  private static func isLead(_ byte: UInt8) -> Bool { byte == 0xD0 || byte == 0xD1 || byte == 0xC2 }
}
