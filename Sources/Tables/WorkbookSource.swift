import Diagnostics
import OfficeFiles

/// A workbook with a sheet per table.
struct WorkbookSource: TableSource {
  private let book: Workbook
  let shown: String
  let tables: [TableName]

  init(_ book: Workbook, shown: String) {
    self.book = book
    self.shown = shown
    tables = book.sheets.map { TableName(name: $0.name, shown: $0.name, isHidden: $0.isHidden) }
  }

  func place(of name: String) -> LocalizedText {
    LocalizedText(ru: "на листе «\(name)»", en: "the sheet «\(name)»")
  }

  func missing(_ english: String, _ russian: String) -> Diagnostic {
    Diagnostic(
      .error, "missing-table",
      LocalizedText(
        ru: "в книге нет листа «\(russian)» («\(english)»)", en: "the workbook has no sheet «\(english)» («\(russian)»)"
      ), at: .file(shown))
  }

  func stranger(_ table: TableName, near: String?) -> Diagnostic {
    let message =
      table.isHidden
      ? LocalizedText(
        ru: "скрытый лист не читается: такой таблицы нет", en: "the hidden sheet is not read: there is no such table")
      : LocalizedText(ru: "лист не читается: такой таблицы нет", en: "the sheet is not read: there is no such table")
    return Diagnostic(
      .warning, "unknown-table", message, at: .file(Self.place(shown, table.name)),
      notes: near.map { [LocalizedText(ru: "возможно, «\($0)»?", en: "did you mean «\($0)»?")] } ?? [])
  }

  /// How messages name a sheet of a file.
  static func place(_ file: String, _ sheet: String) -> String { "\(file): \(sheet)" }

  func read(_ table: TableName, names: [String]) -> (table: Table?, diagnostics: [Diagnostic]) {
    guard let sheet = book.sheets.first(where: { $0.name == table.name }) else { return (nil, []) }
    return read(sheet, trims: true)
  }

  /// The table of a workbook that is there for one table: the sheet of that name, or the only one shown.
  func readOnly(_ names: [String], trims: Bool) -> (table: Table?, diagnostics: [Diagnostic]) {
    let wanted = names.map { LookAlike.fold($0) }
    let visible = book.sheets.filter { !$0.isHidden && $0.hasCells }
    let named = book.sheets.first { wanted.contains(LookAlike.fold($0.name)) }
    if let sheet = named ?? (visible.count == 1 ? visible.first : nil) { return read(sheet, trims: trims) }
    return (
      nil,
      [
        Diagnostic(
          .error, "which-sheet",
          LocalizedText(
            ru: "в книге листов \(book.sheets.count), и ни один не назван «\(names.joined(separator: "», «"))»",
            en: "the workbook has \(book.sheets.count) sheets, none named «\(names.joined(separator: "», «"))»"),
          at: .file(shown))
      ]
    )
  }

  /// A sheet as a table; `trims` takes blanks off the ends of texts.
  func read(_ sheet: Workbook.Sheet, trims: Bool) -> (table: Table?, diagnostics: [Diagnostic]) {
    let collector = SheetCollector(file: Self.place(shown, sheet.name), trims: trims)
    let summary: Workbook.SheetSummary
    do throws(WorkbookFailure) {
      summary = try book.read(sheet) { collector.take($0) }
    } catch {
      return (nil, [WorkbookDiagnostics.diagnostic(error, file: shown)])
    }
    var remarks: [Diagnostic] = []
    if sheet.isHidden {
      remarks.append(
        remark(
          "hidden-sheet", sheet, "лист скрыт, но прочитан", "the sheet is hidden; it is read all the same"))
    }
    if summary.hiddenRows > 0 {
      remarks.append(
        remark(
          "hidden-rows", sheet, "скрытые строки тоже прочитаны: \(summary.hiddenRows)",
          "hidden rows are read too: \(summary.hiddenRows)"))
    }
    let made = collector.table(merged: summary.merged)
    return (made.table, remarks + made.diagnostics)
  }

  private func remark(_ id: DiagnosticID, _ sheet: Workbook.Sheet, _ ru: String, _ en: String) -> Diagnostic {
    Diagnostic(.warning, id, LocalizedText(ru: ru, en: en), at: .file(Self.place(shown, sheet.name)))
  }

  /// Every wanted sheet with cells, blanks kept, for converting.
  func readAll(where isWanted: (String) -> Bool) -> (tables: [(name: String, table: Table)], diagnostics: [Diagnostic])
  {
    var tables: [(name: String, table: Table)] = []
    var diagnostics: [Diagnostic] = []
    for sheet in book.sheets where sheet.hasCells && isWanted(sheet.name) {
      let read = self.read(sheet, trims: false)
      diagnostics += read.diagnostics
      if let table = read.table { tables.append((sheet.name, table)) }
    }
    return (tables, diagnostics)
  }
}
