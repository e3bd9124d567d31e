import Diagnostics
import RouteModel

/// Reads a data set from a folder of tables, and reports all mistakes of all tables in one run.
public enum DataSetReader {
  /// The data set, or nil when anything in it is an error: nothing is skipped in silence. O(cells).
  public static func read(folder: Location, catalog: Catalog) -> (data: DataSet?, diagnostics: [Diagnostic]) {
    let read = records(folder: folder, catalog: catalog)
    return (read.records?.dataSet, read.diagnostics)
  }

  /// What tables say.
  public struct Reading: Sendable {
    /// The records of whom the tables name; nil when anything is an error.
    public var records: DataRecords?
    /// Which of people, organisations, scores, indicators and completions there are.
    public var tables: Set<String>
    /// All messages.
    public var diagnostics: [Diagnostic]
  }

  /// The same, as the tables hold it.
  ///
  /// - Parameters:
  ///   - folder: the folder, or one of its tables alone when people are known already.
  ///   - known: people and organisations that rows may name though no table here lists them.
  public static func records(
    folder: Location, catalog: Catalog, known: DataRecords? = nil
  ) -> Reading {
    var reading = DataSetReading(folder: folder, catalog: catalog, known: known)
    reading.readAll()
    let (tables, diagnostics) = (reading.tables, reading.diagnostics)
    return Reading(
      records: diagnostics.hasErrors ? nil : reading.takeRecords(), tables: tables, diagnostics: diagnostics)
  }
}

/// One reading of a data set.
struct DataSetReading {
  private var unread: [String: Table]
  /// The tables there are.
  let tables: Set<String>
  /// The tables there are, also those that could not be read.
  private let present: Set<String>
  /// The tables whose columns are known. Of the rows of others their own messages say enough.
  private var readable: Set<String> = []
  let folder: Location
  /// How messages speak of the tables of people and organisations.
  private let peoplePlace: LocalizedText
  private let organisationsPlace: LocalizedText
  let catalog: Catalog
  var diagnostics: [Diagnostic]
  var people: [Person] = []
  var organisations: [Organisation] = []
  /// Spelling → position, as written and folded, so that a look-up folds only what it has not met.
  var personIndex: [String: Int] = [:]
  var organisationIndex: [String: Int] = [:]
  /// Whom a row of the tables names, by position.
  var namedPeople: [Bool] = []
  var namedOrganisations: [Bool] = []
  /// Whom the tables of people and organisations list, by position.
  var listedPeople: Set<Int> = []
  var listedOrganisations: Set<Int> = []
  var scores: [[Score]] = []
  var personIndicators: [[IndicatorValue]] = []
  var organisationIndicators: [[IndicatorValue]] = []
  var completions: [[Completion]] = []
  var started: [[StartedMeasure]] = []
  var competencyCache: [String: CompetencyCode] = [:]
  var measureCache: [String: MeasureCode] = [:]

  static let schemas: [String: [Column]] = [
    "people": TableSchemas.people, "organisations": TableSchemas.organisations, "scores": TableSchemas.scores,
    "indicators": TableSchemas.indicatorValues, "completions": TableSchemas.completions,
  ]

  init(folder: Location, catalog: Catalog, known: DataRecords?) {
    let set = TableSet(
      folder: folder,
      names: [
        .init(english: "people", russian: "люди", isRequired: known == nil),
        .init(english: "organisations", russian: "организации", isRequired: false),
        .init(english: "scores", russian: "результаты", isRequired: false),
        .init(english: "indicators", russian: "показатели", isRequired: false),
        .init(english: "completions", russian: "пройдено", isRequired: false),
      ])
    self.init(set: set, catalog: catalog, known: known)
  }

  /// A reading of tables that are in memory.
  init(set: TableSet, catalog: Catalog, known: DataRecords? = nil) {
    folder = set.folder
    (peoplePlace, organisationsPlace) = (set.place(of: "people"), set.place(of: "organisations"))
    self.catalog = catalog
    diagnostics = set.diagnostics
    unread = set.tables
    tables = Set(set.tables.keys)
    present = set.present
    for record in known?.organisations ?? [] {
      organisationIndex[LookAlike.fold(record.organisation.id)] = organisations.count
      organisations.append(record.organisation)
    }
    for record in known?.people ?? [] { add(record.person) }
    namedPeople = people.map { _ in false }
    namedOrganisations = organisations.map { _ in false }
  }

  /// Makes a person known under the id as written and folded.
  private mutating func add(_ person: Person) {
    personIndex[LookAlike.fold(person.id)] = people.count
    personIndex[person.id] = people.count
    people.append(person)
  }

