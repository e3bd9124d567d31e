import Diagnostics
import RouteModel
import RuleLanguage
import RuleMatching

/// What every rule and diagnostic says of one person.
public struct RuleSetExplainer: Sendable {
  let planner: RoutePlanner

  /// An explainer of a planner's rules.
  public init(planner: RoutePlanner) { self.planner = planner }

  /// What one rule says.
  public struct Answer: Sendable {
    /// The rule with the facts its condition speaks of.
    public var citation: RuleCitation
    /// Whether it is a diagnostic.
    public var isDiagnostic: Bool
    /// Whether it fired.
    public var truth: Truth
    /// The conditions that would have to hold besides; empty when it fired.
    public var missing: [Missing]
    /// Whether no change of facts can make it fire.
    public var isHopeless: Bool
  }

  /// A condition that does not hold.
  public struct Missing: Sendable, Hashable {
    /// What would have to hold.
    public var condition: LocalizedText
    /// Whether it fails only because the fact is not known.
    public var isUnknown: Bool
  }

  /// Fired rules first, then the others with the fewest failed conditions first; equals by name. O(size of the rules).
  public func explain(_ dossier: Dossier, asOf: CalendarDate) -> [Answer] {
    let facts = planner.draft(for: dossier, asOf: asOf, changes: []).profile.facts
    let context = planner.context
    let diagnostics = context.rules.diagnostics.map { answer($0.header, $0.condition, isDiagnostic: true, facts) }
    let rules = context.rules.rules.map { answer($0.header, $0.condition, isDiagnostic: false, facts) }
    return (diagnostics + rules).sorted { a, b in
      if a.rank != b.rank { return a.rank < b.rank }
      return a.citation.rule < b.citation.rule
    }
  }

  private func answer(
    _ header: RuleHeader, _ condition: Condition, isDiagnostic: Bool, _ facts: FactVector
  ) -> Answer {
    let names = planner.context.names
    let truth = Evaluator.truth(condition, facts)
    let blocking = truth == .isTrue ? [] : ConditionTrace.blocking(condition, facts)
    let speaking = truth == .isTrue ? ConditionTrace.supporting(condition, facts) : blocking ?? []
    return Answer(
      citation: RuleCitation(
        rule: header.name, file: header.file, line: header.line, text: header.reason, basis: header.basis,
        facts: names.facts(behind: speaking, facts)),
      isDiagnostic: isDiagnostic, truth: truth,
      missing: (blocking ?? []).map { literal in
        Missing(
          condition: names.text(of: [literal]), isUnknown: Evaluator.truth(literal, facts) == .unknown)
      }, isHopeless: blocking == nil)
  }
}

extension RuleSetExplainer.Answer {
  /// 0 for a fired rule, else how many conditions are missing; hopeless ones last.
  fileprivate var rank: Int { truth == .isTrue ? 0 : isHopeless ? Int.max : missing.count }
}
