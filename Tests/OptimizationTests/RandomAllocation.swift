import Optimization
import TestSupport

/// Random allocation models with a seed.
struct RandomAllocation {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// Two to four participants with two to four items of one to three options, few seats, goals, weights, required items,
  /// at times prerequisites, groups, committed items, and several items of one participant in one capacity.
  mutating func tiny() -> AllocationModel {
    let capacityCount = pick(1...3)
    let goalCount = pick(0...2)
    let alike = chance(0.2)
    var participants = (0..<pick(2...4)).map { _ in participant(items: pick(2...4), capacityCount, goalCount) }
    if alike { participants[1] = participants[0] }
    return AllocationModel(
      participants: participants,
      capacities: (0..<capacityCount).map { _ in .init(seats: pick(0...2)) },
      goals: (0..<goalCount).map { _ in .init(target: pick(0...3), worth: pick(0...20)) })
  }

  /// A small town: `count` participants with six to ten items of one to three options.
  mutating func town(_ count: Int, capacities: Int = 12) -> AllocationModel {
    AllocationModel(
      participants: (0..<count).map { _ in participant(items: pick(6...10), capacities, 2) },
      capacities: (0..<capacities).map { _ in .init(seats: pick(1...max(1, 2 * count / capacities))) },
      goals: (0..<2).map { _ in .init(target: pick(0...count / 2), worth: pick(0...20)) })
  }

  /// People with one required item each, in one to four of the sessions, which have fewer seats than are wanted.
  mutating func matching(people: Int, capacities: Int) -> AllocationModel {
    AllocationModel(
      participants: (0..<people).map { _ in
        let open = Set((0..<pick(1...4)).map { _ in pick(0...capacities - 1) }).sorted()
        let item = SelectionModel.Item(
          load: 1, bonus: pick(0...9), required: true,
          options: open.map { .init(start: $0, end: $0, exclusive: false) })
        return .init(model: SelectionModel(needs: [], items: [item]), uses: [open.map { $0 }], counts: [[]])
      },
      capacities: (0..<capacities).map { _ in .init(seats: pick(1...max(1, 2 * people / capacities - 3))) })
  }

  private mutating func participant(
    items count: Int, _ capacities: Int, _ goals: Int
  ) -> AllocationModel.Participant {
    let needs = (0..<pick(1...3)).map { _ in SelectionModel.Need(amount: pick(0...30), weight: pick(0...5)) }
    let withOrder = chance(0.2)
    let withGroups = chance(0.2)
    var uses: [[Int?]] = []
    let items = (0..<count).map { index -> SelectionModel.Item in
      let committed = chance(0.05)
      let options = (0..<(committed ? 1 : pick(1...3))).map { _ -> SelectionModel.Option in
        let start = pick(0...20)
        return .init(start: start, end: start + pick(0...3), exclusive: chance(0.4))
      }
      uses.append(options.map { _ in committed || chance(0.25) ? nil : pick(0...capacities - 1) })
      return .init(
        load: pick(1...10), bonus: pick(-10...15), required: chance(0.25), committed: committed,
        gains: (0..<pick(0...2)).map { _ in .init(need: pick(0...needs.count - 1), amount: pick(1...15)) },
        options: options, prerequisites: withOrder && index > 0 && chance(0.5) ? [pick(0...index - 1)] : [],
        group: withGroups && chance(0.5) ? 1 : nil)
    }
    return .init(
      model: SelectionModel(
        needs: needs, items: items, periods: [.init(start: 0, end: 30, capacity: pick(5...25))],
        concurrency: chance(0.5) ? pick(1...2) : nil),
      weight: chance(0.3) ? pick(1...3) : 1, uses: uses,
      counts: items.map { _ in goals > 0 && chance(0.4) ? [pick(0...goals - 1)] : [] })
  }

  private mutating func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  private mutating func chance(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &random) < probability }
}

/// The oracle: everybody's feasible assignments, one beside the other, in all combinations.
struct ExhaustiveAllocation {
  /// What a feasible assignment of a participant means for all.
  private struct Choice: Hashable {
    var required: Int
    var value: Int
    var used: [Int]
    var counted: [Int]
  }

  private let model: AllocationModel
  private var choices: [[Choice]] = []
  private(set) var requiredMet = Int.min
  private(set) var value = Int.min

  init(_ model: AllocationModel) {
    self.model = model
    for participant in model.participants {
      var found: [[Int?]] = []
      Self.list(participant.model, [], &found)
      // Of assignments that mean the same for all, one is enough.
      choices.append(Array(Set(found.map { choice($0, participant) })))
    }
    combine(0, model.capacities.map(\.seats), model.goals.map { _ in 0 }, 0, 0)
  }

  private static func list(_ model: SelectionModel, _ start: [Int?], _ found: inout [[Int?]]) {
    if start.count == model.items.count {
      if ModelChecker.violations(of: start, in: model).isEmpty { found.append(start) }
      return
    }
    for option in model.items[start.count].options.indices { list(model, start + [option], &found) }
    list(model, start + [nil], &found)
  }

  private func choice(_ assignment: [Int?], _ participant: AllocationModel.Participant) -> Choice {
    let objective = ModelChecker.objective(of: assignment, in: participant.model)
    var choice = Choice(
      required: objective.requiredMet, value: participant.weight * objective.value,
      used: model.capacities.map { _ in 0 }, counted: model.goals.map { _ in 0 })
    for (item, option) in assignment.enumerated() {
      guard let option else { continue }
      if let capacity = participant.uses[item][option] { choice.used[capacity] += 1 }
      for goal in participant.counts[item] { choice.counted[goal] += 1 }
    }
    return choice
  }

  private mutating func combine(_ participant: Int, _ left: [Int], _ reached: [Int], _ required: Int, _ sum: Int) {
    if participant == choices.count {
      var total = sum
      for (goal, count) in zip(model.goals, reached) { total += goal.worth * min(count, goal.target) }
      if (required, total) > (requiredMet, value) { (requiredMet, value) = (required, total) }
      return
    }
    for choice in choices[participant] {
      let rest = zip(left, choice.used).map { $0 - $1 }
      if rest.contains(where: { $0 < 0 }) { continue }
      combine(
        participant + 1, rest, zip(reached, choice.counted).map { $0 + $1 }, required + choice.required,
        sum + choice.value)
    }
  }
}
