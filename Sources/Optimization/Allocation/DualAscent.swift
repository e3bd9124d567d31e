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

  /// Per capacity and goal, how many options could use it or items could count.
  private let weight: [Double]

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
    let seats = types.capacities.count
    let size = seats + types.goals.count
    let share = types.share(everyShard: step)
    bound = Int.max
    var current = best.seats.map(Double.init) + best.goals.map(Double.init)
    var direction = [Double](repeating: 0, count: size)
    var level = 0.0
    var lastLevelBound = 0.0
    var waiting = 0
    for round in 0..<limit {
      var prices = best
      for index in 0..<seats { prices.seats[index] = Int(current[index].rounded()) }
      for index in seats..<size { prices.goals[index - seats] = Int(current[index].rounded()) }
      let found = types.demand(at: prices, searches, everyShard: step)
      iterations += 1
      var value = Double(found.bound) * share - Double(prices.required * requiring)
      for (capacity, price) in zip(types.capacities, prices.seats) { value += Double(capacity.seats * price) }
      if prices.ownValue > 0 {
        for (goal, price) in zip(types.goals, prices.goals) { value += Double(goal.target * (goal.worth - price)) }
      }
      if round == 0 {
        level = max(1, abs(value) / 20)
        lastLevelBound = value
      }
      waiting += 1
      if bound == Int.max || value < Double(bound) {
        if value < lastLevelBound - level / 2 {
          lastLevelBound = value
          waiting = 0
        }
        bound = Int(value.rounded(.up))
        best = prices
        demand = found
        if bound <= goal { return }
      }
      if waiting > 4 {
        level /= 2
        waiting = 0
        lastLevelBound = Double(bound)
        if level < 0.5 || level < abs(Double(bound)) * 2e-6 { return }
        current = best.seats.map(Double.init) + best.goals.map(Double.init)
        direction = [Double](repeating: 0, count: size)
        if round + 1 < limit, value > Double(bound) { continue }
      }
      var norm = 0.0
      for index in 0..<size {
        let wanted = index < seats ? found.seats[index] : found.goals[index - seats]
        let there = index < seats ? types.capacities[index].seats : types.goals[index - seats].target
        let excess = Double(wanted) * share - Double(there)
        direction[index] = 0.5 * direction[index] + 0.5 * excess
        let blocked =
          index < seats
          ? current[index] <= 0 && direction[index] < 0
          : (current[index] <= 0 && direction[index] > 0)
            || (current[index] >= Double(types.goals[index - seats].worth) && direction[index] < 0)
        if !blocked { norm += direction[index] * direction[index] / weight[index] }
      }
      if norm == 0 { return }
      let length = (value - (Double(bound) - level)) / norm
      for index in 0..<size {
        let move = length * direction[index] / weight[index]
        if index < seats {
          current[index] = max(0, current[index] + move)
        } else {
          current[index] = min(max(0, current[index] - move), Double(types.goals[index - seats].worth))
        }
      }
    }
  }
}

extension ParticipantTypes {
  /// Per capacity and goal, how many options could use it or items could count; at least 1.
  var interest: [Double] {
    var counts = [Double](repeating: 0, count: capacities.count + goals.count)
    for shard in shards {
      for type in shard.types {
        for use in type.use where use >= 0 { counts[Int(use)] += Double(type.count) }
        for goal in type.goals { counts[capacities.count + Int(goal)] += Double(type.count) }
      }
    }
    return counts.map { max(1, $0) }
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
