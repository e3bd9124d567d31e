import Diagnostics
import Foundation
import OfficeFiles
import RouteModel
import TestSupport
import Testing

@testable import Tables

/// The same data set in a folder and in workbooks as other programs write them.
@Suite struct WorkbookFixtureTests {
  static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Fixtures"
  static let people =
    "id;фио;роль;назначен;переподготовка\nР-1;Тестов Иван;руководитель;02.09.2019;да\n2;Примерова Анна;резерв;28.02.2021;нет\n"
  static let scores =
    "человек;компетенция;дата;балл;максимум;волна\nР-1;К1;15.05.2023;47,5;100;тест\nР-1;К2;15.05.2023;0,3;1;тест\n2;К1;29.02.2024;33,3;50;ретест\n"

  static func read(_ path: String) -> (records: DataRecords?, diagnostics: [Diagnostic]) {
    let reading = DataSetReader.records(
      folder: Location(path: path, shown: "data.xlsx"), catalog: SampleRegion.catalog())
    return (reading.records, reading.diagnostics)
  }

  /// A folder with files, removed when the closure returns.
  static func withFolder<Result>(_ files: [String: [UInt8]], _ body: (String) throws -> Result) throws -> Result {
    let folder = NSTemporaryDirectory() + "marshrut-tables-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, bytes) in files { try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + name)) }
    return try body(folder)
  }

  @Test(arguments: ["openpyxl.xlsx", "xlsxwriter-1904.xlsx", "libreoffice.xlsx"])
  func sameAsFolder(_ name: String) throws {
    let expected = try Self.withFolder(["people.csv": Array(Self.people.utf8), "scores.csv": Array(Self.scores.utf8)]) {
      Self.read($0).records
    }
    let read = Self.read(Self.fixtures + "/" + name)
    #expect(!read.diagnostics.hasErrors)
    let records = try #require(read.records)
    #expect(records == expected)
  }

  @Test(arguments: [
    ("openpyxl.xlsx", ["title-row", "unknown-table"]), ("xlsxwriter-1904.xlsx", ["hidden-rows"]),
    ("uncalculated.xlsx", ["uncalculated"]), ("formula-error.xlsx", ["hidden-rows", "formula-error"]),
    ("merged.xlsx", ["hidden-sheet", "merged-cells"]),
  ])
  func remarks(_ name: String, _ expected: [String]) {
    #expect(Self.read(Self.fixtures + "/" + name).diagnostics.map(\.id.rawValue) == expected)
  }

  @Test func mistakesNameSheetAndCell() throws {
    let bytes = try #require(
      WorkbookTables.bytes(
        [
          ("Люди", ["id", "роль"], [["Р-1", "руководитель"]]),
          ("Результаты", ["человек", "компетенция", "дата", "балл"], [["Р-1", "К1", "15.05.2023", "сорок"]]),
        ], file: "x"
      ).bytes)
    let diagnostics = try Self.withFolder(["d.xlsx": bytes]) { Self.read($0 + "/d.xlsx").diagnostics }
    let shown = DiagnosticRenderer(language: .russian).render(diagnostics)
    #expect(shown.contains("data.xlsx: Результаты!D2: столбец «балл»: ошибка"))
  }

  @Test func workbookNamedCSVAndTextNamedWorkbook() throws {
    let sheet = try #require(
      WorkbookTables.bytes([("Лист1", ["id", "роль"], [["Р-1", "руководитель"]])], file: "x").bytes)
    let named = try Self.withFolder(["people.csv": sheet]) { Self.read($0) }
    #expect(named.records?.people.map(\.person.id) == ["Р-1"])
    let text = try Self.withFolder(["люди.xlsx": Array(Self.people.utf8)]) { Self.read($0) }
    #expect(text.records?.people.count == 2)
    let alone = try Self.withFolder(["d.xlsx": Array(Self.people.utf8)]) { Self.read($0 + "/d.xlsx").diagnostics }
    #expect(alone.map(\.id.rawValue) == ["not-a-workbook"])
    let twice = try Self.withFolder(["people.csv": sheet, "люди.xlsx": sheet]) { Self.read($0).diagnostics }
    #expect(twice.map(\.id.rawValue) == ["two-tables"])
  }

  @Test func codesHeldAsNumbers() throws {
    let catalog = SampleRegion.catalog(measures: [SampleRegion.measure("1.1"), SampleRegion.measure("1.10")])
    var writer = WorkbookWriter()
    try writer.add(sheet: "people", rows: [[.text("id"), .text("роль")], [.text("1"), .text("резерв")]])
    try writer.add(
      sheet: "пройдено",
      rows: [
        [.text("человек"), .text("мероприятие"), .text("дата")],
        [.text("1"), .number("1.1"), .date(SheetDate(dayNumber: 19_601))],
        [.text("1"), .text("1.1"), .date(SheetDate(dayNumber: 19_601))],
      ])
    let diagnostics = try Self.withFolder(["d.xlsx": try writer.finish()]) {
      DataSetReader.records(folder: Location(path: $0 + "/d.xlsx", shown: "d.xlsx"), catalog: catalog).diagnostics
    }
    #expect(diagnostics.map(\.id.rawValue) == ["code-is-number"])
    #expect(DiagnosticRenderer(language: .english).render(diagnostics).contains("d.xlsx: пройдено!B2:"))
  }
}
