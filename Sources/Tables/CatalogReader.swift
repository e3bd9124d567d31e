import Diagnostics
import RouteModel

/// Reads the region's catalog from a folder of tables, and reports all mistakes of all tables in one run.
public enum CatalogReader {
  /// The catalog, or nil when anything in it is an error; `digest` is SHA-256 of its cells, independent of the order of
  /// rows and columns; `rows` says where its rows stand. O(cells).
  public static func read(
    folder: Location
  ) -> (catalog: Catalog?, digest: String, diagnostics: [Diagnostic], rows: CatalogRows) {
    var reading = CatalogReading(folder: folder)
    reading.readAll()
    let digest = reading.set.digest(CatalogReading.schemas)
    guard !reading.diagnostics.hasErrors else { return (nil, digest, reading.diagnostics, reading.rows) }
    return (reading.catalog, digest, reading.diagnostics, reading.rows)
  }
}

/// One reading of a catalog.
struct CatalogReading {
  let set: TableSet
  var diagnostics: [Diagnostic]
  var groups: [CompetencyGroup] = []
  var competencies: [Competency] = []
  var measures: [Measure] = []
  var gains: [Gain] = []
  var prerequisites: [Prerequisite] = []
  var sessions: [Session] = []
  var indicators: [Indicator] = []
  var municipalities: [Municipality] = []
  /// Where what was read stands; of rows with one code the first.
  var rows = CatalogRows()
  /// The measures whose dates are written and can't be read.
  var brokenWindows: Set<MeasureCode> = []
  /// Folded code → canonical code, for references between tables.
  var competencyCodes: [String: CompetencyCode] = [:]
  var measureCodes: [String: MeasureCode] = [:]

  static let schemas: [String: [Column]] = [
    "competencies": TableSchemas.competencies, "measures": TableSchemas.measures, "gains": TableSchemas.gains,
    "prerequisites": TableSchemas.prerequisites, "sessions": TableSchemas.sessions,
    "indicators": TableSchemas.indicators, "municipalities": TableSchemas.municipalities,
  ]

  init(folder: Location) {
    set = TableSet(
      folder: folder,
      names: [
        .init(english: "municipalities", russian: "муниципалитеты", isRequired: true),
        .init(english: "competencies", russian: "компетенции", isRequired: true),
        .init(english: "measures", russian: "мероприятия", isRequired: true),
        .init(english: "gains", russian: "прирост", isRequired: true),
        .init(english: "prerequisites", russian: "предшествующие", isRequired: false),
        .init(english: "sessions", russian: "сессии", isRequired: true),
        .init(english: "indicators", russian: "показатели", isRequired: true),
      ])
    diagnostics = set.diagnostics
  }

  var catalog: Catalog {
    Catalog(
      groups: groups, competencies: competencies, measures: measures, gains: gains, prerequisites: prerequisites,
      sessions: sessions, indicators: indicators, municipalities: municipalities)
  }

  mutating func readAll() {
    readMunicipalities()
    readCompetencies()
    readMeasures()
    readGains()
    readPrerequisites()
    readSessions()
    readIndicators()
  }

  /// Reads the rows of a table; `read` returns after reporting what is wrong with the row.
  mutating func rows(
    of name: String, dynamicPrefixes: [String] = [],
    _ read: (inout CatalogReading, inout TableReading, Table.Row) -> Void
  ) {
    guard let table = set.tables[name], let columns = Self.schemas[name] else { return }
    var reading = TableReading(table, columns: columns, dynamicPrefixes: dynamicPrefixes)
    // With a column missing every row would repeat one mistake.
    if !reading.diagnostics.hasErrors {
      for row in table.rows {
        reading.beginRow()
        read(&self, &reading, row)
      }
    }
    diagnostics += reading.diagnostics + reading.remarks()
  }

  // MARK: References

  func measure(_ reading: inout TableReading, _ row: Table.Row, _ column: String) -> MeasureCode? {
    guard let text = reading.required(row, column) else { return nil }
    var key = LookAlike.fold(text)
    if key.hasPrefix("№") { key.removeFirst() }
    if reading.isNumber(row, column), text.contains("."), measureCodes[key + "0"] != nil {
      reading.reportAmbiguousCode(row, column, text)
      return nil
    }
    if let code = measureCodes[key.trimmingSpaces] {
      reading.noteSpelling(text, code.text)
      return code
    }
    let near = nearest(to: text, among: measures.map(\.code.text))
    reading.report(
      "unknown-measure", row, column,
      LocalizedText(
        ru: "мероприятия «\(text)» нет \(set.place(of: "measures").russian)",
        en: "\(set.place(of: "measures").english) has no measure «\(text)»"),
      notes: near.map { [LocalizedText(ru: "возможно, «\($0)»?", en: "did you mean «\($0)»?")] } ?? [])
    return nil
  }

  func competency(_ reading: inout TableReading, _ row: Table.Row, _ column: String) -> CompetencyCode? {
    guard let text = reading.required(row, column) else { return nil }
    if let code = competencyCodes[LookAlike.fold(text)] {
      reading.noteSpelling(text, code.text)
      return code
    }
    let near = nearest(to: text, among: competencies.map(\.code.text))
    reading.report(
      "unknown-competency", row, column,
      LocalizedText(
        ru: "компетенции «\(text)» нет \(set.place(of: "competencies").russian)",
        en: "\(set.place(of: "competencies").english) has no competency «\(text)»"),
      notes: near.map { [LocalizedText(ru: "возможно, «\($0)»?", en: "did you mean «\($0)»?")] } ?? [])
    return nil
  }

  func duplicate(_ reading: inout TableReading, _ row: Table.Row, _ column: String, _ text: String) {
    reading.report(
      "duplicate", row, column,
      LocalizedText(ru: "«\(text)» уже есть в этой таблице", en: "«\(text)» stands in this table already"))
  }
}

extension String {
  var trimmingSpaces: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}
