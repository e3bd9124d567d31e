import Diagnostics
import RouteModel
import RuleLanguage

/// Reads from a route made anew what became of the approved steps, and why.
struct RevisionReader {
  let context: PlanningContext
  let dossier: Dossier
  let plan: RoutePlanner.Plan

  private var route: Route { plan.route }
  private var entries: [EarlierSteps.Entry] { plan.draft.earlier?.entries ?? [] }

  func lines() -> [RouteRevision.Line] {
    let approved = Set(entries.map(\.step.measure))
    let added = route.steps.filter { !approved.contains($0.measure) }.map { step in
      RouteRevision.Line(
        measure: step.measure, title: step.title, fate: .added, before: nil, after: step, reason: reason(toAdd: step),
        isOverdue: false)
    }
    return entries.map(line) + added
  }

  private func line(_ entry: EarlierSteps.Entry) -> RouteRevision.Line {
    let after = route.steps.first { $0.measure == entry.step.measure }
    let fate = fate(of: entry, after)
    let reason: LocalizedText? =
      switch fate {
      case .moved: obstacle(to: entry) ?? Reasons.datesTaken
      case .dropped: reason(toDrop: entry)
      default: nil
      }
    return RouteRevision.Line(
      measure: entry.step.measure, title: after?.title ?? entry.step.title, fate: fate, before: entry.step,
      after: after, reason: reason, isOverdue: entry.standing == .overdue)
  }

  private func fate(of entry: EarlierSteps.Entry, _ after: Step?) -> RouteRevision.Fate {
    if entry.standing == .completed { return .completed }
    guard let after else { return .dropped }
    if after.inProgress { return .underWay }
    let isKept = entry.position.map { plan.draft.earlier?.keeps(after.session, of: $0) ?? false } ?? false
    return isKept ? .kept : .moved
  }

  // MARK: Reasons

  private func reason(toDrop entry: EarlierSteps.Entry) -> LocalizedText {
    let obstacle = obstacle(to: entry)
    guard let index = plan.draft.pool.firstIndex(where: { $0.measure.code == entry.step.measure }) else {
      return Reasons.teachesNoMore
    }
    let general = route.candidates.first { $0.measure == entry.step.measure }?.reason ?? Reasons.notAsked
    guard let closed = plan.draft.pool[index].closed else {
      return obstacle.map { Reasons.joined($0, Reasons.otherSessions(general)) } ?? general
    }
    guard closed.state == .infeasible, let obstacle else { return closed.reason }
    return obstacle
  }

  /// Why the approved session can't be taken as it was; nil where it could, by itself.
  private func obstacle(to entry: EarlierSteps.Entry) -> LocalizedText? {
    let step = entry.step
    if entry.standing == .overdue { return Reasons.overdue(step.days) }
    guard let position = entry.position else { return Reasons.teachesNoMore }
    let sessions = context.entries[position].sessions
    if !sessions.isEmpty || !step.isMonth {
      guard let session = sessions.first(where: { $0.id == step.session }) else {
        return Reasons.sessionCancelled(step.session)
      }
      if session.days != step.days { return Reasons.sessionMoved(step.session, session.days) }
    }
    let answer = options(at: position)
    if let closed = answer.closed.first(where: { $0.id == step.session }) { return closed.why }
    if answer.options.contains(where: { $0.id == step.session }) { return nil }
    return answer.closed.first?.why ?? Reasons.monthGone(step.session)
  }

  private func options(at position: Int) -> SessionOptions.Answer {
    let day = PlanningDay(route.asOf, context.policy)
    let travel = TravelDays(
      general: context.policy.travelDays, home: dossier.municipality, catalog: context.catalog)
    let windows = plan.draft.conclusions[position].windows
    return SessionOptions(
      catalog: context.catalog, horizon: day.horizon, blackouts: day.blackouts, travel: travel
    ).options(
      of: context.entries[position].measure, formats: dossier.person.formats,
      windows: windows.map { RuleWindow(rule: context.rules.rules[$0.rule].header.name, window: $0.window) })
  }

  private func reason(toAdd step: Step) -> LocalizedText {
    if step.inProgress { return Reasons.startedBesides }
    if !step.because.isEmpty {
      let texts = step.because.map { "«\($0.rule)»: \($0.text)" }.joined(separator: "; ")
      return LocalizedText(verbatim: texts)
    }
    return step.closes.isEmpty ? Reasons.neededByOthers : Reasons.closes(step.closes)
  }

  // MARK: Findings

  func findings(_ unbound: (requiredMet: Int, value: Int)) -> [Finding] {
    var found: [Finding] = []
    for entry in entries {
      switch entry.standing {
      case .overdue: found.append(Finding(.warning, "step-overdue", Reasons.overdueFinding(entry.step)))
      case .runningByPlan:
        let runs = route.steps.contains { $0.measure == entry.step.measure && $0.inProgress }
        if runs { found.append(Finding(.note, "step-runs-by-plan", Reasons.runsByPlan(entry.step))) }
      default: break
      }
    }
    let done = plan.draft.earlier?.hoursDone(PlanningDay(route.asOf, context.policy), context.policy) ?? 0
    if done > 0 { found.append(Finding(.note, "hours-done", Reasons.hoursDone(done))) }
    for step in route.steps where !step.inProgress && step.because.isEmpty && step.closes.isEmpty {
      guard entries.contains(where: { $0.step.measure == step.measure }) else { continue }
      found.append(Finding(.note, "step-kept-unasked", Reasons.keptUnasked(step.measure)))
    }
    let objective = route.objective
    if objective.requiredMet < unbound.requiredMet {
      found.append(
        Finding(
          .warning, "kept-before-required", Reasons.keptBeforeRequired(unbound.requiredMet - objective.requiredMet)))
    }
    return found
  }
}
