/// Names found by their bytes in a line: a hash of the length and the first and last eight bytes, then one comparison.
///
/// Bytes up to eight after a name must be readable.
struct NameTable: Sendable {
  private struct Entry: Sendable {
    var first: UInt64
    var last: UInt64
    var length: Int
    var start: Int
    var number: Int
  }

  private var slots: [Int32]
  private var entries: [Entry] = []
  /// The names one after another, with eight bytes behind.
  private var bytes: [UInt8]

  /// A table in which `names[i]` is `i`; of equal names the first counts.
  init(_ names: [String]) {
    var size = 8
    while size < names.count * 2 { size *= 2 }
    slots = Array(repeating: -1, count: size)
    bytes = names.flatMap { Array($0.utf8) } + [UInt8](repeating: 0, count: 16)
    var start = 0
    for (number, name) in names.enumerated() {
      let length = name.utf8.count
      let (first, last) = bytes.withUnsafeBufferPointer { all in
        all.baseAddress.map { Self.key($0 + start, length) } ?? (0, 0)
      }
      var slot = Self.hash(first, last, length) & (size - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int32(entries.count)
      entries.append(Entry(first: first, last: last, length: length, start: start, number: number))
      start += length
    }
  }

  /// The number of the name of `length` bytes at `text`, or -1.
  @inline(__always)
  func find(_ text: UnsafePointer<UInt8>, _ length: Int) -> Int {
    let (first, last) = Self.key(text, length)
    var slot = Self.hash(first, last, length) & (slots.count &- 1)
    while true {
      let index = Int(slots[slot])
      if index < 0 { return -1 }
      let entry = entries[index]
      if entry.length == length, entry.first == first, entry.last == last, length <= 16 || equals(entry, text) {
        return entry.number
      }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
  }

  private func equals(_ entry: Entry, _ text: UnsafePointer<UInt8>) -> Bool {
    for index in 0..<entry.length where bytes[entry.start + index] != text[index] { return false }
    return true
  }

  /// The first eight bytes, fewer padded with zeros, and the last eight of a longer name.
  @inline(__always)
  private static func key(_ text: UnsafePointer<UInt8>, _ length: Int) -> (UInt64, UInt64) {
    let raw = UnsafeRawPointer(text)
    let first = raw.loadUnaligned(as: UInt64.self)
    if length >= 8 { return (first, raw.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self)) }
    return (first & ((1 << UInt64(length &* 8)) &- 1), 0)
  }

  @inline(__always)
  private static func hash(_ first: UInt64, _ last: UInt64, _ length: Int) -> Int {
    let mixed = (first ^ (last &* 0x9E37_79B9_7F4A_7C15) ^ UInt64(length)) &* 0xBF58_476D_1CE4_E5B9
    return Int(truncatingIfNeeded: mixed >> 33)
  }
}
