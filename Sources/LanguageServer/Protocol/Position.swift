/// A place in a document: line and character from 0; characters are units of the agreed encoding.
public struct Position: Codable, Sendable, Hashable, Comparable {
  /// The line, from 0.
  public var line: Int
  /// The units before the place in its line.
  public var character: Int

  /// A place.
  public init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }

  /// In reading order.
  public static func < (left: Position, right: Position) -> Bool {
    (left.line, left.character) < (right.line, right.character)
  }
}

/// A half-open range of a document.
public struct PositionRange: Codable, Sendable, Hashable {
  /// The first place.
  public var start: Position
  /// The place after the last.
  public var end: Position

  /// A range.
  public init(start: Position, end: Position) {
    self.start = start
    self.end = end
  }

  /// Whether the ranges share a place, ends included: a cursor at the end of a word is on it.
  func touches(_ other: PositionRange) -> Bool { start <= other.end && other.start <= end }
}

/// A range of a document that is named.
public struct DocumentLocation: Codable, Sendable, Hashable {
  /// The document.
  public var uri: String
  /// The range.
  public var range: PositionRange
}

/// A replacement in a document.
public struct TextEdit: Codable, Sendable, Hashable {
  /// What to replace.
  public var range: PositionRange
  /// The new text.
  public var newText: String
}
