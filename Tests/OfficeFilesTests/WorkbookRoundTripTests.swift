import TestSupport
import Testing

@testable import OfficeFiles

/// What is written is read back, and the same cells give the same bytes.
@Suite struct WorkbookRoundTripTests {
  static func rows(_ bytes: [UInt8], sheet: Int = 0) throws -> [SheetRow] {
    let book = try Workbook(bytes)
    let rows = Collected()
    try book.read(book.sheets[sheet]) { row in
      rows.rows.append(row)
      return true
    }
    return rows.rows
  }

  final class Collected {
    var rows: [SheetRow] = []
  }

  static let cells: [[CellValue]] = [
    [.text("код"), .text("балл"), .text("дата"), .text("да?")],
    [.text("=cmd|' /C calc'!A0"), .number("47.5"), .date(SheetDate(dayNumber: 19_601)), .boolean(true)],
    [.text("a<b>&\"c\" _x0041_ _x000D_"), .number("-3"), .date(SheetDate(dayNumber: 19_601, isYearFirst: true))],
    [.empty, .empty, .text(" x \r\n\ty\u{1}\u{1F600} "), .boolean(false)],
    [.empty],
    [.text("1.10"), .number("0"), .date(SheetDate(dayNumber: 19_601, seconds: 37_801))],
  ]

  @Test func everyKindOfCell() throws {
    var writer = WorkbookWriter()
    try writer.add(sheet: "Результаты", rows: Self.cells)
    try writer.add(sheet: "b", rows: [])
    let bytes = try writer.finish()
    let read = try Self.rows(bytes)
    #expect(read.map(\.number) == [1, 2, 3, 4, 6])
    for row in read {
      var expected = Self.cells[row.number - 1]
      while expected.last == .empty { expected.removeLast() }
      #expect(row.cells == expected)
    }
    #expect(try Workbook(bytes).sheets.map(\.name) == ["Результаты", "b"])
    var again = WorkbookWriter()
    try again.add(sheet: "Результаты", rows: Self.cells)
    try again.add(sheet: "b", rows: [])
    #expect(try again.finish() == bytes)
  }

  @Test func randomTexts() throws {
    let seed: UInt64 = 5
    var random = SplitMix64(seed: seed)
    let alphabet = Array("aЯ_x0D;\"'=\r\n\t<&>\u{1F600}\u{0}\u{1F} 9").map(String.init)
    var rows: [[CellValue]] = []
    for _ in 0..<300 {
      let text = (0...Int.random(in: 0...12, using: &random)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      }
      rows.append([.text(text.joined())])
    }
    var writer = WorkbookWriter()
    try writer.add(sheet: "x", rows: rows)
    let read = try Self.rows(try writer.finish()).map(\.cells)
    #expect(read == rows, "seed \(seed)")
  }

  @Test(arguments: ["", "a/b", "x[1]", "'a", String(repeating: "я", count: 32), "a:b"])
  func badSheetNames(_ name: String) {
    #expect(throws: WorkbookFailure.badSheetName(name)) {
      var writer = WorkbookWriter()
      try writer.add(sheet: name, rows: [])
    }
  }

  @Test func longTextsAreRefused() {
    #expect(throws: WorkbookFailure.textTooLong(sheet: "x", cell: "B2", limit: 32_767)) {
      var writer = WorkbookWriter()
      try writer.add(sheet: "x", rows: [[], [.empty, .text(String(repeating: "я", count: 32_768))]])
    }
  }
}
