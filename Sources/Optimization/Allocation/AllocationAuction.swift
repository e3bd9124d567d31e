/// An auction of seats (after Bertsekas 1988): who has no plan takes the best one at the prices of the day, and outbids
/// those who hold the cheapest seats of full capacities; these take new plans in turn.
///
/// A bid is what the seat is worth to its holder: the price, and what its plan would lose without it, and `step`. With
/// prices near the best dual ones to start from, most bids stand.
struct AllocationAuction {
  private(set) var state: AllocationState
  private let types: ParticipantTypes
  private let search: PricedSearch
  private let start: AllocationPrices
  private let step: Int
  /// Per capacity, the seats held.
  private var heaps: [SeatHeap]
  /// Per participant, how often it has changed its plan: entries of a heap from before are void.
  private var stamps: [Int32]
  /// Per participant, per item: the price at which its seat was bought.
  private var paid: [[Int]]
  private var prices: AllocationPrices

  init(_ types: ParticipantTypes, _ search: PricedSearch, from start: AllocationPrices, step: Int) {
    self.types = types
    self.search = search
    self.start = start
    self.step = max(1, step)
    prices = start
    state = AllocationState(types)
    heaps = types.capacities.map { _ in SeatHeap() }
    stamps = [Int32](repeating: 0, count: types.place.count)
    paid = types.place.indices.map { [Int](repeating: 0, count: types[$0].itemCount) }
  }

  /// Takes up to `limit` bids, the first of everybody in the order `order`; whoever is left without a plan then keeps
  /// none.
  mutating func run(_ order: [Int], _ limit: Int) {
    var queue = order
    var next = 0
    while next < queue.count, next < limit {
      let participant = queue[next]
      next += 1
      bid(participant, &queue)
    }
  }

  private mutating func bid(_ participant: Int, _ queue: inout [Int]) {
    let type = types[participant]
    // What it still holds costs it what it paid; others pay the price of the day.
    let current = state.plans[participant]
    for use in type.use where use >= 0 { prices.seats[Int(use)] = price(Int(use)) }
    for (item, option) in current.enumerated() where option >= 0 && type.use[Int(option)] >= 0 {
      prices.seats[Int(type.use[Int(option)])] = paid[participant][item]
    }
    let best = search.solve(type, prices)
    let plan = search.plan
    guard isSingle(plan, type) else {
      // Two items of one plan in one capacity: too rare to bid for; the improvement looks after it.
      return
    }
    state.set([Int32](repeating: -1, count: plan.count), of: participant)
    stamps[participant] += 1
    for (item, option) in plan.enumerated() where option >= 0 && type.use[Int(option)] >= 0 {
      let use = Int(type.use[Int(option)])
      let other = search.solve(type, prices) { type.use[$0] != Int32(use) }
      paid[participant][item] = prices.seats[use]
      if state.left[use] == 0, let loser = pop(use) { evict(loser, from: use, &queue) }
      heaps[use].insert(
        .init(
          bid: prices.seats[use] + max(0, best.value - other.value) + step, participant: Int32(participant),
          stamp: stamps[participant]))
    }
    state.set(plan, of: participant)
  }

  private func isSingle(_ plan: [Int32], _ type: ParticipantType) -> Bool {
    var seen: [Int32] = []
    for option in plan where option >= 0 && type.use[Int(option)] >= 0 {
      let use = type.use[Int(option)]
      if seen.contains(use) { return false }
      seen.append(use)
    }
    return true
  }

  /// The price of a seat for whoever has none.
  private mutating func price(_ use: Int) -> Int {
    if state.left[use] > 0 { return start.seats[use] }
    while let top = heaps[use].first {
      if isValid(top, use) { return max(start.seats[use], top.bid) }
      heaps[use].removeFirst()
    }
    return start.seats[use]
  }

  private mutating func pop(_ use: Int) -> Int? {
    while let top = heaps[use].first {
      heaps[use].removeFirst()
      if isValid(top, use) { return Int(top.participant) }
    }
    return nil
  }

  private func isValid(_ entry: SeatHeap.Entry, _ use: Int) -> Bool {
    let participant = Int(entry.participant)
    return stamps[participant] == entry.stamp
      && state.held(Int32(use), by: participant, types[participant]) > 0
  }

  /// Takes the seat from `participant`, with what cannot be without the item; its other seats it keeps for now.
  private mutating func evict(_ participant: Int, from use: Int, _ queue: inout [Int]) {
    let type = types[participant]
    var plan = state.plans[participant]
    for item in plan.indices where plan[item] >= 0 && type.use[Int(plan[item])] == Int32(use) { plan[item] = -1 }
    type.dropOrphans(&plan)
    state.set(plan, of: participant)
    queue.append(participant)
  }
}

/// The held seats of one capacity, the lowest bid first; of equal bids the participant that comes last.
struct SeatHeap {
  struct Entry {
    var bid: Int
    var participant: Int32
    var stamp: Int32

    func precedes(_ other: Entry) -> Bool {
      bid != other.bid ? bid < other.bid : participant > other.participant
    }
  }

  private var entries: [Entry] = []

  var first: Entry? { entries.first }

  mutating func insert(_ entry: Entry) {
    entries.append(entry)
    var place = entries.count - 1
    while place > 0, entries[place].precedes(entries[(place - 1) / 2]) {
      entries.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func removeFirst() {
    entries.swapAt(0, entries.count - 1)
    entries.removeLast()
    var place = 0
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2] where child < entries.count {
        if entries[child].precedes(entries[least]) { least = child }
      }
      if least == place { return }
      entries.swapAt(place, least)
      place = least
    }
  }
}

extension ParticipantType {
  /// Drops the items of `plan` that need an item not in it.
  func dropOrphans(_ plan: inout [Int32]) {
    guard compact.hasPrerequisites else { return }
    var changed = true
    while changed {
      changed = false
      for item in plan.indices where plan[item] >= 0 {
        for index in compact.directFrom[item]..<compact.directFrom[item + 1] where plan[compact.direct[index]] < 0 {
          plan[item] = -1
          changed = true
        }
      }
    }
  }
}
