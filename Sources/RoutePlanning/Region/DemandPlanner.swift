import Optimization
import RouteModel
import RuleLanguage

/// Finds which sessions to open next, by planning people again with each of them.
///
/// For every dated measure and way of holding it, a session of the usual length and size is tried in every month of the
/// measure's term within the horizon. What is said of it has been planned: with the seats that others leave and this one
/// session more, the takers' routes are that much better, and nobody else's changes. It is a lower bound of what the
/// region could gain, as seats that takers leave are not given on. Travel is not counted: the session is thought to be held
/// where its takers are. Someone who takes the measure already is no taker.
public struct DemandPlanner: Sendable {
  let plan: RegionPlan

  /// Looks for what `plan` is missing.
  public init(_ plan: RegionPlan) { self.plan = plan }

  /// A measure with a way of holding it, and a session in every month that is possible.
  struct Trial: Sendable {
    var measure: Measure
    var position: Int
    var format: Format
    var seats: Int
    var sessions: [Session]
  }

  /// What one person gains by one trial.
  struct Gain: Sendable {
    var trial: Int
    var session: Int
    var required: Int
    var value: Int
  }

  /// O(people · trials) searches, twice.
  public func demand() -> Demand {
    let trials = TrialSessions(plan).all()
    let everyMonth = gains(trials)
    // The month that brings most with the seats it has, the earliest of equals.
    let chosen = trials.indices.compactMap { trial -> Trial? in
      guard let best = bestSession(trial, trials, everyMonth) else { return nil }
      var single = trials[trial]
      single.sessions = [trials[trial].sessions[best]]
      return single
    }
    let gains = gains(chosen)
    let openings = chosen.indices.compactMap { opening(chosen[$0], $0, gains) }
    return Demand(
      asOf: plan.asOf, horizon: plan.day.horizon, municipality: plan.municipality, people: plan.people.count,
      openings: openings.sorted(by: Self.precedes), deficits: OpenDeficits(plan).all())
  }

  private static func precedes(_ a: Demand.Opening, _ b: Demand.Opening) -> Bool {
    if a.points != b.points { return a.points > b.points }
    if a.required != b.required { return a.required > b.required }
    if a.measure != b.measure { return a.measure < b.measure }
    return a.format.spellings.english < b.format.spellings.english
  }

  /// Those who gain most first: required measures, then value, then the order of people.
  private static func ranked(_ gains: [(person: Int, gain: Gain)]) -> [(person: Int, gain: Gain)] {
    gains.sorted { a, b in
      if a.gain.required != b.gain.required { return a.gain.required > b.gain.required }
      if a.gain.value != b.gain.value { return a.gain.value > b.gain.value }
      return a.person < b.person
    }
  }

  private func bestSession(_ trial: Int, _ trials: [Trial], _ gains: [[Gain]]) -> Int? {
    var bySession: [Int: [(person: Int, gain: Gain)]] = [:]
    for (person, list) in gains.enumerated() {
      for gain in list where gain.trial == trial { bySession[gain.session, default: []].append((person, gain)) }
    }
    var best: (session: Int, required: Int, value: Int)?
    for session in bySession.keys.sorted() {
      let takers = Self.ranked(bySession[session] ?? []).prefix(trials[trial].seats)
      let sum = (takers.reduce(0) { $0 + $1.gain.required }, takers.reduce(0) { $0 + $1.gain.value })
      if best.map({ (sum.0, sum.1) > ($0.required, $0.value) }) ?? true { best = (session, sum.0, sum.1) }
    }
    return best?.session
  }

