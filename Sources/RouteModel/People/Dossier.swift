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
