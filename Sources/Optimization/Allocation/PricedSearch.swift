/// Finds a best plan of a participant at prices, by the exact search; keeps its memory from one to the next.
final class PricedSearch {
  private let arena = Arena()
  private let nodeLimit: Int
  /// Nodes of all searches so far.
  private(set) var nodes = 0
  /// The plan found last, an option of the type per item or −1.
  private(set) var plan: [Int32] = []

  init(nodeLimit: Int) { self.nodeLimit = nodeLimit }

  /// What is known of the best plan at some prices.
  struct Answer {
    /// What the plan found is worth at the prices.
    var value: Int
    /// No plan is worth more.
    var bound: Int
  }

  /// Finds the plan of `type` that is worth most at `prices`; leaves it in `plan`.
  ///
  /// `isOpen` says which options are there, by their numbers in the type; `forced` items are taken whenever possible.
  func solve(
    _ type: ParticipantType, _ prices: AllocationPrices, forced: [Int] = [],
    isOpen: ((_ option: Int) -> Bool)? = nil
  ) -> Answer {
    arena.reset()
    var compact = type.compact
    let items = compact.itemCount
    let old = type.compact.optionFrom
    compact.ownScore = arena.buffer(Int.self, items)
    compact.rank = arena.buffer(Int.self, old[items])
    if prices.ownValue == 0 { compact.unitScore = arena.buffer(repeating: 0, compact.needCount) }
    let kept = isOpen.map { keepOpen(&compact, $0) }
    for item in 0..<items {
      var own = prices.ownValue * type.compact.ownScore[item] + prices.required * Int(type.required[item])
      for index in type.goalFrom[item]..<type.goalFrom[item + 1] { own += prices.goals[Int(type.goals[Int(index)])] }
      let range = compact.optionFrom[item]..<compact.optionFrom[item + 1]
      var cheapest = Int.max
      for option in range {
        let use = Int(type.use[kept?[option] ?? option])
        let cost = use < 0 ? 0 : prices.seats[use]
        compact.rank[option] = cost
        cheapest = min(cheapest, cost)
      }
      for option in range {
        compact.rank[option] -= cheapest
        if compact.rank[option] > 0 { compact.hasCosts = true }
      }
      compact.ownScore[item] = range.isEmpty ? Self.never : own - cheapest
    }
    if !forced.isEmpty {
      compact.required = arena.buffer(Int.self, forced.count)
      compact.requiredCount = forced.count
      for (index, item) in forced.enumerated() { compact.required[index] = item }
    }
    var search = BranchAndBound(compact, nodeLimit: nodeLimit, patience: 150, in: arena)
    _ = search.run()
    if search.bestScore == Int.min { search.fallBack() }
    nodes += search.nodes
    plan.removeAll(keepingCapacity: true)
    for item in 0..<items {
      let option = search.best[item]
      plan.append(option < 0 ? -1 : Int32(kept?[option] ?? option))
    }
    var bound = search.bestScore
    if search.stopped { bound = max(bound, search.openEverywhere ? search.rootBound() : search.openScore) }
    return Answer(value: search.bestScore, bound: bound)
  }

  /// So little that an item without options is never looked at; far from overflow.
  private static var never: Int { -(1 << 60) }

  /// Drops closed options; returns the old number of each option left.
  private func keepOpen(_ compact: inout CompactModel, _ isOpen: (Int) -> Bool) -> CompactModel.Ints {
    let all = compact
    let count = all.optionFrom[all.itemCount]
    let kept = arena.buffer(Int.self, count)
    compact.optionFrom = arena.buffer(Int.self, all.itemCount + 1)
    compact.start = arena.buffer(Int.self, count)
    compact.end = arena.buffer(Int.self, count)
    compact.exclusive = arena.buffer(Bool.self, count)
    compact.periods = arena.buffer(UInt64.self, count)
    compact.days = arena.buffer(UInt64.self, count * all.wordCount)
    var next = 0
    compact.optionFrom[0] = 0
    for item in 0..<all.itemCount {
      for option in all.optionFrom[item]..<all.optionFrom[item + 1] where isOpen(option) {
        kept[next] = option
        compact.start[next] = all.start[option]
        compact.end[next] = all.end[option]
        compact.exclusive[next] = all.exclusive[option]
        compact.periods[next] = all.periods[option]
        for word in 0..<all.wordCount {
          compact.days[next * all.wordCount + word] = all.days[option * all.wordCount + word]
        }
        next += 1
      }
      compact.optionFrom[item + 1] = next
    }
    return kept
  }
}
