/// States a schedule search has been in: the same places taken by the same items, whichever item took which.
///
/// A state met again at no smaller rank cannot end better, nor before in order, than when it was met first. The table
/// forgets: a state takes the place of another of the same hash; states are compared in full.
extension BranchAndBound {
  /// Clears the memory for the first `count` items of the plan.
  mutating func startRemembering(_ count: Int) {
    // Items that others wait for, or that wait, are told apart: their options limit what is to come.
    bound.removeAll(keepingCapacity: true)
    for index in 0..<count {
      let item = plan[index]
      if model.hasPrerequisites, model.isPrerequisite[item] || model.directFrom[item] < model.directFrom[item + 1] {
        bound.append(item)
      }
    }
    let stride = 3 + coveredCount + model.periodCount + bound.count
    if memory.count < stride * Self.memorySize { memory = [Int](repeating: -1, count: stride * Self.memorySize) }
    memoryStride = stride
    generation += 1
    remembers = true
    if key.count < stride { key = [Int](repeating: 0, count: stride) }
  }

  private static var memorySize: Int { 2_048 }

  /// Whether this state was met before at this rank or a smaller one; remembers it otherwise.
  mutating func isKnown(_ depth: Int, _ count: Int, _ rank: Int) -> Bool {
    let seat = seats[depth]
    var length = 0
    func put(_ value: Int, _ hash: inout UInt64) {
      key[length] = value
      hash = (hash ^ UInt64(bitPattern: Int64(value))) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
      length += 1
    }
    var hash: UInt64 = 0
    put(generation, &hash)
    put(depth, &hash)
    for word in 0..<coveredCount { put(Int(bitPattern: UInt(seat.covered[word])), &hash) }
    for period in 0..<model.periodCount { put(seat.used[period], &hash) }
    for item in bound { put(chosen[item], &hash) }

    let slot = Int(hash % UInt64(Self.memorySize)) * memoryStride
    var same = true
    for index in 0..<length where memory[slot + index] != key[index] { same = false }
    if same, memory[slot + length] <= rank { return true }
    for index in 0..<length { memory[slot + index] = key[index] }
    memory[slot + length] = rank
    return false
  }
}
