import Diagnostics

/// A leader, reservist, team member or specialist.
public struct Person: Sendable, Hashable {
  /// The id, unique in the data set.
  public var id: String
  /// The name; nil in pseudonymous data.
  public var name: String?
  /// The key of the municipality.
  public var municipality: String?
  /// The id of the organisation.
  public var organisation: String?
  /// The kind of organisation.
  public var organisationKind: OrganisationKind?
  /// The position in words.
  public var position: String?
  /// The role.
  public var role: Role
  /// The day of appointment to the position.
  public var appointedOn: CalendarDate?
  /// Whether the person has professional retraining in management.
  public var hasManagementRetraining: Bool?
  /// The formats the person can take; nil where not stated (then every format).
  public var formats: Set<Format>?
  /// The team.
  public var team: String?
  /// The mentor.
  public var mentor: String?

  /// A person; all but id and role may be unknown.
  public init(
    id: String, name: String? = nil, municipality: String? = nil, organisation: String? = nil,
    organisationKind: OrganisationKind? = nil, position: String? = nil, role: Role, appointedOn: CalendarDate? = nil,
    hasManagementRetraining: Bool? = nil, formats: Set<Format>? = nil, team: String? = nil, mentor: String? = nil
  ) {
    self.id = id
    self.name = name
    self.municipality = municipality
    self.organisation = organisation
    self.organisationKind = organisationKind
    self.position = position
    self.role = role
    self.appointedOn = appointedOn
    self.hasManagementRetraining = hasManagementRetraining
    self.formats = formats
    self.team = team
    self.mentor = mentor
  }
}

/// A feature of an organisation with its source and date.
public struct DatedFeature: Sendable, Hashable {
  /// The feature.
  public var feature: Feature
  /// Where it is stated.
  public var source: String?
  /// When it was stated.
  public var date: CalendarDate?

  /// A feature.
  public init(feature: Feature, source: String? = nil, date: CalendarDate? = nil) {
    self.feature = feature
    self.source = source
    self.date = date
  }
}

/// An organisation.
public struct Organisation: Sendable, Hashable {
  /// The id, unique in the data set.
  public var id: String
  /// The name.
  public var name: String?
  /// The key of the municipality.
  public var municipality: String?
  /// The kind.
  public var kind: OrganisationKind?
  /// Its features; a feature that is not listed does not hold.
  public var features: [DatedFeature]

  /// An organisation.
  public init(
    id: String, name: String? = nil, municipality: String? = nil, kind: OrganisationKind? = nil,
    features: [DatedFeature] = []
  ) {
    self.id = id
    self.name = name
    self.municipality = municipality
    self.kind = kind
    self.features = features
  }
}

/// Which testing a score belongs to.
public enum Wave: ClosedSet {
  /// The first test, which finds the deficits.
  case pretest
  /// The repeated test, which measures the growth.
  case retest

  /// How tables spell it.
  public var spellings: Spellings {
    switch self {
    case .pretest:
      Spellings("тест", "pretest", "первичный", "первичное тестирование", "входной", "1", "pre", "test")
    case .retest:
      Spellings("ретест", "retest", "повторный", "повторное тестирование", "повторный тест", "итоговый", "2", "post")
    }
  }
}

/// A result of a test in one competency, already on the scale 0–100.
public struct Score: Sendable, Hashable {
  /// The competency.
  public var competency: CompetencyCode
  /// The day of the test.
  public var date: CalendarDate
  /// The form of the test.
  public var form: String?
  /// The result on the scale 0–100: `raw / maximum · 100`, rounded once.
  public private(set) var points: Points
  /// The result as the test counts it.
  public private(set) var raw: Points
  /// The largest result the test can give, more than 0.
  public private(set) var maximum: Points
  /// How many items the test had.
  public var items: Int?
  /// Which testing.
  public var wave: Wave

  /// A score already on the scale 0–100.
  public init(
    competency: CompetencyCode, date: CalendarDate, form: String? = nil, points: Points, items: Int? = nil, wave: Wave
  ) {
    self.init(
      competency: competency, date: date, form: form, raw: points, maximum: .hundred, items: items, wave: wave)
  }

  /// A score: `raw` of `maximum`.
  public init(
    competency: CompetencyCode, date: CalendarDate, form: String? = nil, raw: Points, maximum: Points,
    items: Int? = nil, wave: Wave
  ) {
    self.competency = competency
    self.date = date
    self.form = form
    points = .ratio(raw, of: maximum)
    self.raw = raw
    self.maximum = maximum
    self.items = items
    self.wave = wave
  }
}

/// A value of a monitoring indicator.
public struct IndicatorValue: Sendable, Hashable {
  /// The indicator's code.
  public var indicator: String
  /// The first day of the period it speaks of.
  public var period: DateSpan
  /// Yes/no as 1 and 0; otherwise hundredths.
  public var value: Value
  /// Where it comes from.
  public var source: String?

  /// A value of either kind.
  public enum Value: Sendable, Hashable {
    /// Yes or no.
    case boolean(Bool)
    /// A share or count.
    case number(Points)
  }

  /// A value.
  public init(indicator: String, period: DateSpan, value: Value, source: String? = nil) {
    self.indicator = indicator
    self.period = period
    self.value = value
    self.source = source
  }
}

