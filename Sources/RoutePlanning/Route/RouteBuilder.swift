import Diagnostics
import Optimization
import RouteModel
import RuleLanguage
import RuleMatching

/// Turns a decided model into a route with its reasons.
final class RouteBuilder {
  let context: PlanningContext
  let dossier: Dossier
  let asOf: CalendarDate
  let draft: RoutePlanner.Draft
  let solution: Solution
  let memory: PlanningMemory
  /// What sharing seats means for the route; nil where seats are not shared.
  let sharing: SeatSharing?

  init(
    context: PlanningContext, dossier: Dossier, draft: RoutePlanner.Draft, solution: Solution, memory: PlanningMemory,
    sharing: SeatSharing? = nil
  ) {
    self.sharing = sharing
    self.context = context
    self.dossier = dossier
    self.draft = draft
    self.solution = solution
    self.memory = memory
    asOf = memory.day.asOf
  }

  var names: RouteVocabulary { context.names }
  var pool: [PooledMeasure] { draft.pool }

  /// The chosen measures: position in the pool and option, in date order.
  private func chosen() -> [Chosen] {
    var picks: [Chosen] = []
    for (index, option) in zip(draft.decision.items, solution.assignment) {
      guard let option, let offered = pool[index].offered else { continue }
      picks.append(Chosen(index: index, days: offered.open[option].days, offer: offered.offers[option]))
    }
    // The pool is in the order of codes.
    return picks.sorted { a, b in
      a.days != b.days ? (a.days.from, a.days.to) < (b.days.from, b.days.to) : a.index < b.index
    }
  }

  private struct Chosen {
    var index: Int
    var days: DateSpan
    var offer: Step.Offer
  }

  /// The points the chosen measures are expected to bring, by competency.
  private func gained(_ chosen: [Chosen]) -> [Points] {
    var gained = [Points](repeating: .zero, count: names.competencies.count)
    for pick in chosen {
      let expected = pool[pick.index].expected
      for (position, gain) in zip(expected.positions, expected.points) { gained[position] += gain.points }
    }
    return gained
  }

  func build() -> Route {
    let deficits = deficitLines()
    let chosen = chosen()
    let forecast = ForecastCalculator(target: context.policy.growth).forecast(
      lines: draft.profile.lines, gained: gained(chosen))
    let candidates = candidates()
    let limits = RouteLimits(
      hoursPerPeriod: draft.periods, concurrent: context.policy.concurrent,
      hourPrice: context.policy.hourPrice)
    let objective = objective()
    let findings = RouteFindings(
      context: context, draft: draft, asOf: asOf, chosen: chosen.map(\.index), forecast: forecast,
      objective: objective, candidates: candidates, memory: memory, sharing: sharing
    ).all()
    return Route(
      person: person(), municipalityName: municipalityName(), asOf: asOf, horizon: draft.horizon,
      inputs: InputDigests(rules: context.rulesDigest, catalog: context.catalogDigest, data: dossier.digest),
      deficits: deficits, steps: steps(chosen), candidates: candidates, limits: limits, objective: objective,
      forecast: forecast, findings: findings)
  }

  /// The person as the route was made for: what-if changes of the role show.
  private func person() -> Person {
    var person = dossier.person
    person.role = Role.allCases[Int(draft.profile.facts[names.role])]
    person.municipality = dossier.municipality
    person.organisationKind = dossier.organisationKind
    return person
  }

  private func municipalityName() -> String? {
    dossier.municipality.flatMap { memory.municipalityName($0, context) }
  }

  // MARK: Deficits

  /// Not measured first, then by weight and deficit, then by code.
  private func deficitLines() -> [CompetencyDeficit] {
    let lines = draft.profile.lines
    let ranks = lines.map { line in
      (
        isKnown: line.deficit != nil, weight: line.band.map { context.rules.scale[$0].weight } ?? 0,
        deficit: line.deficit ?? .zero
      )
    }
    return lines.indices.sorted { x, y in
      let (a, b) = (ranks[x], ranks[y])
      if a.isKnown != b.isKnown { return b.isKnown }
      if a.weight != b.weight { return a.weight > b.weight }
      if a.deficit != b.deficit { return a.deficit > b.deficit }
      // The catalog is in the order of codes.
      return lines[x].competency < lines[y].competency
    }.map { deficit(lines[$0]) }
  }

