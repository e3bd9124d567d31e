import RouteModel

/// What an answer is kept under. Equal keys have equal hashes, well spread in all bits.
protocol MemoKey: Equatable {
  /// The hash, by `NumberHash` or `ByteHash`.
  var memoHash: UInt64 { get }
}

/// Answers kept by what decides them; starts anew when it holds `limit`, so that its memory is bounded.
struct Memo<Key: MemoKey, Value> {
  private var slots = HashSlots()
  private var keys: ContiguousArray<Key> = []
  private var values: ContiguousArray<Value> = []
  private let limit: Int

  /// No answers yet.
  init(limit: Int = 1 << 14) { self.limit = limit }

  /// The answer: kept, or from `make`, which must depend on the key only. O(1) but for `make`.
  @inline(__always)
  mutating func value(_ key: Key, _ make: () -> Value) -> Value { part(key, { $0 }, make) }

  /// The same, but only the part of the answer that is `wanted`.
  @inline(__always)
  mutating func part<Part>(_ key: Key, _ wanted: (Value) -> Part, _ make: () -> Value) -> Part {
    let hash = key.memoHash
    if let known = slots.find(hash, { keys[$0] == key }) { return wanted(values[known]) }
    let fresh = make()
    add(key, hash, fresh)
    return wanted(fresh)
  }

  private mutating func add(_ key: Key, _ hash: UInt64, _ value: Value) {
    if keys.count >= limit { removeAll() }
    slots.add(hash)
    keys.append(key)
    values.append(value)
  }

  /// Forgets all answers.
  mutating func removeAll() {
    slots.removeAll()
    keys.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
  }
}

extension UInt64: MemoKey {
  var memoHash: UInt64 {
    var hash = NumberHash()
    hash.add(Int(truncatingIfNeeded: self))
    return hash.value
  }
}

extension ByteText: MemoKey {
  var memoHash: UInt64 { hash }
}
