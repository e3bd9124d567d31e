/// Answers kept by what decides them; starts anew when it holds `limit`, so that its memory is bounded.
struct Memo<Key: Hashable, Value> {
  private var known: [Key: Value] = [:]
  private let limit: Int

  /// No answers yet.
  init(limit: Int = 1 << 14) { self.limit = limit }

  /// The answer: kept, or from `make`, which must depend on the key only. O(1) but for `make`.
  mutating func value(_ key: Key, _ make: () -> Value) -> Value {
    if let value = known[key] { return value }
    let fresh = make()
    if known.count >= limit { known.removeAll(keepingCapacity: true) }
    known[key] = fresh
    return fresh
  }

  /// Forgets all answers.
  mutating func removeAll() { known.removeAll() }
}
