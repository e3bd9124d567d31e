/// Re-verifies an allocation against an `AllocationModel`, from the definitions alone: nothing here is shared with the
/// search, so an error of the search cannot hide in the check.
public enum AllocationChecker {
  /// What assignments amount to, by the definitions.
  public struct Totals: Sendable, Hashable {
    public var requiredMet: Int
    public var value: Int
    /// Per capacity.
    public var used: [Int]
    /// Per goal.
    public var reached: [Int]
  }

  /// Everything that is wrong with `assignments` in themselves; empty when they are a feasible allocation.
  /// O(participants · what `ModelChecker` takes for one).
  public static func violations(of assignments: [[Int?]], in model: AllocationModel) -> [AllocationViolation] {
    guard assignments.count == model.participants.count else {
      return [.wrongCount(expected: model.participants.count, found: assignments.count)]
    }
    var found: [AllocationViolation] = []
    for (index, participant) in model.participants.enumerated() {
      for violation in ModelChecker.violations(of: assignments[index], in: participant.model) {
        found.append(.participant(index, violation))
        // Without these, nothing can be counted.
        switch violation {
        case .wrongLength, .noSuchOption: return found
        default: break
        }
      }
    }
    for (capacity, used) in totals(of: assignments, in: model).used.enumerated() {
      let seats = model.capacities[capacity].seats
      if used > seats { found.append(.overCapacity(capacity: capacity, used: used, seats: seats)) }
    }
    return found
  }

  /// Everything that is wrong with `allocation`, its numbers included. That the bounds are true can only be shown by
  /// solving again; here they are held against what the allocation itself has.
  public static func violations(of allocation: Allocation, in model: AllocationModel) -> [AllocationViolation] {
    var found = violations(of: allocation.assignments, in: model)
    if !found.isEmpty { return found }
    let totals = totals(of: allocation.assignments, in: model)
    if allocation.requiredMet != totals.requiredMet {
      found.append(.wrongRequiredMet(expected: totals.requiredMet, found: allocation.requiredMet))
    }
    if allocation.value != totals.value {
      found.append(.wrongValue(expected: totals.value, found: allocation.value))
    }
    for (capacity, used) in totals.used.enumerated() where entry(allocation.used, capacity) != used {
      found.append(
        .wrongUsed(capacity: capacity, expected: used, found: entry(allocation.used, capacity) ?? 0))
    }
    for (goal, reached) in totals.reached.enumerated() where entry(allocation.reached, goal) != reached {
      found.append(.wrongReached(goal: goal, expected: reached, found: entry(allocation.reached, goal) ?? 0))
    }
    let proven = allocation.requiredBound == totals.requiredMet && allocation.bound == totals.value
    if allocation.requiredBound < totals.requiredMet || allocation.bound < totals.value
      || (allocation.status == .optimal) != proven
    {
      found.append(.falseBound)
    }
    for (capacity, data) in model.capacities.enumerated() {
      let prices = [entry(allocation.prices, capacity), entry(allocation.requiredPrices, capacity)]
      let full = totals.used[capacity] == data.seats
      if prices.contains(where: { price in price.map { $0 < 0 || ($0 > 0 && !full) } ?? true }) {
        found.append(.falsePrice(capacity: capacity))
      }
    }
    return found
  }

  /// What `assignments` amount to. Precondition: one assignment per participant, one entry per item, options exist.
  public static func totals(of assignments: [[Int?]], in model: AllocationModel) -> Totals {
    var totals = Totals(
      requiredMet: 0, value: 0, used: model.capacities.map { _ in 0 }, reached: model.goals.map { _ in 0 })
    for (participant, assignment) in zip(model.participants, assignments) {
      let objective = ModelChecker.objective(of: assignment, in: participant.model)
      totals.requiredMet += objective.requiredMet
      totals.value += participant.weight * objective.value
      for (item, option) in assignment.enumerated() {
        guard let option else { continue }
        if let capacity = participant.uses[item][option] { totals.used[capacity] += 1 }
        for goal in participant.counts[item] { totals.reached[goal] += 1 }
      }
    }
    for (goal, reached) in zip(model.goals, totals.reached) { totals.value += goal.worth * min(reached, goal.target) }
    return totals
  }

  private static func entry(_ list: [Int], _ index: Int) -> Int? { list.indices.contains(index) ? list[index] : nil }
}
