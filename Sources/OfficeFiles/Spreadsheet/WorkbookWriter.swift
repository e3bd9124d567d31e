/// Writes a workbook of the format XLSX that spreadsheet programs open without repairing it.
///
/// The same cells give the same bytes (in one version of zlib): no dates of writing, no program names, parts in a fixed
/// order. The first row of a sheet is its header: bold, frozen, with a filter. A text is always written as a text, in the
/// format «text», whatever it begins with: `=cmd|…` is never a formula, `1.10` never a date. Numbers and days are what
/// the caller says they are.
public struct WorkbookWriter {
  private var zip = ZipWriter()
  private var names: [String] = []

  /// The most characters (UTF-16) of a cell's text that Excel opens.
  public static let longestText = 32_767

  /// An empty workbook.
  public init() {}

  /// Whether a sheet may have that name.
  public static func isSheetName(_ name: String) -> Bool {
    !name.isEmpty && name.utf16.count <= 31 && !name.contains { "[]:*?/\\".contains($0) } && !name.hasPrefix("'")
      && !name.hasSuffix("'") && name.unicodeScalars.allSatisfy { $0.value >= 0x20 }
  }

  /// Adds a sheet whose first row is the header. O(cells).
  public mutating func add(sheet name: String, rows: [[CellValue]]) throws(WorkbookFailure) {
    guard Self.isSheetName(name), !names.contains(where: { $0.lowercased() == name.lowercased() }) else {
      throw .badSheetName(name)
    }
    let width = rows.map(\.count).max() ?? 0
    guard rows.count <= CellReference.lastRow, width <= CellReference.columnCount else {
      throw .sheetTooLarge(sheet: name)
    }
    for (index, row) in rows.enumerated() {
      for (column, cell) in row.enumerated() {
        guard case .text(let text) = cell, text.utf16.count > Self.longestText else { continue }
        throw .textTooLong(
          sheet: name, cell: CellReference.letters(column) + String(index + 1), limit: Self.longestText)
      }
    }
    names.append(name)
    let page = SheetXML(rows: rows, width: width, isFirst: names.count == 1)
    do throws(ZipFailure) {
      try zip.add("xl/worksheets/sheet\(names.count).xml") { page.write(to: &$0) }
    } catch {
      throw .archive(error)
    }
  }

  /// The bytes of the workbook. A workbook needs a sheet; without one it gets an empty one.
  public mutating func finish() throws(WorkbookFailure) -> [UInt8] {
    if names.isEmpty { try add(sheet: "1", rows: []) }
    let parts = WorkbookParts(names: names)
    do throws(ZipFailure) {
      for (name, text) in parts.all { try zip.add(name) { $0.write(text) } }
    } catch {
      throw .archive(error)
    }
    return zip.finish()
  }
}
