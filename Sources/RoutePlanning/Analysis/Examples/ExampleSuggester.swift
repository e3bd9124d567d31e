import Diagnostics
import RuleLanguage

/// Proposes examples for what no example reaches, with the answer of today's rules and its reason.
///
/// For a rule that never fires: the simplest profile on which it does. For a comparison that is never true or never false:
/// a profile on which it alone decides (modified condition/decision coverage), with the value next to the threshold. For
/// a band: a deficit at its lower bound. For a small damage of a rule (see `RuleMutator`) that nothing of this would
/// notice: a profile on which it shows. What an earlier proposal reaches is not proposed for again. Whoever pastes one
/// must read the reason: it records what the rules do, not what they should.
public struct ExampleSuggester: Sendable {
  /// A proposed example.
  public struct Suggestion: Sendable, Hashable {
    /// The rule or diagnostic it is for; nil for a band.
    public var rule: String?
    /// The example in the canonical layout, with comments that say why.
    public var text: String
  }

  let context: PlanningContext
  /// The language the examples are written in.
  public let language: Language

  /// A suggester for a context's rules.
  public init(context: PlanningContext, language: Language = .russian) {
    self.context = context
    self.language = language
  }

  /// The proposals: for diagnostics, rules, then bands, by name and place.
  public func suggestions() -> [Suggestion] {
    var run = SuggestionRun(context: context, language: language)
    run.suggestForRules()
    run.suggestForBands()
    run.suggestForDamages()
    return run.suggestions
  }
}
