import Diagnostics
import RouteModel

/// Reads the cells of one table as typed values, and notes every mistake.
///
/// An empty cell is nil, and a mistake only where the value is required. A method that returns nil after a mistake has
/// reported it; `isRowGood` says whether anything in the row was wrong.
struct TableReading {
  let table: Table
  private let columns: [Column]
  private let positions: [String: Int]
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var normalised = 0
  private var errorCount = 0
  private var errorsBeforeRow = 0
  /// Names that stand for nothing: where their message is, and how many rows have them.
  private var strangers: [String: (position: Int, count: Int)] = [:]
  /// Days by their spelling.
  private var dates: [String: CalendarDate] = [:]

  init(_ table: Table, columns: [Column], dynamicPrefixes: [String] = []) {
    self.table = table
    self.columns = columns
    var positions: [String: Int] = [:]
    var mistakes: [Diagnostic] = []
    let headerRow = Table.Row(line: table.headerLine, cells: table.header)
    for (index, header) in table.header.enumerated() where !header.isEmpty {
      let known = columns.first { $0.matches(header) }
      let isDynamic = dynamicPrefixes.contains { Column.key(header).hasPrefix(Column.key($0)) }
      guard let column = known else {
        if !isDynamic { mistakes.append(Self.unknown(header, columns, table.place(headerRow, index))) }
        continue
      }
      if positions.updateValue(index, forKey: column.english) != nil {
        mistakes.append(
          Diagnostic(
            .error, "duplicate-column",
            LocalizedText(ru: "столбец «\(header)» повторяется", en: "the column «\(header)» stands twice"),
            at: table.place(headerRow, index)))
      }
    }
    if positions.isEmpty, mistakes.count > 1 {
      // The first row is one of data: that none of its cells is a column is one mistake.
      mistakes = [Self.noHeader(table, columns)]
    } else {
      for column in columns where column.isRequired && positions[column.english] == nil {
        mistakes.append(Self.missing(column, table, columns))
      }
    }
    self.positions = positions
    diagnostics = mistakes
  }

  private static func noHeader(_ table: Table, _ columns: [Column]) -> Diagnostic {
    Diagnostic(
      .error, "no-header",
      LocalizedText(
        ru: "первая строка — не заголовки: ни одного столбца этой таблицы в ней нет",
        en: "the first row is no header: it has none of this table's columns"),
      at: .cell(file: table.file, line: table.headerLine, column: nil), notes: [names(columns)])
  }

  private static func missing(_ column: Column, _ table: Table, _ columns: [Column]) -> Diagnostic {
    Diagnostic(
      .error, "missing-column",
      LocalizedText(
        ru: "нет столбца «\(column.russian)»", en: "there is no column «\(column.english)» («\(column.russian)»)"),
      at: .cell(file: table.file, line: table.headerLine, column: nil), notes: [names(columns)])
  }

  private static func names(_ columns: [Column]) -> LocalizedText {
    LocalizedText(
      ru: "столбцы этой таблицы: " + columns.map(\.russian).joined(separator: ", "),
      en: "columns of this table: " + columns.map(\.english).joined(separator: ", "))
  }

  private static func unknown(_ header: String, _ columns: [Column], _ place: DiagnosticPlace) -> Diagnostic {
    let near = nearest(to: header, among: columns.flatMap { [$0.russian, $0.english] })
    return Diagnostic(
      .warning, "unknown-column",
      LocalizedText(ru: "столбец «\(header)» не читается", en: "the column «\(header)» is not read"), at: place,
      notes: near.map { [LocalizedText(ru: "возможно, «\($0)»?", en: "did you mean «\($0)»?")] } ?? [])
  }

  // MARK: Rows

  mutating func beginRow() { errorsBeforeRow = errorCount }

  /// Whether the row begun last has no error so far.
  var isRowGood: Bool { errorCount == errorsBeforeRow }

  func place(_ row: Table.Row, _ column: String) -> DiagnosticPlace { table.place(row, positions[column]) }

  /// Reports a mistake in a cell.
  mutating func report(
    _ id: DiagnosticID, _ row: Table.Row, _ column: String?, _ message: LocalizedText, notes: [LocalizedText] = [],
    severity: Severity = .error
  ) {
    if severity == .error { errorCount += 1 }
    diagnostics.append(
      Diagnostic(severity, id, message, at: table.place(row, column.flatMap { positions[$0] }), notes: notes))
  }

