import Diagnostics

/// A labour function of the professional standard under which competencies are grouped.
public struct CompetencyGroup: Sendable, Hashable {
  /// The code, for example `B/01.7`.
  public var code: String
  /// The title.
  public var title: String
  /// The kinds of organisation whose framework the group belongs to; empty means every kind.
  public var organisationKinds: [OrganisationKind]
  /// Where the wording comes from.
  public var source: String
  /// How far it is checked.
  public var status: ValueStatus

  /// A group.
  public init(
    code: String, title: String, organisationKinds: [OrganisationKind], source: String, status: ValueStatus
  ) {
    self.code = code
    self.title = title
    self.organisationKinds = organisationKinds
    self.source = source
    self.status = status
  }
}

/// A competency of the framework.
public struct Competency: Sendable, Hashable {
  /// The code.
  public var code: CompetencyCode
  /// The title.
  public var title: String
  /// The codes of the groups it belongs to: one for schools, one for kindergartens, or both.
  public var groups: [String]
  /// The target score per role. A role that is absent takes no test in it.
  public var targets: [Role: Points]
  /// Where it comes from.
  public var source: String
  /// How the targets are known.
  public var status: ValueStatus

  /// A competency.
  public init(
    code: CompetencyCode, title: String, groups: [String], targets: [Role: Points], source: String, status: ValueStatus
  ) {
    self.code = code
    self.title = title
    self.groups = groups
    self.targets = targets
    self.source = source
    self.status = status
  }
}

/// A share of people (or teams, or municipalities) that a measure has to reach.
public struct CoverageTarget: Sendable, Hashable {
  /// At least so many percent.
  public var percent: Int
  /// Of whom.
  public var denominator: Denominator

  /// At least `percent` of `denominator`.
  public init(percent: Int, denominator: Denominator) {
    self.percent = percent
    self.denominator = denominator
  }

  /// The smallest whole number of `total` that reaches the share.
  public func needed(of total: Int) -> Int { (percent * total + 99) / 100 }
}

/// A measure of the road map.
public struct Measure: Sendable, Hashable {
  /// The code as in the road map.
  public var code: MeasureCode
  /// The title, verbatim.
  public var title: String
  /// What kind of work it is.
  public var kind: MeasureKind
  /// The track of the project, 1 or 2.
  public var track: Int
  /// For whom it is, a condition of the rule language, and where it stands.
  public var audience: String
  /// The place of the audience's cell, for messages.
  public var audiencePlace: DiagnosticPlace
  /// Academic hours; nil where unknown.
  public var hours: Int?
  /// How the hours are known.
  public var hoursStatus: ValueStatus
  /// How undated runs are held.
  public var format: Format
  /// The term as the document words it; empty where it is silent.
  public var term: String
  /// The days in which the measure can be held, from the term or estimated; nil where it is not held for people.
  public var window: DateSpan?
  /// How the window is known.
  public var windowStatus: ValueStatus
  /// Who holds it.
  public var organiser: String
  /// The share to reach.
  public var coverage: CoverageTarget?
  /// The result the document expects.
  public var expectedResult: String
  /// Measures with the same group are alternatives: a route takes at most one of them.
  public var group: String?
  /// Where it stands in the document.
  public var source: String

  /// A measure.
  public init(
    code: MeasureCode, title: String, kind: MeasureKind, track: Int, audience: String, audiencePlace: DiagnosticPlace,
    hours: Int?, hoursStatus: ValueStatus, format: Format, term: String, window: DateSpan?, windowStatus: ValueStatus,
    organiser: String, coverage: CoverageTarget?, expectedResult: String, group: String?, source: String
  ) {
    self.code = code
    self.title = title
    self.kind = kind
    self.track = track
    self.audience = audience
    self.audiencePlace = audiencePlace
    self.hours = hours
    self.hoursStatus = hoursStatus
    self.format = format
    self.term = term
    self.window = window
    self.windowStatus = windowStatus
    self.organiser = organiser
    self.coverage = coverage
    self.expectedResult = expectedResult
    self.group = group
    self.source = source
  }
}

