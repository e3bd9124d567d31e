import Diagnostics

/// Names with positions, found as they are spelled or, failing that, in any look-alike spelling.
///
/// Of two names with one look-alike key the later wins, unless a text spells the other exactly. O(length) each.
struct NameIndex: Sendable {
  private var verbatim: [ByteString: Int] = [:]
  private var folded: [ByteString: Int] = [:]

  mutating func add(_ name: String, _ position: Int) {
    verbatim[ByteString(name)] = position
    folded[ByteString(LookAlike.fold(name))] = position
  }

  subscript(name: String) -> Int? { verbatim[ByteString(name)] ?? folded[ByteString(LookAlike.fold(name))] }
}

/// A text compared byte by byte: much faster than by canonical equivalence, which Cyrillic texts would take the slow way
/// through every time.
struct ByteString: Sendable, Hashable {
  private let text: String

  init(_ text: String) { self.text = text }

  static func == (left: ByteString, right: ByteString) -> Bool { left.equals(right.text) }

  func equals(_ other: String) -> Bool {
    if text.utf8.count != other.utf8.count { return false }
    let same = text.utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right in Self.equal(left, right) }
    }
    return same.flatMap { $0 } ?? text.utf8.elementsEqual(other.utf8)
  }

  /// Eight bytes at a time; both have the same length.
  private static func equal(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    let (left, right) = (UnsafeRawBufferPointer(left), UnsafeRawBufferPointer(right))
    var index = 0
    while index + 8 <= left.count {
      let same =
        left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        == right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if !same { return false }
      index += 8
    }
    while index < left.count {
      if left[index] != right[index] { return false }
      index += 1
    }
    return true
  }

  func hash(into hasher: inout Hasher) {
    let done: Void? = text.utf8.withContiguousStorageIfAvailable { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    if done == nil { for byte in text.utf8 { hasher.combine(byte) } }
  }
}
