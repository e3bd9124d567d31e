import Diagnostics

/// What became of a measure. One reference, because the same becomes of it for many people.
public struct Candidate: Sendable, Hashable {
  /// What became of it.
  public enum State: String, Sendable, Hashable {
    /// It is a step.
    case chosen
    /// It could be taken, but the route without it is better.
    case outweighed
    /// A rule excludes it.
    case excluded
    /// It is asked for but can't be taken.
    case infeasible
    /// It is completed.
    case completed
    /// It is not for this person, or nothing asks for it.
    case notEligible = "not-eligible"
  }

  @usableFromInline struct Fields: Sendable, Hashable {
    var measure: MeasureCode
    var title: String
    var state: State
    var reason: LocalizedText
    var hours: Int?
    var priority: Int
    var required: Bool
    var gains: [CompetencyPoints]
    var sessions: [SessionOption]
    var requires: [MeasureCode]
    var group: String?
    var isSpokenOf: Bool
    var inProgress: Bool
  }

  @usableFromInline let shared: Shared<Fields>

  /// A candidate.
  public init(
    measure: MeasureCode, title: String, state: State, reason: LocalizedText, hours: Int?, priority: Int,
    required: Bool, gains: [CompetencyPoints], sessions: [SessionOption], requires: [MeasureCode], group: String?,
    isSpokenOf: Bool, inProgress: Bool = false
  ) {
    shared = Shared(
      Fields(
        measure: measure, title: title, state: state, reason: reason, hours: hours, priority: priority,
        required: required, gains: gains, sessions: sessions, requires: requires, group: group,
        isSpokenOf: isSpokenOf, inProgress: inProgress))
  }

  /// The measure.
  public var measure: MeasureCode { shared.fields.measure }
  /// Its title.
  public var title: String { shared.fields.title }
  /// What became of it.
  public var state: State { shared.fields.state }
  /// Why.
  public var reason: LocalizedText { shared.fields.reason }
  /// Academic hours; nil where unknown.
  public var hours: Int? { shared.fields.hours }
  /// The sum of the weights that recommend it.
  public var priority: Int { shared.fields.priority }
  /// Whether a rule requires it.
  public var required: Bool { shared.fields.required }
  /// Expected points on the competencies of the person's framework.
  public var gains: [CompetencyPoints] { shared.fields.gains }
  /// The options open to the person; empty unless the measure is in the model.
  public var sessions: [SessionOption] { shared.fields.sessions }
  /// What has to be finished before and is not completed yet.
  public var requires: [MeasureCode] { shared.fields.requires }
  /// The group of alternatives.
  public var group: String? { shared.fields.group }
  /// Whether a rule that fired speaks of it.
  public var isSpokenOf: Bool { shared.fields.isSpokenOf }
  /// Whether it is started already: then it is chosen, with its one session, whatever the limits.
  public var inProgress: Bool { shared.fields.inProgress }

  /// The same for copies of one instance, and nobody else's as long as one of them lives.
  @inlinable public var identity: ObjectIdentifier { ObjectIdentifier(shared) }
}
