import Foundation
import OfficeFiles
import TestSupport
import Testing

@testable import Tables

/// Folder → workbook → folder gives every cell back, whatever it holds.
@Suite struct ConversionTests {
  private static let pieces = [
    "", "=", "+", "-", "@", "'", "\t", "\r", "\n", " ", ";", ",", "\"", "0", "1", "12", "1,5", "1.10", "007", "-0",
    "-3",
    "01.09.2023", "2023-09-01", "29.02.2023", "Ёж", "_x0041_", "<&>", "123456789012345", "1234567890123456", "0,10",
    "да",
  ]

  @Test func roundTrip() throws {
    let seed: UInt64 = 11
    var random = SplitMix64(seed: seed)
    func cell() -> String {
      let count = [1, 1, 1, 2, 3].randomElement(using: &random) ?? 1
      let text = (0..<count).map { _ in Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)] }.joined()
      // A text of blanks alone is as good as an empty cell in an unquoted table.
      return text.allSatisfy(\.isWhitespace) ? "" : text
    }
    let rows = (0..<400).map { _ in ["x"] + (0..<5).map { _ in cell() } }
    let header = ["id", "a", "b", "c", "d", "e"]
    let text = CSVWriter.bytes(header: header, rows: rows)
    let first = try WorkbookFixtureTests.withFolder(["t.csv": text]) { folder in
      try #require(TableConversion.read(Location(path: folder, shown: "d")).tables)
    }
    #expect(first.first?.rows == rows, "seed \(seed)")
    let book = try #require(TableConversion.workbook(first, file: "x").bytes)
    let second = try WorkbookFixtureTests.withFolder(["b.xlsx": book]) { folder in
      try #require(TableConversion.read(Location(path: folder + "/b.xlsx", shown: "b.xlsx")).tables)
    }
    #expect(second.first?.rows == rows, "seed \(seed)")
    #expect(TableConversion.textTables(second, file: "x").files?.first?.bytes == text)
  }

  @Test func formulasAreNeutral() {
    let cells = ["=cmd|' /C calc'!A0", "+1+1", "-1-1", "@SUM(1)", "-5", "'=x", "''"]
    let text = String(decoding: CSVWriter.bytes(header: cells, rows: []).dropFirst(3), as: UTF8.self)
    #expect(text == "'=cmd|' /C calc'!A0;'+1+1;'-1-1;'@SUM(1);-5;''=x;''\r\n")
    #expect(cells.map { FormulaGuard.removed(FormulaGuard.added($0)) } == cells)
    for cell in cells.dropLast(3) + ["'=x"] { #expect(WorkbookTables.value(cell) == .text(cell)) }
  }

  @Test func sheetNamesStayInTheFolder() {
    for name in ["../x", ".hidden", "a/b", "a\\b", ""] {
      let table = TableConversion.NamedTable(name: name, header: ["a"], rows: [])
      #expect(TableConversion.textTables([table], file: "x").files == nil)
    }
  }
}
