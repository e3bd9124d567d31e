/// One run of `AllocationSearch`, from the flattened participants to the best allocation and the bounds.
struct AllocationRun {
  let types: ParticipantTypes
  let searches: Searches
  let priceLimit: Int
  let closingLimit: Int
  /// What a required item counts where values are compared: more than any plan's own value.
  private let requiredWorth: Int
  private var iterations = 0
  private var state: AllocationState
  /// Both without what is committed.
  private var requiredBound = 0
  private var bound = 0
  private var prices: AllocationPrices
  /// The part of the prices that stands for required items, in units of `requiredWorth`.
  private var requiredPrices: [Int]

  /// How finely the prices of required items are told apart.
  private static var unit: Int { 1_000 }

  init(_ types: ParticipantTypes, priceLimit: Int, closingLimit: Int) {
    self.types = types
    self.priceLimit = priceLimit
    self.closingLimit = closingLimit
    searches = Searches(types.jobs, nodeLimit: types.nodeLimit)
    requiredWorth = types.largestPlanValue
    state = AllocationState(types)
    prices = types.nothing
    requiredPrices = prices.seats
  }

  /// Everything, in order.
  mutating func run() {
    priceRequired()
    var ascent = DualAscent(types, searches, from: start, requiring: requiredBound)
    improve(&ascent, priceLimit)
    prices = ascent.best
    bound = ascent.bound
    allocate()
    closeRequired()
    let met = state.total.required
    if met < requiredBound { lowerBound(requiring: met) } else { closeValue() }
  }

  /// Takes more required items, or proves that no allocation does, where that is a small matter.
  private mutating func closeRequired() {
    let met = state.total.required
    guard met < requiredBound else { return }
    var prices = types.nothing
    prices.ownValue = 0
    prices.required = Self.unit
    prices.seats = requiredPrices
    let bound = types.demand(at: prices, searches).bound + types.supplyCost(at: prices, requiring: 0)
    let closing = AllocationClosing(
      types, prices, losing: bound - (met + 1) * Self.unit, searches, searchLimit: searchLimit, nodeLimit: closingLimit)
    if let better = closing.state {
      var improvement = AllocationImprovement(types, searches, requiredWorth: requiredWorth)
      improvement.take(better)
      improvement.fill(10)
      state = improvement.state
    }
    if closing.isComplete, state.total.required < requiredBound {
      lowerRequiredBound(to: state.total.required)
    }
  }

  /// The bound on required items is now exact: prices for the value among allocations with that many.
  private mutating func lowerRequiredBound(to required: Int) {
    requiredBound = required
    var ascent = DualAscent(types, searches, from: prices, requiring: required)
    improve(&ascent, priceLimit)
    prices = ascent.best
    bound = ascent.bound
  }

  /// Finds the best allocation, with a proof, where that is a small matter.
  private mutating func closeValue() {
    if state.total.value == bound { return }
    // With as many required items as possible, a better allocation has a larger value.
    let closing = AllocationClosing(
      types, prices, losing: bound - state.total.value - 1, searches, searchLimit: searchLimit,
      nodeLimit: closingLimit)
    if let better = closing.state, better.total > state.total { state = better }
    if closing.isComplete { bound = state.total.value }
  }

  private var searchLimit: Int { closingLimit / 10 }

  /// Betters prices with up to `limit` evaluations: of many participants a sample finds most of them.
  private mutating func improve(_ ascent: inout DualAscent, _ limit: Int) {
    let step = max(1, types.shards.count / 64)
    if step > 1 { ascent.run(limit, everyShard: step) }
    ascent.run(step > 1 ? max(1, limit / 12) : limit)
    iterations += ascent.iterations
  }

  /// Where to start: no prices, but for what required items ask for.
  private var start: AllocationPrices {
    var start = types.nothing
    start.required = requiredWorth
    start.seats = requiredPrices.map { $0 * requiredWorth / Self.unit }
    return start
  }

  /// Finds prices for required items alone, and the bound on how many can be taken.
  private mutating func priceRequired() {
    var unpriced = types.nothing
    unpriced.ownValue = 0
    unpriced.required = Self.unit
    var ascent = DualAscent(types, searches, from: unpriced)
    improve(&ascent, min(80, priceLimit))
    // Where every required item needs one seat of a few capacities, whole prices are the best.
    var whole = ascent.best
    whole.seats = whole.seats.map { $0 * 2 >= Self.unit ? Self.unit : 0 }
    ascent.consider(whole)
    iterations += 1
    requiredBound = ascent.bound / Self.unit
    requiredPrices = ascent.best.seats
  }

