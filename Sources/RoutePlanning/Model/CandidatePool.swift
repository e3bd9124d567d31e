import Diagnostics
import Optimization
import RouteModel
import RuleLanguage
import RuleMatching

/// Decides which measures are candidates for one person. The pool holds every teaching measure, by code.
final class CandidatePool {
  let context: PlanningContext
  let dossier: Dossier
  let profile: DeficitProfile
  /// By measure position.
  let conclusions: [MeasureConclusion]
  let role: Role
  let kind: OrganisationKind?
  let memory: PlanningMemory
  /// What is in progress, besides what facts say is completed.
  let inProgress: [StartedMeasure]
  /// The approved route that is made anew; nil where there is none.
  let earlier: EarlierSteps?

  init(
    context: PlanningContext, dossier: Dossier, profile: DeficitProfile, conclusions: [MeasureConclusion],
    role: Role, kind: OrganisationKind?, memory: PlanningMemory, inProgress: [StartedMeasure],
    earlier: EarlierSteps? = nil
  ) {
    self.context = context
    self.dossier = dossier
    self.profile = profile
    self.conclusions = conclusions
    self.role = role
    self.kind = kind
    self.memory = memory
    self.inProgress = inProgress
    self.earlier = earlier
  }

  /// O(measures × (audience + gains + sessions)).
  func build() -> [PooledMeasure] {
    var pool = memory.framework(role, kind, context).map { PooledMeasure($0, conclusions[$0.entry.position]) }
    let obstacles = memory.audienceObstacles(profile.facts)
    for index in pool.indices {
      if let started = started(pool[index]) {
        pool[index].startedOn = started.started
        let option = memory.sessions(home: home, context).remainder(of: started, pool[index].measure)
        pool[index].offered = MeasureOptions(pool[index].entry, [option])
      } else if isPersonal(pool[index]) {
        pool[index].closed = personalReason(pool[index].entry, pool[index].conclusion)
      } else {
        pool[index].closed = obstacles[pool[index].position]
      }
    }
    let asked = askedFor(pool)
    for index in pool.indices where pool[index].isOpen && pool[index].startedOn == nil {
      if !asked[pool[index].position] {
        pool[index].closed = memory.notAsked
        continue
      }
      open(&pool[index])
    }
    Self.closeWithoutPrerequisites(&pool)
    return pool
  }

  private func started(_ entry: PooledMeasure) -> StartedMeasure? {
    inProgress.isEmpty ? nil : inProgress.first { $0.measure == entry.measure.code && !isCompleted(entry.position) }
  }

  /// Whether the measure is not for this person at all, whatever its audience.
  private func isPersonal(_ entry: PooledMeasure) -> Bool {
    isCompleted(entry.position) || entry.conclusion.isExcluded || entry.entry.alternatives.contains(where: isCompleted)
  }

  /// Why it is not.
  private func personalReason(_ entry: MeasureEntry, _ conclusion: MeasureConclusion) -> Verdict {
    if isCompleted(entry.position) {
      let asOf = memory.day.asOf
      let date = dossier.completions.last { $0.measure == entry.measure.code && $0.date <= asOf }?.date
      return memory.verdict(.completed, Reasons.completed(date))
    }
    if let other = entry.alternatives.first(where: isCompleted) {
      return memory.verdict(.completed, Reasons.alternativeCompleted(context.names.measures[other]))
    }
    let names = conclusion.excludedBy.map { context.rules.rules[$0].header.name }
    return memory.verdict(.excluded, Reasons.excluded(names))
  }

  /// What keeps a person out of an audience. It depends on how the condition's literals stand and on nothing else.
  static func obstacle(
    _ audience: Condition, _ facts: FactVector, _ names: RouteVocabulary
  ) -> Verdict? {
    if Evaluator.truth(audience, facts) == .isTrue { return nil }
    let blockers = ConditionTrace.blocking(audience, facts) ?? []
    let unknown = blockers.allSatisfy { Evaluator.truth($0, facts) == .unknown }
    return Verdict(.notEligible, Reasons.audience(names.text(of: blockers), unknown: unknown && !blockers.isEmpty))
  }

  /// The person's municipality by position; nil where it makes no difference.
  private var home: Int? {
    context.hasTravel ? profile.facts.known(context.names.municipality).map { Int($0) } : nil
  }

  private func isCompleted(_ position: Int) -> Bool { profile.facts[context.names.completed + position] == 1 }

  /// By position, whether a rule or a deficit asks for a measure, or for one that needs it.
  private func askedFor(_ pool: [PooledMeasure]) -> [Bool] {
    var inDeficit = [Bool](repeating: false, count: context.names.competencies.count)
    for line in profile.lines where (line.deficit ?? .zero) > .zero { inDeficit[line.competency] = true }
    var asked = [Bool](repeating: false, count: context.entries.count)
    var pending: [Int] = []
    for index in pool.indices where pool[index].isOpen && pool[index].startedOn == nil {
      let closesDeficit = pool[index].gainPositions.contains { inDeficit[$0] }
      let isApproved = earlier?.isAhead(pool[index].position) ?? false
      if closesDeficit || isApproved || pool[index].conclusion.isRequired || pool[index].conclusion.priority > 0 {
        pending.append(pool[index].position)
      }
    }
    while let position = pending.popLast() {
      guard !asked[position] else { continue }
      asked[position] = true
      for prerequisite in context.prerequisites[position] where !isCompleted(prerequisite) {
        pending.append(prerequisite)
      }
    }
    return asked
  }

  private func open(_ entry: inout PooledMeasure) {
    guard entry.measure.hours != nil else {
      entry.closed = memory.noHours
      return
    }
    let answer = memory.options(
      of: entry.entry, formats: dossier.person.formats, home: home, windows: entry.conclusion.windows, context)
    let prerequisites = entry.entry.prerequisites
    if !prerequisites.isEmpty {
      let lacking = prerequisites.indices.filter { !isCompleted(prerequisites[$0]) }
      entry.lacks(lacking, lacking.map { context.names.measures[prerequisites[$0]] })
    }
    if let obstacle = answer.obstacle {
      entry.closed = obstacle
    } else {
      entry.offered = answer
      guard let earlier, earlier.isAhead(entry.position) else { return }
      let marked = answer.open.map { option in
        var option = option
        option.isApproved = earlier.keeps(option, of: entry.position)
        return option
      }
      entry.offered = MeasureOptions(entry.entry, marked)
    }
  }

  /// A measure whose prerequisite is not in the model can't be taken; this may close others in turn.
  static func closeWithoutPrerequisites(_ pool: inout [PooledMeasure]) {
    let bound = pool.indices.filter { pool[$0].isOpen && !pool[$0].requires.isEmpty }
    var changed = !bound.isEmpty
    while changed {
      changed = false
      let before = pool
      for index in bound where pool[index].isOpen {
        for code in pool[index].requires {
          let prerequisite = before.firstIndex { $0.measure.code == code }
          let closed = prerequisite.map { before[$0].closed } ?? Verdict.notAsked
          guard let closed else { continue }
          pool[index].closed = Verdict(.infeasible, Reasons.missingPrerequisite(code, closed.reason))
          pool[index].offered = nil
          changed = true
          break
        }
      }
    }
  }
}
