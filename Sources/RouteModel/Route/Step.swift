import Diagnostics

/// A chosen measure with its dates and reasons.
public struct Step: Sendable, Hashable {
  /// The option taken, of which measure.
  public var offer: Offer
  /// Whether a rule requires it.
  public var required: Bool
  /// The sum of the weights that recommend it.
  public var priority: Int
  /// The deficit points it closes beyond the steps before it in date order.
  public var closes: [CompetencyPoints]
  /// The rules that asked for it.
  public var because: [RuleCitation]
  /// Whether it is started already.
  public var inProgress: Bool

  /// A step.
  public init(
    offer: Offer, required: Bool, priority: Int, closes: [CompetencyPoints], because: [RuleCitation],
    inProgress: Bool = false
  ) {
    self.offer = offer
    self.required = required
    self.priority = priority
    self.closes = closes
    self.because = because
    self.inProgress = inProgress
  }

  /// The measure.
  public var measure: MeasureCode { offer.measure }
  /// Its title.
  public var title: String { offer.title }
  /// Its kind.
  public var kind: MeasureKind { offer.kind }
  /// The option taken.
  public var session: SessionOption { offer.session }
  /// The place in words, where a dated session names one.
  public var place: String? { offer.place }
  /// Academic hours.
  public var hours: Int { offer.hours }
  /// Which of its numbers are estimates.
  public var estimates: [LocalizedText] { offer.estimates }
  /// Who holds it.
  public var organiser: String { offer.organiser }
}

extension Step {
  /// A measure at one of its options: what a step says whoever takes it. One reference, because many people take it.
  public struct Offer: Sendable, Hashable {
    @usableFromInline struct Fields: Sendable, Hashable {
      var measure: MeasureCode
      var title: String
      var kind: MeasureKind
      var session: SessionOption
      var place: String?
      var hours: Int
      var estimates: [LocalizedText]
      var organiser: String
    }

    @usableFromInline let shared: Shared<Fields>

    /// An offer.
    public init(
      measure: MeasureCode, title: String, kind: MeasureKind, session: SessionOption, place: String?, hours: Int,
      estimates: [LocalizedText], organiser: String
    ) {
      shared = Shared(
        Fields(
          measure: measure, title: title, kind: kind, session: session, place: place, hours: hours,
          estimates: estimates, organiser: organiser))
    }

    /// The measure.
    public var measure: MeasureCode { shared.fields.measure }
    /// Its title.
    public var title: String { shared.fields.title }
    /// Its kind.
    public var kind: MeasureKind { shared.fields.kind }
    /// The option.
    public var session: SessionOption { shared.fields.session }
    /// The place in words, where a dated session names one.
    public var place: String? { shared.fields.place }
    /// Academic hours.
    public var hours: Int { shared.fields.hours }
    /// Which of its numbers are estimates.
    public var estimates: [LocalizedText] { shared.fields.estimates }
    /// Who holds it.
    public var organiser: String { shared.fields.organiser }

    /// The same for copies of one instance, and nobody else's as long as one of them lives.
    @inlinable public var identity: ObjectIdentifier { ObjectIdentifier(shared) }
  }
}

/// A way to take a measure that is open to the person.
public struct SessionOption: Sendable, Hashable {
  /// The session's id, or the month (`2023-10`) of an undated measure.
  public var id: String
  /// Its days, blackout windows cut off.
  public var days: DateSpan
  /// Days of travel before and after them; 0 where it is at home or remote.
  public var travelDays: Int
  /// The days it takes of the schedule: its own with the travel; of what is in progress, those that are left.
  public var occupied: DateSpan
  /// How it is held.
  public var format: Format
  /// How many people it takes; nil where unknown.
  public var seats: Int?
  /// Whether it is a step of the approved route that is made anew: as many of these as possible are taken.
  public var isApproved = false

  /// An option.
  public init(
    id: String, days: DateSpan, format: Format, seats: Int?, travelDays: Int = 0, occupied: DateSpan? = nil
  ) {
    self.id = id
    self.days = days
    self.travelDays = travelDays
    self.occupied =
      occupied ?? DateSpan(from: days.from.adding(days: -travelDays), to: days.to.adding(days: travelDays))
    self.format = format
    self.seats = seats
  }
}
