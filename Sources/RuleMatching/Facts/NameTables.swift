/// Tables of names found by their bytes in a line: a hash of the length and the first and last eight bytes, then one
/// comparison. All tables stand in the same memory, so that finding a name touches no reference.
///
/// Bytes up to eight after a name must be readable.
struct NameTables: Sendable {
  private struct Entry: Sendable, BitwiseCopyable {
    var first: UInt64
    var last: UInt64
    var length: Int
    var start: Int
    var number: Int
  }

  /// Where the slots of a table start, and their number less one.
  private struct Table: Sendable, BitwiseCopyable {
    var start: Int
    var mask: Int
  }

  private let tables: FrozenBuffer<Table>
  private let slots: FrozenBuffer<Int32>
  private let entries: FrozenBuffer<Entry>
  /// The names one after another, with eight bytes behind.
  private let bytes: FrozenBuffer<UInt8>

  /// A table for each list, in which `names[i]` is `i`; of equal names the first counts.
  init(_ lists: [[String]]) {
    var (tables, slots, entries): ([Table], [Int32], [Entry]) = ([], [], [])
    let bytes = FrozenBuffer(lists.joined().flatMap { Array($0.utf8) } + [UInt8](repeating: 0, count: 16))
    var start = 0
    for names in lists {
      var size = 8
      while size < names.count * 2 { size *= 2 }
      let table = Table(start: slots.count, mask: size - 1)
      tables.append(table)
      slots += [Int32](repeating: -1, count: size)
      for (number, name) in names.enumerated() {
        let length = name.utf8.count
        let (first, last) = Self.key(bytes.start + start, length)
        var slot = Self.hash(first, last, length) & table.mask
        while slots[table.start + slot] >= 0 { slot = (slot + 1) & table.mask }
        slots[table.start + slot] = Int32(entries.count)
        entries.append(Entry(first: first, last: last, length: length, start: start, number: number))
        start += length
      }
    }
    self.tables = FrozenBuffer(tables)
    self.slots = FrozenBuffer(slots)
    self.entries = FrozenBuffer(entries)
    self.bytes = bytes
  }

  /// The number of the name of `length` bytes at `text` in a table, or -1.
  @inline(__always)
  func find(_ text: UnsafePointer<UInt8>, _ length: Int, in number: Int) -> Int {
    let (first, last) = Self.key(text, length)
    let table = tables.start[number]
    let slots = slots.start + table.start
    var slot = Self.hash(first, last, length) & table.mask
    while true {
      let index = Int(slots[slot])
      if index < 0 { return -1 }
      let entry = entries.start + index
      if entry.pointee.length == length, entry.pointee.first == first, entry.pointee.last == last,
        length <= 16 || equals(entry.pointee, text)
      {
        return entry.pointee.number
      }
      slot = (slot &+ 1) & table.mask
    }
  }

  private func equals(_ entry: Entry, _ text: UnsafePointer<UInt8>) -> Bool {
    for index in 0..<entry.length where bytes.start[entry.start + index] != text[index] { return false }
    return true
  }

  /// The first eight bytes, fewer padded with zeros, and the last eight of a longer name.
  @inline(__always)
  private static func key(_ text: UnsafePointer<UInt8>, _ length: Int) -> (UInt64, UInt64) {
    let raw = UnsafeRawPointer(text)
    let first = raw.loadUnaligned(as: UInt64.self)
    if length >= 8 { return (first, raw.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self)) }
    return (first & ((1 &<< UInt64(length &* 8)) &- 1), 0)
  }

  @inline(__always)
  private static func hash(_ first: UInt64, _ last: UInt64, _ length: Int) -> Int {
    let mixed = (first ^ (last &* 0x9E37_79B9_7F4A_7C15) ^ UInt64(length)) &* 0xBF58_476D_1CE4_E5B9
    return Int(truncatingIfNeeded: mixed >> 33)
  }
}
