import Diagnostics
import OfficeFiles
import RouteModel

/// Writes tables of texts as a workbook: what is plainly a number or a day becomes one, everything else stays a text.
public enum WorkbookTables {
  /// The workbook's bytes, or a message that names the sheet and cell. The first row of a sheet is its header. O(cells).
  public static func bytes(
    _ sheets: [(name: String, header: [String], rows: [[String]])], file: String
  ) -> (bytes: [UInt8]?, problem: Diagnostic?) {
    var writer = WorkbookWriter()
    do throws(WorkbookFailure) {
      for sheet in sheets {
        let header = sheet.header.map { $0.isEmpty ? CellValue.empty : .text($0) }
        try writer.add(sheet: sheet.name, rows: [header] + sheet.rows.map { $0.map(value) })
      }
      return (try writer.finish(), nil)
    } catch {
      return (nil, WorkbookDiagnostics.diagnostic(error, file: file))
    }
  }

  /// The cell for a text. A number or a day only where the cell reads back as the same text: whole numbers and decimals
  /// with a comma, of at most 15 digits and without needless zeros; `01.09.2023` and `2023-09-01`. So the code `1.10`,
  /// the id `007` and the period `2023-03` stay texts.
  static func value(_ text: String) -> CellValue {
    guard let first = text.utf8.first else { return .empty }
    guard (48...57).contains(first) || first == UInt8(ascii: "-"), text.utf8.count <= 17 else { return .text(text) }
    if let day = CalendarDate(parsing: text), text.utf8.count == 10 {
      let isYearFirst = text.utf8.contains(UInt8(ascii: "-"))
      return .date(SheetDate(dayNumber: day.dayNumber, isYearFirst: isYearFirst))
    }
    return isPlainNumber(text) ? .number(text.replacing(",", with: ".")) : .text(text)
  }

  private static func isPlainNumber(_ text: String) -> Bool {
    var digits = Array(text.utf8)[...]
    if digits.first == UInt8(ascii: "-") { digits = digits.dropFirst() }
    let parts = digits.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (48...57).contains($0) } })
    else { return false }
    if parts[0].count > 1, parts[0].first == 48 { return false }
    if parts.count == 2, parts[1].last == 48 { return false }
    return parts.reduce(0) { $0 + $1.count } <= 15 && text != "-0"
  }
}
