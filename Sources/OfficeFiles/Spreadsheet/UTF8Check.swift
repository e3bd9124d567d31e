/// Whether bytes that come in pieces are UTF-8.
struct UTF8Check {
  /// The bytes of a character that a piece ends within.
  private var rest: [UInt8] = []

  /// Looks at more bytes; false where they are no UTF-8. O(count).
  mutating func take(_ piece: ArraySlice<UInt8>) -> Bool {
    let bytes = rest + piece
    // A character has at most four bytes: one of the last three may begin it.
    var end = bytes.count
    for index in bytes.indices.suffix(3).reversed() where bytes[index] >= 0xC0 {
      if index + Self.length(bytes[index]) > bytes.count { end = index }
      break
    }
    rest = Array(bytes[end...])
    return bytes[..<end].withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) != nil }
  }

  /// Whether the bytes end with a whole character.
  var isWhole: Bool { rest.isEmpty }

  private static func length(_ first: UInt8) -> Int { first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2 }
}
