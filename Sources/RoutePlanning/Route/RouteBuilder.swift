import Diagnostics
import Optimization
import RouteModel
import RuleLanguage
import RuleMatching

/// Turns a decided model into a route with its reasons.
struct RouteBuilder {
  let context: PlanningContext
  let dossier: Dossier
  let asOf: CalendarDate
  let draft: RoutePlanner.Draft
  let solution: Solution

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
      lines: draft.profile.lines, gains: chosen.map { $0.entry.gains }, codes: names.competencies)
    let candidates = candidates()
    let limits = RouteLimits(
      hoursPerPeriod: context.policy.periods(in: draft.horizon), concurrent: context.policy.concurrent,
      hourPrice: context.policy.hourPrice)
    let objective = objective()
    let findings = RouteFindings(
      context: context, draft: draft, asOf: asOf, chosen: chosen.map(\.entry), forecast: forecast,
      objective: objective, candidates: candidates
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
    dossier.municipality.flatMap { context.catalog.municipality(spelled: $0)?.name(on: asOf) }
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
      evidence: evidence(line, code))
  }

  private func evidence(_ line: DeficitProfile.Line, _ code: CompetencyCode) -> [Evidence] {
    var result: [Evidence] = []
    let score = context.policy.result.select(from: dossier.scores, competency: code, wave: nil, asOf: asOf)
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
      let rule = context.rules.diagnostics[addition.rule]
      result.append(.monitoring(added: addition.points, citation: citation(rule.header, rule.condition)))
    }
    return result
  }

  func citation(_ header: RuleHeader, _ condition: Condition) -> RuleCitation {
    RuleCitation(
      rule: header.name, file: header.file, line: header.line, text: header.reason, basis: header.basis,
      facts: names.facts(behind: ConditionTrace.supporting(condition, draft.profile.facts), draft.profile.facts))
  }

  /// The rules at `positions` as they speak of a measure.
  private func citations(_ positions: [Int], _ conclusion: MeasureConclusion) -> [RuleCitation] {
    positions.map { position in
      var result = citation(context.rules.rules[position].header, context.rules.rules[position].condition)
      result.dates = conclusion.windows.first { $0.rule == position }.map { Reasons.dates($0.window) }
      return result
    }
  }

  // MARK: Steps

  private func steps(_ chosen: [(entry: PooledMeasure, option: SessionOption)]) -> [Step] {
    var left: [CompetencyCode: Points] = [:]
    for line in draft.profile.lines { left[names.competencies[line.competency]] = line.deficit }
    return chosen.map { entry, option in
      var closes: [CompetencyPoints] = []
      for gain in entry.gains {
        guard let missing = left[gain.competency], missing > .zero else { continue }
        let closed = min(missing, gain.points)
        closes.append(CompetencyPoints(competency: gain.competency, points: closed))
        left[gain.competency] = missing - closed
      }
      let measure = entry.measure
      let session = context.catalog.sessions(of: measure.code).first { $0.id == option.id }
      return Step(
        measure: measure.code, title: measure.title, kind: measure.kind, session: option, place: session?.place,
        hours: entry.hours, required: entry.conclusion.isRequired, priority: entry.conclusion.priority,
        closes: closes, because: citations(entry.conclusion.askedBy, entry.conclusion),
        estimates: estimates(entry, session),
        organiser: measure.organiser, inProgress: entry.startedOn != nil)
    }
  }

  private func estimates(_ entry: PooledMeasure, _ session: Session?) -> [LocalizedText] {
    var result: [LocalizedText] = []
    if entry.measure.hoursStatus != .document { result.append(LocalizedText(ru: "часы", en: "hours")) }
    if let session {
      if session.status != .document { result.append(LocalizedText(ru: "даты и места", en: "dates and seats")) }
    } else {
      result.append(LocalizedText(ru: "месяц проведения", en: "the month"))
    }
    let gains = context.catalog.gains(of: entry.measure.code)
    if gains.contains(where: { $0.status != .document }) {
      result.append(LocalizedText(ru: "прирост баллов", en: "the gain"))
    }
    return result
  }

  // MARK: Candidates

  private func candidates() -> [Candidate] {
    let state = ChosenState(draft: draft, solution: solution, context: context)
    return pool.indices.map { index in
      let entry = pool[index]
      let (label, reason) = entry.closed ?? state.verdict(on: index)
      let positions = (entry.conclusion.askedBy + entry.conclusion.excludedBy).sorted()
      return Candidate(
        measure: entry.measure.code, title: entry.measure.title, state: label, reason: reason,
        hours: entry.measure.hours, priority: entry.conclusion.priority, required: entry.conclusion.isRequired,
        gains: entry.gains, sessions: entry.isOpen ? entry.options : [], requires: entry.requires,
        group: entry.measure.group, because: citations(positions, entry.conclusion), inProgress: entry.startedOn != nil)
    }
  }

  private func objective() -> RouteObjective {
    RouteObjective(
      requiredMet: solution.objective.requiredMet,
      requiredOf: pool.count { $0.conclusion.isRequired && $0.closed?.state != .completed },
      value: solution.objective.value, hours: solution.objective.load,
      status: solution.status == .optimal ? .optimal : .bounded, bound: solution.bound, nodes: solution.nodes)
  }
}
