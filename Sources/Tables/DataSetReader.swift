import Diagnostics
import RouteModel

/// Reads a data set from a folder of tables, and reports all mistakes of all tables in one run.
public enum DataSetReader {
  /// The data set, or nil when anything in it is an error: nothing is skipped in silence. O(cells).
  public static func read(folder: Location, catalog: Catalog) -> (data: DataSet?, diagnostics: [Diagnostic]) {
    let read = records(folder: folder, catalog: catalog)
    return (read.records?.dataSet, read.diagnostics)
  }

  /// The same, as the tables hold it.
  public static func records(
    folder: Location, catalog: Catalog
  ) -> (records: DataRecords?, diagnostics: [Diagnostic]) {
    var reading = DataSetReading(folder: folder, catalog: catalog)
    reading.readAll()
    guard !reading.diagnostics.hasErrors else { return (nil, reading.diagnostics) }
    return (reading.records, reading.diagnostics)
  }
}

/// One reading of a data set.
struct DataSetReading {
  let set: TableSet
  let catalog: Catalog
  var diagnostics: [Diagnostic]
  var people: [Person] = []
  var organisations: [Organisation] = []
  /// Spelling → position, as written and folded, so that a look-up folds only what it has not met.
  var personIndex: [String: Int] = [:]
  var organisationIndex: [String: Int] = [:]
  var scores: [[Score]] = []
  var personIndicators: [[IndicatorValue]] = []
  var organisationIndicators: [[IndicatorValue]] = []
  var completions: [[Completion]] = []
  var competencyCache: [String: CompetencyCode] = [:]
  var measureCache: [String: MeasureCode] = [:]

  static let schemas: [String: [Column]] = [
    "people": TableSchemas.people, "organisations": TableSchemas.organisations, "scores": TableSchemas.scores,
    "indicators": TableSchemas.indicatorValues, "completions": TableSchemas.completions,
  ]

  init(folder: Location, catalog: Catalog) {
    self.catalog = catalog
    set = TableSet(
      folder: folder,
      names: [
        .init(english: "people", russian: "люди", isRequired: true),
        .init(english: "organisations", russian: "организации", isRequired: false),
        .init(english: "scores", russian: "результаты", isRequired: false),
        .init(english: "indicators", russian: "показатели", isRequired: false),
        .init(english: "completions", russian: "пройдено", isRequired: false),
      ])
    diagnostics = set.diagnostics
  }

  mutating func readAll() {
    readOrganisations()
    readPeople()
    scores = Array(repeating: [], count: people.count)
    personIndicators = scores.map { _ in [] }
    completions = scores.map { _ in [] }
    organisationIndicators = organisations.map { _ in [] }
    readScores()
    readIndicators()
    readCompletions()
  }

  var records: DataRecords {
    DataRecords(
      people: people.indices.map {
        PersonRecord(
          person: people[$0], scores: scores[$0], indicators: personIndicators[$0], completions: completions[$0])
      },
      organisations: organisations.indices.map {
        OrganisationRecord(organisation: organisations[$0], indicators: organisationIndicators[$0])
      })
  }

  mutating func rows(
    of name: String, _ read: (inout DataSetReading, inout TableReading, Table.Row) -> Void
  ) {
    guard let table = set.tables[name], let columns = Self.schemas[name] else { return }
    var reading = TableReading(table, columns: columns)
    if !reading.diagnostics.hasErrors {
      for row in table.rows {
        reading.beginRow()
        read(&self, &reading, row)
      }
    }
    diagnostics += reading.diagnostics + reading.remarks()
  }

  // MARK: References

  /// The position of the person a row speaks of, or nil after a message. When the table of people itself could not be
  /// read, its own messages are enough.
  mutating func person(_ reading: inout TableReading, _ row: Table.Row) -> Int? {
    guard let text = reading.required(row, "person") else { return nil }
    if let index = personIndex[text] ?? personIndex[LookAlike.fold(text)] {
      reading.noteSpelling(text, people[index].id)
      return index
    }
    guard !people.isEmpty else { return nil }
    unknown(
      &reading, row, "person", "unknown-person",
      LocalizedText(
        ru: "человека «\(text)» нет \(set.place(of: "people").russian)",
        en: "\(set.place(of: "people").english) has no person «\(text)»"),
      near: people.count < 20_000 ? nearest(to: text, among: people.map(\.id)) : nil)
    return nil
  }

  mutating func competency(_ reading: inout TableReading, _ row: Table.Row) -> CompetencyCode? {
    guard let text = reading.required(row, "competency") else { return nil }
    if let code = competencyCache[text] {
      reading.noteSpelling(text, code.text)
      return code
    }
    if let code = catalog.competency(spelled: text)?.code {
      competencyCache[text] = code
      reading.noteSpelling(text, code.text)
      return code
    }
    unknown(
      &reading, row, "competency", "unknown-competency",
      LocalizedText(ru: "компетенции «\(text)» нет в каталоге", en: "the catalog has no competency «\(text)»"),
      near: nearest(to: text, among: catalog.competencies.map(\.code.text)))
    return nil
  }

  mutating func measure(_ reading: inout TableReading, _ row: Table.Row) -> MeasureCode? {
    guard let text = reading.required(row, "measure") else { return nil }
    if reading.isNumber(row, "measure"), text.contains("."), catalog.measure(spelled: text + "0") != nil {
      reading.reportAmbiguousCode(row, "measure", text)
      return nil
    }
    if let code = measureCache[text] { return code }
    if let code = catalog.measure(spelled: text)?.code {
      measureCache[text] = code
      return code
    }
    unknown(
      &reading, row, "measure", "unknown-measure",
      LocalizedText(ru: "мероприятия «\(text)» нет в каталоге", en: "the catalog has no measure «\(text)»"),
      near: nearest(to: text, among: catalog.measures.map(\.code.text)))
    return nil
  }

  func municipality(_ reading: inout TableReading, _ row: Table.Row) -> String? {
    guard let text = reading.text(row, "municipality") else { return nil }
    if let found = catalog.municipality(spelled: text) { return found.key }
    unknown(
      &reading, row, "municipality", "unknown-municipality",
      LocalizedText(ru: "муниципалитета «\(text)» нет в каталоге", en: "the catalog has no municipality «\(text)»"),
      near: nearest(to: text, among: catalog.municipalities.flatMap { [$0.key] + $0.aliases }))
    return nil
  }

  func organisation(_ reading: inout TableReading, _ row: Table.Row) -> Int? {
    guard let text = reading.text(row, "organisation") else { return nil }
    if let index = organisationIndex[LookAlike.fold(text)] { return index }
    guard set.tables["organisations"] != nil, !organisations.isEmpty else { return nil }
    unknown(
      &reading, row, "organisation", "unknown-organisation",
      LocalizedText(
        ru: "организации «\(text)» нет \(set.place(of: "organisations").russian)",
        en: "\(set.place(of: "organisations").english) has no organisation «\(text)»"),
      near: organisations.count < 20_000 ? nearest(to: text, among: organisations.map(\.id)) : nil)
    return nil
  }

  private func unknown(
    _ reading: inout TableReading, _ row: Table.Row, _ column: String, _ id: DiagnosticID, _ message: LocalizedText,
    near: String?
  ) {
    reading.report(
      id, row, column, message,
      notes: near.map { [LocalizedText(ru: "возможно, «\($0)»?", en: "did you mean «\($0)»?")] } ?? [])
  }
}
