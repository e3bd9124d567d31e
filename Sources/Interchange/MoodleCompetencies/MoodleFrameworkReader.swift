import Diagnostics
import RouteModel
import Tables

/// Reads a Moodle competency framework as the catalog's table of competencies: the way Moodle itself would import the
/// file, but saying what it drops in silence.
///
/// Groups are the rows with rows below them, and those on a level whose taxonomy is «domain»; all others are competencies.
/// A cross-reference to a group is another group of the competency.
public enum MoodleFrameworkReader {
  /// The table. O(rows).
  ///
  /// - Parameter catalog: where the fields come from that Moodle can't hold, by code.
  public static func read(_ table: Table, keeping catalog: Catalog?) -> ImportedFramework {
    var reading = MoodleFrameworkReading(table)
    guard reading.takeRows() else {
      return ImportedFramework(table: nil, report: reading.report, diagnostics: [noFramework(table)])
    }
    reading.takeTree()
    let rows = reading.competencies()
    guard !rows.isEmpty else {
      return ImportedFramework(table: nil, report: reading.report, diagnostics: [])
    }
    let made = CompetencyTable.make(rows, keeping: catalog, report: &reading.report)
    return ImportedFramework(table: made, report: reading.report, diagnostics: [])
  }

  private static func noFramework(_ table: Table) -> Diagnostic {
    Diagnostic(
      .error, "no-framework",
      LocalizedText(
        ru: "нет строки самой структуры: Moodle ответит «Недопустимый формат файла»",
        en: "there is no row of the framework itself: Moodle would say «File format is invalid.»"),
      at: .cell(file: table.file, line: table.headerLine, column: nil),
      notes: [
        LocalizedText(
          ru: "у одной строки в 13-м столбце («Is framework») должна стоять 1; столбцов должно быть 14",
          en: "one row has to have 1 in column 13 («Is framework»); there have to be 14 columns")
      ])
  }
}