  mutating func readAll() {
    readOrganisations()
    readPeople()
    scores = Array(repeating: [], count: people.count)
    personIndicators = scores.map { _ in [] }
    completions = scores.map { _ in [] }
    started = scores.map { _ in [] }
    organisationIndicators = organisations.map { _ in [] }
    readScores()
    readIndicators()
    readCompletions()
  }

  /// Hands the rows over; they are moved, so that they are never in memory twice.
  consuming func takeRecords() -> DataRecords {
    DataRecords(
      people: people.indices.filter { namedPeople[$0] }.map { index in
        defer { (scores[index], personIndicators[index], completions[index]) = ([], [], []) }
        return PersonRecord(
          person: people[index], scores: scores[index], indicators: personIndicators[index],
          completions: completions[index], started: started[index])
      },
      organisations: organisations.indices.filter { namedOrganisations[$0] }.map {
        OrganisationRecord(organisation: organisations[$0], indicators: organisationIndicators[$0])
      })
  }

  /// Takes a row of the table of people; false when the table has the person already.
  mutating func list(_ person: Person) -> Bool {
    if let index = personIndex[LookAlike.fold(person.id)] {
      guard listedPeople.insert(index).inserted else { return false }
      people[index] = person
      namedPeople[index] = true
      return true
    }
    listedPeople.insert(people.count)
    namedPeople.append(true)
    add(person)
    return true
  }

  /// Takes a row of the table of organisations; false when the table has the organisation already.
  mutating func list(_ organisation: Organisation) -> Bool {
    let key = LookAlike.fold(organisation.id)
    if let index = organisationIndex[key] {
      guard listedOrganisations.insert(index).inserted else { return false }
      organisations[index] = organisation
      namedOrganisations[index] = true
      return true
    }
    listedOrganisations.insert(organisations.count)
    organisationIndex[key] = organisations.count
    namedOrganisations.append(true)
    organisations.append(organisation)
    return true
  }

  mutating func rows(
    of name: String, _ read: (inout DataSetReading, inout TableReading, Table.Row) -> Void
  ) {
    // A table is let go once it is read: the largest ones need not be in memory beside each other.
    guard let table = unread.removeValue(forKey: name), let columns = Self.schemas[name] else { return }
    var reading = TableReading(
      table, columns: columns, dynamicPrefixes: name == "people" ? TableSchemas.contacts : [])
    if !reading.diagnostics.hasErrors {
      readable.insert(name)
      for row in table.rows {
        reading.beginRow()
        read(&self, &reading, row)
      }
    }
    diagnostics += reading.finished() + reading.remarks()
  }

  // MARK: References

  /// The position of the person a row speaks of, or nil after a message. When the table of people itself could not be
  /// read, its own messages are enough.
  mutating func person(_ reading: inout TableReading, _ row: Table.Row) -> Int? {
    guard let text = reading.required(row, "person") else { return nil }
    if let index = personIndex[text] ?? personIndex[LookAlike.fold(text)] {
      reading.noteSpelling(text, people[index].id)
      namedPeople[index] = true
      return index
    }
    guard !people.isEmpty || readable.contains("people") else { return nil }
    unknown(
      &reading, row, "person", "unknown-person",
      LocalizedText(
        ru: "человека «\(text)» нет \(peoplePlace.russian)",
        en: "\(peoplePlace.english) has no person «\(text)»"),
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

  /// The position of the organisation a row speaks of, or nil. A person may name one without a table of organisations;
  /// where the row is the organisation's own, such a name is a mistake.
  func organisation(_ reading: inout TableReading, _ row: Table.Row, isOwner: Bool = false) -> Int? {
    guard let text = reading.text(row, "organisation") else { return nil }
    if let index = organisationIndex[LookAlike.fold(text)] { return index }
    let isMissing = isOwner && !present.contains("organisations")
    guard !organisations.isEmpty || readable.contains("organisations") || isMissing else { return nil }
    unknown(
      &reading, row, "organisation", "unknown-organisation",
      LocalizedText(
        ru: "организации «\(text)» нет \(organisationsPlace.russian)",
        en: "\(organisationsPlace.english) has no organisation «\(text)»"),
      near: organisations.count < 20_000 ? nearest(to: text, among: organisations.map(\.id)) : nil)
    return nil
  }

  private func unknown(
    _ reading: inout TableReading, _ row: Table.Row, _ column: String, _ id: DiagnosticID, _ message: LocalizedText,
    near: @autoclosure () -> String?
  ) {
    reading.reportOnce(
      id, row, column, name: reading.text(row, column) ?? "", message,
      notes: near().map { [LocalizedText(ru: "возможно, «\($0)»?", en: "did you mean «\($0)»?")] } ?? [])
  }
}
