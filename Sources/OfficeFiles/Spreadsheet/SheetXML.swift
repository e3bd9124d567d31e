/// Writes one sheet as XML.
struct SheetXML {
  let rows: [[CellValue]]
  let width: Int
  let isFirst: Bool

  /// Cell styles by their number in the part of styles.
  private enum Style: Int {
    case plain = 0
    case header, text, dayFirst, yearFirst, dayFirstTime, yearFirstTime
  }

  func write(to sink: inout ZipWriter.Sink) {
    sink.write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
    sink.write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">")
    sink.write("<sheetViews><sheetView \(isFirst ? "tabSelected=\"1\" " : "")workbookViewId=\"0\">")
    if !rows.isEmpty {
      sink.write("<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>")
      sink.write("<selection pane=\"bottomLeft\" activeCell=\"A2\" sqref=\"A2\"/>")
    }
    sink.write("</sheetView></sheetViews>")
    writeColumns(to: &sink)
    sink.write("<sheetData>")
    let letters = (0..<width).map { CellReference.letters($0) }
    for (index, row) in rows.enumerated() where row.contains(where: { $0 != .empty }) {
      var text = "<row r=\"\(index + 1)\">"
      for (column, cell) in row.enumerated() {
        append(cell, "\(letters[column])\(index + 1)", isHeader: index == 0, to: &text)
      }
      sink.write(text + "</row>")
    }
    sink.write("</sheetData>")
    if let header = rows.first, !header.isEmpty {
      sink.write("<autoFilter ref=\"A1:\(letters[header.count - 1])\(rows.count)\"/>")
    }
    sink.write("</worksheet>")
  }

  /// Columns as wide as their texts, within reason; the first rows are enough to tell.
  private func writeColumns(to sink: inout ZipWriter.Sink) {
    guard width > 0 else { return }
    var widths = [Int](repeating: 8, count: width)
    for row in rows.prefix(200) {
      for (column, cell) in row.enumerated() { widths[column] = max(widths[column], min(60, Self.length(cell) + 2)) }
    }
    sink.write("<cols>")
    for (column, width) in widths.enumerated() {
      sink.write("<col min=\"\(column + 1)\" max=\"\(column + 1)\" width=\"\(width)\" customWidth=\"1\"/>")
    }
    sink.write("</cols>")
  }

  private static func length(_ cell: CellValue) -> Int {
    switch cell {
    case .text(let text), .number(let text), .error(let text): text.count
    case .date(let date): date.seconds == 0 ? 10 : 19
    case .boolean, .empty, .uncalculated: 5
    }
  }

  private func append(_ cell: CellValue, _ address: String, isHeader: Bool, to text: inout String) {
    switch cell {
    case .empty, .uncalculated: return
    case .text(let value):
      let style = isHeader ? Style.header : .text
      text += "<c r=\"\(address)\" s=\"\(style.rawValue)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
      text += XMLText.escaped(value) + "</t></is></c>"
    case .number(let value): text += "<c r=\"\(address)\"><v>\(XMLText.escaped(value))</v></c>"
    case .boolean(let value): text += "<c r=\"\(address)\" t=\"b\"><v>\(value ? 1 : 0)</v></c>"
    case .error(let value): text += "<c r=\"\(address)\" t=\"e\"><v>\(XMLText.escaped(value))</v></c>"
    case .date(let date):
      let style: Style =
        switch (date.isYearFirst, date.seconds == 0) {
        case (false, true): .dayFirst
        case (true, true): .yearFirst
        case (false, false): .dayFirstTime
        case (true, false): .yearFirstTime
        }
      text += "<c r=\"\(address)\" s=\"\(style.rawValue)\"><v>\(Self.serial(date))</v></c>"
    }
  }

  /// The serial of a day of the 1900 system; a second is 1/86400, in ten decimals.
  private static func serial(_ date: SheetDate) -> String {
    let day = DateSystem.serial(ofDay: Int(date.dayNumber))
    guard date.seconds != 0 else { return String(day) }
    let fraction = String((Int(date.seconds) * 10_000_000_000 + 43_200) / 86_400)
    return "\(day)." + String(repeating: "0", count: max(0, 10 - fraction.count)) + fraction
  }
}
