/// Which entries have a hash: open addressing with linear probing, for tables that keep their entries in a list.
///
/// Entries are numbered from 0 in the order in which they are added; the list itself is the caller's, who also compares
/// keys. A look-up is a few instructions where hashes are well spread in their low bits.
public struct HashSlots: Sendable {
  /// A slot is taken where `index` is not negative.
  @usableFromInline struct Slot: Sendable {
    @usableFromInline var hash: UInt64
    @usableFromInline var index: Int

    @usableFromInline init(hash: UInt64, index: Int) {
      self.hash = hash
      self.index = index
    }

    static var free: Slot { Slot(hash: 0, index: -1) }
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
      var at = Int(truncatingIfNeeded: hash) & mask
      while slots[at].index >= 0 {
        if slots[at].hash == hash, isWanted(slots[at].index) { return slots[at].index }
        at = (at &+ 1) & mask
      }
      return nil
    }
  }

  /// Numbers one more entry. O(1) on average.
  public mutating func add(_ hash: UInt64) {
    if (count + 1) * 2 > slots.count {
      let taken = slots.filter { $0.index >= 0 }
      slots = Array(repeating: .free, count: slots.count * 4)
      for slot in taken { place(slot) }
    }
    place(Slot(hash: hash, index: count))
    count += 1
  }

  private mutating func place(_ slot: Slot) {
    let mask = slots.count - 1
    var at = Int(truncatingIfNeeded: slot.hash) & mask
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
