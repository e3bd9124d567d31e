import Diagnostics
import RouteModel
import Tables

/// What the reader of test results is told besides the file.
public struct ResultsOptions: Sendable {
  /// Which testing it was.
  public var wave: Wave = .pretest
  /// The form of the test.
  public var form: String?
  /// The day of the test, where the file's own is not to be taken.
  public var date: CalendarDate?
  /// The competency of the whole test's grade, as it is spelled.
  public var competency: String?
  /// The maximum of grades whose column does not say it.
  public var maximum: Points?
  /// Minutes that the region's clocks are ahead of UTC, for times given in seconds since 1970.
  public var minutesAheadOfUTC = 600
  /// The competency of a grade's name, where the name does not begin with its code.
  public var columns: [String: String] = [:]

  /// The options nobody gave.
  public init() {}

  /// Takes a table of two columns, «столбец» and «компетенция», and says what is wrong with it.
  public mutating func addColumns(_ table: Table) -> [Diagnostic] {
    let name = table.header.firstIndex { MoodleWords.isOne($0, of: ["столбец", "column"]) }
    let competency = table.header.firstIndex { MoodleWords.isOne($0, of: ["компетенция", "competency"]) }
    guard let name, let competency else {
      return [
        Diagnostic(
          .error, "no-column-map",
          LocalizedText(
            ru: "ожидаются столбцы «столбец» и «компетенция»", en: "expected the columns «column» and «competency»"),
          at: .cell(file: table.file, line: table.headerLine, column: nil))
      ]
    }
    for row in table.rows where row.cells.indices.contains(name) && row.cells.indices.contains(competency) {
      columns[LookAlike.fold(row.cells[name])] = row.cells[competency]
    }
    return []
  }
}

/// What was read of another system's test results.
public struct ImportedResults: Sendable {
  /// The people with their results; nil when the file can't be read at all.
  public var records: DataRecords?
  /// What was taken and lost.
  public var report: LossReport
  /// Messages about the file as a whole.
  public var diagnostics: [Diagnostic]
}
