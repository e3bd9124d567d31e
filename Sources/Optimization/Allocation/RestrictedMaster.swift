/// The linear program over the plans in hand: each type's participants are spread over its plans, rows are kept at a
/// price. Its optimum gives prices for the next plans (Dantzig and Wolfe 1960), and all but about as many participants as
/// there are rows have one whole plan in it.
///
/// The revised simplex method with generalised upper bounds (Dantzig and Van Slyke 1967): every type has a *key* plan that
/// takes whoever is in no other basic plan, so the basis is only as large as there are rows. A row is elastic: what is
/// left of its amount and what is taken beyond it both cost something, which bounds its price from both sides, and any
/// choice of key plans is a start. Floating point throughout, one pivot after another: the same on every machine. What
/// comes out is only ever a proposal: bounds are worked out from the prices in whole numbers.
struct RestrictedMaster {
  /// `Σ of what the plans have in it = amount`; its price lies within `prices`.
  struct Row {
    var amount: Double
    var prices: ClosedRange<Double>
  }

  private(set) var rows: [Row]
  private(set) var columns: PlanColumns
  /// Per type: the key plan, and how many participants have it.
  private var key: [Int32]
  private var keyAmount: [Double]
  /// Per place of the basis: a type and its plan; or −1 and a row with its side (twice the row, 1 more for "beyond").
  private var basicType: [Int32]
  private var basicPlan: [Int32]
  private var basicAmount: [Double]
  /// Per row, its price.
  private(set) var prices: [Double]
  private(set) var pivots = 0

  /// The inverse of the basis, by columns.
  private var inverse: [Double]
  /// The column that enters, in terms of the basis; per type, how fast its key amount falls.
  private var entering: [Double]
  private var keyRate: [Double]
  private var nextType = 0
  private var sinceInversion = 0
  /// Types that had good plans when they were last looked at, and what a good plan of theirs gains.
  private var shortlist: [Int] = []
  private var shortlistGain = 0.0

  private var size: Int { rows.count }
  /// What is gained per unit at least by a pivot; values are whole numbers.
  private static var tolerance: Double { 0.01 }
  private static var least: Double { 1e-9 }

  /// Starts with every type's best plan at `prices`.
  init(_ columns: PlanColumns, _ rows: [Row], prices: [Double]) {
    self.rows = rows
    self.columns = columns
    self.prices = prices
    let size = rows.count
    keyAmount = columns.counts
    key = []
    basicType = [Int32](repeating: -1, count: size)
    basicPlan = (0..<Int32(size)).map { 2 * $0 }
    basicAmount = [Double](repeating: 0, count: size)
    inverse = [Double](repeating: 0, count: size * size)
    entering = basicAmount
    keyRate = [Double](repeating: 0, count: columns.counts.count)
    key = columns.types.indices.map { best($0).plan }
    startOver()
  }

  /// Goes on with more plans of the same types.
  mutating func extend(_ columns: PlanColumns) { self.columns = columns }

  /// Goes on with other bounds on prices.
  mutating func restrict(to ranges: [ClosedRange<Double>]) {
    for (row, range) in ranges.enumerated() { rows[row].prices = range }
    invert()
  }

  /// Betters the solution until no plan in hand could, or for `limit` pivots.
  mutating func solve(_ limit: Int) {
    for _ in 0..<limit {
      guard let found = choose() else { return }
      enter(found)
      pivots += 1
      sinceInversion += 1
      if sinceInversion >= 4 * size + 100 { invert() }
    }
  }

  /// `Σ price · amount + Σ what each type's best plan is worth at the prices`: what the solution is worth, when optimal.
  var bound: Double {
    var sum = 0.0
    for (row, price) in zip(rows, prices) { sum += row.amount * price }
    for type in columns.types.indices { sum += columns.counts[type] * best(type).worth }
    return sum
  }

  /// How plans mix in the solution.
  var mix: PlanMix {
    var amounts = zip(key, keyAmount).map { [(plan: $0, amount: $1)] }
    for (place, type) in basicType.enumerated() where type >= 0 {
      amounts[Int(type)].append((basicPlan[place], basicAmount[place]))
    }
    return PlanMix(types: columns.types, amounts: amounts)
  }

  // MARK: Choosing what enters

  private struct Candidate {
    /// −1 for a row's own column.
    var type: Int
    var plan: Int32
    var gain: Double
  }

  private mutating func choose() -> Candidate? {
    var chosen = Candidate(type: -1, plan: 0, gain: Self.tolerance)
    for (row, data) in rows.enumerated() {
      let left = data.prices.lowerBound - prices[row]
      let beyond = prices[row] - data.prices.upperBound
      if left > chosen.gain { chosen = Candidate(type: -1, plan: Int32(2 * row), gain: left) }
      if beyond > chosen.gain { chosen = Candidate(type: -1, plan: Int32(2 * row + 1), gain: beyond) }
    }
    // Those who looked good last time, as long as one of them still does.
    var best = Candidate(type: -1, plan: 0, gain: 0)
    for type in shortlist {
      let found = candidate(type)
      if found.gain > best.gain { best = found }
    }
    if best.gain > max(shortlistGain, Self.tolerance) { return best.gain > chosen.gain ? best : chosen }
    makeShortlist()
    for type in shortlist {
      let found = candidate(type)
      if found.gain > chosen.gain { chosen = found }
    }
    return chosen.gain > Self.tolerance ? chosen : nil
  }

