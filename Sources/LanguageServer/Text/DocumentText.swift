import Diagnostics

/// A text as editors count it: lines end with a line feed, a carriage return, or both; characters are units of an
/// encoding.
///
/// Invariant: `lineStarts` is ascending and starts with 0. Positions beyond a line mean its end, lines beyond the text
/// mean the text's end, and a position inside a character means its start, so that no position is wrong.
public struct DocumentText: Sendable {
  /// The bytes, UTF-8.
  public private(set) var utf8: [UInt8]
  private var lineStarts: [Int]

  /// A text; O(length).
  public init(_ text: String) { self.init(utf8: Array(text.utf8)) }

  init(utf8: [UInt8]) {
    self.utf8 = utf8
    lineStarts = [0]
    var index = 0
    while index < utf8.count {
      let byte = utf8[index]
      index += 1
      if byte == 0x0D, index < utf8.count, utf8[index] == 0x0A { index += 1 }
      if byte == 0x0A || byte == 0x0D { lineStarts.append(index) }
    }
  }

  /// The whole text.
  public var text: String { String(decoding: utf8, as: UTF8.self) }

  /// The number of lines, at least 1.
  public var lineCount: Int { lineStarts.count }

  /// The end of a line's text, before what ends the line.
  private func lineEnd(_ line: Int) -> Int {
    guard line + 1 < lineStarts.count else { return utf8.count }
    var end = lineStarts[line + 1]
    if end > lineStarts[line], utf8[end - 1] == 0x0A { end -= 1 }
    if end > lineStarts[line], utf8[end - 1] == 0x0D { end -= 1 }
    return end
  }

  /// The byte offset of a position; O(length of the line).
  public func offset(of position: Position, _ encoding: PositionEncoding) -> Int {
    guard position.line >= 0 else { return 0 }
    guard position.line < lineStarts.count else { return utf8.count }
    let start = lineStarts[position.line]
    let end = lineEnd(position.line)
    guard position.character > 0 else { return start }
    var offset = start
    var units = 0
    while offset < end {
      let width = min(Self.width(utf8[offset]), end - offset)
      units += Self.units(width, encoding)
      if units > position.character { return offset }
      offset += width
    }
    return end
  }

  /// The position of a byte offset; O(log lines + length of the line).
  public func position(of offset: Int, _ encoding: PositionEncoding) -> Position {
    let clamped = min(max(0, offset), utf8.count)
    let line = line(of: clamped)
    var index = lineStarts[line]
    var units = 0
    while index < clamped {
      let width = Self.width(utf8[index])
      if index + width > clamped { break }
      units += Self.units(width, encoding)
      index += width
    }
    return Position(line: line, character: units)
  }

  /// The range of positions of a range of bytes.
  func range(_ range: SourceRange, _ encoding: PositionEncoding) -> PositionRange {
    PositionRange(
      start: position(of: range.lowerBound, encoding), end: position(of: range.upperBound, encoding))
  }

  /// Replaces a range; a range whose end stands before its start is empty. O(length).
  public mutating func replace(_ range: PositionRange, with text: String, _ encoding: PositionEncoding) {
    let start = offset(of: range.start, encoding)
    let end = max(start, offset(of: range.end, encoding))
    var bytes = utf8
    bytes.replaceSubrange(start..<end, with: text.utf8)
    self = DocumentText(utf8: bytes)
  }

  private func line(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The bytes of the character that starts with `byte`.
  private static func width(_ byte: UInt8) -> Int {
    switch byte {
    case 0xC0...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...: 4
    default: 1
    }
  }

  private static func units(_ width: Int, _ encoding: PositionEncoding) -> Int {
    switch encoding {
    case .utf8: width
    case .utf16: width == 4 ? 2 : 1
    }
  }
}
