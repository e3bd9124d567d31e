/// Takes more required items by chains: somebody takes a plan with one more, whoever holds a seat that is then missing takes
/// another of its plans, and so on, until every seat is there once (ejection chains, Glover 1996).
///
/// At good prices nobody loses much by any of its good plans, so the chains worth trying are those whose participants
/// together lose less, at the prices, than the first one wins. Plans come from the pools; nothing is searched for.
struct AllocationExchange {
  private(set) var state: AllocationState
  private let pools: PlanPools
  private let prices: AllocationPrices
  /// Per capacity, who holds its seats, once per seat.
  private var holders: [[Int32]]
  /// Who moves in the chain at hand, and its plan before.
  private var chain: [(participant: Int, plan: [Int32])] = []
  private var gained = AllocationScore.zero
  private var triesLeft = 0

  /// How many participants a chain has at most, and how many plans are tried at each of its places.
  private static var length: Int { 4 }
  private static var width: Int { 6 }

  /// `prices` must pay more for a required item than any plan's own value.
  init(_ state: AllocationState, _ pools: PlanPools, _ prices: AllocationPrices) {
    self.state = state
    self.pools = pools
    self.prices = prices
    holders = state.types.capacities.map { _ in [] }
    for participant in state.plans.indices {
      state.types[participant].forEachUse(state.plans[participant]) { holders[$0].append(Int32(participant)) }
    }
  }

  /// Goes through all who could take more required items, those who would win most first, again and again until that is of
  /// no use, `goal` required items are taken, or it has been done 20 times.
  mutating func run(upTo goal: Int) {
    for _ in 0..<20 where state.total.required < goal {
      var isBettered = false
      let wishes = state.plans.indices.compactMap { participant -> (regret: Int, participant: Int)? in
        let best = best(participant)
        if Int(best.required) <= state.required[participant] { return nil }
        return (best.worth - worth(state.plans[participant], state.types[participant]), participant)
      }
      for wish in wishes.sorted(by: { ($0.regret, $1.participant) > ($1.regret, $0.participant) }) {
        triesLeft = 60
        if begin(wish.participant) {
          isBettered = true
          if state.total.required >= goal { return }
        }
      }
      if !isBettered { return }
    }
  }

  // MARK: Chains

  /// Looks for a chain that starts with the participant; carries it out.
  private mutating func begin(_ participant: Int) -> Bool {
    let moves = self.moves(of: participant, losing: -1, missing: 2)
    for move in moves.prefix(Self.width) {
      step(move)
      if isClosed(budget: -move.loss) { return true }
      undo()
    }
    return false
  }

  /// Whether the chain, gone on with, ends in a better allocation. If not, all is as before.
  private mutating func isClosed(budget: Int) -> Bool {
    guard let missing = state.left.firstIndex(where: { $0 < 0 }) else {
      if gained > .zero {
        chain = []
        gained = .zero
        return true
      }
      return false
    }
    triesLeft -= 1
    if chain.count == Self.length || triesLeft < 0 { return false }
    let mayMiss = chain.count + 1 < Self.length ? 1 : 0
    var best: [Move] = []
    for holder in holders[missing] where !chain.contains(where: { $0.participant == Int(holder) }) {
      for move in moves(of: Int(holder), losing: budget - 1, missing: mayMiss, without: missing) {
        insert(move, into: &best)
      }
    }
    for move in best {
      step(move)
      if isClosed(budget: budget - move.loss) { return true }
      undo()
    }
    return false
  }

  private func insert(_ move: Move, into best: inout [Move]) {
    if best.count == Self.width, !move.precedes(best[best.count - 1]) { return }
    if best.count == Self.width { best.removeLast() }
    let place = best.firstIndex { move.precedes($0) } ?? best.count
    best.insert(move, at: place)
  }

  private struct Move {
    var participant: Int
    var plan: Int
    /// What the participant loses at the prices.
    var loss: Int
    /// How many seats are then missing.
    var missing: Int