/// A measure a person has completed.
public struct Completion: Sendable, Hashable {
  /// The measure.
  public var measure: MeasureCode
  /// The day it was completed.
  public var date: CalendarDate
  /// The hours on the document.
  public var hours: Int?
  /// The document.
  public var document: String?
  /// The day it was started, where stated: from then to the day before `date` it is in progress.
  public var started: CalendarDate?
  /// The session's id, where stated.
  public var session: String?

  /// A completion.
  public init(
    measure: MeasureCode, date: CalendarDate, hours: Int? = nil, document: String? = nil,
    started: CalendarDate? = nil, session: String? = nil
  ) {
    self.measure = measure
    self.date = date
    self.hours = hours
    self.document = document
    self.started = started
    self.session = session
  }
}

/// Everything known of one person: what a route is made from.
///
/// Invariant: the lists are in a canonical order, so that the order of rows in the files changes nothing.
public struct Dossier: Sendable, Hashable {
  /// The person.
  public var person: Person
  /// The person's organisation, where the data set has it.
  public var organisation: Organisation?
  /// Test results: by competency, date, wave, form, points, items.
  public private(set) var scores: [Score]
  /// Indicator values of the person and the organisation: by indicator, then period.
  public private(set) var indicators: [IndicatorValue]
  /// Completed measures: by code, then date.
  public private(set) var completions: [Completion]
  /// Measures started and not completed: by code, then date.
  public private(set) var started: [StartedMeasure]

  /// A dossier; sorts the lists.
  public init(
    person: Person, organisation: Organisation? = nil, scores: [Score] = [], indicators: [IndicatorValue] = [],
    completions: [Completion] = [], started: [StartedMeasure] = []
  ) {
    self.person = person
    self.organisation = organisation
    self.scores = Self.isInOrder(scores) ? scores : scores.sorted(by: Self.precedes)
    self.indicators = Self.inOrder(indicators, Self.precedes)
    self.completions = Self.inOrder(completions, Self.precedes)
    self.started = Self.inOrder(started, Self.precedes)
  }

  /// Whether results are in order already. Field by field: to take results out of a list would count their references.
  private static func isInOrder(_ scores: [Score]) -> Bool {
    for index in scores.indices.dropFirst() {
      if scores[index - 1].competency != scores[index].competency {
        guard scores[index - 1].competency < scores[index].competency else { return false }
      } else if scores[index - 1].date >= scores[index].date {
        guard scores[index - 1].date == scores[index].date, !precedes(scores[index], scores[index - 1]) else {
          return false
        }
      }
    }
    return true
  }

  /// The rows sorted; rows that are in order already, as tables mostly have them, stay where they are.
  private static func inOrder<Row>(_ rows: [Row], _ precedes: (Row, Row) -> Bool) -> [Row] {
    var isSorted = true
    for index in rows.indices.dropFirst() where isSorted { isSorted = !precedes(rows[index], rows[index - 1]) }
    return isSorted ? rows : rows.sorted(by: precedes)
  }

  static func precedes(_ a: Score, _ b: Score) -> Bool {
    if a.competency != b.competency { return a.competency < b.competency }
    if a.date != b.date { return a.date < b.date }
    if a.wave != b.wave { return a.wave == .pretest }
    if a.form != b.form { return (a.form ?? "") < (b.form ?? "") }
    if a.points != b.points { return a.points < b.points }
    return (a.items ?? 0) < (b.items ?? 0)
  }

  static func precedes(_ a: IndicatorValue, _ b: IndicatorValue) -> Bool {
    if a.indicator != b.indicator { return naturalOrder(a.indicator, b.indicator) }
    if a.period.to != b.period.to { return a.period.to < b.period.to }
    if a.period.from != b.period.from { return a.period.from < b.period.from }
    return (a.source ?? "", a.value.order) < (b.source ?? "", b.value.order)
  }

  static func precedes(_ a: Completion, _ b: Completion) -> Bool {
    if a.measure != b.measure { return a.measure < b.measure }
    if a.date != b.date { return a.date < b.date }
    return (a.hours ?? 0, a.document ?? "") < (b.hours ?? 0, b.document ?? "")
  }

  /// The person's kind of organisation, from the person's row or else from the organisation's.
  public var organisationKind: OrganisationKind? { person.organisationKind ?? organisation?.kind }
  /// The person's municipality, from the person's row or else from the organisation's.
  public var municipality: String? { person.municipality ?? organisation?.municipality }
}

extension IndicatorValue.Value {
  fileprivate var order: Int {
    switch self {
    case .boolean(let flag): flag ? 1 : 0
    case .number(let points): points.hundredths
    }
  }
}

/// A whole data set, one dossier per person, by id.
public struct DataSet: Sendable {
  /// The dossiers, by the person's id.
  public let dossiers: [Dossier]
  /// The organisations, by id.
  public let organisations: [Organisation]
  private let index: [String: Int]

  /// Sorts and indexes the dossiers.
  public init(dossiers: [Dossier], organisations: [Organisation]) {
    self.dossiers = dossiers.sorted { naturalOrder($0.person.id, $1.person.id) }
    self.organisations = organisations.sorted { naturalOrder($0.id, $1.id) }
    var index: [String: Int] = [:]
    for (position, dossier) in self.dossiers.enumerated() { index[LookAlike.fold(dossier.person.id)] = position }
    self.index = index
  }

  /// The dossier of the person with that id in any look-alike spelling.
  public func dossier(of id: String) -> Dossier? { index[LookAlike.fold(id)].map { dossiers[$0] } }
}
