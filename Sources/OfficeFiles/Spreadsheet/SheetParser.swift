/// Reads the rows of one sheet as its XML goes by.
final class SheetParser: PartParser.Handler {
  /// What a sheet says beside its rows.
  struct Summary {
    var merged: [MergedRange] = []
    var hiddenRows = 0
  }

  private(set) var summary = Summary()
  private let sheet: String
  private let shared: [String]
  private let styles: [DateFormat]
  private let dates: DateSystem
  private let limits: WorkbookLimits
  private let take: (SheetRow) -> Bool
  private var row = SheetRow(number: 0, cells: [])
  private var column = 0
  private var cellCount = 0
  private var type = ""
  private var style = 0
  private var value = ""
  private var hasFormula = false
  private var isCollecting = false
  private var phoneticDepth = 0

  /// - Parameter take: gets every row that has a cell; false stops the reading.
  init(
    _ sheet: String, shared: [String], styles: [DateFormat], dates: DateSystem, limits: WorkbookLimits,
    take: @escaping (SheetRow) -> Bool
  ) {
    self.sheet = sheet
    self.shared = shared
    self.styles = styles
    self.dates = dates
    self.limits = limits
    self.take = take
  }

  func start(_ element: String, _ attributes: [String: String]) throws(WorkbookFailure) {
    switch element {
    case "c": try startCell(attributes)
    case "v": isCollecting = true
    case "t": isCollecting = phoneticDepth == 0
    case "f": hasFormula = true
    case "rPh": phoneticDepth += 1
    case "row":
      // Rows and cells without an address follow the last one.
      let number = attributes["r"].flatMap { Int($0) } ?? row.number + 1
      guard number > row.number, number <= CellReference.lastRow else { throw .malformed(part: sheet, line: 0) }
      row = SheetRow(number: number, cells: [], isHidden: ["1", "true"].contains(attributes["hidden"] ?? ""))
      column = 0
    case "mergeCell":
      guard let range = attributes["ref"].flatMap({ MergedRange(parsing: $0) }) else { return }
      guard summary.merged.count < 100_000 else { throw .tooMuch(part: sheet, limit: 100_000) }
      summary.merged.append(range)
    default: break
    }
  }

  private func startCell(_ attributes: [String: String]) throws(WorkbookFailure) {
    if let address = attributes["r"] {
      guard let place = CellReference.parse(address), place.row == row.number, place.column >= column else {
        throw .malformed(part: sheet, line: 0)
      }
      column = place.column
    }
    guard column < CellReference.columnCount else { throw .sheetTooLarge(sheet: sheet) }
    type = attributes["t"] ?? "n"
    style = attributes["s"].flatMap { Int($0) } ?? 0
    value = ""
    hasFormula = false
  }

  func text(_ text: String) throws(WorkbookFailure) {
    guard isCollecting else { return }
    value += text
    guard value.utf8.count <= limits.textBytes else {
      throw .textTooLong(
        sheet: sheet, cell: CellReference.letters(column) + String(row.number), limit: limits.textBytes)
    }
  }

  func end(_ element: String) throws(WorkbookFailure) {
    switch element {
    case "v", "t": isCollecting = false
    case "rPh": phoneticDepth -= 1
    case "c": try endCell()
    case "row":
      guard !row.cells.isEmpty else { return }
      if row.isHidden { summary.hiddenRows += 1 }
      if !take(row) { throw .archive(.stopped) }
    default: break
    }
  }

  private func endCell() throws(WorkbookFailure) {
    let cell = try self.cell()
    defer { column += 1 }
    if cell == .empty { return }
    cellCount += column - row.cells.count + 1
    guard cellCount <= limits.cells else { throw .tooMuch(part: sheet, limit: limits.cells) }
    while row.cells.count < column { row.cells.append(.empty) }
    row.cells.append(cell)
  }

  private func cell() throws(WorkbookFailure) -> CellValue {
    switch type {
    case "s":
      guard let index = Int(value), shared.indices.contains(index) else {
        if value.isEmpty { return .empty }
        throw .malformed(part: sheet, line: 0)
      }
      return shared[index].isEmpty ? .empty : .text(shared[index])
    case "inlineStr", "str":
      // A formula with an empty text as its value is calculated: the text is empty.
      return value.isEmpty ? .empty : .text(XMLText.unescaped(value))
    case "b": return value.isEmpty ? .empty : .boolean(value == "1" || value == "true")
    case "e": return .error(value)
    case "d": return value.isEmpty ? .empty : isoDate(value)
    default:
      if value.isEmpty { return hasFormula ? .uncalculated : .empty }
      return number()
    }
  }

  private func number() -> CellValue {
    guard let text = DecimalText.normalised(value) else { return .text(value) }
    let format = styles.indices.contains(style) ? styles[style] : .notADate
    guard format == .yearFirst || format == .yearLast else { return .number(text) }
    return dates.date(text, isYearFirst: format == .yearFirst).map { .date($0) } ?? .number(text)
  }

  /// A cell of type `d` holds its date in words: `2023-09-01` or `2023-09-01T10:30:00`.
  private func isoDate(_ text: String) -> CellValue {
    let halves = text.split(separator: "T", maxSplits: 1)
    let day = halves[0].split(separator: "-").compactMap { Int($0) }
    guard day.count == 3, let number = DateSystem.dayNumber(year: day[0], month: day[1], day: day[2]) else {
      return .text(text)
    }
    let clock = halves.count > 1 ? halves[1].prefix(8).split(separator: ":").compactMap { Int($0) } : []
    let seconds = zip(clock, [3600, 60, 1]).reduce(0) { $0 + $1.0 * $1.1 }
    let format = styles.indices.contains(style) ? styles[style] : .notADate
    return .date(SheetDate(dayNumber: number, seconds: seconds, isYearFirst: format != .yearLast))
  }
}
