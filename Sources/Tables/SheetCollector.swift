import Diagnostics
import OfficeFiles
import RouteModel

/// Gathers the rows of a sheet as texts, then tells header from rows.
final class SheetCollector {
  private let file: String
  private let trims: Bool
  private var rows: [Table.Row] = []
  private var diagnostics: [Diagnostic] = []

  init(file: String, trims: Bool) {
    self.file = file
    self.trims = trims
  }

  /// Takes a row; false when the sheet has so many mistakes that no more are needed.
  func take(_ row: SheetRow) -> Bool {
    var numeric: UInt64 = 0
    var cells: [String] = []
    cells.reserveCapacity(row.cells.count)
    for (column, cell) in row.cells.enumerated() {
      if case .number = cell, column < 64 { numeric |= 1 << UInt64(column) }
      cells.append(text(cell, row.number, column))
    }
    if cells.contains(where: { !$0.isEmpty }) {
      rows.append(Table.Row(line: row.number, cells: cells, numeric: numeric))
    }
    return diagnostics.count < 1000
  }

  private func text(_ cell: CellValue, _ row: Int, _ column: Int) -> String {
    switch cell {
    case .empty: return ""
    case .text(let text):
      if text.utf8.contains(where: { $0 < 0x20 && ![0x09, 0x0A, 0x0D].contains($0) }) {
        report(
          "control-character", row, column, "в тексте ячейки есть управляющий символ",
          "the cell's text has a control character")
      }
      return trims ? CSVParser.trimmed(text) : text
    case .number(let text): return text
    case .boolean(let flag): return flag ? "да" : "нет"
    case .date(let date):
      let day = CalendarDate(dayNumber: Int(date.dayNumber))
      let text = date.isYearFirst ? day.iso : day.dotted
      return date.seconds == 0 ? text : text + " " + Self.clock(Int(date.seconds))
    case .error(let text):
      report(
        "formula-error", row, column, "в ячейке ошибка вычисления «\(text)»",
        "the cell holds the failure of a calculation, «\(text)»")
    case .uncalculated:
      report(
        "uncalculated", row, column,
        "у формулы нет сохранённого значения: откройте книгу в Excel или LibreOffice и сохраните её",
        "the formula has no stored value: open the workbook in Excel or LibreOffice and save it")
    }
    return ""
  }

  private static func clock(_ seconds: Int) -> String {
    [seconds / 3600, seconds / 60 % 60, seconds % 60].map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
  }

  private func report(_ id: DiagnosticID, _ row: Int, _ column: Int, _ ru: String, _ en: String) {
    diagnostics.append(
      Diagnostic(
        .error, id, LocalizedText(ru: ru, en: en),
        at: .cell(file: file, line: row, column: nil, cell: CellReference.letters(column) + String(row))))
  }

  /// The table: its header may be several rows high, with merged cells, below a merged title.
  func table(merged: [MergedRange]) -> (table: Table?, diagnostics: [Diagnostic]) {
    skipTitles(merged)
    guard let first = rows.first else {
      diagnostics.append(
        Diagnostic(
          .error, "empty-file",
          LocalizedText(
            ru: "лист пуст: ожидается таблица с заголовками", en: "the sheet is empty: expected a table with headers"),
          at: .file(file)))
      return (nil, diagnostics)
    }
    let inHeader = merged.filter { $0.rows.lowerBound == first.line }
    let last = min(first.line + 4, inHeader.map(\.rows.upperBound).max() ?? first.line)
    let headerRows = rows.prefix { $0.line <= last }
    var header = headerRows.count == 1 ? first.cells : Self.joined(Array(headerRows), merged)
    header = header.map { CSVParser.trimmed($0) }
    while header.last == "" { header.removeLast() }
    rows.removeFirst(headerRows.count)
    fillDown(merged, width: header.count)
    let table = Table(file: file, isSheet: true, header: header, headerLine: first.line, rows: rows)
    diagnostics += table.extraCells()
    return (diagnostics.hasErrors ? nil : table, diagnostics)
  }

  /// Rows above the header that are one merged cell: a title.
  private func skipTitles(_ merged: [MergedRange]) {
    while rows.count > 1, let first = rows.first, first.cells.count(where: { !$0.isEmpty }) == 1,
      let column = first.cells.firstIndex(where: { !$0.isEmpty }),
      merged.contains(where: { $0.rows.contains(first.line) && $0.columns.contains(column) && $0.columns.count > 1 })
    {
      diagnostics.append(
        Diagnostic(
          .note, "title-row",
          LocalizedText(
            ru: "строка над заголовком не читается: «\(first.cells[column])»",
            en: "the row above the header is not read: «\(first.cells[column])»"),
          at: .cell(file: file, line: first.line, column: nil, cell: CellReference.letters(column) + String(first.line))
        ))
      rows.removeFirst()
    }
  }

  /// «Цель» above «руководитель» is «Цель: руководитель».
  private static func joined(_ levels: [Table.Row], _ merged: [MergedRange]) -> [String] {
    let width = levels.map(\.cells.count).max() ?? 0
    return (0..<width).map { column in
      var parts: [String] = []
      for level in levels {
        let range = merged.first { $0.rows.lowerBound == level.line && $0.columns.contains(column) }
        let source = range?.columns.lowerBound ?? column
        let text = level.cells.indices.contains(source) ? CSVParser.trimmed(level.cells[source]) : ""
        if !text.isEmpty { parts.append(text) }
      }
      return parts.reduce("") { $0.isEmpty ? $1 : $0 + ($0.hasSuffix(":") ? " " : ": ") + $1 }
    }
  }

  /// A cell merged over several rows speaks of all of them.
  private func fillDown(_ merged: [MergedRange], width: Int) {
    var filled = 0
    for range in merged where range.rows.count > 1 && range.columns.lowerBound < width {
      let column = range.columns.lowerBound
      var index = firstRow(from: range.rows.lowerBound)
      guard index < rows.count, rows[index].line == range.rows.lowerBound, rows[index].cells.indices.contains(column)
      else { continue }
      let (text, numeric) = (rows[index].cells[column], rows[index].numeric & (1 << UInt64(min(column, 63))))
      index += 1
      while index < rows.count, rows[index].line <= range.rows.upperBound {
        while rows[index].cells.count <= column { rows[index].cells.append("") }
        if rows[index].cells[column].isEmpty {
          rows[index].cells[column] = text
          if column < 64 { rows[index].numeric |= numeric }
          filled += 1
        }
        index += 1
      }
    }
    guard filled > 0 else { return }
    diagnostics.append(
      Diagnostic(
        .warning, "merged-cells",
        LocalizedText(
          ru: "значение объединённых ячеек отнесено к каждой их строке: ячеек \(filled)",
          en: "the value of merged cells is taken for each of their rows: \(filled) cells"), at: .file(file)))
  }

  /// The index of the first row at or below a line.
  private func firstRow(from line: Int) -> Int {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].line < line { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
