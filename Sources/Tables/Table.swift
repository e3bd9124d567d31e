import Diagnostics
import OfficeFiles

/// A table as it stands in a file or a sheet: texts with places, no meaning yet.
public struct Table: Sendable {
  /// A row with the line of the file (or the row of the sheet) it starts on.
  public struct Row: Sendable {
    /// The line, from 1.
    public var line: Int
    /// The cells, trimmed; may be fewer than the header has.
    public var cells: [String]
    /// Which of the first 64 cells a workbook holds as numbers, a bit each.
    var numeric: UInt64 = 0
  }

  /// The file as messages name it, or the sheet.
  public var file: String
  /// Whether rows are addressed as cells of a sheet (`D17`).
  public var isSheet: Bool
  /// The header's texts.
  public var header: [String]
  /// The line of the header.
  public var headerLine: Int
  /// The rows below it that are not empty.
  public var rows: [Row]

  /// Where the cell of a column in a row stands.
  public func place(_ row: Row, _ column: Int?) -> DiagnosticPlace {
    let name = column.flatMap { header.indices.contains($0) ? header[$0] : nil }
    // A whole row is written `17:17`, as spreadsheet programs do.
    let address =
      isSheet ? column.map { CellReference.letters($0) + String(row.line) } ?? "\(row.line):\(row.line)" : nil
    return .cell(file: file, line: row.line, column: name, cell: address)
  }
}

extension Table {
  /// Reads a text table. Nil after an error. `trims` takes blanks off the ends of quoted cells too.
  static func read(_ bytes: [UInt8], file: String, trims: Bool = true) -> (table: Table?, diagnostics: [Diagnostic]) {
    let decoded = TextDecoding.utf8(bytes, file: file)
    guard let text = decoded.text else { return (nil, decoded.problem.map { [$0] } ?? []) }
    var parser = CSVParser(text, file: file, trims: trims)
    var rows = parser.rows()
    guard parser.diagnostics.isEmpty else { return (nil, parser.diagnostics) }
    guard !rows.isEmpty else { return (nil, [TextDecoding.empty(file)]) }
    let header = rows.removeFirst()
    var table = Table(
      file: file, isSheet: false, header: header.cells, headerLine: header.line,
      rows: rows.map { Row(line: $0.line, cells: $0.cells) })
    while table.header.last == "" { table.header.removeLast() }
    return (table, table.extraCells())
  }

  /// Rows with text beyond the header's last column.
  func extraCells() -> [Diagnostic] {
    let found: [Diagnostic] = rows.compactMap { row in
      guard row.cells.count > header.count, row.cells[header.count...].contains(where: { !$0.isEmpty }) else {
        return nil
      }
      return Diagnostic(
        .error, "too-many-cells",
        LocalizedText(
          ru: "в строке \(row.cells.count) ячеек, а в заголовке \(header.count): проверьте разделители и кавычки",
          en: "the row has \(row.cells.count) cells, the header \(header.count): check delimiters and quotation marks"),
        at: place(row, isSheet ? header.count : nil))
    }
    // Where most rows are longer than the first, it is the first that is wrong: a title above the headers, for example.
    guard found.count > 3, found.count * 2 > rows.count else { return found }
    return [
      Diagnostic(
        .error, "too-many-cells",
        LocalizedText(
          ru:
            "ячеек в первой строке \(header.count), а длиннее её строк \(found.count): первой строкой должны быть заголовки",
          en:
            "the first row has \(header.count) cells, and \(found.count) rows are longer: the first row must be the headers"
        ), at: .cell(file: file, line: headerLine, column: nil))
    ]
  }
}

/// A column a table may have.
struct Column: Sendable, Hashable {
  /// The English header; also its name in code.
  var english: String
  /// The Russian header.
  var russian: String
  /// Other headers that mean it.
  var aliases: [String] = []
  /// Whether the table makes no sense without it.
  var isRequired = false

  /// Whether a header's text means this column.
  func matches(_ header: String) -> Bool {
    let key = Self.key(header)
    return ([english, russian] + aliases).contains { Self.key($0) == key }
  }

  static func key(_ text: String) -> String { LookAlike.fold(text).replacing("_", with: " ") }
}
