/// A feasible allocation in the making: everybody's plans, and what is left.
struct AllocationState: Sendable {
  let types: ParticipantTypes
  /// Per participant: its plan, what it is worth in itself, how many required items it takes.
  private(set) var plans: [[Int32]]
  private(set) var values: [Int]
  private(set) var required: [Int]
  /// Per capacity, the seats left; per goal, how many items count.
  private(set) var left: [Int]
  private(set) var reached: [Int]

  /// Nobody takes anything.
  init(_ types: ParticipantTypes) {
    self.types = types
    plans = types.place.indices.map { [Int32](repeating: -1, count: types[$0].itemCount) }
    values = [Int](repeating: 0, count: plans.count)
    required = values
    left = types.capacities.map(\.seats)
    reached = types.goals.map { _ in 0 }
  }

  /// The objective: required items first, then value. What is committed is in neither.
  var total: AllocationScore {
    var score = AllocationScore(required: required.reduce(0, +), value: values.reduce(0, +))
    for (goal, count) in zip(types.goals, reached) { score.value += goal.worth * min(goal.target, count) }
    return score
  }

  /// Whether `participant` could have the plan beside all others.
  func admits(_ plan: [Int32], of participant: Int) -> Bool {
    let type = types[participant]
    for (item, option) in plan.enumerated() where option >= 0 {
      let use = type.use[Int(option)]
      if use < 0 { continue }
      var wanted = 0
      for other in plan[item...] where other >= 0 && type.use[Int(other)] == use { wanted += 1 }
      for other in plan[..<item] where other >= 0 && type.use[Int(other)] == use { wanted += 1 }
      if wanted > left[Int(use)] + held(use, by: participant, type) { return false }
    }
    return true
  }

  /// How many seats of the capacity the participant has.
  func held(_ use: Int32, by participant: Int, _ type: ParticipantType) -> Int {
    plans[participant].count { $0 >= 0 && type.use[Int($0)] == use }
  }

  /// By how much the objective changes if `participant` has the plan instead.
  func change(to plan: [Int32], of participant: Int) -> AllocationScore {
    let type = types[participant]
    let new = type.score(of: plan)
    var change = AllocationScore(required: new.required - required[participant], value: new.value - values[participant])
    if !type.goals.isEmpty {
      var counts: [Int32: Int] = [:]
      for item in plan.indices where (plan[item] >= 0) != (plans[participant][item] >= 0) {
        for index in type.goalFrom[item]..<type.goalFrom[item + 1] {
          counts[type.goals[Int(index)], default: 0] += plan[item] >= 0 ? 1 : -1
        }
      }
      // A sum: the order does not matter.
      for (goal, count) in counts {
        let (data, now) = (types.goals[Int(goal)], reached[Int(goal)])
        change.value += data.worth * (min(data.target, now + count) - min(data.target, now))
      }
    }
    return change
  }

  /// Gives `participant` the plan. Precondition: `admits` it.
  mutating func set(_ plan: [Int32], of participant: Int) {
    let type = types[participant]
    count(plans[participant], type, -1)
    count(plan, type, 1)
    let score = type.score(of: plan)
    plans[participant] = plan
    values[participant] = score.value
    required[participant] = score.required
  }

  private mutating func count(_ plan: [Int32], _ type: ParticipantType, _ sign: Int) {
    for (item, option) in plan.enumerated() where option >= 0 {
      let use = Int(type.use[Int(option)])
      if use >= 0 { left[use] -= sign }
      for index in type.goalFrom[item]..<type.goalFrom[item + 1] { reached[Int(type.goals[Int(index)])] += sign }
    }
  }
}

/// The objective of an allocation, or a change of it: required items come before any value.
struct AllocationScore: Sendable, Hashable, Comparable {
  var required: Int
  var value: Int

  static func < (a: Self, b: Self) -> Bool { (a.required, a.value) < (b.required, b.value) }
  static func + (a: Self, b: Self) -> Self { .init(required: a.required + b.required, value: a.value + b.value) }
  static var zero: Self { .init(required: 0, value: 0) }
}

extension ParticipantType {
  /// What a plan is worth in itself, by the weight, without what is committed.
  func score(of plan: [Int32]) -> AllocationScore {
    var score = AllocationScore.zero
    withUnsafeTemporaryAllocation(of: Int.self, capacity: compact.needCount + 1) { uncovered in
      for need in 0..<compact.needCount { uncovered[need] = compact.amount[need] }
      for item in plan.indices where plan[item] >= 0 {
        score.required += Int(required[item])
        score.value += compact.ownScore[item]
        for gain in compact.gainFrom[item]..<compact.gainFrom[item + 1] {
          let need = compact.gainNeed[gain]
          let covered = min(compact.gainAmount[gain], uncovered[need])
          uncovered[need] -= covered
          score.value += compact.unitScore[need] * covered
        }
      }
    }
    return score
  }
}
