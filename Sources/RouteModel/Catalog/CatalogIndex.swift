import Diagnostics

/// The region's catalog with look-ups by code.
///
/// Invariants: codes are unique under look-alike folding; gains, prerequisites and sessions name measures and
/// competencies that exist; the lists are sorted by code, so that the order of rows in the files changes nothing.
public struct Catalog: Sendable {
  /// Groups of competencies, by code.
  public let groups: [CompetencyGroup]
  /// Competencies, by code.
  public let competencies: [Competency]
  /// Measures, by code.
  public let measures: [Measure]
  /// Gains, by measure, then competency.
  public let gains: [Gain]
  /// Prerequisites, by measure.
  public let prerequisites: [Prerequisite]
  /// Sessions, by measure, then first day, last day and id.
  public let sessions: [Session]
  /// Indicators, by code.
  public let indicators: [Indicator]
  /// Municipalities, by key.
  public let municipalities: [Municipality]

  private let competencyIndex: [String: Int]
  private let measureIndex: [String: Int]
  private let municipalityIndex: [String: Int]
  private let indicatorIndex: [String: Int]
  private let gainsByMeasure: [MeasureCode: [Gain]]
  private let sessionsByMeasure: [MeasureCode: [Session]]
  private let prerequisitesByMeasure: [MeasureCode: [MeasureCode]]

  /// Sorts and indexes the rows; O(n log n). Where codes repeat the first row wins: readers report that before.
  public init(
    groups: [CompetencyGroup] = [], competencies: [Competency] = [], measures: [Measure] = [], gains: [Gain] = [],
    prerequisites: [Prerequisite] = [], sessions: [Session] = [], indicators: [Indicator] = [],
    municipalities: [Municipality] = []
  ) {
    self.groups = groups.sorted { naturalOrder($0.code, $1.code) }
    self.competencies = competencies.sorted { $0.code < $1.code }
    self.measures = measures.sorted { $0.code < $1.code }
    self.gains = gains.sorted { ($0.measure, $0.competency) < ($1.measure, $1.competency) }
    self.prerequisites = prerequisites.sorted { ($0.measure, $0.requires) < ($1.measure, $1.requires) }
    self.sessions = sessions.sorted {
      if $0.measure != $1.measure { return $0.measure < $1.measure }
      if $0.days != $1.days { return ($0.days.from, $0.days.to) < ($1.days.from, $1.days.to) }
      return naturalOrder($0.id, $1.id)
    }
    self.indicators = indicators.sorted { naturalOrder($0.code, $1.code) }
    self.municipalities = municipalities.sorted { $0.key < $1.key }
    competencyIndex = Self.index(self.competencies) { [$0.code.text] }
    measureIndex = Self.index(self.measures) { [$0.code.text] }
    municipalityIndex = Self.index(self.municipalities) { [$0.key] + $0.names.map(\.text) + $0.aliases }
    indicatorIndex = Self.index(self.indicators) { [$0.name, $0.code] }
    gainsByMeasure = Dictionary(grouping: self.gains, by: \.measure)
    sessionsByMeasure = Dictionary(grouping: self.sessions, by: \.measure)
    prerequisitesByMeasure = Dictionary(grouping: self.prerequisites, by: \.measure).mapValues { $0.map(\.requires) }
  }

  private static func index<Row>(_ rows: [Row], keys: (Row) -> [String]) -> [String: Int] {
    var result: [String: Int] = [:]
    for (position, row) in rows.enumerated() {
      for key in keys(row) {
        let folded = LookAlike.fold(key)
        if result[folded] == nil { result[folded] = position }
      }
    }
    return result
  }

  /// The competency with that code in any look-alike spelling.
  public func competency(spelled text: String) -> Competency? {
    competencyIndex[LookAlike.fold(text)].map { competencies[$0] }
  }

  /// The measure with that code in any look-alike spelling, with or without № and a closing full stop.
  public func measure(spelled text: String) -> Measure? {
    var key = Substring(LookAlike.fold(text))
    if key.hasPrefix("№") { key = key.dropFirst() }
    while key.hasPrefix(" ") { key = key.dropFirst() }
    if let found = measureIndex[String(key)] { return measures[found] }
    while key.hasSuffix(".") { key = key.dropLast() }
    return measureIndex[String(key)].map { measures[$0] }
  }

  /// The municipality with that key, official name or alias.
  public func municipality(spelled text: String) -> Municipality? {
    municipalityIndex[LookAlike.fold(text)].map { municipalities[$0] }
  }

  /// The indicator with that short name or code.
  public func indicator(spelled text: String) -> Indicator? {
    indicatorIndex[LookAlike.fold(text)].map { indicators[$0] }
  }

  /// The gains of a measure, by competency.
  public func gains(of measure: MeasureCode) -> [Gain] { gainsByMeasure[measure] ?? [] }
  /// The dated sessions of a measure, earliest first.
  public func sessions(of measure: MeasureCode) -> [Session] { sessionsByMeasure[measure] ?? [] }
  /// What has to be finished before a measure starts, by code.
  public func prerequisites(of measure: MeasureCode) -> [MeasureCode] { prerequisitesByMeasure[measure] ?? [] }

  /// The competencies of the framework of an organisation kind, by code.
  public func framework(for kind: OrganisationKind?) -> [Competency] {
    guard let kind else { return competencies }
    let open = Set(groups.filter { $0.organisationKinds.isEmpty || $0.organisationKinds.contains(kind) }.map(\.code))
    return competencies.filter { $0.groups.isEmpty || $0.groups.contains(where: open.contains) }
  }

  /// The days the catalog's measures and sessions cover, or nil when nothing in it is dated.
  public var coveredDays: DateSpan? {
    let spans = measures.compactMap(\.window) + sessions.map(\.days)
    guard let from = spans.map(\.from).min(), let to = spans.map(\.to).max() else { return nil }
    return DateSpan(from: from, to: to)
  }
}
