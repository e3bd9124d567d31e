/// A fast hash of bytes for tables in memory; the same bytes have the same hash in every run.
public enum ByteHash {
  /// A multiplicative hash, eight bytes at a time.
  @inlinable public static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard let base = bytes.baseAddress else { return 0 }
    let raw = UnsafeRawPointer(base)
    var hash = UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index &+ 8 <= bytes.count {
      hash = (hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0xBF58_476D_1CE4_E5B9
      hash ^= hash &>> 29
      index &+= 8
    }
    while index < bytes.count {
      hash = (hash ^ UInt64(base[index])) &* 0x94D0_49BB_1331_11EB
      index &+= 1
    }
    hash ^= hash &>> 32
    return hash &* 0x9E37_79B9_7F4A_7C15 ^ hash &>> 29
  }

  /// The hash of a text's UTF-8.
  public static func hash(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { hash($0) }
  }
}

/// A text that is equal by its bytes: codes and keys are written in one way only, so there is nothing to normalise.
///
/// Its hash is taken once, because codes are compared and looked up all the time.
public struct ByteText: Sendable, Hashable {
  /// The text.
  public let text: String
  /// The hash of its bytes.
  public let hash: UInt64

  /// A text.
  public init(_ text: String) {
    self.text = text
    hash = ByteHash.hash(text)
  }

  public static func == (left: ByteText, right: ByteText) -> Bool {
    guard left.hash == right.hash else { return false }
    return left.text.utf8.count == right.text.utf8.count && left.text == right.text
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}
