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

/// A rule that spoke: where it stands and why.
public struct RuleCitation: Sendable, Hashable {
  /// The rule's name.
  public var rule: String
  /// The file it stands in.
  public var file: String
  /// The line it starts on.
  public var line: Int
  /// Its reason («потому что»).
  public var text: String
  /// Its basis («основание»).
  public var basis: String
  /// The facts that made it fire, in the order of its condition.
  public var facts: [NamedFact]
  /// When it wants the measure held, in words: «не раньше 1 октября»; nil at any time.
  public var dates: LocalizedText?

  /// A citation.
  public init(
    rule: String, file: String, line: Int, text: String, basis: String, facts: [NamedFact], dates: LocalizedText? = nil
  ) {
    self.rule = rule
    self.file = file
    self.line = line
    self.text = text
    self.basis = basis
    self.facts = facts
    self.dates = dates
  }
}

/// A fact as the rules name it.
public struct NamedFact: Sendable, Hashable {
  /// The field, for example `балл К1`.
  public var name: String
  /// The value, for example `48`.
  public var value: String

  /// A fact.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// What a deficit rests on.
public enum Evidence: Sendable, Hashable {
  /// A test result: by policy the one that counts.
  case test(score: Points, date: CalendarDate, form: String?, items: Int?)
  /// No test in this competency.
  case notMeasured
  /// Points added by a diagnostic rule.
  case monitoring(added: Points, citation: RuleCitation)
}

/// One competency of the person's framework.
public struct CompetencyDeficit: Sendable, Hashable {
  /// The competency.
  public var competency: CompetencyCode
  /// Its title.
  public var title: String
  /// The test result that counts; nil when not measured.
  public var score: Points?
  /// The target.
  public var target: Points
  /// The points missing; nil when neither test nor monitoring knows.
  public var deficit: Points?
  /// The band's name; nil when there is no deficit or it is unknown.
  public var band: String?
  /// The band's weight, 0 without a band.
  public var weight: Int
  /// What it rests on.
  public var evidence: [Evidence]

  /// A line of the profile.
  public init(
    competency: CompetencyCode, title: String, score: Points?, target: Points, deficit: Points?, band: String?,
    weight: Int, evidence: [Evidence]
  ) {
    self.competency = competency
    self.title = title
    self.score = score
    self.target = target
    self.deficit = deficit
    self.band = band
    self.weight = weight
    self.evidence = evidence
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

/// A chosen measure with its dates and reasons.
public struct Step: Sendable, Hashable {
  /// The measure.
  public var measure: MeasureCode
  /// Its title.
  public var title: String
  /// Its kind.
  public var kind: MeasureKind
  /// The option taken.
  public var session: SessionOption
  /// The place in words, where a dated session names one.
  public var place: String?
  /// Academic hours.
  public var hours: Int
  /// Whether a rule requires it.
  public var required: Bool
  /// The sum of the weights that recommend it.
  public var priority: Int
  /// The deficit points it closes beyond the steps before it in date order.
  public var closes: [CompetencyPoints]
  /// The rules that asked for it.
  public var because: [RuleCitation]
  /// Which of its numbers are estimates.
  public var estimates: [LocalizedText]
  /// Who holds it.
  public var organiser: String
  /// Whether it is started already.
  public var inProgress: Bool

  /// A step.
  public init(
    measure: MeasureCode, title: String, kind: MeasureKind, session: SessionOption, place: String?, hours: Int,
    required: Bool, priority: Int, closes: [CompetencyPoints], because: [RuleCitation], estimates: [LocalizedText],
    organiser: String, inProgress: Bool = false
  ) {
    self.measure = measure
    self.title = title
    self.kind = kind
    self.session = session
    self.place = place
    self.hours = hours
    self.required = required
    self.priority = priority
    self.closes = closes
    self.because = because
    self.estimates = estimates
    self.organiser = organiser
    self.inProgress = inProgress
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

/// What became of a measure.
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

  /// The measure.
  public var measure: MeasureCode
  /// Its title.
  public var title: String
  /// What became of it.
  public var state: State
  /// Why.
  public var reason: LocalizedText
  /// Academic hours; nil where unknown.
  public var hours: Int?
  /// The sum of the weights that recommend it.
  public var priority: Int
  /// Whether a rule requires it.
  public var required: Bool
  /// Expected points on the competencies of the person's framework.
  public var gains: [CompetencyPoints]
  /// The options open to the person; empty unless the measure is in the model.
  public var sessions: [SessionOption]
  /// What has to be finished before and is not completed yet.
  public var requires: [MeasureCode]
  /// The group of alternatives.
  public var group: String?
  /// The rules that spoke of it.
  public var because: [RuleCitation]
  /// Whether it is started already: then it is chosen, with its one session, whatever the limits.
  public var inProgress: Bool

  /// A candidate.
  public init(
    measure: MeasureCode, title: String, state: State, reason: LocalizedText, hours: Int?, priority: Int,
    required: Bool, gains: [CompetencyPoints], sessions: [SessionOption], requires: [MeasureCode], group: String?,
    because: [RuleCitation], inProgress: Bool = false
  ) {
    self.measure = measure
    self.title = title
    self.state = state
    self.reason = reason
    self.hours = hours
    self.priority = priority
    self.required = required
    self.gains = gains
    self.sessions = sessions
    self.requires = requires
    self.group = group
    self.because = because
    self.inProgress = inProgress
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
