/// Finds a good allocation for an `AllocationModel` together with true bounds, by Lagrangian decomposition.
public struct AllocationSearch: Sendable {
  /// How many threads are used; the answer does not depend on it.
  public var jobs: Int
  /// The node limit of each search for a single participant.
  public var nodeLimit: Int

  /// A search on `jobs` ≥ 1 threads.
  public init(jobs: Int = 1, nodeLimit: Int = 1_000_000) {
    self.jobs = max(1, jobs)
    self.nodeLimit = nodeLimit
  }

  /// A feasible allocation of `model`, with true bounds. Precondition: `model.isWellFormed`.
  public func solve(_ model: AllocationModel) -> Allocation {
    precondition(model.isWellFormed, "the model is not well-formed")
    let search = ExactSearch()
    var left = model.capacities.map(\.seats)
    var result = Allocation(
      assignments: [], requiredMet: 0, requiredBound: 0, value: 0, bound: 0, used: left.map { _ in 0 },
      prices: left.map { _ in 0 }, requiredPrices: left.map { _ in 0 }, reached: model.goals.map { _ in 0 },
      status: .bounded, iterations: 0, nodes: 0)
    var alone: [(required: Int, lexicographic: Int, free: Int)] = []
    var countable = model.goals.map { _ in 0 }
    for participant in model.participants {
      let (open, _) = participant.model.restricted { item, option in
        participant.uses[item][option].map { model.capacities[$0].seats > 0 } ?? true
      }
      let solution = search.solve(open, nodeLimit: nodeLimit)
      var free = open
      for item in free.items.indices { free.items[item].required = false }
      let valued = search.solve(free, nodeLimit: nodeLimit)
      alone.append((solution.requiredBound, solution.bound, valued.bound))
      for goal in participant.counts.joined() { countable[goal] += 1 }
      let (now, indexes) = participant.model.restricted { item, option in
        participant.uses[item][option].map { left[$0] > 0 } ?? true
      }
      let mine = search.solve(now, nodeLimit: nodeLimit)
      // One capacity may be used by several items of one participant.
      var taken = [Int?](repeating: nil, count: now.items.count)
      var wanted = left.map { _ in 0 }
      for (item, option) in mine.assignment.enumerated() {
        if let option, let use = participant.uses[item][indexes[item][option]] {
          wanted[use] += 1
        }
      }
      if zip(wanted, left).allSatisfy({ $0 <= $1 }) {
        for (item, option) in mine.assignment.enumerated() {
          taken[item] = option.map { indexes[item][$0] }
        }
      } else {
        for item in now.items.indices where participant.model.items[item].committed { taken[item] = 0 }
      }
      for (item, option) in taken.enumerated() {
        guard let option else { continue }
        if let use = participant.uses[item][option] {
          left[use] -= 1
          result.used[use] += 1
        }
        for goal in participant.counts[item] { result.reached[goal] += 1 }
      }
      result.assignments.append(taken)
      let objective = ExactSearch.objective(of: taken, in: participant.model)
      result.requiredMet += objective.requiredMet
      result.value += participant.weight * objective.value
    }
    for (goal, reached) in zip(model.goals, result.reached) { result.value += goal.worth * min(goal.target, reached) }
    result.requiredBound = alone.reduce(0) { $0 + $1.required }
    let lexicographic = result.requiredMet == result.requiredBound
    for (participant, bounds) in zip(model.participants, alone) {
      result.bound += participant.weight * (lexicographic ? bounds.lexicographic : bounds.free)
    }
    for (goal, count) in zip(model.goals, countable) { result.bound += goal.worth * min(goal.target, count) }
    if result.bound == result.value, lexicographic { result.status = .optimal }
    return result
  }
}

extension SelectionModel {
  /// The model with only those options that `keeps` says, and per item the indexes they had.
  func restricted(_ keeps: (_ item: Int, _ option: Int) -> Bool) -> (model: SelectionModel, options: [[Int]]) {
    var copy = self
    var indexes: [[Int]] = []
    for item in items.indices {
      let kept = items[item].options.indices.filter { items[item].committed || keeps(item, $0) }
      copy.items[item].options = kept.map { items[item].options[$0] }
      indexes.append(kept)
    }
    return (copy, indexes)
  }
}
