/// Finds prices at which the bound is low: a subgradient method with a level to aim at (Goffin and Kiwiel 1999) and
/// directions that keep half of the one before (Camerini, Fratta, Maffioli 1975).
///
/// A price moves in proportion to how much of those who could use the capacity want it beyond its seats. Prices are
/// worked out in floating point, one after another, so they are the same on every machine; the bound is whole numbers.
struct DualAscent {
  let types: ParticipantTypes
  let searches: Searches
  /// The number of required items that allocations of interest have; what is committed not counted.
  var requiring = 0
  /// The best prices so far, their demand and bound.
  private(set) var best: AllocationPrices
  private(set) var demand: Demand
  private(set) var bound = Int.max
  private(set) var iterations = 0

  /// Per capacity and goal, how many options could use it or items could count; last for the price of required items.
  private let weight: [Double]
  /// Whether the price of required items is to be found too.
  var movesRequired = false

  init(_ types: ParticipantTypes, _ searches: Searches, from prices: AllocationPrices, requiring: Int = 0) {
    self.types = types
    self.searches = searches
    self.requiring = requiring
    best = prices
    demand = Demand(types)
    weight = types.interest
  }

  /// Betters the prices for at most `limit` evaluations, looking at every `step`-th shard only. Stops early when the
  /// bound reaches `goal`.
  mutating func run(_ limit: Int, everyShard step: Int = 1, reaching goal: Int = Int.min) {
    let share = types.share(everyShard: step)
    bound = Int.max
    var current = numbers(best)
    var direction = [Double](repeating: 0, count: current.count)
    var level = 0.0
    var mark = 0.0
    var waiting = 0
    for round in 0..<limit {
      let prices = rounded(current)
      let found = types.demand(at: prices, searches, everyShard: step)
      iterations += 1
      let value = Int((Double(found.bound) * share).rounded(.up)) + types.supplyCost(at: prices, requiring: requiring)
      if round == 0 {
        // Most of the value is what required items pay, which is not at stake.
        let paid = Double(prices.required) * (Double(found.required) * share - Double(requiring))
        let stake = prices.ownValue == 0 ? Double(value) : Double(value) - paid
        level = max(1, abs(stake) / 20)
        mark = Double(value)
      }
      waiting += 1
      if value < bound {
        if Double(value) < mark - level / 2 {
          mark = Double(value)
          waiting = 0
        }
        bound = value
        best = prices
        demand = found
        if bound <= goal { return }
      }
      if waiting > 4 {
        level /= 2
        waiting = 0
        mark = Double(bound)
        if level < 0.5 { return }
        current = numbers(best)
        direction = [Double](repeating: 0, count: current.count)
        if value > bound { continue }
      }
      if !move(&current, &direction, found, share, Double(value) - Double(bound) + level) { return }
    }
  }

  private func numbers(_ prices: AllocationPrices) -> [Double] {
    prices.seats.map(Double.init) + prices.goals.map(Double.init) + [Double(prices.required)]
  }

  private func rounded(_ numbers: [Double]) -> AllocationPrices {
    var prices = best
    let seats = types.capacities.count
    for index in 0..<seats { prices.seats[index] = Int(numbers[index].rounded()) }
    for index in types.goals.indices { prices.goals[index] = Int(numbers[seats + index].rounded()) }
    prices.required = Int(numbers[numbers.count - 1].rounded())
    return prices
  }

  /// One step along the direction, as long as lowers the bound by `drop` if it were straight. False when prices clear.
  private func move(
    _ current: inout [Double], _ direction: inout [Double], _ found: Demand, _ share: Double, _ drop: Double
  ) -> Bool {
    let seats = types.capacities.count
    let size = seats + types.goals.count
    var norm = 0.0
    var most = [Double](repeating: Double.infinity, count: seats)
    for goal in types.goals { most.append(Double(goal.worth)) }
    most.append(Double.infinity)
    for index in 0...size {
      // Towards higher prices: what seats are short of, what goals and required items fall short by.
      let short: Double
      if index < seats {
        short = Double(found.seats[index]) * share - Double(types.capacities[index].seats)
      } else if index < size {
        short =
          best.ownValue == 0
          ? 0 : Double(types.goals[index - seats].target) - Double(found.goals[index - seats]) * share
      } else {
        short = movesRequired ? Double(requiring) - Double(found.required) * share : 0
      }
      direction[index] = 0.5 * direction[index] + 0.5 * short
      let blocked =
        (current[index] <= 0 && direction[index] < 0) || (current[index] >= most[index] && direction[index] > 0)
      if !blocked { norm += direction[index] * direction[index] / weight[index] }
    }
    if norm == 0 { return false }
    for index in 0...size {
      current[index] = min(max(0, current[index] + drop / norm * direction[index] / weight[index]), most[index])
    }
    return true
  }

  /// Takes these prices if the bound is lower at them.
  mutating func consider(_ prices: AllocationPrices) {
    let found = types.demand(at: prices, searches)
    iterations += 1
    let value = found.bound + types.supplyCost(at: prices, requiring: requiring)
    if value < bound { (bound, best, demand) = (value, prices, found) }
  }
}

extension ParticipantTypes {
  /// Per capacity and goal, how many options could use it or items could count; how many items are required; at least 1.
  var interest: [Double] {
    var counts = [Double](repeating: 0, count: capacities.count + goals.count)
    for shard in shards {
      for type in shard.types {
        for use in type.use where use >= 0 { counts[Int(use)] += Double(type.count) }
        for goal in type.goals { counts[capacities.count + Int(goal)] += Double(type.count) }
      }
    }
    var required = 0
    for shard in shards {
      for type in shard.types { required += type.count * type.required.reduce(0) { $0 + Int($1) } }
    }
    return counts.map { max(1, $0) } + [Double(max(1, required))]
  }

  /// How many participants each one in every `step`-th shard stands for.
  func share(everyShard step: Int) -> Double {
    if step == 1 { return 1 }
    var looked = 0
    for shard in stride(from: 0, to: shards.count, by: step) {
      for type in shards[shard].types { looked += type.count }
    }
    return Double(place.count) / Double(max(1, looked))
  }
}
