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
  var key: [Int32]
  var keyAmount: [Double]
  /// Per place of the basis: a type and its plan; or −1 and a row with its side (twice the row, 1 more for "beyond").
  var basicType: [Int32]
  var basicPlan: [Int32]
  var basicAmount: [Double]
  /// Per row, its price.
  var prices: [Double]
  private(set) var pivots = 0

  /// The inverse of the basis, by columns.
  var inverse: [Double]
  /// The column that enters, in terms of the basis; per type, how fast its key amount falls.
  var entering: [Double]
  var keyRate: [Double]
  private var nextType = 0
  var sinceInversion = 0
  /// Types that had good plans when they were last looked at, and what a good plan of theirs gains.
  private var shortlist: [Int] = []
  private var shortlistGain = 0.0

  var size: Int { rows.count }
  /// What is gained per unit at least by a pivot; values are whole numbers.
  private static var tolerance: Double { 0.01 }
  static var least: Double { 1e-9 }

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

  struct Candidate {
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
    let first = Int(columns.first[type])
    let found = columns.best(type, at: prices, key: key.isEmpty ? first : first + Int(key[type]))
    return (Int32(found.column - first), found.worth, found.keyWorth)
  }
}