  /// The header's position of a column that is found by its own rule.
  func value(_ row: Table.Row, at index: Int) -> String? {
    guard row.cells.indices.contains(index), !row.cells[index].isEmpty else { return nil }
    return row.cells[index]
  }

  /// Reports a name that stands for nothing: once, however many rows of the table have it.
  mutating func reportOnce(
    _ id: DiagnosticID, _ row: Table.Row, _ column: String, name: String, _ message: LocalizedText,
    notes: @autoclosure () -> [LocalizedText]
  ) {
    let key = "\(id.rawValue) \(name)"
    if let first = strangers[key] {
      errorCount += 1
      strangers[key] = (first.position, first.count + 1)
      return
    }
    report(id, row, column, message, notes: notes())
    strangers[key] = (diagnostics.count - 1, 1)
  }

  /// The messages, each name that stands for nothing with the number of its rows.
  func finished() -> [Diagnostic] {
    var result = diagnostics
    for (position, count) in strangers.values where count > 1 {
      result[position].notes.append(
        LocalizedText(ru: "таких строк в таблице: \(count)", en: "rows of the table that have it: \(count)"))
    }
    return result
  }

  // MARK: Values

  func has(_ column: String) -> Bool { positions[column] != nil }

  /// The text of a cell. A number of a workbook has the decimal comma of text tables, so that both forms of a data set
  /// say the same; in a column of codes it keeps its point.
  func text(_ row: Table.Row, _ column: String) -> String? {
    guard let text = positions[column].flatMap({ value(row, at: $0) }) else { return nil }
    guard row.numeric != 0, isNumber(row, column), !Self.codes.contains(column) else { return text }
    return text.replacing(".", with: ",")
  }

  private static let codes: Set = ["code", "competency", "measure", "requires", "parent", "session", "alternatives"]

  mutating func required(_ row: Table.Row, _ column: String) -> String? {
    if let text = text(row, column) { return text }
    if positions[column] != nil {
      report(
        "empty-cell", row, column,
        LocalizedText(ru: "ячейка пуста, а значение нужно", en: "the cell is empty, but a value is needed"))
    }
    return nil
  }

  /// Whether a workbook holds the cell as a number.
  func isNumber(_ row: Table.Row, _ column: String) -> Bool {
    positions[column].map { $0 < 64 && row.numeric >> UInt64($0) & 1 == 1 } ?? false
  }

  /// Reports a code that a spreadsheet made a number of, where it could have been either of two: 1.1 or 1.10.
  mutating func reportAmbiguousCode(_ row: Table.Row, _ column: String, _ text: String) {
    report(
      "code-is-number", row, column,
      LocalizedText(
        ru: "код записан числом, а число «\(text)» — это и «\(text)», и «\(text)0»: сделайте столбец текстовым",
        en: "the code is held as a number, and «\(text)» may be «\(text)» or «\(text)0»: make the column text"))
  }

  mutating func integer(_ row: Table.Row, _ column: String, in range: ClosedRange<Int>) -> Int? {
    guard let text = text(row, column) else { return nil }
    // Excel writes whole numbers of a decimal column as «36,0».
    if let points = Points(parsing: text), points.hundredths % 100 == 0, range.contains(points.hundredths / 100) {
      return points.hundredths / 100
    }
    report(
      "not-whole", row, column,
      LocalizedText(
        ru: "ожидается целое число от \(range.lowerBound) до \(range.upperBound), а найдено «\(text)»",
        en: "expected a whole number from \(range.lowerBound) to \(range.upperBound), found «\(text)»"))
    return nil
  }

  mutating func points(_ row: Table.Row, _ column: String, in range: ClosedRange<Points>) -> Points? {
    guard let text = text(row, column) else { return nil }
    return points(text, row, column, in: range)
  }

  mutating func points(_ text: String, _ row: Table.Row, _ column: String?, in range: ClosedRange<Points>) -> Points? {
    if let points = Points(parsing: text), range.contains(points) { return points }
    let (low, high) = (range.lowerBound.text(separator: ","), range.upperBound.text(separator: ","))
    report(
      "bad-number", row, column,
      LocalizedText(
        ru: "ожидается число от \(low) до \(high), а найдено «\(text)»",
        en: "expected a number from \(low) to \(high), found «\(text)»"))
    return nil
  }

