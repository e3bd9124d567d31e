import Diagnostics

/// A data set as its tables hold it, before rows are joined into dossiers: whose indicator is whose is still known, so
/// the tables can be written again without loss.
public struct DataRecords: Sendable, Hashable {
  /// The people with their rows, by id.
  public private(set) var people: [PersonRecord]
  /// The organisations with their rows, by id.
  public private(set) var organisations: [OrganisationRecord]

  /// Sorts the records by id.
  public init(people: [PersonRecord], organisations: [OrganisationRecord]) {
    self.people = people.sorted { naturalOrder($0.person.id, $1.person.id) }
    self.organisations = organisations.sorted { naturalOrder($0.organisation.id, $1.organisation.id) }
  }

  /// The records of a data set whose dossiers are all that is known: every indicator is written as its person's.
  public init(_ data: DataSet) {
    self.init(
      people: data.dossiers.map {
        PersonRecord(
          person: $0.person, scores: $0.scores, indicators: $0.indicators, completions: $0.completions,
          started: $0.started)
      },
      organisations: data.organisations.map { OrganisationRecord(organisation: $0) })
  }

  /// The same in pieces of at most `count` records: the people in their order, then the organisations.
  public func pieces(of count: Int) -> [DataRecords] {
    func slices<Record>(_ records: [Record]) -> [[Record]] {
      stride(from: 0, to: records.count, by: count).map { Array(records[$0..<min(records.count, $0 + count)]) }
    }
    return slices(people).map { DataRecords(people: $0, organisations: []) }
      + slices(organisations).map { DataRecords(people: [], organisations: $0) }
  }

  /// The same without names; that there is a mentor stays.
  public var withoutNames: DataRecords {
    var copy = self
    copy.people = people.map(\.withoutNames)
    return copy
  }

  /// One dossier per person: the person's rows with those of the person's organisation. O(rows).
  public var dataSet: DataSet {
    var index: [String: Int] = [:]
    for (position, record) in organisations.enumerated() { index[LookAlike.fold(record.organisation.id)] = position }
    let dossiers = people.map { record in
      let organisation = record.person.organisation.flatMap { index[LookAlike.fold($0)] }.map { organisations[$0] }
      return Dossier(
        person: record.person, organisation: organisation?.organisation, scores: record.scores,
        indicators: record.indicators + (organisation?.indicators ?? []), completions: record.completions,
        started: record.started)
    }
    return DataSet(dossiers: dossiers, organisations: organisations.map(\.organisation))
  }
}

/// A person with the rows that name the person, in a canonical order.
public struct PersonRecord: Sendable, Hashable {
  /// The person.
  public var person: Person
  /// Test results.
  public var scores: [Score]
  /// Indicator values of the person alone.
  public var indicators: [IndicatorValue]
  /// Completed measures.
  public var completions: [Completion]
  /// Measures started and not completed.
  public var started: [StartedMeasure]

  /// A record.
  public init(
    person: Person, scores: [Score] = [], indicators: [IndicatorValue] = [], completions: [Completion] = [],
    started: [StartedMeasure] = []
  ) {
    self.person = person
    self.scores = scores.sorted(by: Dossier.precedes)
    self.indicators = indicators.sorted(by: Dossier.precedes)
    self.completions = completions.sorted(by: Dossier.precedes)
    self.started = started.sorted(by: Dossier.precedes)
  }
}

/// An organisation with the rows that name it, in a canonical order.
public struct OrganisationRecord: Sendable, Hashable {
  /// The organisation.
  public var organisation: Organisation
  /// Indicator values.
  public var indicators: [IndicatorValue]

  /// A record.
  public init(organisation: Organisation, indicators: [IndicatorValue] = []) {
    self.organisation = organisation
    self.indicators = indicators.sorted(by: Dossier.precedes)
  }
}

extension PersonRecord {
  /// The same without names; that there is a mentor stays.
  public var withoutNames: PersonRecord {
    var copy = self
    copy.person.name = nil
    if copy.person.mentor != nil { copy.person.mentor = "+" }
    return copy
  }
}
