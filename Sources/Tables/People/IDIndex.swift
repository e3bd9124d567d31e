import RouteModel

/// Positions of ids by their bytes; about 30 bytes of memory per id. Built once, then read by all threads.
struct IDIndex: Sendable {
  private var text: [UInt8] = []
  private var ends: [Int] = []
  private var slots: [Int32] = Array(repeating: -1, count: 1024)

  var count: Int { ends.count }

  /// The bytes of the id at a position.
  func withID<Result>(_ position: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let start = position == 0 ? 0 : ends[position - 1]
    return text.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<ends[position]])) }
  }

  /// The position of the id of these bytes.
  subscript(bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var slot = Int(truncatingIfNeeded: ByteHash.hash(bytes)) & (slots.count - 1)
    while slots[slot] >= 0 {
      let position = Int(slots[slot])
      if withID(position, { $0.elementsEqual(bytes) }) { return position }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Adds an id at the next position; false when it is there already.
  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard self[bytes] == nil, count < Int(Int32.max) - 1 else { return false }
    text.append(contentsOf: bytes)
    ends.append(text.count)
    if 2 * count > slots.count {
      slots = Array(repeating: -1, count: 2 * slots.count)
      for position in 0..<count { place(position) }
    } else {
      place(count - 1)
    }
    return true
  }

  private mutating func place(_ position: Int) {
    let hash = withID(position) { ByteHash.hash($0) }
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(position)
  }
}
