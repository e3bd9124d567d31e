import Diagnostics
import RouteModel
import RuleLanguage

/// The answer to «why»: why a measure is in a person's route, or why it is not and what would bring it in.
public struct MeasureExplanation: Sendable {
  /// The route it speaks of.
  public var route: Route
  /// The measure.
  public var measure: Measure
  /// What became of it; nil for a measure that teaches nothing and is only tracked.
  public var candidate: Candidate?
  /// The step, when it is in the route.
  public var step: Step?
  /// Every rule that speaks of the measure.
  public var rules: [RuleAnswer]
  /// The route with the opposite decision on the measure.
  public var opposite: Opposite?
  /// The smallest verified change of facts that would bring it in.
  public var change: [ChangedFact]?

  /// A rule that speaks of the measure and what it says of this person.
  public struct RuleAnswer: Sendable {
    /// The rule with the facts that speak for it.
    public var citation: RuleCitation
    /// What it concludes.
    public var conclusion: Conclusion.Kind
    /// Whether it fired.
    public var truth: Truth
    /// What would have to hold for it to fire; empty when it fired.
    public var missing: [LocalizedText]
  }

  /// The best route with the measure when it is out, or without it when it is in.
  public struct Opposite: Sendable {
    /// Whether such a route exists.
    public var isPossible: Bool
    /// How much value the opposite decision loses, in hundredths of a point.
    public var loss: Int
    /// How many required measures fewer the route would hold.
    public var requiredLost: Int
    /// Measures that would leave the route.
    public var leaves: [MeasureCode]
    /// Measures that would enter it.
    public var enters: [MeasureCode]
  }

  /// A fact with its value now and the value it would need.
  public struct ChangedFact: Sendable, Hashable {
    /// The field.
    public var name: LocalizedText
    /// The value now.
    public var from: LocalizedText
    /// The value it would need.
    public var to: LocalizedText
  }
}
