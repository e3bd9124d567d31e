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

  /// The line and column of a byte offset; O(log lines + length of the line).
  public func location(of offset: Int) -> LineColumn {
    let clamped = min(max(0, offset), utf8.count)
    let line = lineIndex(of: clamped)
    let head = String(decoding: utf8[lineStarts[line]..<clamped], as: UTF8.self)
    return LineColumn(line: line + 1, column: head.count + 1)
  }

  /// The line number (from 1) of a byte offset; O(log lines).
  public func line(of offset: Int) -> Int { lineIndex(of: min(max(0, offset), utf8.count)) + 1 }

  /// The text of a line (from 1), without its line break.
  public func lineText(_ line: Int) -> String {
    guard line >= 1, line <= lineStarts.count else { return "" }
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] - 1 : utf8.count
    if end > start, utf8[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return String(decoding: utf8[start..<end], as: UTF8.self)
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
