import CommandLineTool
import Foundation
import Tables
import Testing

/// Tables made by careless or ill-meaning hands: one message per mistake, nothing crashes, nothing is lost in silence.
@Suite struct HostileDataTests {
  private func check(_ edits: (Workshop) throws -> Void) throws -> Workshop.Outcome {
    let shop = try Workshop()
    try edits(shop)
    return shop.run("check", "--data", "data")
  }

  @Test func unknownNameInManyRowsIsOneMistake() throws {
    let rows = (1...500).map { "Р-99;К1;15.05.2023;А;\($0 % 100);100;40;тест" }.joined(separator: "\n")
    let outcome = try check {
      try $0.write("data/scores.csv", "человек;компетенция;дата;форма;балл;максимум;заданий;волна\n\(rows)\n")
    }
    #expect(outcome.code == .badInput)
    #expect(outcome.error.hasSuffix("Ошибок: 1\n"), "\(outcome.error.prefix(500))")
    #expect(outcome.error.contains("data/scores.csv:2") && outcome.error.contains("таких строк в таблице: 500"))
  }

  @Test(arguments: ["", "\u{FEFF}", "\r\n\r\n", ";;;;\n;;;\n"])
  func tableOfNothing(_ text: String) throws {
    let outcome = try check { try $0.write("data/people.csv", text) }
    #expect(outcome.code == .badInput)
    #expect(outcome.error.contains("файл пуст"), "\(outcome.error)")
  }

  @Test func tableOfNobody() throws {
    let shop = try Workshop()
    for table in ["scores", "indicators", "completions"] {
      try FileManager.default.removeItem(atPath: "\(shop.folder)/data/\(table).csv")
    }
    try shop.write("data/people.csv", "id;роль\n")
    let outcome = shop.run("check", "--data", "data")
    #expect(outcome.code == .done)
    #expect(outcome.error.contains("ни одного человека"))
    #expect(shop.run("route", "--all", "--data", "data").code == .done)
    #expect(shop.run("retest", "--data", "data").code == .done)
  }

  @Test(arguments: [
    "\"Р-\n1\"", "Р-\u{1B}[31m1", "Р-\u{202E}1", "Р-\u{2028}1", "Р-\u{200B}1", String(repeating: "Р", count: 101),
  ])
  func idsThatAreNoLine(_ id: String) throws {
    let outcome = try check { shop in
      try shop.write("data/people.csv", "id;роль\n\(id);резерв\nР-1;резерв\nР-2;резерв\n")
    }
    #expect(outcome.code == .badInput)
    #expect(outcome.error.contains("data/people.csv:2"), "\(outcome.error)")
    #expect(outcome.error.hasSuffix("Ошибок: 1\n") || outcome.error.contains("binary-file"), "\(outcome.error)")
    #expect(!outcome.error.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" }, "no command to a terminal")
  }

  @Test func idsAreNoPaths() throws {
    let shop = try Workshop()
    try shop.write(
      "data/people.csv", "id;роль;организация\n../../х;резерв;\n1/2;резерв;\n1_2;резерв;\nРез;резерв;\nрЕЗ-2;резерв;\n")
    for table in ["scores", "indicators", "completions"] {
      try FileManager.default.removeItem(atPath: "\(shop.folder)/data/\(table).csv")
    }
    let outcome = shop.run("route", "--all", "--data", "data", "--format", "lp", "--out", "models")
    #expect(outcome.code == .done, "\(outcome.error)")
    let names = try FileManager.default.contentsOfDirectory(atPath: shop.folder + "/models")
    #expect(names.sorted() == ["1_2-2.lp", "1_2.lp", "______х.lp", "Рез.lp", "рЕЗ-2.lp"])
  }

  @Test func namesCannotCommandATerminal() throws {
    let shop = try Workshop()
    try shop.edit("data/people.csv", "Примерова Анна", "Примерова \u{202E}Анна")
    let outcome = shop.run("route", "Р-1", "--data", "data")
    #expect(outcome.code == .done)
    #expect(!outcome.out.unicodeScalars.contains("\u{202E}"))
  }

  @Test func endlessCellsAndPeriods() throws {
    let long = String(repeating: "ы", count: 2_000_000)
    #expect(try check { try $0.write("data/people.csv", "id;роль\n\(long);резерв\n") }.error.utf8.count < 2000)
    let period =
      "человек;организация;период;показатель;значение;источник\n;ОО-1;9223372036854775807/1;ВПР-решения;нет;ОМСУ\n"
    let outcome = try check { try $0.write("data/indicators.csv", period) }
    #expect(outcome.error.contains("bad-period"), "\(outcome.error)")
  }

  @Test func oneTableOnlyIsEnough() throws {
    let shop = try Workshop()
    for table in ["organisations", "scores", "indicators", "completions"] {
      try FileManager.default.removeItem(atPath: "\(shop.folder)/data/\(table).csv")
    }
    let outcome = shop.run("route", "--all", "--data", "data")
    #expect(outcome.code == .done)
    #expect(outcome.out.contains("не измерено") || outcome.out.contains("нет данных"), "\(outcome.out)")
  }
}