  private func opening(_ trial: Trial, _ number: Int, _ gains: [[Gain]]) -> Demand.Opening? {
    var all: [(person: Int, gain: Gain)] = []
    for (person, list) in gains.enumerated() {
      for gain in list where gain.trial == number { all.append((person, gain)) }
    }
    guard !all.isEmpty else { return nil }
    let takers = Self.ranked(all).prefix(trial.seats).map { person, gain in
      let dossier = plan.people[person]
      return Demand.Taker(
        person: dossier.person.id,
        municipality: dossier.municipality.map {
          plan.context.catalog.municipality(spelled: $0)?.name(on: plan.asOf) ?? $0
        }, required: gain.required, value: gain.value)
    }
    return Demand.Opening(
      measure: trial.measure.code, title: trial.measure.title, days: trial.sessions[0].days, format: trial.format,
      seats: trial.seats, takers: takers, wanted: all.count)
  }

  /// Per person, what each trial brings; only what brings something.
  private func gains(_ trials: [Trial]) -> [[Gain]] {
    let plan = plan
    return concurrentMap(plan.people.count, jobs: plan.jobs) { index in plan.gains(of: index, trials) }
  }
}

extension RegionPlan {
  /// What a person gains by each trial, with the seats that others leave.
  fileprivate func gains(of index: Int, _ trials: [DemandPlanner.Trial]) -> [DemandPlanner.Gain] {
    let member = members[index]
    let taken = Set(member.measures.indices.filter { assignments[index][$0] != nil }.map { member.measures[$0] })
    return context.memories.with(context, on: asOf) { memory in
      let drafted = planner.draft(for: people[index], changes: [], memory)
      let pool = poolWithoutFullSessions(drafted, index) ?? drafted.pool
      // Where the region's goals bend the route, what counts is what the session adds to the person's own best.
      let own = closing(drafted, index, memory).decision.model
      let now = memory.search.solve(own, nodeLimit: planner.nodeLimit).objective
      var gains: [DemandPlanner.Gain] = []
      for (number, trial) in trials.enumerated() where !taken.contains(trial.position) {
        guard let (opened, first) = opening(trial, pool, people[index].person.formats, memory) else { continue }
        let decision = RouteDecision(pool: opened, profile: drafted.profile, context: context, day: memory.day)
        guard let item = decision.items.firstIndex(where: { opened[$0].position == trial.position }) else { continue }
        let solution = memory.search.solve(decision.model, nodeLimit: planner.nodeLimit)
        guard let option = solution.assignment[item], option >= first,
          (solution.objective.requiredMet, solution.objective.value) > (now.requiredMet, now.value)
        else { continue }
        let id = opened[decision.items[item]].options[option].id
        guard let session = trial.sessions.firstIndex(where: { $0.id == id }) else { continue }
        gains.append(
          DemandPlanner.Gain(
            trial: number, session: session, required: solution.objective.requiredMet - now.requiredMet,
            value: solution.objective.value - now.value))
      }
      return gains
    }
  }

  /// The candidates with a trial's sessions added to its measure, and the index of the first of them; nil where the measure
  /// is not for the person or no session of the trial is possible.
  private func opening(
    _ trial: DemandPlanner.Trial, _ pool: [PooledMeasure], _ formats: Set<Format>?, _ memory: PlanningMemory
  ) -> (pool: [PooledMeasure], first: Int)? {
    guard let position = pool.firstIndex(where: { $0.position == trial.position }), pool[position].startedOn == nil,
      pool[position].isOpen || pool[position].closed?.state == .infeasible, trial.measure.hours != nil
    else { return nil }
    let windows = pool[position].conclusion.windows.map {
      RuleWindow(rule: context.rules.rules[$0.rule].header.name, window: $0.window)
    }
    let added = memory.sessions(home: nil, context).dated(trial.sessions, formats, windows).options
    guard !added.isEmpty else { return nil }
    var opened = pool
    let first = opened[position].options.count
    opened[position].closed = nil
    opened[position].offered = MeasureOptions(opened[position].entry, opened[position].options + added)
    CandidatePool.closeWithoutPrerequisites(&opened)
    return opened[position].isOpen ? (opened, first) : nil
  }
}
