/// Whether bytes that come in pieces are UTF-8.
public struct UTF8Check: Sendable {
  /// The bytes of a character that a piece ends within.
  private var rest: [UInt8] = []

  /// No bytes yet.
  public init() {}

  /// Looks at more bytes; false where they are no UTF-8. O(count).
  public mutating func take(_ piece: ArraySlice<UInt8>) -> Bool {
    let bytes = rest.isEmpty ? piece : rest + piece
    // A character has at most four bytes: one of the last three may begin it.
    var end = bytes.endIndex
    for index in bytes.indices.suffix(3).reversed() where bytes[index] >= 0xC0 {
      if index + Self.length(bytes[index]) > bytes.endIndex { end = index }
      break
    }
    rest = Array(bytes[end...])
    return bytes[..<end].withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) != nil }
  }

  /// Whether the bytes end with a whole character.
  public var isWhole: Bool { rest.isEmpty }

  private static func length(_ first: UInt8) -> Int { first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2 }
}
