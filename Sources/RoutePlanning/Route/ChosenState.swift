import Diagnostics
import Optimization
import RouteModel

/// Says of every measure in the model whether it was taken, and if not, what kept it out.
final class ChosenState {
  /// An item that was taken, with its option.
  private struct Taken {
    var item: Int
    var option: SelectionModel.Option
  }

  private let draft: RoutePlanner.Draft
  private let model: SelectionModel
  private let solution: Solution
  private let context: PlanningContext
  private let memory: PlanningMemory
  private let taken: [Taken]
  /// What the taken items bring to each need.
  private let covered: [Int]
  /// The hours that start in each period.
  private let used: [Int]
  /// Position in the pool → item.
  private let itemOfEntry: [Int?]
  /// What sharing seats means for the route; nil where seats are not shared.
  private let sharing: SeatSharing?

  init(
    _ draft: RoutePlanner.Draft, _ solution: Solution, _ context: PlanningContext, _ memory: PlanningMemory,
    sharing: SeatSharing? = nil
  ) {
    self.sharing = sharing
    self.draft = draft
    self.solution = solution
    self.context = context
    self.memory = memory
    model = draft.decision.model
    var taken: [Taken] = []
    var covered = [Int](repeating: 0, count: model.needs.count)
    var used = [Int](repeating: 0, count: model.periods.count)
    for (item, choice) in solution.assignment.enumerated() {
      guard let choice else { continue }
      let option = model.items[item].options[choice]
      taken.append(Taken(item: item, option: option))
      for gain in model.items[item].gains { covered[gain.need] += gain.amount }
      for (index, period) in model.periods.enumerated() where period.start <= option.start && option.start <= period.end
      {
        used[index] += model.items[item].load
      }
    }
    var itemOfEntry = [Int?](repeating: nil, count: draft.pool.count)
    for (item, index) in draft.decision.items.enumerated() { itemOfEntry[index] = item }
    self.taken = taken
    self.covered = covered
    self.used = used
    self.itemOfEntry = itemOfEntry
  }

  /// The state and reason of the measure at a position of the pool; it must be in the model.
  func verdict(on index: Int) -> Verdict {
    guard let item = itemOfEntry[index] else { return memory.notAsked }
    if let started = draft.pool[index].startedOn { return memory.verdict(.chosen, Reasons.inProgress(started)) }
    if solution.assignment[item] != nil { return memory.chosen }
    var obstacle = obstacle(item)
    if let sharing, sharing.lost.contains(draft.pool[index].measure.code) {
      obstacle = Reasons.seatsTaken(draft.pool[index].fullSessions, otherwise: obstacle ?? general)
    }
    return draft.pool[index].conclusion.isRequired
      ? memory.verdict(.infeasible, obstacle ?? (isSettled ? Reasons.requiredTogether : general))
      : memory.verdict(.outweighed, obstacle ?? general)
  }

  /// Whether the route is proven to be the best one.
  private var isSettled: Bool { solution.status == .optimal }

  /// Why a measure without an obstacle of its own is not taken.
  private var general: LocalizedText {
    if sharing?.servesGoals == true { return Reasons.besideGoals }
    if !isSettled { return Reasons.unsettled }
    return draft.earlier == nil ? Reasons.dominated : Reasons.besideApproved
  }

  /// The first of: alternative taken, no worth left, prerequisite not taken, hours full, dates taken.
  private func obstacle(_ item: Int) -> LocalizedText? {
    // Looked at where they are: to take items and measures out would count their references.
    let index = draft.decision.items[item]
    if let group = model.items[item].group, let other = taken.first(where: { model.items[$0.item].group == group }) {
      return Reasons.alternativeChosen(code(other.item))
    }
    let (gain, hours) = (remainingGain(of: item) + 100 * draft.pool[index].conclusion.priority, draft.pool[index].hours)
    let cost = context.policy.hourPrice.hundredths * hours
    if !model.items[item].required, gain <= cost {
      return memory.wording(.worthless, gain, hours, cost) {
        Reasons.worthless(gain: gain, hours: hours, cost: cost)
      }
    }
    let missing = model.items[item].prerequisites.filter { solution.assignment[$0] == nil }
    if !missing.isEmpty { return Reasons.prerequisiteNotTaken(missing.map(code)) }
    return hoursObstacle(item) ?? clash(item)
  }

  private func code(_ item: Int) -> MeasureCode { draft.pool[draft.decision.items[item]].measure.code }

  /// The value of the deficit points the item would close after the chosen ones.
  private func remainingGain(of item: Int) -> Int {
    var sum = 0
    for gain in model.items[item].gains {
      let need = model.needs[gain.need]
      sum += need.weight * min(max(0, need.amount - covered[gain.need]), gain.amount)
    }
    return sum
  }

  /// The tightest period when no option's period has room.
  private func hoursObstacle(_ item: Int) -> LocalizedText? {
    let (periods, load) = (model.periods, model.items[item].load)
    var tightest: (free: Int, cap: Int)?
    for option in model.items[item].options {
      let full = periods.indices.first { index in
        periods[index].start <= option.start && option.start <= periods[index].end
          && used[index] + load > periods[index].capacity
      }
      guard let full else { return nil }
      let first = (free: periods[full].capacity - used[full], cap: periods[full].capacity)
      if first.free > tightest?.free ?? Int.min { tightest = first }
    }
    return tightest.map { tightest in
      memory.wording(.hoursFull, tightest.free, load, tightest.cap) {
        Reasons.hoursFull(free: tightest.free, needed: load, cap: tightest.cap)
      }
    }
  }

  /// The chosen measures that occupy the dates of every option.
  private func clash(_ item: Int) -> LocalizedText? {
    var others: Set<Int> = []
    for option in model.items[item].options {
      let overlapping = taken.filter { $0.option.start <= option.end && option.start <= $0.option.end }
      let presence = option.exclusive && overlapping.contains { $0.option.exclusive }
      let crowded = model.concurrency.map { overlapping.count >= $0 } ?? false
      guard presence || crowded else { return nil }
      others.formUnion(overlapping.map(\.item))
    }
    return others.isEmpty ? nil : Reasons.clash(others.map(code).sorted())
  }
}
