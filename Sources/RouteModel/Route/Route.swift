import Diagnostics

/// An individual educational route with everything needed to explain and re-check it.
///
/// Absent on purpose: how it was found. A route is a value that reports only read.
public struct Route: Sendable, Hashable {
  /// Whose it is.
  public var person: Person
  /// The official name of the municipality on the route's date.
  public var municipalityName: String?
  /// The date the route is made for.
  public var asOf: CalendarDate
  /// The days in which steps may lie.
  public var horizon: DateSpan
  /// SHA-256 of what it was made from, in lower-case hexadecimal.
  public var inputs: InputDigests
  /// The deficit profile: not measured first, then by weight and deficit, then by code.
  public var deficits: [CompetencyDeficit]
  /// The chosen measures in date order.
  public var steps: [Step]
  /// Every teaching measure of the catalog and what became of it, by code.
  public var candidates: [Candidate]
  /// The limits the schedule keeps.
  public var limits: RouteLimits
  /// How good the route is.
  public var objective: RouteObjective
  /// The growth the route would bring if the estimated gains came true.
  public var forecast: Forecast
  /// What a reader has to know.
  public var findings: [Finding]

  /// A route.
  public init(
    person: Person, municipalityName: String?, asOf: CalendarDate, horizon: DateSpan, inputs: InputDigests,
    deficits: [CompetencyDeficit], steps: [Step], candidates: [Candidate], limits: RouteLimits,
    objective: RouteObjective, forecast: Forecast, findings: [Finding]
  ) {
    self.person = person
    self.municipalityName = municipalityName
    self.asOf = asOf
    self.horizon = horizon
    self.inputs = inputs
    self.deficits = deficits
    self.steps = steps
    self.candidates = candidates
    self.limits = limits
    self.objective = objective
    self.forecast = forecast
    self.findings = findings
  }
}

/// What a route was made from.
public struct InputDigests: Sendable, Hashable {
  /// The rule files.
  public var rules: String
  /// The catalog.
  public var catalog: String
  /// The person's own rows: the digest stays when other people's rows change.
  public var data: String

  /// Three digests.
  public init(rules: String, catalog: String, data: String) {
    self.rules = rules
    self.catalog = catalog
    self.data = data
  }
}

/// Points on a competency.
public struct CompetencyPoints: Sendable, Hashable {
  /// The competency.
  public var competency: CompetencyCode
  /// The points.
  public var points: Points

  /// Points on a competency.
  public init(competency: CompetencyCode, points: Points) {
    self.competency = competency
    self.points = points
  }
}

/// The limits a schedule keeps.
public struct RouteLimits: Sendable, Hashable {
  /// A period and the hours that may start in it.
  public struct Period: Sendable, Hashable {
    /// The days.
    public var days: DateSpan
    /// The hours.
    public var cap: Int

    /// A period.
    public init(days: DateSpan, cap: Int) {
      self.days = days
      self.cap = cap
    }
  }

  /// Hours per period; empty where the policy sets none.
  public var hoursPerPeriod: [Period]
  /// How many measures may run at once; nil where the policy sets no limit.
  public var concurrent: Int?
  /// What an hour costs, in points of value.
  public var hourPrice: Points

  /// Limits.
  public init(hoursPerPeriod: [Period], concurrent: Int?, hourPrice: Points) {
    self.hoursPerPeriod = hoursPerPeriod
    self.concurrent = concurrent
    self.hourPrice = hourPrice
  }
}

/// How good a route is, and how that is known.
public struct RouteObjective: Sendable, Hashable {
  /// How the value is known.
  public enum Status: String, Sendable, Hashable {
    /// Proven best.
    case optimal
    /// The node limit was reached; `bound` is proven.
    case bounded
  }

  /// Required measures taken.
  public var requiredMet: Int
  /// Required measures.
  public var requiredOf: Int
  /// The value in whole units.
  public var value: Int
  /// Hours in all.
  public var hours: Int
  /// How the value is known.
  public var status: Status
  /// No route with as many required measures, and as many approved steps where one is made anew, has a larger value.
  public var bound: Int
  /// Nodes of the search.
  public var nodes: Int
  /// No route takes more required measures; equal to `requiredMet` when optimal.
  public var requiredBound: Int

  /// An objective; without a bound on the required measures it is as many as are taken.
  public init(
    requiredMet: Int, requiredOf: Int, value: Int, hours: Int, status: Status, bound: Int, nodes: Int,
    requiredBound: Int? = nil
  ) {
    self.requiredBound = requiredBound ?? requiredMet
    self.requiredMet = requiredMet
    self.requiredOf = requiredOf
    self.value = value
    self.hours = hours
    self.status = status
    self.bound = bound
    self.nodes = nodes
  }
}

/// The estimated growth of a route, beside the target.
public struct Forecast: Sendable, Hashable {
  /// The growth in percent; nil when nothing is measured or the base is zero.
  public var growth: Points?
  /// What the policy asks for.
  public var target: GrowthTarget

  /// A forecast.
  public init(growth: Points?, target: GrowthTarget) {
    self.growth = growth
    self.target = target
  }
}

/// How growth is counted.
public enum GrowthFormula: ClosedSet {
  /// `post − pre`, in points of 100.
  case absolute
  /// `(post − pre) / pre`.
  case relative
  /// `(post − pre) / (100 − pre)`.
  case normalised

  /// How rules and output spell it.
  public var spellings: Spellings {
    switch self {
    case .absolute: Spellings("абсолютный", "absolute")
    case .relative: Spellings("относительный", "relative")
    case .normalised: Spellings("нормированный", "normalised", "normalized")
    }
  }
}

/// The growth that is asked for.
public struct GrowthTarget: Sendable, Hashable {
  /// At least so many percent.
  public var percent: Points
  /// By which formula.
  public var formula: GrowthFormula

  /// A target.
  public init(percent: Points, formula: GrowthFormula) {
    self.percent = percent
    self.formula = formula
  }
}

/// Something a reader of the route has to know.
public struct Finding: Sendable, Hashable {
  /// Its stable name.
  public var id: DiagnosticID
  /// How grave it is.
  public var severity: Severity
  /// What it says.
  public var text: LocalizedText

  /// A finding.
  public init(_ severity: Severity, _ id: DiagnosticID, _ text: LocalizedText) {
    self.id = id
    self.severity = severity
    self.text = text
  }
}