  /// Makes the allocation, from the best of several auctions.
  private mutating func allocate() {
    let order = Array(types.place.indices)
    let isSmall = order.count <= 2_000
    if isSmall {
      var improvement = AllocationImprovement(types, searches, requiredWorth: requiredWorth)
      improvement.place(at: prices)
      improvement.fill(10)
      state = improvement.state
    }
    // With lower prices to start from, more is decided by bids; that takes longer. A small model is tried in several ways.
    for (share, part) in isSmall ? [(80, 30), (95, 100), (60, 30), (90, 300), (30, 30)] : [(80, 30), (50, 30)] {
      var auction = AllocationAuction(
        types, searches[0], from: openingPrices(share: share), step: max(1, typicalPrice / part))
      auction.run(order, 60 * order.count)
      var other = AllocationImprovement(types, searches, requiredWorth: requiredWorth)
      other.take(auction.state)
      other.fill(10)
      if other.state.total > state.total { state = other.state }
      if !isSmall, state.total.required == requiredBound { return }
    }
  }

  /// The dual prices, less so many percent: `share` is what is left of the part that is not for required items.
  private func openingPrices(share: Int) -> AllocationPrices {
    var start = prices
    start.required = requiredWorth
    let typical = typicalPrice
    start.seats = zip(prices.seats, requiredPrices).map { price, required in
      required > 0 ? max(0, price - typical * (100 - share) / 100) : price * share / 100
    }
    return start
  }

  /// The mean price of a seat that has one.
  private var typicalPrice: Int {
    let parts = zip(prices.seats, requiredPrices).map { $0 - $1 * requiredWorth / Self.unit }.filter { $0 > 0 }
    return parts.isEmpty ? 1 : parts.reduce(0, +) / parts.count
  }

  /// The bound among allocations with fewer required items than the bound allows for.
  private mutating func lowerBound(requiring met: Int) {
    bound += prices.required * (requiredBound - met)
    var start = types.nothing
    start.required = 0
    var ascent = DualAscent(types, searches, from: start, requiring: met)
    ascent.movesRequired = true
    improve(&ascent, priceLimit)
    if ascent.bound < bound {
      bound = ascent.bound
      prices = ascent.best
      requiredPrices = requiredPrices.map { _ in 0 }
    }
  }

  /// The answer in the words of the model.
  func allocation(of model: AllocationModel) -> Allocation {
    var result = Allocation(
      assignments: [], requiredMet: 0, requiredBound: requiredBound, value: 0, bound: bound + types.committedWorth,
      used: model.capacities.map { _ in 0 }, prices: [], requiredPrices: [], reached: model.goals.map { _ in 0 },
      status: .bounded, iterations: iterations, nodes: searches.nodes)
    for (index, participant) in model.participants.enumerated() {
      let type = types[index]
      let assignment = type.assignment(state.plans[index], participant.model)
      result.requiredMet += state.required[index] + type.committedRequired
      result.requiredBound += type.committedRequired
      result.bound += type.committedValue
      result.value += participant.weight * ExactSearch.objective(of: assignment, in: participant.model).value
      for (item, option) in assignment.enumerated() {
        guard let option else { continue }
        if let use = participant.uses[item][option] { result.used[use] += 1 }
        for goal in participant.counts[item] { result.reached[goal] += 1 }
      }
      result.assignments.append(assignment)
    }
    for (goal, reached) in zip(model.goals, result.reached) { result.value += goal.worth * min(goal.target, reached) }
    for (capacity, price) in prices.seats.enumerated() {
      let left = model.capacities[capacity].seats - result.used[capacity]
      let required = left > 0 ? 0 : requiredPrices[capacity]
      result.requiredPrices.append(required / Self.unit)
      result.prices.append(left > 0 ? 0 : max(0, price - required * requiredWorth / Self.unit))
    }
    if result.requiredMet == result.requiredBound, result.value == result.bound { result.status = .optimal }
    return result
  }
}

extension ParticipantTypes {
  /// No prices.
  var nothing: AllocationPrices {
    AllocationPrices(seats: capacities.map { _ in 0 }, goals: goals.map { _ in 0 }, required: 0)
  }

  /// More than any two plans of one participant can differ by, with all goals.
  var largestPlanValue: Int {
    var largest = 0
    for shard in shards {
      for type in shard.types {
        var value = 0
        for need in 0..<type.compact.needCount { value += type.compact.amount[need] * type.compact.unitScore[need] }
        for item in 0..<type.itemCount {
          value += abs(type.compact.ownScore[item])
          for index in type.goalFrom[item]..<type.goalFrom[item + 1] {
            value += goals[Int(type.goals[Int(index)])].worth
          }
        }
        largest = max(largest, value)
      }
    }
    return 2 * largest + 1
  }
}

extension ParticipantType {
  /// A plan as an assignment of the participant's model.
  func assignment(_ plan: [Int32], _ model: SelectionModel) -> [Int?] {
    var assignment = model.items.map { $0.committed ? Optional(0) : nil }
    for item in plan.indices where plan[item] >= 0 {
      assignment[compact.original[item]] = Int(original[Int(plan[item])])
    }
    return assignment
  }
}
