import Diagnostics
import OfficeFiles

extension Table {
  /// Reads a table that another program wrote: text in any dialect, or a workbook with one sheet. Nil after an error.
  public static func read(foreign bytes: [UInt8], file: String) -> (table: Table?, diagnostics: [Diagnostic]) {
    guard ZipArchive.looksLikeArchive(bytes) else { return read(bytes, file: file) }
    do throws(WorkbookFailure) {
      return WorkbookSource(try Workbook(bytes), shown: file).readOnly([], trims: true)
    } catch {
      return (nil, [WorkbookDiagnostics.diagnostic(error, file: file)])
    }
  }

  /// The table of people of a folder, a workbook or a text table, whatever its columns are. Nil where there is none.
  public static func people(in location: Location) -> Table? {
    TableSet(folder: location, names: [.init(english: "people", russian: "люди", isRequired: false)]).tables["people"]
  }
}