  private func deficit(_ line: DeficitProfile.Line) -> CompetencyDeficit {
    let test = test(behind: line)
    let citations =
      line.added.isEmpty
      ? [] : line.added.map { memory.citation(ofDiagnostic: $0.rule, draft.profile.facts, context) }
    let unknown = Int.min
    let key = RouteParts.DeficitKey(
      competency: line.competency, target: line.target.hundredths, score: line.score?.hundredths ?? unknown,
      deficit: line.deficit?.hundredths ?? unknown, band: line.band ?? unknown, day: test?.date.dayNumber ?? unknown,
      items: test?.items ?? unknown, form: test?.form, cited: citations.isEmpty ? [] : citations.map(\.identity))
    return memory.parts.deficit(key) {
      let band = line.band.map { context.rules.scale[$0] }
      var evidence: [Evidence] = [
        test.map { .test(score: $0.score, date: $0.date, form: $0.form, items: $0.items) } ?? .notMeasured
      ]
      for (addition, citation) in zip(line.added, citations) {
        evidence.append(.monitoring(added: addition.points, citation: citation))
      }
      return CompetencyDeficit(
        competency: names.competencies[line.competency],
        title: context.catalog.competencies[line.competency].title, score: line.score, target: line.target,
        deficit: line.deficit, band: band?.name, weight: band?.weight ?? 0, evidence: evidence)
    }
  }

  /// The test that a line's score comes from; nil without a score.
  private func test(
    behind line: DeficitProfile.Line
  ) -> (score: Points, date: CalendarDate, form: String?, items: Int?)? {
    guard let points = line.score else { return nil }
    // An assumed score has no test behind it: it is as of today.
    guard draft.results[line.competency]?.points == points, let date = draft.results[line.competency]?.date else {
      return (points, asOf, nil, nil)
    }
    return (points, date, draft.results[line.competency]?.form, draft.results[line.competency]?.items)
  }

  // MARK: Steps

  private func steps(_ chosen: [Chosen]) -> [Step] {
    var left = [Points](repeating: .zero, count: names.competencies.count)
    for line in draft.profile.lines { left[line.competency] = line.deficit ?? .zero }
    return chosen.map { pick in
      let expected = pool[pick.index].expected
      var closes: [CompetencyPoints] = []
      for (position, gain) in zip(expected.positions, expected.points) where left[position] > .zero {
        let closed = min(left[position], gain.points)
        closes.append(CompetencyPoints(competency: gain.competency, points: closed))
        left[position] = left[position] - closed
      }
      let conclusion = pool[pick.index].conclusion
      return Step(
        offer: pick.offer, required: conclusion.isRequired, priority: conclusion.priority, closes: closes,
        because: citations(conclusion), inProgress: pool[pick.index].startedOn != nil)
    }
  }

  /// The rules that ask for a measure.
  private func citations(_ conclusion: MeasureConclusion) -> [RuleCitation] {
    let rules = conclusion.askedBy
    if rules.isEmpty { return [] }
    return rules.map { position in
      let window = conclusion.windows.isEmpty ? nil : conclusion.windows.first { $0.rule == position }?.window
      return memory.citation(ofRule: position, window: window, draft.profile.facts, context)
    }
  }

  // MARK: Candidates

  private func candidates() -> [Candidate] {
    let state = ChosenState(draft, solution, context, memory, lost: Set(sharing?.lost ?? []))
    var result: [Candidate] = []
    result.reserveCapacity(pool.count)
    let everyone = draft.pool
    for index in everyone.indices {
      let verdict = everyone[index].closed ?? state.verdict(on: index)
      let offered = everyone[index].closed == nil ? everyone[index].offered : nil
      let key = RouteParts.CandidateKey(
        measure: everyone[index].position, verdict: ObjectIdentifier(verdict),
        expected: ObjectIdentifier(everyone[index].expected), offered: offered.map(ObjectIdentifier.init),
        priority: everyone[index].conclusion.priority, required: everyone[index].conclusion.isRequired,
        isSpokenOf: everyone[index].conclusion.isSpokenOf, inProgress: everyone[index].startedOn != nil,
        requires: everyone[index].requires)
      let owners = RouteParts.Owners(verdict: verdict, expected: everyone[index].expected, offered: offered)
      result.append(memory.parts.candidate(key, owners) { Self.candidate(everyone[index], verdict, offered) })
    }
    return result
  }

  private static func candidate(_ entry: PooledMeasure, _ verdict: Verdict, _ offered: MeasureOptions?) -> Candidate {
    let measure = entry.measure
    return Candidate(
      measure: measure.code, title: measure.title, state: verdict.state, reason: verdict.reason,
      hours: measure.hours, priority: entry.conclusion.priority, required: entry.conclusion.isRequired,
      gains: entry.expected.points, sessions: offered?.open ?? [], requires: entry.requires, group: measure.group,
      isSpokenOf: entry.conclusion.isSpokenOf, inProgress: entry.startedOn != nil)
  }

  private func objective() -> RouteObjective {
    RouteObjective(
      requiredMet: solution.objective.requiredMet,
      requiredOf: pool.indices.count { pool[$0].conclusion.isRequired && pool[$0].closed?.state != .completed },
      value: solution.objective.value, hours: solution.objective.load,
      status: solution.status == .optimal ? .optimal : .bounded, bound: solution.bound, nodes: solution.nodes,
      requiredBound: solution.requiredBound)
  }
}
