import Diagnostics
import RouteModel
import Tables

/// Where the columns of a Moodle report of results stand.
protocol ResultsLayout {
  var table: Table { get }
  /// The columns that say who somebody is.
  var personID: Int? { get }
  var email: Int? { get }

  /// What makes the report useless.
  func problems(_ options: ResultsOptions) -> [Diagnostic]

  /// The columns that are results, with a note for each grade column that is not.
  func grades(
    catalog: Catalog, options: ResultsOptions, report: inout LossReport
  ) -> (columns: [ResultsCollector.GradeColumn], diagnostics: [Diagnostic])
}

extension ResultsLayout {
  /// The position of the column with a header of those words.
  static func column(_ table: Table, _ words: [String]) -> Int? {
    table.header.firstIndex { MoodleWords.isOne($0, of: words) }
  }

  /// The results of all rows; none where the report is useless. `remark` says what holds for all rows, `row` reads one.
  func results(
    catalog: Catalog, into given: ResultsCollector, remark: (inout ResultsCollector) -> Void = { _ in },
    row: (Table.Row, [ResultsCollector.GradeColumn], inout ResultsCollector) -> Void
  ) -> ImportedResults {
    var collector = given
    let found = grades(catalog: catalog, options: collector.options, report: &collector.report)
    let diagnostics = problems(collector.options) + found.diagnostics
    guard !diagnostics.hasErrors else {
      return ImportedResults(records: nil, report: collector.report, diagnostics: diagnostics)
    }
    remark(&collector)
    for next in table.rows { row(next, found.columns, &collector) }
    return ImportedResults(records: collector.records, report: collector.report, diagnostics: diagnostics)
  }

  /// The person of a row; nil, and the row is dropped, where nobody is found.
  func person(
    _ row: Table.Row, id: String?, email address: String?, _ keys: PersonKeys, _ collector: inout ResultsCollector
  ) -> Person? {
    do throws(PersonKeys.Failure) {
      return try keys.find(id: id, email: address)
    } catch {
      let loss = error.loss(id: id, email: address)
      collector.drop(row, loss.reason, personID ?? email, loss.detail)
      return nil
    }
  }
}
