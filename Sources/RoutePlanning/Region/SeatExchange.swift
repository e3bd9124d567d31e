import Optimization

/// Lets people, one after another, take seats that are still free, until nobody can do better with them.
///
/// In the end every route is the best among those whose sessions have a seat left, unless the region's goals are better
/// served by another. Each change makes the region's sum larger, or equal with fewer hours or earlier ends, so it ends.
/// People are asked in their order, on one thread: the answer does not depend on threads.
struct SeatExchange {
  let members: [RegionMember]
  let model: AllocationModel
  let nodeLimit: Int
  private(set) var assignments: [[Int?]]
  private(set) var used: [Int]
  private(set) var reached: [Int]
  private(set) var nodes = 0
  private let search = ExactSearch()

  init(_ members: [RegionMember], _ model: AllocationModel, _ assignments: [[Int?]], nodeLimit: Int) {
    self.members = members
    self.model = model
    self.assignments = assignments
    self.nodeLimit = nodeLimit
    var used = model.capacities.map { _ in 0 }
    var reached = model.goals.map { _ in 0 }
    for (index, assignment) in assignments.enumerated() {
      members[index].add(assignment, to: &used)
      Self.count(assignment, model.participants[index], &reached, 1)
    }
    self.used = used
    self.reached = reached
  }

  private static func count(
    _ assignment: [Int?], _ participant: AllocationModel.Participant, _ reached: inout [Int], _ sign: Int
  ) {
    for (item, option) in assignment.enumerated() where option != nil {
      for goal in participant.counts[item] { reached[goal] += sign }
    }
  }

  mutating func run() {
    var waiting = members.indices.map { $0 }
    while !waiting.isEmpty {
      var freed: Set<Int> = []
      for index in waiting { improve(index, &freed) }
      // Only a seat that has become free can be news to those who were asked before.
      waiting = freed.isEmpty ? [] : members.indices.filter { wants(freed, $0) }
    }
  }

  private func isFull(_ capacity: Int) -> Bool { used[capacity] >= model.capacities[capacity].seats }

  private func wants(_ freed: Set<Int>, _ index: Int) -> Bool {
    members[index].uses.contains { $0.contains { $0.map(freed.contains) ?? false } }
  }

  /// Gives a person a better route among the free seats, if there is one.
  private mutating func improve(_ index: Int, _ freed: inout Set<Int>) {
    let (member, now) = (members[index], assignments[index])
    let objective = ModelChecker.objective(of: now, in: member.model)
    if now == member.alone.assignment, !canServe(index) { return }
    if objective == member.alone.objective, !canServe(index), fits(member.alone.assignment, index) {
      return replace(index, member.alone.assignment, &freed)
    }
    let full = model.capacities.indices.map(isFull)
    let (open, options) = member.model.closing { item, option in
      member.uses[item][option].map { full[$0] && !member.takes($0, item, now) } ?? false
    }
    var best = (gain: Gain(required: 0, value: 0), objective: objective, assignment: now)
    for candidate in candidates(open, index) {
      let solution = search.solve(candidate, nodeLimit: nodeLimit)
      nodes += solution.nodes
      let assignment = zip(solution.assignment, options).map { option, kept in option.map { kept[$0] } }
      guard fits(assignment, index) else { continue }
      let found = ModelChecker.objective(of: assignment, in: member.model)
      let gain = gain(index, from: now, objective, to: assignment, found)
      if best.gain < gain || (best.gain == gain && best.objective < found) { best = (gain, found, assignment) }
    }
    if best.assignment != now { replace(index, best.assignment, &freed) }
  }

  /// Whether something that the person does not take would count towards a goal that is not reached.
  private func canServe(_ index: Int) -> Bool {
    let counts = model.participants[index].counts
    return counts.indices.contains { item in
      assignments[index][item] == nil
        && counts[item].contains { model.goals[$0].worth > 0 && reached[$0] < model.goals[$0].target }
    }
  }

  /// The person's decision as it is, and with what the goals add.
  private func candidates(_ open: SelectionModel, _ index: Int) -> [SelectionModel] {
    let participant = model.participants[index]
    guard participant.counts.contains(where: { !$0.isEmpty }), model.goals.contains(where: { $0.worth > 0 }) else {
      return [open]
    }
    var own = reached
    Self.count(assignments[index], participant, &own, -1)
    var priced = open
    for need in priced.needs.indices { priced.needs[need].weight *= participant.weight }
    for item in priced.items.indices {
      priced.items[item].bonus *= participant.weight
      for goal in participant.counts[item] where own[goal] < model.goals[goal].target {
        priced.items[item].bonus += model.goals[goal].worth
      }
    }
    return [open, priced]
  }

  private struct Gain: Comparable {
    var required: Int
    var value: Int
    static func < (a: Gain, b: Gain) -> Bool { (a.required, a.value) < (b.required, b.value) }
  }

  private func gain(
    _ index: Int, from old: [Int?], _ before: Objective, to new: [Int?], _ after: Objective
  ) -> Gain {
    let participant = model.participants[index]
    var changed = reached
    Self.count(old, participant, &changed, -1)
    Self.count(new, participant, &changed, 1)
    var value = participant.weight * (after.value - before.value)
    for (goal, count) in changed.enumerated() where count != reached[goal] {
      let goalModel = model.goals[goal]
      value += goalModel.worth * (min(count, goalModel.target) - min(reached[goal], goalModel.target))
    }
    return Gain(required: after.requiredMet - before.requiredMet, value: value)
  }

  private func fits(_ assignment: [Int?], _ index: Int) -> Bool {
    var changed = used
    members[index].add(assignments[index], to: &changed, -1)
    members[index].add(assignment, to: &changed)
    return changed.indices.allSatisfy { changed[$0] <= max(used[$0], model.capacities[$0].seats) }
  }

  private mutating func replace(_ index: Int, _ assignment: [Int?], _ freed: inout Set<Int>) {
    let full = used.indices.filter { isFull($0) }
    members[index].add(assignments[index], to: &used, -1)
    Self.count(assignments[index], model.participants[index], &reached, -1)
    members[index].add(assignment, to: &used)
    Self.count(assignment, model.participants[index], &reached, 1)
    assignments[index] = assignment
    for capacity in full where !isFull(capacity) { freed.insert(capacity) }
  }
}
