import Diagnostics
import Optimization
import RouteModel

/// Says of every measure in the model whether it was taken, and if not, what kept it out.
struct ChosenState {
  let draft: RoutePlanner.Draft
  let solution: Solution
  let context: PlanningContext

  /// The state and reason of the measure at a position of the pool; it must be in the model.
  func verdict(on index: Int) -> (Candidate.State, LocalizedText) {
    guard let item = draft.decision.items.firstIndex(of: index) else { return (.notEligible, Reasons.notAsked) }
    let entry = draft.pool[index]
    if let started = entry.startedOn { return (.chosen, Reasons.inProgress(started)) }
    if solution.assignment[item] != nil { return (.chosen, Reasons.chosen) }
    let reason = obstacle(item) ?? Reasons.dominated
    return entry.conclusion.isRequired
      ? (.infeasible, obstacle(item) ?? Reasons.requiredTogether) : (.outweighed, reason)
  }

  /// The first of: no worth left, alternative taken, prerequisite not taken, hours full, dates taken.
  private func obstacle(_ item: Int) -> LocalizedText? {
    let model = draft.decision.model
    let modelItem = model.items[item]
    let entry = draft.pool[draft.decision.items[item]]
    if let group = modelItem.group,
      let other = taken.first(where: { model.items[$0].group == group })
    {
      return Reasons.alternativeChosen(code(other))
    }
    let gain = remainingGain(of: modelItem) + 100 * entry.conclusion.priority
    let cost = context.policy.hourPrice.hundredths * entry.hours
    if !modelItem.required, gain <= cost {
      return Reasons.worthless(gain: gain, hours: entry.hours, cost: cost)
    }
    let missing = modelItem.prerequisites.filter { solution.assignment[$0] == nil }
    if !missing.isEmpty { return Reasons.prerequisiteNotTaken(missing.map(code)) }
    return hoursObstacle(modelItem) ?? clash(item)
  }

  private var taken: [Int] { solution.assignment.indices.filter { solution.assignment[$0] != nil } }

  private func code(_ item: Int) -> MeasureCode { draft.pool[draft.decision.items[item]].measure.code }

  /// The value of the deficit points the item would close after the chosen ones.
  private func remainingGain(of item: SelectionModel.Item) -> Int {
    let model = draft.decision.model
    return item.gains.reduce(0) { sum, gain in
      let covered = taken.reduce(0) { total, other in
        total + model.items[other].gains.filter { $0.need == gain.need }.reduce(0) { $0 + $1.amount }
      }
      let need = model.needs[gain.need]
      return sum + need.weight * min(max(0, need.amount - covered), gain.amount)
    }
  }

  /// The tightest period when no option's period has room.
  private func hoursObstacle(_ item: SelectionModel.Item) -> LocalizedText? {
    let model = draft.decision.model
    var tightest: (free: Int, cap: Int)?
    for option in item.options {
      let full = model.periods.compactMap { period -> (free: Int, cap: Int)? in
        guard (period.start...period.end).contains(option.start) else { return nil }
        let used = taken.reduce(0) { sum, other in
          guard let index = solution.assignment[other] else { return sum }
          let start = model.items[other].options[index].start
          return (period.start...period.end).contains(start) ? sum + model.items[other].load : sum
        }
        return used + item.load > period.capacity ? (period.capacity - used, period.capacity) : nil
      }
      guard let first = full.first else { return nil }
      if first.free > tightest?.free ?? Int.min { tightest = first }
    }
    return tightest.map { Reasons.hoursFull(free: $0.free, needed: item.load, cap: $0.cap) }
  }

  /// The chosen measures that occupy the dates of every option.
  private func clash(_ item: Int) -> LocalizedText? {
    let model = draft.decision.model
    var others: Set<Int> = []
    for option in model.items[item].options {
      let overlapping = taken.filter { other in
        guard let index = solution.assignment[other] else { return false }
        let placed = model.items[other].options[index]
        return placed.start <= option.end && option.start <= placed.end
      }
      let presence = overlapping.contains { other in
        guard option.exclusive, let index = solution.assignment[other] else { return false }
        return model.items[other].options[index].exclusive
      }
      let crowded = model.concurrency.map { overlapping.count >= $0 } ?? false
      guard presence || crowded else { return nil }
      others.formUnion(overlapping)
    }
    return others.isEmpty ? nil : Reasons.clash(others.map(code).sorted())
  }
}
