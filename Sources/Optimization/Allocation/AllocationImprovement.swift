import Synchronization

/// Turns prices into a feasible allocation, and betters it.
///
/// Plans are proposed side by side and taken one after another, in an order that depends on nothing but the model; where
/// a proposal no longer fits, it is worked out anew. Of equal claims the participant that comes first has its way.
struct AllocationImprovement {
  private(set) var state: AllocationState
  let types: ParticipantTypes
  let searches: Searches
  /// What a required item counts where plans are compared: more than any plan's own value.
  let requiredWorth: Int

  init(_ types: ParticipantTypes, _ searches: Searches, requiredWorth: Int) {
    self.types = types
    self.searches = searches
    self.requiredWorth = requiredWorth
    state = AllocationState(types)
  }

  mutating func take(_ other: AllocationState) { if other.total > state.total { state = other } }

  private struct Proposal: Sendable {
    var participant: Int
    var plan: [Int32]
    /// What the participant's plan is worth beyond what it would have otherwise, at the prices.
    var claim: Int
  }

  /// Gives out the plans that a whole number of participants have in `mix`; returns who is left without one.
  mutating func take(_ mix: PlanMix, _ pools: PlanPools) -> [Int] {
    var members = types.shards.map { [[Int]](repeating: [], count: $0.types.count) }
    for (participant, place) in types.place.enumerated() {
      members[Int(place.shard)][Int(place.index)].append(participant)
    }
    // Those with required items first: where more want a seat than there are, it is theirs.
    for withRequired in [true, false] {
      for (place, amounts) in zip(mix.types, mix.amounts) {
        let type = types.shards[Int(place.shard)].types[Int(place.index)]
        let pool = pools[place.shard, place.index]
        var waiting = members[Int(place.shard)][Int(place.index)][...]
        // Of participants that are alike, who comes first has the best plan.
        let inOrder = amounts.sorted { (pool.values[Int($0.plan)], $1.plan) > (pool.values[Int($1.plan)], $0.plan) }
        for (plan, amount) in inOrder
        where amount > 1 - 1e-6 && (pool.required[Int(plan)] > 0) == withRequired {
          let whole = pool.plan(Int(plan), type)
          for _ in 0..<Int(amount + 1e-6) {
            guard let participant = waiting.first, state.admits(whole, of: participant) else { break }
            state.set(whole, of: participant)
            waiting.removeFirst()
          }
        }
        members[Int(place.shard)][Int(place.index)] = Array(waiting)
      }
    }
    let open = members.joined().joined()
    return open.sorted()
  }

  /// Gives `participants` their best plans at `prices` where seats suffice; where not, those who would lose most by
  /// another plan come first, and the others take their best plan at the prices of what is left.
  mutating func place(_ participants: [Int], at prices: AllocationPrices) {
    let prices = AllocationPrices(seats: prices.seats, goals: prices.goals, required: requiredWorth)
    let wishes = map(participants) { [types] participant, search in
      let answer = search.solve(types[participant], prices)
      return Proposal(participant: participant, plan: search.plan, claim: answer.value)
    }
    var wanted = types.capacities.map { _ in 0 }
    for wish in wishes { types[wish.participant].forEachUse(wish.plan) { wanted[$0] += 1 } }
    let scarce = zip(wanted, state.left).map { $0 > $1 }
    let claims = map(Array(wishes.indices)) { [types] index, search in
      var wish = wishes[index]
      let type = types[wish.participant]
      var contested = false
      type.forEachUse(wish.plan) { if scarce[$0] { contested = true } }
      guard contested else { return Proposal(participant: wish.participant, plan: wish.plan, claim: Int.max) }
      let other = search.solve(type, prices) { type.use[$0] < 0 || !scarce[Int(type.use[$0])] }
      wish.claim -= other.value
      return wish
    }
    for proposal in claims.sorted(by: { ($0.claim, $1.participant) > ($1.claim, $0.participant) }) {
      if state.admits(proposal.plan, of: proposal.participant) {
        state.set(proposal.plan, of: proposal.participant)
      } else {
        let plan = bestPlan(of: proposal.participant, at: prices, searches[0], state)
        state.set(plan, of: proposal.participant)
      }
    }
  }

