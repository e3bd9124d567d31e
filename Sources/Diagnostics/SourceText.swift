import Synchronization

/// A half-open range of UTF-8 offsets in one source text.
public struct SourceRange: Sendable, Hashable {
  /// The offset of the first byte.
  public var lowerBound: Int
  /// The offset after the last byte.
  public var upperBound: Int

  /// The range `lowerBound..<upperBound`; an upper bound below the lower one counts as empty.
  public init(_ lowerBound: Int, _ upperBound: Int) {
    self.lowerBound = lowerBound
    self.upperBound = max(lowerBound, upperBound)
  }

  /// Whether the range holds no byte.
  public var isEmpty: Bool { lowerBound == upperBound }
}

/// A place in a text as people count it: both numbers start at 1, columns count characters.
public struct LineColumn: Sendable, Hashable {
  /// The line, from 1.
  public var line: Int
  /// The column in characters, from 1.
  public var column: Int

  /// A place at `line` and `column`.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// A named text with its line table.
///
/// Invariant: `lineStarts` is ascending, starts with 0 and holds the offset after every line feed.
/// Absent on purpose: tokens, syntax, the file system.
public final class SourceText: Sendable {
  /// The name shown in messages, as the user gave it.
  public let path: String
  /// The bytes, UTF-8.
  public let utf8: [UInt8]
  /// The offsets at which lines start.
  public let lineStarts: [Int]
  /// Columns counted before in long lines, by line.
  private let longLines = Mutex<[Int: ColumnTable]>([:])

  /// A text called `path`; O(length).
  public init(path: String, text: String) {
    self.path = path
    self.utf8 = Array(text.utf8)
    var starts = [0]
    for (offset, byte) in utf8.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    self.lineStarts = starts
  }

  /// The text of `range`, clamped to the source.
  public func text(in range: SourceRange) -> String {
    let lower = min(max(0, range.lowerBound), utf8.count)
    let upper = min(max(lower, range.upperBound), utf8.count)
    return String(decoding: utf8[lower..<upper], as: UTF8.self)
  }

  /// The line and column of a byte offset; O(log lines), and once per line O(length of the line).
  public func location(of offset: Int) -> LineColumn {
    let clamped = min(max(0, offset), utf8.count)
    let line = lineIndex(of: clamped)
    if clamped - lineStarts[line] > ColumnTable.step {
      let table = longLines.withLock { tables in
        let found = tables[line] ?? ColumnTable(utf8, line: lineStarts[line]..<lineEnd(line))
        tables[line] = found
        return found
      }
      return LineColumn(line: line + 1, column: table.column(of: clamped, in: utf8))
    }
    let head = String(decoding: utf8[lineStarts[line]..<clamped], as: UTF8.self)
    return LineColumn(line: line + 1, column: head.count + 1)
  }

  /// The line number (from 1) of a byte offset; O(log lines).
  public func line(of offset: Int) -> Int { lineIndex(of: min(max(0, offset), utf8.count)) + 1 }

  /// The text of a line (from 1), without its line break.
  public func lineText(_ line: Int) -> String {
    guard line >= 1, line <= lineStarts.count else { return "" }
    return String(decoding: utf8[lineStarts[line - 1]..<lineEnd(line - 1)], as: UTF8.self)
  }

  /// The offset at which a line (from 1) ends, before its line break.
  public func end(ofLine line: Int) -> Int { lineEnd(min(max(1, line), lineStarts.count) - 1) }

  private func lineEnd(_ index: Int) -> Int {
    let start = lineStarts[index]
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : utf8.count
    if end > start, utf8[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return end
  }

  /// The part of `line` around `offset`, at most about `bytes` long: a third of it before, cut between characters' bytes.
  func window(around offset: Int, in line: Range<Int>, bytes: Int) -> Range<Int> {
    guard line.count > bytes else { return line }
    var lower = max(line.lowerBound, offset - bytes / 3)
    var upper = min(line.upperBound, lower + bytes)
    while lower < offset, utf8[lower] & 0xC0 == 0x80 { lower += 1 }
    while upper > offset, upper < line.upperBound, utf8[upper] & 0xC0 == 0x80 { upper -= 1 }
    return lower..<upper
  }

  private func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
