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
  private let pools: PlanPools
  /// Prices for required items alone: `unit` for each that a seat lets take.
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
    pools = PlanPools(types)
    prices = types.nothing
    requiredPrices = prices.seats
  }

  /// Everything, in order.
  mutating func run() {
    let required = priceRequired()
    requiredBound = required
    prices = start
    priceValue(requiring: required)
    closeRequired()
    // Fewer required items than the bound allows for: prices, and a bound, among allocations with as many as found.
    if state.total.required < requiredBound { priceValue(requiring: state.total.required) }
    if state.total.required < requiredBound { return }
    closeValue()
  }

  /// Finds prices for required items alone; returns the bound on how many can be taken.
  private mutating func priceRequired() -> Int {
    guard types.shards.contains(where: { $0.types.contains(where: \.hasRequired) }) else { return 0 }
    var unpriced = types.nothing
    unpriced.ownValue = 0
    unpriced.required = Self.unit
    let generation = price(.required(worth: Self.unit), from: unpriced, PlanPools(types)) {
      Double($0 % Self.unit) + 0.01
    }
    requiredPrices = generation.prices.seats
    return generation.bound / Self.unit
  }

  /// Finds prices and a bound for the value among allocations with so many required items, and makes one.
  private mutating func priceValue(requiring required: Int) {
    let generation = price(.value(requiring: required, worth: requiredWorth), from: prices, pools) {
      Double(abs($0)) / 20_000
    }
    prices = generation.prices
    bound = generation.bound
    allocate(generation.mix)
    // Of few participants, those left over by one mix weigh more: others are tried.
    for step in [0.05, 0.2, 0.5, 1] where bound - state.total.value > abs(bound) / 1_000 && types.count <= 10_000 {
      allocate(generation.settled(step))
    }
  }

  /// Prices that a required item is worth a good deal of value at: most of the way to where none is given up for it.
  private var start: AllocationPrices {
    let demand = types.demand(at: types.nothing, searches, everyShard: steps[0])
    let value = 2 * (demand.bound / max(1, types.place.count / steps[0]))
    var start = types.nothing
    start.required = min(requiredWorth, value)
    start.seats = requiredPrices.map { Self.part($0, of: start.required) }
    return start
  }

  /// So many units of a price.
  private static func part(_ units: Int, of price: Int) -> Int {
    price / unit * units + price % unit * units / unit
  }

  /// How many shards apart the ones looked at are: samples of many participants first.
  private var steps: [Int] {
    let rows = types.capacities.count + types.goals.count + 1
    var steps = [1]
    while types.count / (steps[0] * 4) >= 8 * rows { steps.insert(steps[0] * 4, at: 0) }
    return steps
  }

  /// Finds prices on ever larger samples: each starts where the one before has ended.
  private mutating func price(
    _ aim: ColumnGeneration.Aim, from start: AllocationPrices, _ pools: PlanPools, gap: (Int) -> Double
  ) -> ColumnGeneration {
    var prices = start
    var last: ColumnGeneration?
    for step in steps {
      var generation = ColumnGeneration(types, searches, pools, aim, from: prices, everyShard: step)
      generation.run(priceLimit, startingWith: last == nil ? 0.3 : 0.03, gap: gap)
      iterations += generation.iterations
      prices = generation.prices
      last = generation
    }
    return last ?? ColumnGeneration(types, searches, pools, aim, from: start)
  }

  /// Makes the allocation of a mix of plans.
  private mutating func allocate(_ mix: PlanMix?) {
    var improvement = AllocationImprovement(types, searches, requiredWorth: requiredWorth)
    let open = mix.map { improvement.take($0, pools) } ?? Array(types.place.indices)
    improvement.place(open, at: prices)
    improvement.fill(10)
    if improvement.state.total.required < requiredBound {
      var dear = prices
      dear.required = requiredWorth
      var exchange = AllocationExchange(improvement.state, pools, dear)
      exchange.run(upTo: requiredBound)
      improvement.take(exchange.state)
      improvement.fill(10)
    }
    if improvement.state.total > state.total { state = improvement.state }
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
      types, prices, requiring: met + 1, losing: bound - (met + 1) * Self.unit, searches, searchLimit: searchLimit,
      nodeLimit: closingLimit)
    if let better = closing.state {
      var improvement = AllocationImprovement(types, searches, requiredWorth: requiredWorth)
      improvement.take(better)
      improvement.fill(10)
      state = improvement.state
    }
    if closing.isComplete, state.total.required < requiredBound {
      requiredBound = state.total.required
      priceValue(requiring: requiredBound)
    }
  }

  /// Finds the best allocation, with a proof, where that is a small matter.
  private mutating func closeValue() {
    if state.total.value == bound { return }
    // With as many required items as possible, a better allocation has a larger value.
    let closing = AllocationClosing(
      types, prices, requiring: requiredBound, losing: bound - state.total.value - 1, searches,
      searchLimit: searchLimit, nodeLimit: closingLimit)
    if let better = closing.state, better.total > state.total { state = better }
    if closing.isComplete { bound = state.total.value }
  }

  private var searchLimit: Int { closingLimit / 10 }

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
      // With the seat come as many required items more, and each costs its price.
      result.requiredPrices.append((required + Self.unit / 2) / Self.unit)
      result.prices.append(left > 0 ? 0 : max(0, price - Self.part(required, of: prices.required)))
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
