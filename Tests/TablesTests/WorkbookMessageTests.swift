import Diagnostics
import Foundation
import OfficeFiles
import RouteModel
import TestSupport
import Testing

@testable import Tables

/// What is wrong with a workbook, as its user reads it.
@Suite struct WorkbookMessageTests {
  private typealias Fixture = WorkbookFixtureTests

  @Test(arguments: [
    (WorkbookFailure.archive(.damaged(entry: "a")), "damaged-workbook"), (.archive(.zip64), "workbook-too-large"),
    (.archive(.encrypted(entry: "a")), "encrypted-workbook"), (.archive(.badName(entry: "../a")), "suspicious-archive"),
    (.archive(.tooLarge(entry: "a", limit: 1 << 30)), "workbook-too-large"),
    (.archive(.tooDense(entry: "a", limit: 100)), "zip-bomb"), (.notAWorkbook, "not-a-workbook"),
    (.binaryWorkbook, "binary-workbook"), (.malformed(part: "p", line: 3), "damaged-workbook"),
    (.declaresEntities(part: "p"), "xml-entities"), (.notUTF8(part: "p"), "workbook-encoding"),
    (.tooMuch(part: "p", limit: 9), "workbook-too-large"), (.sheetTooLarge(sheet: "Л"), "sheet-too-large"),
    (.badSheetName("а/б"), "bad-sheet-name"), (.textTooLong(sheet: "Л", cell: "D17", limit: 9), "cell-too-long"),
  ])
  func eachFailureHasItsMessage(_ failure: WorkbookFailure, _ id: String) {
    let diagnostic = WorkbookDiagnostics.diagnostic(failure, file: "книга.xlsx")
    #expect(diagnostic.id.rawValue == id && diagnostic.severity == .error)
    for language in Language.allCases {
      let text = DiagnosticRenderer(language: language).render(diagnostic)
      #expect(text.hasPrefix("книга.xlsx") && text.contains("[\(id)]"), "\(text)")
    }
  }

  private func ids(_ sheets: [(String, [[CellValue]])], as name: String = "d.xlsx") throws -> [String] {
    var writer = WorkbookWriter()
    for sheet in sheets { try writer.add(sheet: sheet.0, rows: sheet.1) }
    let bytes = try writer.finish()
    return try Fixture.withFolder([name: bytes]) { folder in
      Fixture.read(name == "d.xlsx" ? folder + "/d.xlsx" : folder).diagnostics.map(\.id.rawValue)
    }
  }

  private let people: [[CellValue]] = [[.text("id"), .text("роль")], [.text("Р-1"), .text("резерв")]]

  @Test func sheetsOfOtherNames() throws {
    #expect(try ids([("people", people)]) == [])
    #expect(try ids([("люди", people), ("Сводка", people)]) == ["unknown-table"])
    #expect(try ids([("Сводка", people)]) == ["missing-table", "unknown-table"])
    // A workbook in place of one table: its only sheet, or the one of that name.
    #expect(try ids([("Лист1", people)], as: "people.xlsx") == [])
    #expect(try ids([("Лист1", people), ("Лист2", people)], as: "people.xlsx") == ["which-sheet"])
  }

  @Test func codesThatLookAlikeAreRead() throws {
    let scores: [[CellValue]] = [
      [.text("человек"), .text("компетенция"), .text("дата"), .text("балл")],
      [.text("P-1"), .text("K1"), .text("15.05.2023"), .number("40")],
    ]
    #expect(try ids([("people", people), ("scores", scores)]) == ["look-alikes"])
  }

  @Test func placesThatAreNoSource() throws {
    #expect(Fixture.read("/нет/такой").diagnostics.map(\.id.rawValue) == ["unreadable"])
    let nothing = try Fixture.withFolder([:]) { TableConversion.read(Location(path: $0, shown: "п")).diagnostics }
    #expect(nothing.map(\.id.rawValue) == ["no-tables"])
    let named = TableConversion.NamedTable(name: "../people", header: ["id"], rows: [])
    #expect(TableConversion.textTables([named], file: "п").diagnostics.map(\.id.rawValue) == ["bad-sheet-name"])
    #expect(TableConversion.workbook([named], file: "п").diagnostics.map(\.id.rawValue) == ["bad-sheet-name"])
  }
}
