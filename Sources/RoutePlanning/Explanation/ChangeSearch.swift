import Diagnostics
import RouteModel
import RuleLanguage
import RuleMatching

/// Looks for the smallest change of facts that brings a measure into a route.
///
/// Tried are: making the audience hold, silencing the rules that exclude it, making one, two or all rules that ask for it
/// fire, and lowering one score to the next bands. Every answer is verified by planning with the changed facts; the answer changes
/// the fewest facts, then moves scores least. Nil when none of these works, for example because there is no session.
struct ChangeSearch {
  let planner: RoutePlanner
  let dossier: Dossier
  let asOf: CalendarDate
  let plan: RoutePlanner.Plan

  private var context: PlanningContext { planner.context }
  private var facts: FactVector { plan.draft.profile.facts }
  /// Enough for every rule on a measure and every band of its competencies, and for most pairs of rules.
  private static let mostTrials = 80
  /// Of so many rules, those that lack least, the pairs are tried.
  private static let mostPaired = 12

  func smallest(for measure: Measure) -> [MeasureExplanation.ChangedFact]? {
    guard let position = context.names.measurePositions[measure.code] else { return nil }
    var trials = changeSets(for: position)
    trials.sort { ($0.changes.count, $0.distance) < ($1.changes.count, $1.distance) }
    for trial in trials.prefix(Self.mostTrials) {
      let route = planner.route(for: dossier, asOf: asOf, changes: trial.changes)
      if route.steps.contains(where: { $0.measure == measure.code }) { return trial.changes.map(described) }
    }
    return nil
  }

  private struct Trial {
    var changes: [RoutePlanner.FactChange]
    /// Hundredths of a point by which scores move.
    var distance: Int
  }

  private func changeSets(for position: Int) -> [Trial] {
    guard let base = necessary(for: position) else { return [] }
    /// What each rule that asks for the measure lacks.
    var lacking: [[Literal]] = []
    for rule in context.rules.rules {
      let asks = rule.conclusions.contains { conclusion in
        guard conclusion.measure == position else { return false }
        if case .exclude = conclusion.kind { return false }
        return true
      }
      guard asks, let blockers = ConditionTrace.blocking(rule.condition, facts), !blockers.isEmpty else { continue }
      lacking.append(blockers)
    }
    // The weights of recommendations add up: rules are also made to fire by twos and all together.
    var together = lacking
    let nearest = lacking.indices.sorted { (lacking[$0].count, $0) < (lacking[$1].count, $1) }.prefix(Self.mostPaired)
    for first in nearest {
      for second in nearest where first < second { together.append(lacking[first] + lacking[second]) }
    }
    if lacking.count > 2 { together.append(lacking.flatMap { $0 }) }
    var sets = base.isEmpty ? [] : [base]
    for literals in together {
      guard let changes = changes(making: literals) else { continue }
      let set = merged(base, changes)
      if !sets.contains(set) { sets.append(set) }
    }
    for change in lowerScores(for: position) { sets.append(merged(base, [change])) }
    return sets.map { Trial(changes: $0, distance: distance(of: $0)) }
  }

  /// What must change in any case: the audience must hold and no rule may exclude. Nil when it can't be done.
  private func necessary(for position: Int) -> [RoutePlanner.FactChange]? {
    guard let blockers = ConditionTrace.blocking(context.audiences[position], facts),
      var result = changes(making: blockers)
    else { return nil }
    for index in plan.draft.conclusions[position].excludedBy {
      let condition = context.rules.rules[index].condition
      let breakers = ConditionTrace.supporting(condition, facts).compactMap { literal -> Literal? in
        let codes = context.names.vocabulary.fields[literal.field].domain.codes
        let others = literal.values.knownComplement(in: codes)
        return others.isEmpty ? nil : Literal(field: literal.field, values: others, range: literal.range)
      }
      guard let breaker = breakers.first, let changes = changes(making: [breaker]) else { return nil }
      result = merged(result, changes)
    }
    return result
  }

  /// The nearest values that make every literal true; nil when a literal speaks of what can't be set (completions).
  private func changes(making literals: [Literal]) -> [RoutePlanner.FactChange]? {
    var result: [RoutePlanner.FactChange] = []
    for (index, literal) in literals.enumerated() {
      // Of a field that stands in several literals one value has to do for all of them.
      if literals[..<index].contains(where: { $0.field == literal.field }) { continue }
      let values = literals[index...].filter { $0.field == literal.field }.map(\.values)
      guard let wanted = values.dropFirst().reduce(values.first, { $0?.intersection($1) }),
        let value = nearestValue(in: wanted, to: facts[literal.field]),
        let change = change(of: literal.field, to: value)
      else { return nil }
      result.append(change)
    }
    return result
  }

  private func nearestValue(in values: ValueSet, to current: Int32) -> Int32? {
    let ends = values.intervals.flatMap { [$0.lowerBound, $0.upperBound] }
    if current == ValueSet.missing { return ends.first }
    return ends.min { ($0.distance(to: current).magnitude, $0) < ($1.distance(to: current).magnitude, $1) }
  }

  /// A deficit is changed through the score behind it, which is what people can measure; nil where no score brings it.
  private func change(of field: Int, to value: Int32) -> RoutePlanner.FactChange? {
    let competency = field - context.names.deficits
    guard context.names.competencies.indices.contains(competency) else {
      return RoutePlanner.FactChange(field: field, value: value)
    }
    guard let line = plan.draft.profile.lines.first(where: { $0.competency == competency }) else { return nil }
    let added = line.added.reduce(0) { $0 + $1.points.hundredths }
    let score = line.target.hundredths + added - Int(value)
    guard (0...10_000).contains(score) else { return nil }
    return RoutePlanner.FactChange(field: context.names.scores + competency, value: Int32(score))
  }

  /// Scores of the measure's competencies lowered to the start of each band below today's.
  private func lowerScores(for position: Int) -> [RoutePlanner.FactChange] {
    context.gains[position].flatMap { gain -> [RoutePlanner.FactChange] in
      guard let line = plan.draft.profile.lines.first(where: { $0.competency == gain.competency }) else { return [] }
      let added = line.added.reduce(0) { $0 + $1.points.hundredths }
      let current = line.score?.hundredths ?? Int.max
      let bounds = context.rules.scale.map(\.lower) + [line.target.hundredths + added]
      return bounds.map { line.target.hundredths + added - $0 }
        .filter { (0..<min(current, 10_001)).contains($0) }
        .map { RoutePlanner.FactChange(field: context.names.scores + gain.competency, value: Int32($0)) }
    }
  }

  private func merged(
    _ first: [RoutePlanner.FactChange], _ second: [RoutePlanner.FactChange]
  ) -> [RoutePlanner.FactChange] {
    first + second.filter { change in !first.contains { $0.field == change.field } }
  }

  private func distance(of changes: [RoutePlanner.FactChange]) -> Int {
    changes.reduce(0) { sum, change in
      let current = facts[change.field]
      return sum + (current == ValueSet.missing ? 0 : abs(Int(change.value) - Int(current)))
    }
  }

  private func described(_ change: RoutePlanner.FactChange) -> MeasureExplanation.ChangedFact {
    let field = context.names.vocabulary.fields[change.field]
    func value(_ code: Int32) -> LocalizedText {
      LocalizedText(
        ru: field.domain.text(of: code, in: .russian), en: field.domain.text(of: code, in: .english))
    }
    return MeasureExplanation.ChangedFact(
      name: LocalizedText(ru: field.name.russian, en: field.name.english), from: value(facts[change.field]),
      to: value(change.value))
  }
}