/// Points a measure is expected to add to a competency.
public struct Gain: Sendable, Hashable {
  /// The measure.
  public var measure: MeasureCode
  /// The competency.
  public var competency: CompetencyCode
  /// The expected points.
  public var points: Points
  /// How they are known.
  public var status: ValueStatus

  /// A gain.
  public init(measure: MeasureCode, competency: CompetencyCode, points: Points, status: ValueStatus) {
    self.measure = measure
    self.competency = competency
    self.points = points
    self.status = status
  }
}

/// `measure` needs `requires` to be finished before it starts.
public struct Prerequisite: Sendable, Hashable {
  /// The later measure.
  public var measure: MeasureCode
  /// The earlier measure.
  public var requires: MeasureCode

  /// A prerequisite.
  public init(measure: MeasureCode, requires: MeasureCode) {
    self.measure = measure
    self.requires = requires
  }
}

/// A dated run of a measure.
public struct Session: Sendable, Hashable {
  /// The measure.
  public var measure: MeasureCode
  /// The id, unique in the catalog.
  public var id: String
  /// Its days.
  public var days: DateSpan
  /// Where it is held: a municipality's key, or nil.
  public var municipality: String?
  /// The place in words.
  public var place: String
  /// How it is held.
  public var format: Format
  /// How many people it takes; nil where unknown.
  public var seats: Int?
  /// How dates and seats are known.
  public var status: ValueStatus

  /// A session.
  public init(
    measure: MeasureCode, id: String, days: DateSpan, municipality: String?, place: String, format: Format, seats: Int?,
    status: ValueStatus
  ) {
    self.measure = measure
    self.id = id
    self.days = days
    self.municipality = municipality
    self.place = place
    self.format = format
    self.seats = seats
    self.status = status
  }
}

/// An indicator of Table 1: D = K / O × 100.
public struct Indicator: Sendable, Hashable {
  /// The product's code, for example `Т1.3`.
  public var code: String
  /// The short name under which rules know it, for example `ВПР-решения`.
  public var name: String
  /// The title, verbatim.
  public var title: String
  /// The track of the project, 1 or 2.
  public var track: Int
  /// What K counts.
  public var numerator: String
  /// What O counts.
  public var denominator: String
  /// The sample, verbatim.
  public var sample: String
  /// What one person's or organisation's value is; nil where the indicator is of a municipality or the region only.
  public var kind: IndicatorKind?
  /// What was decided where the document contradicts itself.
  public var note: String

  /// An indicator.
  public init(
    code: String, name: String, title: String, track: Int, numerator: String, denominator: String, sample: String,
    kind: IndicatorKind?, note: String
  ) {
    self.code = code
    self.name = name
    self.title = title
    self.track = track
    self.numerator = numerator
    self.denominator = denominator
    self.sample = sample
    self.kind = kind
    self.note = note
  }
}

/// A municipality with a key that stays when its official name changes.
public struct Municipality: Sendable, Hashable {
  /// An official name and the days it is in force; nil is open.
  public struct Name: Sendable, Hashable {
    /// The official name.
    public var text: String
    /// In force from.
    public var from: CalendarDate?
    /// In force until.
    public var to: CalendarDate?

    /// A dated name.
    public init(text: String, from: CalendarDate?, to: CalendarDate?) {
      self.text = text
      self.from = from
      self.to = to
    }
  }

  /// The stable key.
  public var key: String
  /// Official names, oldest first; at least one.
  public var names: [Name]
  /// Other spellings found in tables.
  public var aliases: [String]
  /// Days of travel between it and any other municipality; nil where the rules' policy decides.
  public var travelDays: Int?

  /// A municipality.
  public init(key: String, names: [Name], aliases: [String], travelDays: Int? = nil) {
    self.key = key
    self.names = names
    self.aliases = aliases
    self.travelDays = travelDays
  }

  /// The official name on `date`; the nearest known one when none was in force.
  public func name(on date: CalendarDate) -> String {
    let inForce = names.last { ($0.from.map { $0 <= date } ?? true) && ($0.to.map { date <= $0 } ?? true) }
    return inForce?.text ?? names.last?.text ?? key
  }
}
