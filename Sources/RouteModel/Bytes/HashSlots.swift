/// Which entries have a hash: open addressing with linear probing, for tables that keep their entries in a list.
///
/// Entries are numbered from 0 in the order in which they are added; the list itself is the caller's, who also compares
/// keys. A look-up is a few instructions where hashes are well spread in their upper halves.
public struct HashSlots: Sendable {
  /// A slot is taken where `index` is not negative. The mark is the upper half of the hash: it says where to look, and
  /// tells most others apart.
  @usableFromInline struct Slot: Sendable {
    @usableFromInline var mark: UInt32
    @usableFromInline var index: Int32

    @usableFromInline init(mark: UInt32, index: Int32) {
      self.mark = mark
      self.index = index
    }

    static var free: Slot { Slot(mark: 0, index: -1) }
  }

  @usableFromInline var slots: [Slot]
  @usableFromInline var count = 0

  /// No entries.
  public init() { slots = Array(repeating: .free, count: 64) }

  /// The entry with that hash for which `isWanted` holds; nil where there is none. O(1) on average.
  @inlinable @inline(__always)
  public func find(_ hash: UInt64, _ isWanted: (Int) -> Bool) -> Int? {
    slots.withUnsafeBufferPointer { slots in
      let mask = slots.count &- 1
      let mark = UInt32(truncatingIfNeeded: hash &>> 32)
      var at = Int(mark) & mask
      while slots[at].index >= 0 {
        if slots[at].mark == mark, isWanted(Int(slots[at].index)) { return Int(slots[at].index) }
        at = (at &+ 1) & mask
      }
      return nil
    }
  }

  /// Numbers one more entry. O(1) on average.
  public mutating func add(_ hash: UInt64) {
    if (count + 1) * 2 > slots.count {
      let taken = slots.filter { $0.index >= 0 }
      slots = Array(repeating: .free, count: slots.count * 2)
      for slot in taken { place(slot) }
    }
    place(Slot(mark: UInt32(truncatingIfNeeded: hash &>> 32), index: Int32(count)))
    count += 1
  }

  private mutating func place(_ slot: Slot) {
    let mask = slots.count - 1
    var at = Int(slot.mark) & mask
    while slots[at].index >= 0 { at = (at + 1) & mask }
    slots[at] = slot
  }

  /// Forgets all entries.
  public mutating func removeAll() { self = HashSlots() }
}

/// Numbers mixed into a hash whose bits are well spread; the same numbers have the same hash in every run.
public struct NumberHash: Sendable {
  /// The hash so far.
  @usableFromInline var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Of nothing so far.
  @inlinable public init() {}

  /// Mixes in a number.
  @inlinable @inline(__always)
  public mutating func add(_ number: Int) {
    state = (state ^ UInt64(truncatingIfNeeded: number)) &* 0xBF58_476D_1CE4_E5B9
    state ^= state &>> 29
  }

  /// Mixes in an identity.
  @inlinable @inline(__always)
  public mutating func add(_ identity: ObjectIdentifier) { add(Int(bitPattern: identity)) }

  /// The hash.
  @inlinable public var value: UInt64 { (state ^ state &>> 32) &* 0x94D0_49BB_1331_11EB ^ state &>> 31 }

  /// The hash of an identity.
  @inlinable public static func of(_ identity: ObjectIdentifier) -> UInt64 {
    var hash = NumberHash()
    hash.add(identity)
    return hash.value
  }
}
