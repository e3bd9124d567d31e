import Diagnostics
import RouteModel

/// Makes a dossier of a person's rows. What the rows mean is what `DataSetReader` says of a data set of this person
/// alone; ordinary rows are read without it, from answers kept by the cells' bytes. One reader per thread.
final class PersonReader {
  let catalog: Catalog
  var roles = ByteMemo<Role>()
  var kinds = ByteMemo<OrganisationKind>()
  var featureLists = ByteMemo<[Feature]>()
  var formatLists = ByteMemo<Set<Format>>()
  var waves = ByteMemo<Wave>()
  var municipalities = ByteMemo<String>()
  var competencies = ByteMemo<CompetencyCode>()
  var measures = ByteMemo<MeasureCode>()
  var indicators = ByteMemo<Indicator>()
  var dates = ByteMemo<CalendarDate>()
  var periods = ByteMemo<DateSpan>()
  var flags = ByteMemo<Bool>()
  var numbers = ByteMemo<Points>()
  /// Results by the bytes of their rows.
  var scoreTexts = ByteMemo<Score>(limit: 1 << 16)
  /// Texts that many rows share.
  var texts = ByteMemo<String>()

  /// A reader with a catalog's codes.
  init(catalog: Catalog) { self.catalog = catalog }

  /// The dossier, or messages. A dossier may come with warnings.
  func read(_ rows: PersonRows) -> (dossier: Dossier?, diagnostics: [Diagnostic]) {
    if let dossier = ordinary(rows) { return (dossier, []) }
    return careful(rows)
  }

  /// By the reader of whole data sets, which finds every mistake.
  func careful(_ rows: PersonRows) -> (dossier: Dossier?, diagnostics: [Diagnostic]) {
    var tables: [String: Table] = [:]
    for table in PersonTable.allCases where rows.count(table) > 0 {
      tables[table.name] = rows.table(table)
    }
    var reading = DataSetReading(set: TableSet(tables: tables), catalog: catalog)
    reading.readAll()
    let diagnostics = reading.diagnostics.filter { $0.severity != .note }
    return (diagnostics.hasErrors ? nil : reading.takeRecords().dataSet.dossiers.first, diagnostics)
  }
}
