import Synchronization

/// What participants want at prices when nobody stands in another's way, and the bound that follows.
struct Demand: Sendable {
  /// `Σ bound of the best plan at the prices`; what is committed is not counted.
  var bound = 0
  /// Per capacity, how many plans' options use it; per goal, how many items count.
  var seats: [Int]
  var goals: [Int]
  /// How many required items are taken.
  var required = 0
  var nodes = 0

  init(_ types: ParticipantTypes) {
    seats = [Int](repeating: 0, count: types.capacities.count)
    goals = [Int](repeating: 0, count: types.goals.count)
  }

  mutating func add(_ other: Demand) {
    bound += other.bound
    for index in seats.indices { seats[index] += other.seats[index] }
    for index in goals.indices { goals[index] += other.goals[index] }
    required += other.required
    nodes += other.nodes
  }
}

extension ParticipantType {
  /// Adds `count` times the plan.
  func add(_ plan: [Int32], to demand: inout Demand) {
    for (item, option) in plan.enumerated() where option >= 0 {
      let use = Int(use[Int(option)])
      if use >= 0 { demand.seats[use] += count }
      for index in goalFrom[item]..<goalFrom[item + 1] { demand.goals[Int(goals[Int(index)])] += count }
      demand.required += count * Int(required[item])
    }
  }
}

/// The searches of the threads, one each.
final class Searches: @unchecked Sendable {
  // A thread only uses the search with its own number.
  private let searches: [PricedSearch]

  init(_ jobs: Int, nodeLimit: Int) { searches = (0..<max(1, jobs)).map { _ in PricedSearch(nodeLimit: nodeLimit) } }

  subscript(worker: Int) -> PricedSearch { searches[worker] }
  var nodes: Int { searches.reduce(0) { $0 + $1.nodes } }
}

extension ParticipantTypes {
  /// The demand at `prices` of the types in every `step`-th shard; the plans go into `pools`.
  func demand(
    at prices: AllocationPrices, _ searches: Searches, everyShard step: Int = 1, into pools: PlanPools? = nil
  ) -> Demand {
    let total = Mutex(Demand(self))
    Parallel.forEach((shards.count + step - 1) / step, jobs: jobs) { index, worker in
      var part = Demand(self)
      for (number, type) in shards[index * step].types.enumerated() {
        if prices.ownValue == 0, !type.hasRequired { continue }
        let answer = searches[worker].solve(type, prices)
        part.bound += type.count * answer.bound
        type.add(searches[worker].plan, to: &part)
        pools?.shards[index * step].pools[number].add(searches[worker].plan, type)
      }
      total.withLock { $0.add(part) }
    }
    return total.withLock { $0 }
  }

  /// What has to be added to the demand's bound for one on all allocations with at least `required` required items: what
  /// all seats cost at the prices, what goals are worth beyond their prices, less what required items are paid.
  func supplyCost(at prices: AllocationPrices, requiring required: Int) -> Int {
    var cost = -prices.required * required
    for (capacity, price) in zip(capacities, prices.seats) { cost += capacity.seats * price }
    if prices.ownValue > 0 {
      for (goal, price) in zip(goals, prices.goals) { cost += goal.target * (goal.worth - price) }
    }
    return cost
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
