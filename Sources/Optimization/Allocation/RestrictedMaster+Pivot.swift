/// A pivot: a column enters the basis, and what is gone first leaves it.
extension RestrictedMaster {
  mutating func enter(_ candidate: Candidate) {
    expand(candidate)
    guard let (step, leaving) = longestStep(candidate) else { return }
    for place in 0..<size { basicAmount[place] -= step * entering[place] }
    applyKeyRates(candidate, step)
    var place = -1
    switch leaving {
    case .place(let found): place = found
    case .key(let type):
      guard let found = largestPlace(of: type) else {
        // Nobody else of the type is in the basis: the new plan becomes its key.
        key[type] = candidate.plan
        keyAmount[type] = step
        return
      }
      swapKey(type, found)
      expand(candidate)
      place = found
    }
    replace(place, candidate, step)
  }

  /// Leaves the candidate's column in `entering`.
  private mutating func expand(_ candidate: Candidate) {
    for place in 0..<size { entering[place] = 0 }
    if candidate.type < 0 {
      addColumn(Int(candidate.plan / 2), candidate.plan % 2 == 0 ? 1 : -1)
      return
    }
    for row in columns.rows(candidate.type, candidate.plan) { addColumn(Int(row), 1) }
    for row in columns.rows(candidate.type, key[candidate.type]) { addColumn(Int(row), -1) }
  }

  private mutating func addColumn(_ row: Int, _ factor: Double) {
    let size = size
    inverse.withUnsafeBufferPointer { inverse in
      entering.withUnsafeMutableBufferPointer { entering in
        for place in 0..<size { entering[place] += factor * inverse[row * size + place] }
      }
    }
  }

  private enum Leaving {
    case place(Int)
    case key(Int)
  }

  /// How far the candidate can come in, and what is then gone; of several the one with the largest pivot. Leaves the rates
  /// in `keyRate`.
  private mutating func longestStep(_ candidate: Candidate) -> (step: Double, leaving: Leaving)? {
    for place in 0..<size where basicType[place] >= 0 { keyRate[Int(basicType[place])] -= entering[place] }
    if candidate.type >= 0 { keyRate[candidate.type] += 1 }
    // First with a little slack, then the largest pivot within (Harris 1973).
    var limit = Double.infinity
    func look(_ body: (_ amount: Double, _ rate: Double, _ leaving: Leaving) -> Void) {
      for place in 0..<size {
        if entering[place] > Self.least { body(basicAmount[place], entering[place], .place(place)) }
        if basicType[place] >= 0 {
          let type = Int(basicType[place])
          if keyRate[type] > Self.least { body(keyAmount[type], keyRate[type], .key(type)) }
        }
      }
      if candidate.type >= 0, keyRate[candidate.type] > Self.least {
        body(keyAmount[candidate.type], keyRate[candidate.type], .key(candidate.type))
      }
    }
    look { amount, rate, _ in limit = min(limit, (max(0, amount) + 1e-7) / rate) }
    var found: (step: Double, leaving: Leaving)?
    var largest = 0.0
    look { amount, rate, leaving in
      if rate > largest, max(0, amount) / rate <= limit {
        largest = rate
        found = (max(0, amount) / rate, leaving)
      }
    }
    if found == nil { clearKeyRates(candidate) }
    return found
  }

  private mutating func applyKeyRates(_ candidate: Candidate, _ step: Double) {
    func apply(_ type: Int) {
      keyAmount[type] -= step * keyRate[type]
      keyRate[type] = 0
    }
    if candidate.type >= 0 { apply(candidate.type) }
    for place in 0..<size where basicType[place] >= 0 { apply(Int(basicType[place])) }
  }

  private mutating func clearKeyRates(_ candidate: Candidate) {
    if candidate.type >= 0 { keyRate[candidate.type] = 0 }
    for place in 0..<size where basicType[place] >= 0 { keyRate[Int(basicType[place])] = 0 }
  }

  private func largestPlace(of type: Int) -> Int? {
    var found: Int?
    for place in 0..<size where Int(basicType[place]) == type {
      if found.map({ basicAmount[place] > basicAmount[$0] }) ?? true { found = place }
    }
    return found
  }

  /// The plan in `place` becomes the key of its type, and the key takes its place.
  private mutating func swapKey(_ type: Int, _ place: Int) {
    let size = size
    for column in 0..<size {
      var sum = 0.0
      for other in 0..<size where Int(basicType[other]) == type { sum += inverse[column * size + other] }
      inverse[column * size + place] = -sum
    }
    (key[type], basicPlan[place]) = (basicPlan[place], key[type])
    (keyAmount[type], basicAmount[place]) = (basicAmount[place], keyAmount[type])
  }

  private mutating func replace(_ place: Int, _ candidate: Candidate, _ step: Double) {
    let size = size
    let pivot = entering[place]
    if abs(pivot) < Self.least { return invert() }
    entering.withUnsafeBufferPointer { entering in
      inverse.withUnsafeMutableBufferPointer { inverse in
        for column in 0..<size {
          let start = column * size
          let entry = inverse[start + place] / pivot
          if entry == 0 { continue }
          prices[column] += candidate.gain * entry
          for other in 0..<size { inverse[start + other] -= entry * entering[other] }
          inverse[start + place] = entry
        }
      }
    }
    basicType[place] = Int32(candidate.type)
    basicPlan[place] = candidate.plan
    basicAmount[place] = step
  }
}