  /// Looks at types in turn until some have a good plan, and notes those with the best ones.
  private mutating func makeShortlist() {
    let count = columns.types.count
    let part = max(400, count / 20)
    var found: [Candidate] = []
    var looked = 0
    while looked < count, found.isEmpty {
      for _ in 0..<min(part, count - looked) {
        let candidate = candidate(nextType)
        nextType = nextType + 1 == count ? 0 : nextType + 1
        if candidate.gain > Self.tolerance { found.append(candidate) }
      }
      looked += part
    }
    found.sort { ($0.gain, $1.type) > ($1.gain, $0.type) }
    shortlist = found.prefix(40).map(\.type)
    shortlistGain = (found.first?.gain ?? 0) / 4
  }

  private func candidate(_ type: Int) -> Candidate {
    let found = best(type)
    return Candidate(type: type, plan: found.plan, gain: found.worth - found.keyWorth)
  }

  /// The type's best plan at the prices, and what it and the key plan are worth.
  private func best(_ type: Int) -> (plan: Int32, worth: Double, keyWorth: Double) {
    columns.rows.withUnsafeBufferPointer { rows in
      columns.rowFrom.withUnsafeBufferPointer { rowFrom in
        columns.worth.withUnsafeBufferPointer { worths in
          prices.withUnsafeBufferPointer { prices in
            let first = Int(columns.first[type])
            let keyColumn = key.isEmpty ? first : first + Int(key[type])
            var best = (plan: Int32(0), worth: -Double.infinity, keyWorth: 0.0)
            var start = Int(rowFrom[first])
            for column in first..<Int(columns.first[type + 1]) {
              var worth = worths[column]
              let end = Int(rowFrom[column + 1])
              for entry in start..<end { worth -= prices[Int(rows[entry])] }
              start = end
              if worth > best.worth { (best.plan, best.worth) = (Int32(column - first), worth) }
              if column == keyColumn { best.keyWorth = worth }
            }
            return best
          }
        }
      }
    }
  }

  // MARK: A pivot

  private mutating func enter(_ candidate: Candidate) {
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

  // MARK: From scratch

  /// The key plans for everybody, and rows as they then are.
  private mutating func startOver() {
    let left = leftByKeys()
    for row in rows.indices {
      basicType[row] = -1
      basicPlan[row] = Int32(2 * row + (left[row] < 0 ? 1 : 0))
    }
    keyAmount = columns.counts
    invert()
  }

  /// Per row, its amount less what everybody with the key plans would have in it.
  private func leftByKeys() -> [Double] {
    var left = rows.map(\.amount)
    for type in columns.types.indices {
      for row in columns.rows(type, key[type]) { left[Int(row)] -= columns.counts[type] }
    }
    return left
  }

  /// Works out inverse, amounts and prices anew from what is in the basis.
  private mutating func invert() {
    sinceInversion = 0
    guard let fresh = inverseOfBasis() else { return startOver() }
    inverse = fresh
    let left = leftByKeys()
    for place in 0..<size { basicAmount[place] = 0 }
    for row in 0..<size where left[row] != 0 {
      for place in 0..<size { basicAmount[place] += left[row] * inverse[row * size + place] }
    }
    keyAmount = columns.counts
    var gains = [Double](repeating: 0, count: size)
    for place in 0..<size {
      if abs(basicAmount[place]) < 1e-11 { basicAmount[place] = 0 }
      let (type, plan) = (Int(basicType[place]), basicPlan[place])
      if type < 0 {
        let range = rows[Int(plan / 2)].prices
        gains[place] = plan % 2 == 0 ? range.lowerBound : -range.upperBound
      } else {
        keyAmount[type] -= basicAmount[place]
        gains[place] = columns.worth(type, plan) - columns.worth(type, key[type])
      }
    }
    for row in 0..<size {
      var sum = 0.0
      for place in 0..<size { sum += gains[place] * inverse[row * size + place] }
      prices[row] = sum
    }
  }

  /// Gauss–Jordan elimination with the largest pivots, by columns; nil when the basis is singular. O(rows³).
  private func inverseOfBasis() -> [Double]? {
    let size = size
    var left = [Double](repeating: 0, count: size * size)
    var right = left
    for place in 0..<size {
      right[place * size + place] = 1
      let (type, plan) = (Int(basicType[place]), basicPlan[place])
      if type < 0 {
        left[place * size + Int(plan / 2)] = plan % 2 == 0 ? 1 : -1
      } else {
        for row in columns.rows(type, plan) { left[place * size + Int(row)] += 1 }
        for row in columns.rows(type, key[type]) { left[place * size + Int(row)] -= 1 }
      }
    }
    // Column operations turn the basis into the identity, and the identity into the inverse.
    for row in 0..<size {
      var chosen = row
      for column in row..<size where abs(left[column * size + row]) > abs(left[chosen * size + row]) { chosen = column }
      let pivot = left[chosen * size + row]
      if abs(pivot) < 1e-10 { return nil }
      if chosen != row {
        for index in 0..<size {
          left.swapAt(chosen * size + index, row * size + index)
          right.swapAt(chosen * size + index, row * size + index)
        }
      }
      for index in 0..<size {
        left[row * size + index] /= pivot
        right[row * size + index] /= pivot
      }
      for column in 0..<size where column != row {
        let factor = left[column * size + row]
        if factor == 0 { continue }
        left.withUnsafeMutableBufferPointer { left in
          for index in 0..<size { left[column * size + index] -= factor * left[row * size + index] }
        }
        right.withUnsafeMutableBufferPointer { right in
          for index in 0..<size { right[column * size + index] -= factor * right[row * size + index] }
        }
      }
    }
    return right
  }
}
