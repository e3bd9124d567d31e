import RouteModel
import RuleLanguage

/// How the seats of a region are shared, and what is proven about it. A value that reports only read.
public struct RegionAllocation: Sendable {
  /// A session of the horizon.
  public struct SessionUse: Sendable, Hashable {
    /// The session.
    public var session: Session
    /// How many people are in it: those who have started and those whose routes take it.
    public var used: Int
    /// How many of them have started already.
    public var inProgress: Int
    /// What one more seat is worth at most, in points of the region's value; nil where the number of seats is unknown or
    /// no seat was there to share.
    public var price: Points?
    /// How many more required measures one more seat lets people take, by the same prices.
    public var requiredPrice: Int
  }

  /// A municipality's part.
  public struct Part: Sendable, Hashable {
    /// The key; nil for people of no known municipality.
    public var municipality: String?
    /// The official name on the date.
    public var name: String?
    /// People.
    public var people: Int
    /// Steps of their routes.
    public var steps: Int
    /// Seats they would take if there were enough.
    public var asked: Int
    /// Seats they get.
    public var seats: Int
    /// The least seats the policy wants for it; nil where it says nothing.
    public var floor: Int?
  }

  /// The date.
  public var asOf: CalendarDate
  /// The days in which steps may lie.
  public var horizon: DateSpan
  /// The municipality whose people alone are planned; nil for all.
  public var municipality: String?
  /// How many people are planned.
  public var people: Int
  /// How many of them have a worse route than if seats were enough.
  public var shortPeople: Int
  /// Required measures taken, everybody's together.
  public var requiredMet: Int
  /// Required measures, everybody's together.
  public var requiredOf: Int
  /// No way to share seats takes more required measures.
  public var requiredBound: Int
  /// The value of the region in whole units: what the policy counts.
  public var value: Int
  /// No way to share seats with as many required measures has a larger value.
  public var bound: Int
  /// The values of the routes alone, added up without weights and goals.
  public var routesValue: Int
  /// What the goals that are reached are worth: a part of `value`.
  public var goalsValue: Int
  /// Rounds of the search for prices.
  public var iterations: Int
  /// Nodes of all searches.
  public var nodes: Int
  /// What the rules' policy says of seats and coverage.
  public var policy: PolicySettings
  /// Sessions, by measure and first day.
  public var sessions: [SessionUse]
  /// Coverage targets, by measure.
  public var coverage: [CoverageResult]
  /// Municipalities, by key; people of no known municipality last.
  public var parts: [Part]

  /// `bound − value`.
  public var gap: Int { bound - value }
}

/// What becomes of a coverage target.
public struct CoverageResult: Sendable, Hashable {
  /// Why units are not reached, nearest to being reached first.
  public enum Obstacle: Int, Sendable, Hashable, CaseIterable {
    /// The measure does not fit beside better ones: hours, dates, or it is worth less.
    case outweighed
    /// All seats of the sessions that fit are taken.
    case noSeats
    /// No session of the horizon fits.
    case noSession
    /// No rule and no deficit asks for it.
    case notAsked
    /// The measure is not for them.
    case notEligible
    /// The data set has no people of the unit.
    case nobody
  }

  /// The measure.
  public var measure: MeasureCode
  /// Its title.
  public var title: String
  /// The target.
  public var target: CoverageTarget
  /// The size of the denominator; nil where the data set does not say.
  public var total: Int?
  /// Units that have completed it.
  public var completed: Int
  /// Units, not among those, that are in it.
  public var inProgress: Int
  /// Units, not among those, whose routes take it.
  public var inRoutes: Int
  /// The most units that any sharing of these seats could reach; `completed` and `inProgress` among them.
  public var reachable: Int
  /// How many units are not reached, by the nearest obstacle.
  public var obstacles: [Obstacle: Int]

  /// Units that are reached.
  public var planned: Int { completed + inProgress + inRoutes }
  /// Units to reach; nil where the denominator is unknown.
  public var needed: Int? { total.map(target.needed) }
  /// Units missing.
  public var shortfall: Int? { needed.map { max(0, $0 - planned) } }
  /// Units missing whatever is done with these people and seats: proven.
  public var leastShortfall: Int? { needed.map { max(0, $0 - reachable) } }
}
