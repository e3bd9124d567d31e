import Diagnostics
import RouteModel
import RuleLanguage
import RuleMatching

/// A teaching measure with all that decides whether a person can take it.
struct PooledMeasure: Sendable {
  var position: Int
  var measure: Measure
  var conclusion: MeasureConclusion
  /// Gains on the framework's competencies, by competency.
  var gains: [CompetencyPoints]
  /// The options open to the person; empty unless the measure is in the model.
  var options: [SessionOption] = []
  /// Not completed prerequisites.
  var requires: [MeasureCode] = []
  /// The day it was started, when it is in progress.
  var startedOn: CalendarDate?
  /// Why it is not in the model; nil when it is.
  var closed: (state: Candidate.State, reason: LocalizedText)?

  var hours: Int { measure.hours ?? 0 }
  var isOpen: Bool { closed == nil }
  /// Value besides gains: `100 · priority − price · hours`.
  func bonus(hourPrice: Points) -> Int { 100 * conclusion.priority - hourPrice.hundredths * hours }
}

/// Decides which measures are candidates for one person. The pool holds every teaching measure, by code.
struct CandidatePool: Sendable {
  let context: PlanningContext
  let dossier: Dossier
  let profile: DeficitProfile
  let conclusions: [Int: MeasureConclusion]
  let sessions: SessionOptions
  let asOf: CalendarDate
  /// What is in progress, besides what facts say is completed.
  let inProgress: [StartedMeasure]

  /// O(measures × (audience + gains + sessions)).
  func build() -> [PooledMeasure] {
    let inFramework = Set(profile.lines.map(\.competency))
    var pool = context.teaching.map { position in
      let measure = context.catalog.measures[position]
      return PooledMeasure(
        position: position, measure: measure, conclusion: conclusions[position] ?? MeasureConclusion(),
        gains: context.gains[position].filter { inFramework.contains($0.competency) }.map {
          CompetencyPoints(competency: context.names.competencies[$0.competency], points: $0.points)
        })
    }
    for index in pool.indices {
      if let started = started(pool[index]) {
        pool[index].startedOn = started.started
        pool[index].options = [sessions.remainder(of: started, pool[index].measure)]
      } else {
        pool[index].closed = personalReason(pool[index])
      }
    }
    let asked = askedFor(pool)
    for index in pool.indices where pool[index].isOpen && pool[index].startedOn == nil {
      if !asked.contains(pool[index].position) {
        pool[index].closed = (.notEligible, Reasons.notAsked)
        continue
      }
      open(&pool[index])
    }
    closeWithoutPrerequisites(&pool)
    return pool
  }

  private func started(_ entry: PooledMeasure) -> StartedMeasure? {
    inProgress.first { $0.measure == entry.measure.code && !isCompleted(entry.position) }
  }

  /// Why the measure is not for this person at all.
  private func personalReason(_ entry: PooledMeasure) -> (Candidate.State, LocalizedText)? {
    if isCompleted(entry.position) {
      let date = dossier.completions.last { $0.measure == entry.measure.code && $0.date <= asOf }?.date
      return (.completed, Reasons.completed(date))
    }
    if let group = entry.measure.group, let other = context.alternatives[group]?.first(where: isCompleted) {
      return (.completed, Reasons.alternativeCompleted(context.names.measures[other]))
    }
    if entry.conclusion.isExcluded {
      return (.excluded, Reasons.excluded(entry.conclusion.excludedBy.map { context.rules.rules[$0].header.name }))
    }
    let audience = context.audiences[entry.position]
    switch Evaluator.truth(audience, profile.facts) {
    case .isTrue: return nil
    case .isFalse, .unknown:
      let blockers = ConditionTrace.blocking(audience, profile.facts) ?? []
      let unknown = blockers.allSatisfy { Evaluator.truth($0, profile.facts) == .unknown }
      return (
        .notEligible, Reasons.audience(context.names.text(of: blockers), unknown: unknown && !blockers.isEmpty)
      )
    }
  }

  private func isCompleted(_ position: Int) -> Bool { profile.facts[context.names.completed + position] == 1 }

  /// The positions that a rule or a deficit asks for, and their prerequisites.
  private func askedFor(_ pool: [PooledMeasure]) -> Set<Int> {
    let inDeficit = Set(
      profile.lines.filter { ($0.deficit ?? .zero) > .zero }.map { context.names.competencies[$0.competency] })
    var asked: Set<Int> = []
    var pending: [Int] = []
    for entry in pool where entry.isOpen {
      let closesDeficit = entry.gains.contains { inDeficit.contains($0.competency) }
      if entry.startedOn != nil { continue }
      if entry.conclusion.isRequired || entry.conclusion.priority > 0 || closesDeficit {
        pending.append(entry.position)
      }
    }
    while let position = pending.popLast() {
      guard asked.insert(position).inserted else { continue }
      pending += context.prerequisites[position].filter { !isCompleted($0) }
    }
    return asked
  }

  private func open(_ entry: inout PooledMeasure) {
    guard entry.measure.hours != nil else {
      entry.closed = (.infeasible, Reasons.noHours)
      return
    }
    let windows = entry.conclusion.windows.map {
      RuleWindow(rule: context.rules.rules[$0.rule].header.name, window: $0.window)
    }
    let answer = sessions.options(of: entry.measure, formats: dossier.person.formats, windows: windows)
    entry.requires = context.prerequisites[entry.position].filter { !isCompleted($0) }.map {
      context.names.measures[$0]
    }
    if answer.options.isEmpty {
      entry.closed = (.infeasible, Reasons.noSession(answer.closed))
    } else {
      entry.options = answer.options
    }
  }

  /// A measure whose prerequisite is not in the model can't be taken; this may close others in turn.
  private func closeWithoutPrerequisites(_ pool: inout [PooledMeasure]) {
    var changed = true
    while changed {
      changed = false
      let reasons = Dictionary(uniqueKeysWithValues: pool.map { ($0.measure.code, $0.closed?.reason) })
      for index in pool.indices where pool[index].isOpen {
        for code in pool[index].requires {
          guard let reason = reasons[code] ?? Reasons.notAsked else { continue }
          pool[index].closed = (.infeasible, Reasons.missingPrerequisite(code, reason))
          pool[index].options = []
          changed = true
          break
        }
      }
    }
  }
}
