import Optimization
import RouteModel
import RuleLanguage

/// Everybody's decisions with the seats shared. Routes are built from it one at a time, so that a whole region's need not
/// be in memory.
public struct RegionPlan: Sendable {
  let planner: RoutePlanner
  let jobs: Int
  let asOf: CalendarDate
  let day: PlanningDay
  /// The people who are planned, in their order.
  public let people: [Dossier]
  let municipality: String?
  let book: SeatBook
  let census: CoverageCensus
  let members: [RegionMember]
  let goals: RegionGoals
  /// The region's one decision, as the optimiser knows it.
  let model: AllocationModel
  let found: Allocation
  let assignments: [[Int?]]
  /// Per capacity, the seats that routes take; who is in a session already is not among them.
  let used: [Int]
  private let nodes: Int

  init(
    planner: RoutePlanner, jobs: Int, asOf: CalendarDate, day: PlanningDay, people: [Dossier], municipality: String?,
    book: SeatBook, census: CoverageCensus, members: [RegionMember], goals: RegionGoals, model: AllocationModel,
    found: Allocation, exchange: SeatExchange
  ) {
    self.planner = planner
    self.jobs = jobs
    self.asOf = asOf
    self.day = day
    self.people = people
    self.municipality = municipality
    self.book = book
    self.census = census
    self.members = members
    self.goals = goals
    self.model = model
    self.found = found
    assignments = exchange.assignments
    used = exchange.used
    nodes = found.nodes + exchange.nodes + members.reduce(0) { $0 + $1.alone.nodes }
    precondition(
      used.indices.allSatisfy { used[$0] <= model.capacities[$0].seats }, "more seats are taken than there are")
  }

  var context: PlanningContext { planner.context }

  func isFull(_ capacity: Int) -> Bool { used[capacity] >= model.capacities[capacity].seats }

  // MARK: Routes

  /// The route of the person at a position of `people`: the best one among the sessions in which others leave a seat,
  /// unless a goal of the region asks for another; then its status is bounded, with the best one's value as the bound.
  public func route(at index: Int) -> Route {
    context.memories.with(context, on: asOf) { memory in
      let member = members[index]
      var (drafted, draft, solution) = best(index, memory)
      let assignment = draft.decision.items.map { position in
        option(of: draft.pool[position], index, drafted)
      }
      let violations = ModelChecker.violations(of: assignment, in: draft.decision.model)
      precondition(violations.isEmpty, "the allocation broke a constraint: \(violations)")
      let objective = ModelChecker.objective(of: assignment, in: draft.decision.model)
      let left = solution.objective
      // A search that was stopped may know less than the allocation.
      let isWorse = (left.requiredMet, left.value) < (objective.requiredMet, objective.value)
      let most = isWorse ? objective : left
      let isBest = (objective.requiredMet, objective.value) == (left.requiredMet, left.value)
      let servesGoals = !isBest && solution.status == .optimal
      if !isBest { solution.status = .bounded }
      solution.assignment = assignment
      solution.objective = objective
      let sharing = SeatSharing(
        requiredAlone: member.alone.objective.requiredMet, valueAlone: member.alone.objective.value,
        requiredLeft: most.requiredMet, valueLeft: most.value, servesGoals: servesGoals,
        lost: lost(index, drafted))
      return RouteBuilder(
        context: context, dossier: people[index], draft: draft, solution: solution, memory: memory, sharing: sharing
      ).build()
    }
  }

  /// The person's decision with all sessions, with those that have seats left to the person, and the best route among them.
  private func best(
    _ index: Int, _ memory: PlanningMemory
  ) -> (drafted: RoutePlanner.Draft, draft: RoutePlanner.Draft, solution: Solution) {
    let drafted = planner.draft(for: people[index], changes: [], memory)
    let draft = closing(drafted, index, memory)
    return (drafted, draft, memory.search.solve(draft.decision.model, nodeLimit: planner.nodeLimit))
  }

  /// The option that the person takes of a measure, as an index into the options left to it.
  private func option(of entry: PooledMeasure, _ index: Int, _ drafted: RoutePlanner.Draft) -> Int? {
    guard let item = members[index].measures.firstIndex(of: entry.position),
      let taken = assignments[index][item]
    else { return nil }
    let original = drafted.pool[drafted.decision.items[item]].options[taken].id
    return entry.options.firstIndex { $0.id == original }
  }

  /// The person's decision without the sessions whose seats others have.
  func closing(_ drafted: RoutePlanner.Draft, _ index: Int, _ memory: PlanningMemory) -> RoutePlanner.Draft {
    guard var pool = poolWithoutFullSessions(drafted, index) else { return drafted }
    CandidatePool.closeWithoutPrerequisites(&pool)
    return drafted.with(
      pool, RouteDecision(pool: pool, profile: drafted.profile, context: context, day: memory.day))
  }

  /// The person's candidates without those sessions; nil where none is full. What needs another measure stays.
  func poolWithoutFullSessions(_ drafted: RoutePlanner.Draft, _ index: Int) -> [PooledMeasure]? {
    let member = members[index]
    var pool = drafted.pool
    var isChanged = false
    for (item, position) in drafted.decision.items.enumerated() {
      let full = member.uses[item].indices.filter { option in
        member.uses[item][option].map { isFull($0) && !member.takes($0, item, assignments[index]) } ?? false
      }
      guard !full.isEmpty else { continue }
      isChanged = true
      let entry = drafted.pool[position]
      let left = entry.options.indices.filter { !full.contains($0) }
      pool[position].offered = MeasureOptions(entry.entry, left.map { entry.options[$0] })
      pool[position].fullSessions = full.compactMap { fullSession(entry.options[$0].id) }
      if left.isEmpty { pool[position].closed = Verdict(.infeasible, Reasons.seatsTaken(pool[position].fullSessions)) }
    }
    return isChanged ? pool : nil
  }