    func precedes(_ other: Self) -> Bool {
      (loss, missing, participant, plan) < (other.loss, other.missing, other.participant, other.plan)
    }
  }

  private mutating func step(_ move: Move) {
    let type = state.types[move.participant]
    let place = state.types.place[move.participant]
    let plan = pools[place.shard, place.index].plan(move.plan, type)
    let old = state.plans[move.participant]
    gained = gained + state.change(to: plan, of: move.participant)
    chain.append((move.participant, old))
    set(plan, move.participant, type)
  }

  private mutating func undo() {
    guard let last = chain.popLast() else { return }
    gained = gained + state.change(to: last.plan, of: last.participant)
    set(last.plan, last.participant, state.types[last.participant])
  }

  private mutating func set(_ plan: [Int32], _ participant: Int, _ type: ParticipantType) {
    type.forEachUse(state.plans[participant]) { use in
      if let place = holders[use].firstIndex(of: Int32(participant)) {
        holders[use].swapAt(place, holders[use].count - 1)
        holders[use].removeLast()
      }
    }
    state.set(plan, of: participant)
    type.forEachUse(plan) { holders[$0].append(Int32(participant)) }
  }

  /// The participant's other plans that lose at most `most`, after which at most so many seats are missing; the best first.
  private func moves(of participant: Int, losing most: Int, missing: Int, without capacity: Int = -1) -> [Move] {
    let type = state.types[participant]
    let place = state.types.place[participant]
    let current = state.plans[participant]
    let now = worth(current, type)
    let pool = pools.shards[Int(place.shard)].pools[Int(place.index)]
    var found: [Move] = []
    for plan in 0..<pool.count {
      let options = pool.options(plan)
      if capacity >= 0, options.contains(where: { Int(type.use[Int($0)]) == capacity }) { continue }
      let loss = now - worth(options, type, pool.values[plan], pool.required[plan])
      if loss > most { continue }
      let short = shortage(options, type, current)
      if short <= missing {
        found.append(Move(participant: participant, plan: plan, loss: loss, missing: short))
      }
    }
    return found.sorted { $0.precedes($1) }
  }

  /// How many seats are missing when the participant with plan `current` takes these options instead.
  private func shortage(_ options: ArraySlice<Int32>, _ type: ParticipantType, _ current: [Int32]) -> Int {
    var short = 0
    for (index, option) in options.enumerated() {
      let use = type.use[Int(option)]
      if use < 0 { continue }
      var wanted = 1
      for earlier in options.prefix(index) where type.use[Int(earlier)] == use { wanted += 1 }
      for own in current where own >= 0 && type.use[Int(own)] == use { wanted -= 1 }
      if wanted > max(0, state.left[Int(use)]) { short += 1 }
    }
    return short
  }

  // MARK: At the prices

  private func best(_ participant: Int) -> (worth: Int, required: Int32) {
    let type = state.types[participant]
    let place = state.types.place[participant]
    let pool = pools.shards[Int(place.shard)].pools[Int(place.index)]
    var best = (worth: Int.min, required: Int32(0))
    for plan in 0..<pool.count {
      let worth = worth(pool.options(plan), type, pool.values[plan], pool.required[plan])
      if worth > best.worth { best = (worth, pool.required[plan]) }
    }
    return best
  }

  private func worth(_ options: ArraySlice<Int32>, _ type: ParticipantType, _ value: Int, _ required: Int32) -> Int {
    var worth = value + prices.required * Int(required)
    for option in options {
      if type.use[Int(option)] >= 0 { worth -= prices.seats[Int(type.use[Int(option)])] }
      let item = Int(type.item[Int(option)])
      for goal in type.goalFrom[item]..<type.goalFrom[item + 1] { worth += prices.goals[Int(type.goals[Int(goal)])] }
    }
    return worth
  }

  private func worth(_ plan: [Int32], _ type: ParticipantType) -> Int {
    let score = type.score(of: plan)
    return worth(plan.filter { $0 >= 0 }[...], type, score.value, Int32(score.required))
  }
}
