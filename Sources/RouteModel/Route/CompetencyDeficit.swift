import Diagnostics

/// What a deficit rests on.
public enum Evidence: Sendable, Hashable {
  /// A test result: by policy the one that counts.
  case test(score: Points, date: CalendarDate, form: String?, items: Int?)
  /// No test in this competency.
  case notMeasured
  /// Points added by a diagnostic rule.
  case monitoring(added: Points, citation: RuleCitation)
}

/// One competency of the person's framework. One reference, because many people have the same result on the same day.
public struct CompetencyDeficit: Sendable, Hashable {
  @usableFromInline struct Fields: Sendable, Hashable {
    var competency: CompetencyCode
    var title: String
    var score: Points?
    var target: Points
    var deficit: Points?
    var band: String?
    var weight: Int
    var evidence: [Evidence]
  }

  @usableFromInline let shared: Shared<Fields>

  /// A line of the profile.
  public init(
    competency: CompetencyCode, title: String, score: Points?, target: Points, deficit: Points?, band: String?,
    weight: Int, evidence: [Evidence]
  ) {
    shared = Shared(
      Fields(
        competency: competency, title: title, score: score, target: target, deficit: deficit, band: band,
        weight: weight, evidence: evidence))
  }

  /// The competency.
  public var competency: CompetencyCode { shared.fields.competency }
  /// Its title.
  public var title: String { shared.fields.title }
  /// The test result that counts; nil when not measured.
  public var score: Points? { shared.fields.score }
  /// The target.
  public var target: Points { shared.fields.target }
  /// The points missing; nil when neither test nor monitoring knows.
  public var deficit: Points? { shared.fields.deficit }
  /// The band's name; nil when there is no deficit or it is unknown.
  public var band: String? { shared.fields.band }
  /// The band's weight, 0 without a band.
  public var weight: Int { shared.fields.weight }
  /// What it rests on.
  public var evidence: [Evidence] { shared.fields.evidence }

  /// The same for copies of one instance, and nobody else's as long as one of them lives.
  @inlinable public var identity: ObjectIdentifier { ObjectIdentifier(shared) }
}
