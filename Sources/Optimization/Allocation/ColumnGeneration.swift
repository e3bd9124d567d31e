/// Finds prices at which the bound is least, and how everybody's plans mix at them: prices for the plans in hand come from
/// a linear program, the exact searches find better plans at these prices, until there are none (Dantzig and Wolfe 1960).
///
/// First the program is solved roughly by sweeps. Where it has few rows, the simplex method ends the work; there prices may
/// only go so far from the best ones known, lest they jump (the boxstep method, Marsten, Hogan, Blankenship 1975).
struct ColumnGeneration {
  /// What is to be large.
  enum Aim {
    /// The number of required items taken, each worth so much; nothing else counts.
    case required(worth: Int)
    /// The value, among allocations with at least so many required items; each missing one costs `worth`.
    case value(requiring: Int, worth: Int)
  }

  let types: ParticipantTypes
  let searches: Searches
  let pools: PlanPools
  let aim: Aim
  /// Only every `step`-th shard is looked at; the bound is true for everybody when that is 1.
  let step: Int
  /// The best prices so far, and the bound at them.
  private(set) var prices: AllocationPrices
  private(set) var bound = Int.max
  private(set) var iterations = 0
  /// How plans mix in the last solution of the program.
  private(set) var mix: PlanMix?
  /// How many participants each one looked at stands for.
  private let share: Double
  private let rows: [RestrictedMaster.Row]
  /// The price of a seat that is wanted.
  private var typical = 1.0

  /// Beyond so many rows the simplex method takes too long.
  private static var mostRows: Int { 160 }
  /// Up to so many types the simplex method needs no sweeps to start from.
  private static var fewTypes: Int { 400 }
  /// Sweeps for each set of prices: each step looks at one type, so with many types fewer do.
  private var sweepCount: Int { max(15, min(60, 400_000 / max(1, types.count / step))) }

  /// Starts at `prices` with what is in `pools`, and looks at every `step`-th shard only.
  init(
    _ types: ParticipantTypes, _ searches: Searches, _ pools: PlanPools, _ aim: Aim, from prices: AllocationPrices,
    everyShard step: Int = 1
  ) {
    self.types = types
    self.searches = searches
    self.pools = pools
    self.aim = aim
    self.step = step
    self.prices = prices
    share = types.share(everyShard: step)
    rows = Self.rows(types, aim, share)
  }

  /// Betters prices: at most `limit` sets of them, or until the bound is known to be within `gap` of the least one. Steps
  /// of sweeps start with `first`.
  mutating func run(_ limit: Int, startingWith first: Double, gap: (Int) -> Double) {
    let demand = evaluate(prices)
    let priced = prices.seats.filter { $0 > 0 }
    let seats = max(1, demand.seats.reduce(0, +))
    typical = Double(max(4, priced.isEmpty ? demand.bound / seats : priced.reduce(0, +) / priced.count))
    let isSmall = rows.count <= Self.mostRows
    if !isSmall || types.count > Self.fewTypes {
      // What the simplex method ends need not be ended by sweeps.
      sweep(limit, startingWith: first) { isSmall ? max(gap($0), Double(abs($0)) / 2_000) : gap($0) }
    }
    if step > 1 { return }
    if isSmall { refine(limit, gap: gap) } else { mix = settled(0.2) }
  }

  /// Another mix of plans at the best prices, in whole numbers: see `PriceSweeps.settled`.
  func settled(_ step: Double) -> PlanMix {
    PriceSweeps(columns, rows, prices: Self.numbers(prices), typical: typical).settled(step)
  }

  /// Sweeps, as long as they are of use.
  private mutating func sweep(_ limit: Int, startingWith first: Double, gap: (Int) -> Double) {
    var (first, useless) = (first, 0)
    for _ in 0..<limit {
      var sweeps = PriceSweeps(columns, rows, prices: Self.numbers(prices), typical: typical)
      sweeps.run(sweepCount, from: first, to: min(0.002, first / 10))
      if first < 0.1 { sweeps.extrapolate(from: Self.numbers(prices)) }
      let before = bound
      let inHand = sweeps.bound(sweeps.prices) * share + constant
      evaluate(whole(sweeps.prices))
      // While plans are few, the program promises more than there is: prices are not to blame then.
      let isRich = Double(before) - inHand <= 2 * gap(bound)
      useless = Double(before - bound) <= gap(bound) && (isRich || first <= 0.02) ? useless + 1 : 0
      if useless == 2 { return }
      first = max(0.01, first * 0.7)
    }
  }

