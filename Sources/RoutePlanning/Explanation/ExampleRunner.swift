import Diagnostics
import RouteModel
import RuleAnalysis
import RuleLanguage
import RuleMatching

/// Runs the examples of rule files against the rules.
///
/// Facts an example does not give are unknown; the sets `школа` and `пройдено` are empty unless given.
public struct ExampleRunner: Sendable {
  let names: RouteVocabulary
  let rules: RuleSet
  private let profiler: DeficitProfiler

  /// A runner for a context's rules.
  public init(context: PlanningContext) { self.init(context: context, rules: context.rules) }

  /// A runner for other rules over the same catalog and with the same targets.
  init(context: PlanningContext, rules: RuleSet) {
    names = context.names
    self.rules = rules
    profiler = DeficitProfiler(names: context.names, rules: rules, framework: context.profiler.framework)
  }

  /// What came of an example.
  public struct Outcome: Sendable {
    /// The example.
    public var example: Example
    /// What did not come as expected, one message per expectation, with the rules that decided it.
    public var mismatches: [Diagnostic]
    /// Whether all came as expected.
    public var passed: Bool { mismatches.isEmpty }
  }

  /// All examples, in file order.
  public func runAll() -> [Outcome] { rules.examples.map(run) }

  /// One example.
  public func run(_ example: Example) -> Outcome {
    let state = state(on: example.facts.map { Witness.Fact(field: $0.field, value: $0.value) })
    let mismatches = example.expectations.compactMap { expectation in
      mismatch(expectation, state, example.header.source)
    }
    return Outcome(example: example, mismatches: mismatches)
  }

  /// What follows from facts.
  struct State: Sendable {
    /// The facts before deficits are known: what diagnostics see.
    var stated: FactVector
    var profile: DeficitProfile
    var conclusions: [Int: MeasureConclusion]
    /// The names of the rules and diagnostics that fire.
    var fired: Set<String>
  }

  /// What follows from facts an example gives.
  func state(on facts: [Witness.Fact]) -> State {
    let profile = profile(of: facts)
    let fired = rules.rules.filter { Evaluator.isTrue($0.condition, profile.facts) }.map(\.header.name)
    return State(
      stated: vector(of: facts), profile: profile, conclusions: rules.conclusions(on: profile.facts),
      fired: Set(fired + profile.firedDiagnostics.map { rules.diagnostics[$0].header.name }))
  }

  /// The facts with everything an example presumes, before deficits are known.
  func vector(of facts: [Witness.Fact]) -> FactVector {
    var vector = FactVector(fieldCount: names.vocabulary.fields.count)
    let sets = [
      names.features..<(names.features + Feature.allCases.count),
      names.completed..<(names.completed + names.measures.count),
    ]
    for set in sets { for field in set { vector[field] = 0 } }
    for fact in facts {
      vector[fact.field] = fact.value
      // «нет данных» of a set speaks for all its members.
      guard fact.value == ValueSet.missing else { continue }
      for set in sets where set.contains(fact.field) { for field in set { vector[field] = ValueSet.missing } }
    }
    return vector
  }

  private func profile(of facts: [Witness.Fact]) -> DeficitProfile {
    let vector = vector(of: facts)
    guard let role = vector.known(names.role) else {
      let fired = rules.diagnostics.indices.filter { Evaluator.isTrue(rules.diagnostics[$0].condition, vector) }
      return DeficitProfile(facts: vector, lines: [], firedDiagnostics: fired)
    }
    let kind = vector.known(names.organisationKind).map { OrganisationKind.allCases[Int($0)] }
    return profiler.profile(vector, role: Role.allCases[Int(role)], kind: kind)
  }

  private func mismatch(
    _ expectation: Example.Expectation, _ state: State, _ source: SourceText
  ) -> Diagnostic? {
    let profile = state.profile
    func conclusion(_ measure: Int) -> MeasureConclusion { state.conclusions[measure] ?? .unspoken }
    switch expectation.kind {
    case .required(let measure):
      if conclusion(measure).isRequired { return nil }
      return report(expectation, source, measure, conclusion(measure), profile)
    case .excluded(let measure):
      if conclusion(measure).isExcluded { return nil }
      return report(expectation, source, measure, conclusion(measure), profile)
    case .none(let measure):
      let found = conclusion(measure)
      if found.isExcluded || (found.requiredBy.isEmpty && found.recommendedBy.isEmpty) { return nil }
      return report(expectation, source, measure, found, profile)
    case .recommended(let measure, let weight):
      let found = conclusion(measure)
      let isRecommended = !found.recommendedBy.isEmpty && !found.isExcluded
      if isRecommended, weight == nil || weight == found.priority { return nil }
      return report(expectation, source, measure, found, profile)
    case .deficit(let literal):
      if literal.values.contains(profile.facts[literal.field]) { return nil }
      return reportDeficit(expectation, source, literal, profile)
    case .fired(let expected, let rule):
      if state.fired.contains(rule) == expected { return nil }
      return Diagnostic(
        .error, "example-failed",
        expected
          ? LocalizedText(ru: "правило «\(rule)» не сработало", en: "the rule «\(rule)» did not fire")
          : LocalizedText(ru: "правило «\(rule)» сработало", en: "the rule «\(rule)» fired"),
        at: .text(source, expectation.range), notes: expected ? blockers(of: rule, profile) : [])
    }
  }

