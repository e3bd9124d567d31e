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
  var chosen: [(entry: PooledMeasure, option: SessionOption)] {
    let picks: [(entry: PooledMeasure, option: SessionOption)] = zip(draft.decision.items, solution.assignment)
      .compactMap { index, option in option.map { (pool[index], pool[index].options[$0]) } }
    return picks.sorted { a, b in
      if a.option.days != b.option.days {
        return (a.option.days.from, a.option.days.to) < (b.option.days.from, b.option.days.to)
      }
      return a.entry.measure.code < b.entry.measure.code
    }
  }

  func build() -> Route {
    let deficits = deficitLines()
    let chosen = chosen
    let forecast = ForecastCalculator(target: context.policy.growth).forecast(
      lines: draft.profile.lines, chosen: chosen.map(\.entry))
    let candidates = candidates()
    let limits = RouteLimits(
      hoursPerPeriod: draft.periods, concurrent: context.policy.concurrent,
      hourPrice: context.policy.hourPrice)
    let objective = objective()
    let findings = RouteFindings(
      context: context, draft: draft, asOf: asOf, chosen: chosen.map(\.entry), forecast: forecast,
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
    let lines = draft.profile.lines.map(deficit)
    return lines.sorted { a, b in
      if (a.deficit == nil) != (b.deficit == nil) { return a.deficit == nil }
      if a.weight != b.weight { return a.weight > b.weight }
      if let x = a.deficit, let y = b.deficit, x != y { return x > y }
      return a.competency < b.competency
    }
  }

  private func deficit(_ line: DeficitProfile.Line) -> CompetencyDeficit {
    let code = names.competencies[line.competency]
    let band = line.band.map { context.rules.scale[$0] }
    return CompetencyDeficit(
      competency: code, title: context.catalog.competencies[line.competency].title, score: line.score,
      target: line.target, deficit: line.deficit, band: band?.name, weight: band?.weight ?? 0,
      evidence: evidence(line))
  }

  private func evidence(_ line: DeficitProfile.Line) -> [Evidence] {
    var result: [Evidence] = []
    let score = draft.results[line.competency]
    if let points = line.score {
      // An assumed score has no test behind it: it is as of today.
      let isTested = score?.points == points
      result.append(
        .test(
          score: points, date: isTested ? score?.date ?? asOf : asOf, form: isTested ? score?.form : nil,
          items: isTested ? score?.items : nil))
    } else {
      result.append(.notMeasured)
    }
    for addition in line.added {
      let citation = memory.citation(ofDiagnostic: addition.rule, draft.profile.facts, context)
      result.append(.monitoring(added: addition.points, citation: citation))
    }
    return result
  }

  /// The rules at `positions` as they speak of a measure.
  private func citations(_ positions: [Int], _ conclusion: MeasureConclusion) -> [RuleCitation] {
    if positions.isEmpty { return [] }
    return positions.map { position in
      var result = memory.citation(ofRule: position, draft.profile.facts, context)
      if !conclusion.windows.isEmpty {
        result.dates = conclusion.windows.first { $0.rule == position }.map { Reasons.dates($0.window) }
      }
      return result
    }
  }

  // MARK: Steps

  private func steps(_ chosen: [(entry: PooledMeasure, option: SessionOption)]) -> [Step] {
    var left = [Points](repeating: .zero, count: names.competencies.count)
    for line in draft.profile.lines { left[line.competency] = line.deficit ?? .zero }
    return chosen.map { entry, option in
      var closes: [CompetencyPoints] = []
      for (position, gain) in zip(entry.gainPositions, entry.gains) where left[position] > .zero {
        let closed = min(left[position], gain.points)
        closes.append(CompetencyPoints(competency: gain.competency, points: closed))
        left[position] = left[position] - closed
      }
      let measure = entry.measure
      let details = entry.entry.details(of: option)
      return Step(
        measure: measure.code, title: measure.title, kind: measure.kind, session: option, place: details.place,
        hours: entry.hours, required: entry.conclusion.isRequired, priority: entry.conclusion.priority,
        closes: closes, because: citations(entry.conclusion.askedBy, entry.conclusion),
        estimates: details.estimates, organiser: measure.organiser, inProgress: entry.startedOn != nil)
    }
  }

  // MARK: Candidates

  private func candidates() -> [Candidate] {
    let state = ChosenState(draft, solution, context, memory, lost: Set(sharing?.lost ?? []))
    var result: [Candidate] = []
    result.reserveCapacity(pool.count)
    for index in pool.indices {
      let measure = pool[index].entry
      let (label, reason) = pool[index].closed ?? state.verdict(on: index)
      result.append(
        Candidate(
          measure: measure.measure.code, title: measure.measure.title, state: label, reason: reason,
          hours: measure.measure.hours, priority: pool[index].conclusion.priority,
          required: pool[index].conclusion.isRequired, gains: pool[index].gains,
          sessions: pool[index].isOpen ? pool[index].options : [], requires: pool[index].requires,
          group: measure.measure.group, because: citations(pool[index].conclusion.spoken, pool[index].conclusion),
          inProgress: pool[index].startedOn != nil))
    }
    return result
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
