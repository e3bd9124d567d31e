import Diagnostics
import RuleAnalysis
import RuleLanguage
import RuleMatching

/// Damages rules a little and looks whether any example notices.
///
/// Tried are, one at a time: a threshold moved by one (a point, a month, a day), a part dropped, «и» and «или» swapped, a
/// comparison negated, a value replaced by another, points or a weight changed by one, a requirement weakened to a
/// recommendation, an exclusion left out. A damage that no passing example notices survives: a mistake like it would go
/// unseen.
public struct RuleMutator: Sendable {
  /// What came of it.
  public struct Report: Sendable {
    /// How many damages were tried.
    public var tried: Int
    /// Those no example notices, by rule and place.
    public var survivors: [Diagnostic]
    /// How many were noticed.
    public var noticed: Int { tried - survivors.count }
  }

  /// An example with what holds on it today.
  private struct Baseline {
    var example: Example
    var state: ExampleRunner.State
    /// The facts diagnostics see.
    var base: FactVector
  }

  let context: PlanningContext

  /// A mutator of a context's rules.
  public init(context: PlanningContext) { self.context = context }

  /// Tries every damage. O(damages × examples) short looks; an example is run again only where the damaged rule acts
  /// differently on it.
  public func report() -> Report {
    var solver = ConditionSolver(space: context.profileSpace)
    let baselines = baselines()
    let mutations = RuleMutation.all(of: context.rules, &solver)
    let survivors = mutations.filter { !isNoticed($0, baselines) }
    return Report(tried: mutations.count, survivors: survivors.map(diagnostic))
  }

  /// The damages no example notices.
  func survivors(_ solver: inout ConditionSolver) -> [RuleMutation] {
    let baselines = baselines()
    return RuleMutation.all(of: context.rules, &solver).filter { !isNoticed($0, baselines) }
  }

  private func baselines() -> [Baseline] {
    let runner = ExampleRunner(context: context)
    return context.rules.examples.filter { runner.run($0).passed }.map { example in
      let facts = example.facts.map { Witness.Fact(field: $0.field, value: $0.value) }
      return Baseline(example: example, state: runner.state(on: facts), base: runner.vector(of: facts))
    }
  }

  private func isNoticed(_ mutation: RuleMutation, _ baselines: [Baseline]) -> Bool {
    let touched = baselines.filter { acts(mutation, on: $0) }
    guard !touched.isEmpty else { return false }
    let runner = ExampleRunner(context: context, rules: mutation.applied(to: context.rules))
    return touched.contains { !runner.run($0.example).passed }
  }

  /// Whether the damaged rule does anything else on the example than the sound one.
  private func acts(_ mutation: RuleMutation, on baseline: Baseline) -> Bool {
    switch mutation.replacement {
    case .rule(let position, let damaged):
      let sound = context.rules.rules[position]
      guard baseline.example.expectations.contains(where: { Self.speaks($0.kind, of: sound) }) else { return false }
      let facts = baseline.state.profile.facts
      let (before, after) = (Evaluator.isTrue(sound.condition, facts), Evaluator.isTrue(damaged.condition, facts))
      return before != after || (after && sound.conclusions != damaged.conclusions)
    case .diagnostic(let position, let damaged):
      let sound = context.rules.diagnostics[position]
      let before = Evaluator.isTrue(sound.condition, baseline.base)
      let after = Evaluator.isTrue(damaged.condition, baseline.base)
      return before != after || (after && sound.additions != damaged.additions)
    }
  }

  /// Whether the expectation can depend on the rule: it names it, or a measure it concludes on.
  private static func speaks(_ expectation: Example.Expectation.Kind, of rule: Rule) -> Bool {
    switch expectation {
    case .required(let measure), .recommended(let measure, _), .excluded(let measure), .none(let measure):
      rule.conclusions.contains { $0.measure == measure }
    case .fired(_, let name): name == rule.header.name
    case .deficit: false
    }
  }

  private func diagnostic(_ mutation: RuleMutation) -> Diagnostic {
    Diagnostic(
      .warning, "mutation-survived",
      LocalizedText(
        ru: "«\(mutation.header.name)»: ни один пример не замечает: \(mutation.description.russian)",
        en: "«\(mutation.header.name)»: no example notices: \(mutation.description.english)"),
      at: .text(mutation.header.source, mutation.range))
  }
}