  private func report(
    _ expectation: Example.Expectation, _ source: SourceText, _ measure: Int, _ found: MeasureConclusion,
    _ profile: DeficitProfile
  ) -> Diagnostic {
    let code = names.measures[measure]
    var notes: [LocalizedText] = []
    func cite(_ positions: [Int], _ ru: String, _ en: String) {
      for position in positions {
        let header = rules.rules[position].header
        notes.append(
          LocalizedText(
            ru: "\(ru): «\(header.name)» (\(header.file):\(header.line))",
            en: "\(en): «\(header.name)» (\(header.file):\(header.line))"))
      }
    }
    cite(found.excludedBy, "исключило правило", "excluded by")
    cite(found.requiredBy, "требует правило", "required by")
    for (position, weight) in found.recommendedBy {
      cite([position], "рекомендует с весом \(weight) правило", "recommended with weight \(weight) by")
    }
    if notes.isEmpty {
      notes.append(LocalizedText(ru: "ни одно правило о нём не сработало", en: "no rule on it fired"))
      notes += nearest(to: expectation, measure, profile)
    }
    let got: LocalizedText =
      found.isExcluded
      ? LocalizedText(ru: "исключено", en: "excluded")
      : found.isRequired
        ? LocalizedText(ru: "обязательно", en: "required")
        : found.recommendedBy.isEmpty
          ? LocalizedText(ru: "его нет", en: "absent")
          : LocalizedText(
            ru: "рекомендовано с весом \(found.priority)", en: "recommended with weight \(found.priority)")
    return Diagnostic(
      .error, "example-failed",
      LocalizedText(
        ru: "№\(code): ожидается «\(source.text(in: expectation.range))», а получено: \(got.russian)",
        en: "№\(code): expected «\(source.text(in: expectation.range))», got: \(got.english)"),
      at: .text(source, expectation.range), notes: notes)
  }

  private func reportDeficit(
    _ expectation: Example.Expectation, _ source: SourceText, _ literal: Literal, _ profile: DeficitProfile
  ) -> Diagnostic {
    let field = names.vocabulary.fields[literal.field]
    let value = profile.facts[literal.field]
    let notes = origin(of: literal.field, profile)
    return Diagnostic(
      .error, "example-failed",
      LocalizedText(
        ru:
          "ожидается «\(source.text(in: expectation.range))», а получено \(field.domain.text(of: value, in: .russian))",
        en: "expected «\(source.text(in: expectation.range))», got \(field.domain.text(of: value, in: .english))"),
      at: .text(source, expectation.range), notes: notes)
  }

  /// The rules that would have concluded what is expected, nearest first, with what keeps them from firing; at most three.
  private func nearest(
    to expectation: Example.Expectation, _ measure: Int, _ profile: DeficitProfile
  ) -> [LocalizedText] {
    var excludes = false
    if case .excluded = expectation.kind { excludes = true }
    let candidates = rules.rules.filter { rule in
      rule.conclusions.contains { $0.measure == measure && ($0.kind == .exclude) == excludes }
    }
    let blocked = candidates.enumerated().compactMap { position, rule in
      ConditionTrace.blocking(rule.condition, profile.facts).map { (rule.header, $0, position) }
    }
    return blocked.sorted { ($0.1.count, $0.2) < ($1.1.count, $1.2) }.prefix(3).map { header, literals, _ in
      let text = names.text(of: literals)
      return LocalizedText(
        ru: "правило «\(header.name)» (\(header.file):\(header.line)) не сработало: нужно \(text.russian)",
        en: "the rule «\(header.name)» (\(header.file):\(header.line)) did not fire: it needs \(text.english)")
    }
  }

  /// Where a deficit comes from: the target and the score, and what diagnostics added.
  private func origin(of field: Int, _ profile: DeficitProfile) -> [LocalizedText] {
    guard let line = profile.lines.first(where: { names.deficits + $0.competency == field }) else {
      return [
        LocalizedText(
          ru: "у этой роли в этой организации цели по этой компетенции нет, нет и дефицита",
          en: "this role in this organisation has no target in the competency, and so no deficit")
      ]
    }
    let target = line.target
    var notes = [
      line.score.map { score in
        LocalizedText(
          ru: "цель \(target.text(separator: ",")), балл \(score.text(separator: ","))",
          en: "target \(target.text()), score \(score.text())")
      }
        ?? LocalizedText(
          ru: "цель \(target.text(separator: ",")), балл не дан", en: "target \(target.text()), no score is given")
    ]
    notes += line.added.map { addition in
      let name = rules.diagnostics[addition.rule].header.name
      let points = addition.points
      return LocalizedText(
        ru: "диагностика «\(name)» прибавила \(points.text(separator: ","))",
        en: "the diagnostic «\(name)» added \(points.text())")
    }
    return notes
  }

  private func blockers(of rule: String, _ profile: DeficitProfile) -> [LocalizedText] {
    let condition =
      rules.rules.first { $0.header.name == rule }?.condition
      ?? rules.diagnostics.first { $0.header.name == rule }?.condition
    guard let condition, let literals = ConditionTrace.blocking(condition, profile.facts) else { return [] }
    return literals.map { literal in
      let text = names.text(of: [literal])
      return LocalizedText(ru: "не выполнено: \(text.russian)", en: "not satisfied: \(text.english)")
    }
  }
}
