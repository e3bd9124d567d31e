import Diagnostics

/// A table as it stands in a file or a sheet: texts with places, no meaning yet.
public struct Table: Sendable {
  /// A row with the line of the file (or the row of the sheet) it starts on.
  public struct Row: Sendable {
    /// The line, from 1.
    public var line: Int
    /// The cells, trimmed; may be fewer than the header has.
    public var cells: [String]
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
  func place(_ row: Row, _ column: Int?) -> DiagnosticPlace {
    let name = column.flatMap { header.indices.contains($0) ? header[$0] : nil }
    let address = isSheet ? column.map { Self.letters($0) + String(row.line) } : nil
    return .cell(file: file, line: row.line, column: name, cell: address)
  }

  /// The letters of a sheet's column: A, …, Z, AA.
  static func letters(_ column: Int) -> String {
    var number = column
    var text = ""
    repeat {
      text = String(UnicodeScalar(UInt8(65 + number % 26))) + text
      number = number / 26 - 1
    } while number >= 0
    return text
  }
}

extension Table {
  /// Reads a text table. Nil after an error.
  static func read(_ location: Location) -> (table: Table?, diagnostics: [Diagnostic]) {
    guard let bytes = location.bytes() else {
      return (
        nil,
        [
          Diagnostic(
            .error, "unreadable",
            LocalizedText(ru: "не удаётся прочитать файл", en: "can't read the file"), at: .file(location.shown))
        ]
      )
    }
    let decoded = TextDecoding.utf8(bytes, file: location.shown)
    guard let text = decoded.text else { return (nil, decoded.problem.map { [$0] } ?? []) }
    var parser = CSVParser(text, file: location.shown)
    var rows = parser.rows()
    guard parser.diagnostics.isEmpty else { return (nil, parser.diagnostics) }
    guard !rows.isEmpty else { return (nil, [TextDecoding.empty(location.shown)]) }
    let header = rows.removeFirst()
    var table = Table(
      file: location.shown, isSheet: false, header: header.cells, headerLine: header.line,
      rows: rows.map { Row(line: $0.line, cells: $0.cells) })
    while table.header.last == "" { table.header.removeLast() }
    return (table, table.extraCells())
  }

  /// Rows with text beyond the header's last column.
  private func extraCells() -> [Diagnostic] {
    rows.compactMap { row in
      guard row.cells.count > header.count, row.cells[header.count...].contains(where: { !$0.isEmpty }) else {
        return nil
      }
      return Diagnostic(
        .error, "too-many-cells",
        LocalizedText(
          ru: "в строке \(row.cells.count) ячеек, а в заголовке \(header.count): проверьте разделители и кавычки",
          en: "the row has \(row.cells.count) cells, the header \(header.count): check delimiters and quotation marks"),
        at: .cell(file: file, line: row.line, column: nil))
    }
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