  mutating func date(_ row: Table.Row, _ column: String) -> CalendarDate? {
    guard let text = text(row, column) else { return nil }
    if let date = dates[text] { return date }
    if let date = CalendarDate(parsing: text) {
      // A table of a million results has a handful of days.
      if dates.count < 4096 { dates[text] = date }
      return date
    }
    report(
      "bad-date", row, column,
      LocalizedText(
        ru: "ожидается дата (01.09.2023 или 2023-09-01), а найдено «\(text)»",
        en: "expected a date (01.09.2023 or 2023-09-01), found «\(text)»"))
    return nil
  }

  mutating func flag(_ row: Table.Row, _ column: String) -> Bool? {
    guard let text = text(row, column) else { return nil }
    if let flag = Self.flag(spelled: text) { return flag }
    report(
      "bad-flag", row, column,
      LocalizedText(
        ru: "ожидается «да» или «нет», а найдено «\(text)»", en: "expected «yes» or «no», found «\(text)»"))
    return nil
  }

  /// Yes or no in any of their spellings.
  static func flag(spelled text: String) -> Bool? {
    switch LookAlike.fold(text) {
    case LookAlike.fold("да"), LookAlike.fold("yes"), "1", "+": true
    case LookAlike.fold("нет"), LookAlike.fold("no"), "0", "-", "–": false
    default: nil
    }
  }

  mutating func closed<Value: ClosedSet>(_ row: Table.Row, _ column: String, _ type: Value.Type) -> Value? {
    guard let text = text(row, column) else { return nil }
    return closed(text, row, column, type)
  }

  private mutating func closed<Value: ClosedSet>(
    _ text: String, _ row: Table.Row, _ column: String, _ type: Value.Type
  ) -> Value? {
    if let value = Value(spelling: text) { return value }
    let names = Value.allCases.map(\.spellings)
    let near = nearest(to: text, among: names.flatMap { [$0.russian, $0.english] + $0.aliases })
    var notes = [
      LocalizedText(
        ru: "допустимо: " + names.map(\.russian).joined(separator: ", "),
        en: "allowed: " + names.map(\.english).joined(separator: ", "))
    ]
    if let near { notes.append(LocalizedText(ru: "возможно, «\(near)»?", en: "did you mean «\(near)»?")) }
    report(
      "unknown-value", row, column,
      LocalizedText(ru: "неизвестное значение «\(text)»", en: "unknown value «\(text)»"), notes: notes)
    return nil
  }

  /// The parts of a list divided by commas, semicolons or bars.
  func list(_ row: Table.Row, _ column: String) -> [String] {
    text(row, column).map(Self.list) ?? []
  }

  private static func list(_ text: String) -> [String] {
    text.split(whereSeparator: { ",;|".contains($0) })
      .map { part in String(part.drop { $0.isWhitespace }).trimmed }.filter { !$0.isEmpty }
  }

  /// The values of a list, in the order of the set; nil when one is unknown.
  static func closedList<Value: ClosedSet>(_ text: String) -> [Value]? {
    let parts = list(text)
    let values = parts.compactMap { Value(spelling: $0) }
    return values.count == parts.count ? Value.allCases.filter(values.contains) : nil
  }

  mutating func closedList<Value: ClosedSet>(_ row: Table.Row, _ column: String, _ type: Value.Type) -> [Value] {
    list(row, column).compactMap { closed($0, row, column, type) }
  }

  /// Notes that a code was written with look-alike letters.
  mutating func noteSpelling(_ written: String, _ canonical: String) {
    if written != canonical, LookAlike.cyrillic(written) == LookAlike.cyrillic(canonical) { normalised += 1 }
  }

  /// One remark for all look-alike spellings of the table.
  func remarks() -> [Diagnostic] {
    guard normalised > 0 else { return [] }
    return [
      Diagnostic(
        .note, "look-alikes",
        LocalizedText(
          ru: "коды с похожими русскими и латинскими буквами прочитаны как в каталоге: ячеек \(normalised)",
          en: "codes with Cyrillic and Latin look-alikes are read as the catalog spells them: \(normalised) cells"),
        at: .file(table.file))
    ]
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