  /// The simplex method, within a box of prices around the best ones.
  private mutating func refine(_ limit: Int, gap: (Int) -> Double) {
    // After sweeps, the best prices are near.
    let part = types.count <= Self.fewTypes ? 2.0 : 16.0
    var radius = Self.numbers(prices).map { max(typical, abs($0)) / part }
    var master = RestrictedMaster(columns, rows, prices: Self.numbers(prices))
    var idle = 0
    for _ in 0..<limit {
      let box = box(radius)
      master.restrict(to: box)
      master.solve(40 * rows.count + 4 * master.columns.types.count)
      mix = master.mix
      let least = master.bound * share + constant
      let ends = rows.indices.filter { isAtEnd(master.prices[$0], box[$0], rows[$0].prices) }
      for row in ends { radius[row] *= 2 }
      if Double(bound) - least <= gap(bound) {
        // Prices at the end of the box may go on, unless that has been of no use.
        idle += 1
        if ends.isEmpty || idle == 3 { return }
        continue
      }
      idle = 0
      let before = bound
      evaluate(whole(master.prices))
      master.extend(columns)
      if bound == before { radius = radius.map { $0 / 2 } }
    }
  }

  /// Where the master may look for prices.
  private func box(_ radius: [Double]) -> [ClosedRange<Double>] {
    zip(zip(rows, Self.numbers(prices)), radius).map { data, radius in
      let (range, price) = (data.0.prices, data.1)
      return max(range.lowerBound, price - radius)...max(range.lowerBound, min(range.upperBound, price + radius))
    }
  }

  /// Whether a price is stopped by the box alone.
  private func isAtEnd(_ price: Double, _ box: ClosedRange<Double>, _ range: ClosedRange<Double>) -> Bool {
    (price <= box.lowerBound + 0.5 && box.lowerBound > range.lowerBound)
      || (price >= box.upperBound - 0.5 && box.upperBound < range.upperBound)
  }

  private var columns: PlanColumns {
    PlanColumns(types, pools, everyShard: step, requiredWorth: aim.requiredWorth)
  }

  /// The bound at `prices`, exactly; the plans found go into the pools.
  @discardableResult
  private mutating func evaluate(_ prices: AllocationPrices) -> Demand {
    let demand = types.demand(at: prices, searches, everyShard: step, into: pools)
    iterations += 1
    let all = step == 1 ? demand.bound : Int(min((Double(demand.bound) * share).rounded(.up), 0x1p61))
    let found = all + types.supplyCost(at: prices, requiring: requiring)
    if found < bound { (bound, self.prices) = (found, prices) }
    return demand
  }

  private var requiring: Int {
    if case .value(let requiring, _) = aim { return requiring }
    return 0
  }

  /// What goals are worth in full: rows count what is missing.
  private var constant: Double {
    if case .required = aim { return 0 }
    return types.goals.reduce(0) { $0 + Double($1.worth) * Double($1.target) }
  }

  // MARK: Prices by rows: what participants are paid is negative.

  private static func numbers(_ prices: AllocationPrices) -> [Double] {
    prices.seats.map(Double.init) + prices.goals.map { -Double($0) } + [-Double(prices.required)]
  }

  private func whole(_ found: [Double]) -> AllocationPrices {
    var prices = prices
    let seats = types.capacities.count
    // Within what prices may be, whatever floating point has come to.
    let whole = zip(found, rows).map { price, row in
      let range = row.prices
      return Int((price > range.lowerBound ? min(price, range.upperBound) : range.lowerBound).rounded())
    }
    for index in 0..<seats { prices.seats[index] = whole[index] }
    if case .value = aim {
      for goal in types.goals.indices { prices.goals[goal] = -whole[seats + goal] }
      prices.required = -whole[whole.count - 1]
    }
    return prices
  }

  private static func rows(_ types: ParticipantTypes, _ aim: Aim, _ share: Double) -> [RestrictedMaster.Row] {
    func row(_ amount: Int, _ prices: ClosedRange<Int>) -> RestrictedMaster.Row {
      .init(amount: Double(amount) / share, prices: Double(prices.lowerBound)...Double(prices.upperBound))
    }
    switch aim {
    case .required(let worth):
      return types.capacities.map { row($0.seats, 0...worth) } + types.goals.map { _ in row(0, 0...0) }
        + [row(0, 0...0)]
    case .value(let requiring, let worth):
      return types.capacities.map { row($0.seats, 0...2 * worth) }
        + types.goals.map { row($0.target, -$0.worth...0) } + [row(requiring, -worth...0)]
    }
  }
}

extension ColumnGeneration.Aim {
  /// What a required item is worth, where only they count.
  var requiredWorth: Int? {
    if case .required(let worth) = self { return worth }
    return nil
  }
}
