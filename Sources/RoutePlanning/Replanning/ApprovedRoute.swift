import RouteModel

/// A route people work by, as far as making it anew has to know it.
public struct ApprovedRoute: Sendable, Hashable {
  /// A step of it.
  public struct Step: Sendable, Hashable {
    /// The measure.
    public var measure: MeasureCode
    /// Its title.
    public var title: String
    /// The session's id, or the month of an undated measure.
    public var session: String
    /// Its days.
    public var days: DateSpan
    /// Days of travel before and after them.
    public var travelDays: Int
    /// Academic hours.
    public var hours: Int

    /// A step.
    public init(
      measure: MeasureCode, title: String, session: String, days: DateSpan, travelDays: Int = 0, hours: Int
    ) {
      self.measure = measure
      self.title = title
      self.session = session
      self.days = days
      self.travelDays = travelDays
      self.hours = hours
    }

    /// Whether it stands in a month, as the steps of undated measures do.
    var isMonth: Bool {
      let (year, month, _) = days.from.components
      return session == "\(year)-\(month < 10 ? "0" : "")\(month)"
    }

    /// The first day it takes, travel included.
    var firstDay: CalendarDate { days.from.adding(days: -travelDays) }
  }

  /// The date it was made for: its year of load begins here.
  public var asOf: CalendarDate
  /// The steps in date order, each measure once.
  public var steps: [Step]

  /// An approved route.
  public init(asOf: CalendarDate, steps: [Step]) {
    self.asOf = asOf
    self.steps = steps
  }

  /// A route as it was made.
  public init(_ route: Route) {
    self.init(
      asOf: route.asOf,
      steps: route.steps.map { step in
        Step(
          measure: step.measure, title: step.title, session: step.session.id, days: step.session.days,
          travelDays: step.session.travelDays, hours: step.hours)
      })
  }
}
