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
  private let digest: String?

  init(
    context: PlanningContext, dossier: Dossier, draft: RoutePlanner.Draft, solution: Solution, memory: PlanningMemory,
    sharing: SeatSharing? = nil, digest: String? = nil
  ) {
    self.digest = digest
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
      let measure = pool[pick.index].base
      for (position, gain) in zip(measure.positions, measure.points) { gained[position] += gain.points }
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
      inputs: InputDigests(rules: context.rulesDigest, catalog: context.catalogDigest, data: digest ?? dossier.digest),
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
    }.map(deficit)
  }

  /// The line at a position of the profile. Looked at where it is: to take it out would count its references.
  private func deficit(_ index: Int) -> CompetencyDeficit {
    let lines = draft.profile.lines
    let competency = lines[index].competency
    let test = test(behind: competency, lines[index].score)
    let citations =
      lines[index].added.isEmpty
      ? [] : lines[index].added.map { memory.citation(ofDiagnostic: $0.rule, draft.profile.facts, context) }
    let key = RouteParts.DeficitKey(
      competency: competency, target: lines[index].target, score: lines[index].score, deficit: lines[index].deficit,
      band: lines[index].band, test: memory.parts.key(of: test), citations)
    return memory.parts.deficit(key) { deficit(draft.profile.lines[index], test, citations) }
  }

  private func deficit(_ line: DeficitProfile.Line, _ test: TestSource?, _ citations: [RuleCitation])
    -> CompetencyDeficit
  {
    let band = line.band.map { context.rules.scale[$0] }
    var evidence: [Evidence] = [.notMeasured]
    if let test, let score = line.score {
      evidence = [.test(score: score, date: test.date, form: test.form, items: test.items)]
    }
    for (addition, citation) in zip(line.added, citations) {
      evidence.append(.monitoring(added: addition.points, citation: citation))
    }
    return CompetencyDeficit(
      competency: names.competencies[line.competency], title: context.catalog.competencies[line.competency].title,
      score: line.score, target: line.target, deficit: line.deficit, band: band?.name, weight: band?.weight ?? 0,
      evidence: evidence)
  }

  /// The test that a score comes from; nil without a score.
  private func test(behind competency: Int, _ score: Points?) -> TestSource? {
    guard let score else { return nil }
    // An assumed score has no test behind it: it is as of today.
    guard let counted = draft.results[competency], dossier.scores[counted].points == score else {
      return TestSource(date: asOf, form: nil, items: nil)
    }
    return TestSource(
      date: dossier.scores[counted].date, form: dossier.scores[counted].form, items: dossier.scores[counted].items)
  }

  // MARK: Steps

  private func steps(_ chosen: [Chosen]) -> [Step] {
    var left = [Points](repeating: .zero, count: names.competencies.count)
    for line in draft.profile.lines { left[line.competency] = line.deficit ?? .zero }
    return chosen.map { pick in
      let measure = pool[pick.index].base
      var closes: [CompetencyPoints] = []
      closes.reserveCapacity(measure.points.count)
      for (position, gain) in zip(measure.positions, measure.points) where left[position] > .zero {
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
    let state = ChosenState(draft, solution, context, memory, sharing: sharing)
    var result: [Candidate] = []
    result.reserveCapacity(pool.count)
    let everyone = draft.pool
    for index in everyone.indices {
      let isOpen = everyone[index].isOpen
      let verdict = everyone[index].closed ?? state.verdict(on: index)
      let offered = isOpen ? everyone[index].offered : nil
      guard everyone[index].entry.prerequisites.count <= RouteParts.CandidateKey.mostPrerequisites else {
        result.append(Self.candidate(everyone[index], verdict, offered))
        continue
      }
      let conclusion = everyone[index].conclusion
      let key = RouteParts.CandidateKey(
        measure: ObjectIdentifier(everyone[index].base), verdict: ObjectIdentifier(verdict),
        offered: offered.map(ObjectIdentifier.init), priority: conclusion.priority,
        missing: everyone[index].missing, isRequired: conclusion.isRequired, isSpokenOf: conclusion.isSpokenOf,
        inProgress: everyone[index].startedOn != nil)
      result.append(
        memory.parts.candidate(key) {
          Self.candidate(everyone[index], verdict, offered)
        } owners: {
          RouteParts.Owners(measure: everyone[index].base, verdict: verdict, offered: offered)
        })
    }
    return result
  }

  private static func candidate(_ entry: PooledMeasure, _ verdict: Verdict, _ offered: MeasureOptions?) -> Candidate {
    let measure = entry.measure
    return Candidate(
      measure: measure.code, title: measure.title, state: verdict.state, reason: verdict.reason,
      hours: measure.hours, priority: entry.conclusion.priority, required: entry.conclusion.isRequired,
      gains: entry.gains, sessions: offered?.open ?? [], requires: entry.requires, group: measure.group,
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