  private func fullSession(_ id: String) -> FullSession? {
    book.entry(id).map { FullSession(id: id, seats: book.entries[$0].session.seats ?? 0) }
  }

  /// The measures that the person's route alone would take at a session that is full now, and that are not in this one.
  private func lost(_ index: Int, _ drafted: RoutePlanner.Draft) -> [MeasureCode] {
    let member = members[index]
    return member.measures.indices.compactMap { item in
      guard assignments[index][item] == nil, let option = member.alone.assignment[item],
        let capacity = member.uses[item][option], isFull(capacity)
      else { return nil }
      return context.names.measures[member.measures[item]]
    }
  }

  // MARK: The region

  /// How the seats are shared.
  public func allocation() -> RegionAllocation {
    let objectives = members.indices.map { ModelChecker.objective(of: assignments[$0], in: members[$0].model) }
    let sum = regionValue(objectives)
    return RegionAllocation(
      asOf: asOf, horizon: day.horizon, municipality: municipality, people: people.count,
      shortPeople: members.indices.count { isShortOfSeats($0, objectives[$0]) },
      requiredMet: sum.required, requiredOf: members.reduce(0) { $0 + $1.requiredOf },
      requiredBound: found.requiredBound, value: sum.value,
      // True also when seats taken afterwards let more required measures in: there are fewer such ways to share.
      bound: max(sum.value, found.bound), routesValue: objectives.reduce(0) { $0 + $1.value }, goalsValue: sum.goals,
      iterations: found.iterations, nodes: nodes, policy: context.rules.policy, sessions: sessions(),
      coverage: CoverageCount(self).results(), parts: parts())
  }

  /// Whether the best route among the sessions with seats left to the person is worse than with all seats. Where the
  /// region's goals alone want another route, it is not.
  private func isShortOfSeats(_ index: Int, _ own: Objective) -> Bool {
    let alone = members[index].alone
    guard (own.requiredMet, own.value) < (alone.objective.requiredMet, alone.objective.value) else { return false }
    return context.memories.with(context, on: asOf) { memory in
      let left = best(index, memory).solution.objective
      return (left.requiredMet, left.value) < (alone.objective.requiredMet, alone.objective.value)
    }
  }

  private func regionValue(_ objectives: [Objective]) -> (required: Int, value: Int, goals: Int) {
    var reached = model.goals.map { _ in 0 }
    var (required, value) = (0, 0)
    for (index, objective) in objectives.enumerated() {
      let participant = model.participants[index]
      required += objective.requiredMet
      value += participant.weight * objective.value
      for (item, option) in assignments[index].enumerated() where option != nil {
        for goal in participant.counts[item] { reached[goal] += 1 }
      }
    }
    let goals = zip(model.goals, reached).reduce(0) { $0 + $1.0.worth * min($1.0.target, $1.1) }
    return (required, value + goals, goals)
  }

  private func sessions() -> [RegionAllocation.SessionUse] {
    var takers = [Int](repeating: 0, count: book.entries.count)
    for (index, member) in members.enumerated() {
      for (item, option) in assignments[index].enumerated() {
        guard let option, let id = member.sessions[item]?[option], let entry = book.entry(id) else { continue }
        takers[entry] += 1
      }
    }
    return book.entries.enumerated().map { position, entry in
      var price: Points?
      var requiredPrice = 0
      if let capacity = entry.capacity, model.capacities[capacity].seats > 0 {
        price = Points(hundredths: found.prices[capacity])
        requiredPrice = found.requiredPrices[capacity]
      }
      return RegionAllocation.SessionUse(
        session: entry.session, used: entry.inProgress + takers[position], inProgress: entry.inProgress, price: price,
        requiredPrice: requiredPrice)
    }
  }

  private func parts() -> [RegionAllocation.Part] {
    var parts: [String?: RegionAllocation.Part] = [:]
    for (index, person) in people.enumerated() {
      let key = person.municipality
      var part =
        parts[key]
        ?? RegionAllocation.Part(
          municipality: key, name: key.flatMap { context.catalog.municipality(spelled: $0)?.name(on: asOf) },
          people: 0, steps: 0, asked: 0, seats: 0, floor: key.flatMap { goals.floors[$0] })
      part.people += 1
      part.steps += assignments[index].count { $0 != nil }
      part.asked += members[index].limitedSeats(members[index].alone.assignment)
      part.seats += members[index].limitedSeats(assignments[index])
      parts[key] = part
    }
    return parts.values.sorted { a, b in
      guard let left = a.municipality, let right = b.municipality else {
        return b.municipality == nil && a.municipality != nil
      }
      return left < right
    }
  }
}

/// What sharing seats means for one route.
struct SeatSharing: Sendable {
  /// Required measures and value of the person's best route if all seats were the person's own.
  var requiredAlone: Int
  var valueAlone: Int
  /// The same of the best route among the sessions in which others leave a seat.
  var requiredLeft: Int
  var valueLeft: Int
  /// Whether a better route is open, and only the region's goals want this one.
  var servesGoals: Bool
  /// What that route takes and this one does not, because its sessions are full.
  var lost: [MeasureCode]
}

/// A session whose seats are all taken.
struct FullSession: Sendable {
  var id: String
  var seats: Int
}
