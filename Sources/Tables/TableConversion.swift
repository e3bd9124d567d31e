import Diagnostics
import OfficeFiles

/// Tables of any content between the two forms, cell by cell: a folder of text tables and one workbook.
public enum TableConversion {
  /// A table under its name: of a file without its ending, or of a sheet.
  public struct NamedTable: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The header.
    public var header: [String]
    /// The rows that are not empty; decimals with a comma.
    public var rows: [[String]]
  }

  /// The names of the tables of a folder or workbook; none for anything else.
  public static func names(_ location: Location) -> [String] {
    guard let source = TableSources.open(location).source, !(source is FileSource) else { return [] }
    return source.tables.map(\.name)
  }

  /// Every table of a folder or workbook, or those whose names are wanted, blanks kept; nil after an error.
  public static func read(
    _ location: Location, where isWanted: (String) -> Bool = { _ in true }
  ) -> (tables: [NamedTable]?, diagnostics: [Diagnostic]) {
    let opened = TableSources.open(location)
    guard let source = opened.source else { return (nil, opened.diagnostics) }
    var (tables, diagnostics) = (source as? WorkbookSource)?.readAll(where: isWanted) ?? ([], [])
    if let folder = source as? FolderSource {
      for name in folder.tables where isWanted(name.name) {
        let read = folder.read(name, names: [name.name], trims: false)
        diagnostics += read.diagnostics
        if let table = read.table { tables.append((name.name, table)) }
      }
    }
    if tables.isEmpty, !diagnostics.hasErrors {
      diagnostics.append(
        Diagnostic(
          .error, "no-tables", LocalizedText(ru: "здесь нет ни одной таблицы", en: "there is no table here"),
          at: .file(location.shown)))
    }
    guard !diagnostics.hasErrors else { return (nil, diagnostics) }
    return (tables.map { NamedTable(name: $0.name, header: $0.table.header, rows: rows($0.table)) }, diagnostics)
  }

  /// The rows, as wide as the header.
  private static func rows(_ table: Table) -> [[String]] {
    table.rows.map { row in
      var cells = row.cells
      for column in cells.indices where column < 64 && row.numeric >> UInt64(column) & 1 == 1 {
        cells[column] = cells[column].replacing(".", with: ",")
      }
      while cells.count < table.header.count { cells.append("") }
      return cells
    }
  }

  /// Names and bytes of the text tables, or messages: a name may not lead out of the folder.
  public static func textTables(
    _ tables: [NamedTable], file: String
  ) -> (files: [(name: String, bytes: [UInt8])]?, diagnostics: [Diagnostic]) {
    let bad = tables.filter { $0.name.hasPrefix(".") || $0.name.contains { "/\\:\0".contains($0) } || $0.name.isEmpty }
    guard bad.isEmpty else {
      return (nil, bad.map { WorkbookDiagnostics.diagnostic(.badSheetName($0.name), file: file) })
    }
    return (tables.map { ($0.name + ".csv", CSVWriter.bytes(header: $0.header, rows: $0.rows)) }, [])
  }

  /// The bytes of the workbook, or messages.
  public static func workbook(_ tables: [NamedTable], file: String) -> (bytes: [UInt8]?, diagnostics: [Diagnostic]) {
    let made = WorkbookTables.bytes(tables.map { ($0.name, $0.header, $0.rows) }, file: file)
    return (made.bytes, made.problem.map { [$0] } ?? [])
  }
}
