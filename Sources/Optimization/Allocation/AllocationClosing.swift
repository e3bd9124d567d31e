/// Closes the gap of a small allocation: in any better one, all participants together lose less at the prices than the
/// gap, so each has one of few plans. These are listed, and combined by depth-first search.
///
/// Exact when both the lists and the search end within their limits.
struct AllocationClosing {
  private let types: ParticipantTypes
  private let prices: AllocationPrices
  /// The participants in the order of the search, with their plans.
  private var order: [Int] = []
  private var columns: [[PlanEnumeration.Column]] = []
  /// What all may lose together for a better allocation; falls as better ones are met.
  private var most: Int
  /// How many required items an allocation must have to be looked at.
  private let requiring: Int
  private var nodesLeft: Int
  private(set) var isComplete = true
  /// The best combination met: per place in `order`, a plan.
  private(set) var best: [[Int32]]?

  private var left: [Int]
  private var reached: [Int]
  private var chosen: [Int] = []
  /// Per place, what the participants from there on could use and count at most, and how many required items they could take.
  private var useToCome: [[Int]] = []
  private var countsToCome: [[Int]] = []
  private var requiredToCome: [Int] = []
  private var known: [Key: Int] = [:]

  private struct Key: Hashable {
    var place: Int
    var required: Int
    var left: [Int]
    var reached: [Int]
  }

  /// Looks for an allocation with at least `required` required items, whose participants lose at most `most` at `prices`,
  /// seats left unsold counted in.
  init(
    _ types: ParticipantTypes, _ prices: AllocationPrices, requiring required: Int, losing most: Int,
    _ searches: Searches, searchLimit: Int, nodeLimit: Int
  ) {
    requiring = required
    self.types = types
    self.prices = prices
    self.most = most
    nodesLeft = nodeLimit
    left = types.capacities.map(\.seats)
    reached = types.goals.map { _ in 0 }
    var searchesLeft = searchLimit
    var lists: [Int: [PlanEnumeration.Column]] = [:]
    for participant in types.place.indices {
      let place = types.place[participant]
      let number = Int(place.shard) << 32 + Int(place.index)
      if lists[number] != nil { continue }
      let list = PlanEnumeration(
        types[participant], prices, losing: most, searches[0], limit: min(searchesLeft, 4_000))
      searchesLeft -= 10 * list.columns.count
      if !list.isComplete || searchesLeft <= 0 {
        isComplete = false
        return
      }
      lists[number] = list.columns
    }
    let all = types.place.map { lists[Int($0.shard) << 32 + Int($0.index)] ?? [] }
    order = types.place.indices.sorted { (all[$0].count, $0) < (all[$1].count, $1) }
    columns = order.map { all[$0] }
    sumToCome()
    combine(0, 0, 0)
  }

  private mutating func sumToCome() {
    useToCome = [left.map { _ in 0 }]
    countsToCome = [reached.map { _ in 0 }]
    requiredToCome = [0]
    for place in order.indices.reversed() {
      var use = left.map { _ in 0 }
      var counts = reached.map { _ in 0 }
      var required = 0
      for column in columns[place] {
        let found = effect(column.plan, of: order[place])
        for index in use.indices { use[index] = max(use[index], found.seats[index]) }
        for index in counts.indices { counts[index] = max(counts[index], found.goals[index]) }
        required = max(required, found.required)
      }
      useToCome.append(zip(use, useToCome[useToCome.count - 1]).map { $0 + $1 })
      countsToCome.append(zip(counts, countsToCome[countsToCome.count - 1]).map { $0 + $1 })
      requiredToCome.append(required + requiredToCome[requiredToCome.count - 1])
    }
    useToCome.reverse()
    requiredToCome.reverse()
    countsToCome.reverse()
  }

  private func effect(_ plan: [Int32], of participant: Int) -> Demand {
    var demand = Demand(types)
    var type = types[participant]
    type.count = 1
    type.add(plan, to: &demand)
    return demand
  }

  /// What is lost for sure beside the plans, when the participants from `place` on are still to choose: seats that cannot
  /// be sold any more, and goals missed or overshot against their prices.
  private func unsold(_ place: Int) -> Int {
    var loss = 0
    for (index, seats) in left.enumerated() {
      loss += prices.seats[index] * max(0, seats - useToCome[place][index])
    }
    guard prices.ownValue > 0 else { return loss }
    for (index, goal) in types.goals.enumerated() {
      // The worth of what counts is concave in the count, its price is a tangent.
      let (low, high) = (reached[index], reached[index] + countsToCome[place][index])
      let price = prices.goals[index]
      if high < goal.target { loss += (goal.worth - price) * (goal.target - high) }
      if low > goal.target { loss += price * (low - goal.target) }
    }
    return loss
  }

  private mutating func combine(_ place: Int, _ loss: Int, _ required: Int) {
    if !isComplete || required + requiredToCome[place] < requiring { return }
    let total = loss + unsold(place)
    if total > most { return }
    if place == order.count {
      best = chosen.enumerated().map { columns[$0.offset][$0.element].plan }
      most = total - 1
      return
    }
    nodesLeft -= 1
    if nodesLeft < 0 {
      isComplete = false
      return
    }
    let key = Key(place: place, required: required, left: left, reached: reached)
    if let before = known[key], before <= loss { return }
    if known.count < 1 << 18 || known[key] != nil { known[key] = loss }
    for (index, column) in columns[place].enumerated() {
      if loss + column.loss > most { break }
      let found = effect(column.plan, of: order[place])
      if !zip(found.seats, left).allSatisfy({ $0 <= $1 }) { continue }
      for capacity in left.indices { left[capacity] -= found.seats[capacity] }
      for goal in reached.indices { reached[goal] += found.goals[goal] }
      chosen.append(index)
      combine(place + 1, loss + column.loss, required + found.required)
      chosen.removeLast()
      for capacity in left.indices { left[capacity] += found.seats[capacity] }
      for goal in reached.indices { reached[goal] -= found.goals[goal] }
    }
  }

  /// The best allocation met, better than what was there.
  var state: AllocationState? {
    guard let best else { return nil }
    var state = AllocationState(types)
    for (place, participant) in order.enumerated() { state.set(best[place], of: participant) }
    return state
  }
}