  /// Lets everybody better its plan with the seats that are left, the largest gains first, until nobody can, or for
  /// `limit` passes.
  mutating func fill(_ limit: Int) {
    // Per capacity, the pass in which a seat was last given back.
    var opened = types.capacities.map { _ in 0 }
    for pass in 0..<limit {
      let open = zip(state.left, opened).map { $0 > 0 && $1 >= pass - 1 }
      let asked = state.plans.indices.filter { participant in
        pass == 0 || types[participant].use.contains { $0 >= 0 && open[Int($0)] }
      }
      let before = state
      let (prices, worth) = (free, worth)
      let proposals = map(asked) { participant, search in
        let plan = Self.bestPlan(of: participant, at: prices, search, before)
        return Proposal(participant: participant, plan: plan, claim: worth(before.change(to: plan, of: participant)))
      }
      var bettered = false
      for proposal in proposals.filter({ $0.claim > 0 }).sorted(by: {
        ($0.claim, $1.participant) > ($1.claim, $0.participant)
      }) {
        var plan = proposal.plan
        if !state.admits(plan, of: proposal.participant) {
          plan = bestPlan(of: proposal.participant, at: free, searches[0], state)
        }
        if state.change(to: plan, of: proposal.participant) > .zero {
          let old = state.left
          state.set(plan, of: proposal.participant)
          for capacity in old.indices where state.left[capacity] > old[capacity] { opened[capacity] = pass }
          bettered = true
        }
      }
      if !bettered { return }
    }
  }

  /// The prices of what is left: seats cost nothing, goals short of their targets pay their worth.
  private var free: AllocationPrices {
    AllocationPrices(
      seats: types.capacities.map { _ in 0 },
      goals: zip(types.goals, state.reached).map { $1 < $0.target ? $0.worth : 0 }, required: requiredWorth)
  }

  private var worth: @Sendable (AllocationScore) -> Int {
    { [requiredWorth] score in requiredWorth * score.required + score.value }
  }

  private func bestPlan(
    of participant: Int, at prices: AllocationPrices, _ search: PricedSearch, _ state: AllocationState
  ) -> [Int32] {
    Self.bestPlan(of: participant, at: prices, search, state)
  }

  /// The best plan among those with seats that are left or the participant's own.
  private static func bestPlan(
    of participant: Int, at prices: AllocationPrices, _ search: PricedSearch, _ state: AllocationState
  ) -> [Int32] {
    let type = state.types[participant]
    let current = state.plans[participant]
    _ = search.solve(type, prices) { option in
      let use = type.use[option]
      return use < 0 || state.left[Int(use)] > 0 || current.contains { $0 >= 0 && type.use[Int($0)] == use }
    }
    if state.admits(search.plan, of: participant) { return search.plan }
    // Several items of the plan want the same few seats: only options without any are sure to fit, and what it has.
    _ = search.solve(type, prices) { option in
      type.use[option] < 0 || current.contains(Int32(option))
    }
    return search.plan
  }

  private func map(
    _ indexes: [Int], _ transform: @Sendable (Int, PricedSearch) -> Proposal
  ) -> [Proposal] {
    let size = 64
    let chunks = (indexes.count + size - 1) / size
    let results = Mutex([[Proposal]](repeating: [], count: chunks))
    let searches = searches
    Parallel.forEach(chunks, jobs: types.jobs) { chunk, worker in
      let part = indexes[(chunk * size)..<min(indexes.count, (chunk + 1) * size)].map {
        transform($0, searches[worker])
      }
      results.withLock { $0[chunk] = part }
    }
    return results.withLock { Array($0.joined()) }
  }
}

extension ParticipantType {
  /// Calls `body` with every capacity the plan uses, once per seat.
  func forEachUse(_ plan: [Int32], _ body: (Int) -> Void) {
    for option in plan where option >= 0 && use[Int(option)] >= 0 { body(Int(use[Int(option)])) }
  }
}
