import CommandLineTool
import Foundation
import Testing

/// Exchange with neighbouring systems as a methodologist types it.
@Suite struct ExchangeCommandTests {
  static let header = "Фамилия,Имя,Индивидуальный номер,Адрес электронной почты,Состояние,Завершено,К1/10,К2/10\n"
  static let report =
    header + "Примерова,Анна,Р-1,,Завершены,\"15 мая 2023  11:02\",\"4,80\",\"3,00\"\n"
    + "Образцов,Пётр,,obrazcov@example.org,Завершены,\"15 мая 2023  11:10\",\"6,00\",-\n"
    + "Чужой,Иван,Р-9,,Завершены,\"15 мая 2023  11:10\",\"6,00\",\"6,00\"\n"

  /// The end of the story: a quiz's report becomes scores, and the scores a route.
  @Test func fromAQuizToARoute() throws {
    let shop = try Workshop()
    try FileManager.default.removeItem(atPath: shop.folder + "/data/scores.csv")
    try shop.edit("data/people.csv", ";наставник", ";наставник;почта")
    try shop.edit("data/people.csv", "резерв;;да;;;", "резерв;;да;;;;Obrazcov@example.org")
    try shop.edit("data/people.csv", "нет;;;", "нет;;;;")
    try shop.write("отчёт.csv", Self.report)
    let trial = shop.run("exchange", "import", "moodle-quiz", "отчёт.csv", "--data", "data")
    #expect(trial.code == .done && trial.out.contains("Проба: файл не записан"), "\(trial)")
    let outcome = shop.run("exchange", "import", "moodle-quiz", "отчёт.csv", "--data", "data", "--out", "data")
    #expect(outcome.code == .done, "\(outcome.error)")
    #expect(outcome.out.contains("строки: прочитано 3, взято 2, отброшено 1"), "\(outcome.out)")
    #expect(outcome.out.contains("строка 4, столбец «Индивидуальный номер»: номер «Р-9»"), "\(outcome.out)")
    #expect(!outcome.out.contains("Чужой") && !outcome.out.contains("example.org"))
    let scores = try #require(shop.read("data/scores.csv"))
    #expect(scores.contains("Р-1;К1;15.05.2023;;\"4,8\";10;;тест") && scores.contains("Р-2;К1;15.05.2023;;6;10;;тест"))
    let mode = try FileManager.default.attributesOfItem(atPath: shop.folder + "/data/scores.csv")[.posixPermissions]
    #expect(mode as? Int == 0o600)
    let check = shop.run("check", "--data", "data")
    // The column of e-mails is known, though nothing but the exchange looks at it.
    #expect(check.code == .done && !(check.out + check.error).contains("почта"), "\(check)")
    let route = shop.run("route", "Р-1", "--data", "data")
    #expect(route.code == .done && route.out.contains("балл 48 при цели 75"), "\(route.out)")
    // The e-mail leaves the table of people by no other command.
    #expect(!shop.run("export", "people", "--data", "data").out.contains("example.org"))
    let again = shop.run("exchange", "import", "moodle-quiz", "отчёт.csv", "--data", "data", "--out", "data")
    #expect(again.code == .inputOutput && again.error.contains("[already-there]"))
    #expect(shop.read("data/scores.csv") == scores)
  }

  @Test func retestIntoAWorkspace() throws {
    let shop = try Workshop()
    _ = shop.run("init", "--db", "район.db")
    #expect(shop.run("import", "data", "--db", "район.db").code == .done)
    try shop.write("отчёт.csv", Self.report.replacingOccurrences(of: "2023", with: "2024"))
    try shop.write("почта.csv", "id;почта\nР-2;obrazcov@example.org\n")
    let outcome = shop.run(
      "exchange", "import", "moodle-quiz", "отчёт.csv", "--db", "район.db", "--people", "почта.csv", "--wave", "ретест",
      "--form", "Б", "--out", "новое")
    #expect(outcome.code == .done, "\(outcome.error)")
    #expect(shop.run("import", "новое/scores.csv", "--db", "район.db").out.contains("результаты: новых 3"))
  }

  @Test func gradebookNeedsTheDay() throws {
    let shop = try Workshop()
    try shop.write(
      "журнал.csv",
      "Имя,Индивидуальный номер,Тест: К1 (Проценты),Последние загруженные из этого курса\nА,Р-1,\"80,00 %\",1684159200\n"
    )
    let guess = shop.run(
      "exchange", "import", "moodle-gradebook", "журнал.csv", "--data", "data", "--out", "а/scores.csv")
    #expect(guess.out.contains("укажите --date") && guess.out.contains("UTC+10"), "\(guess)")
    #expect(shop.read("а/scores.csv")?.contains("Р-1;К1;16.05.2023;;80;100;;тест") == true)
    let told = shop.run(
      "exchange", "import", "moodle-gradebook", "журнал.csv", "--data", "data", "--date", "15.05.2023", "--out", "б")
    #expect(told.code == .done && shop.read("б/scores.csv")?.contains("15.05.2023") == true)
  }

  @Test func competenciesThereAndBack() throws {
    let shop = try Workshop()
    let there = shop.run("exchange", "export", "moodle-competencies", "--out", "moodle.csv")
    #expect(there.code == .done && there.out.contains("цели по ролям"), "\(there)")
    let back = shop.run(
      "exchange", "import", "moodle-competencies", "moodle.csv", "--catalog", "Catalog", "--out", "новое")
    #expect(back.code == .done, "\(back.error)")
    // The table that came back stands for the old one.
    let table = try #require(shop.read("новое/competencies.csv"))
    try shop.write("Catalog/competencies.csv", table)
    #expect(shop.run("check", "--data", "data").code == .done)
    #expect(shop.run("route", "Р-1", "--data", "data").out.contains("балл 48 при цели 75"))
    let package = shop.run("exchange", "export", "case", "--as-of", "2023-09-01", "--out", "модель.json")
    #expect(package.code == .done)
    let model = shop.run("exchange", "import", "case", "модель.json", "--catalog", "Catalog", "--out", "ещё")
    #expect(model.code == .done && shop.read("ещё/competencies.csv") == table, "\(model)")
  }

  @Test func completionsFromStatements() throws {
    let shop = try Workshop()
    try shop.write(
      "записи.jsonl",
      "{\"actor\":{\"account\":{\"homePage\":\"https://lms.example\",\"name\":\"Р-1\"}},\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/completed\"},\"object\":{\"id\":\"https://lms.example/m/1.5\"},\"timestamp\":\"2023-06-01T20:00:00+10:00\"}\n"
    )
    let outcome = shop.run("exchange", "import", "xapi", "записи.jsonl", "--data", "data", "--out", "новое")
    #expect(outcome.code == .done, "\(outcome.error)")
    #expect(shop.read("новое/completions.csv")?.contains("Р-1;1.5;01.06.2023") == true)
    let export = shop.run(
      "exchange", "export", "xapi", "--data", "data", "--home-page", "https://iro.example", "--out", "вон.jsonl")
    #expect(export.code == .done && shop.read("вон.jsonl")?.contains("\"name\":\"Р-2\"") == true, "\(export)")
    #expect(shop.read("вон.jsonl")?.contains("Образцов") == false)
  }

  @Test func reportAsJSON() throws {
    let shop = try Workshop()
    try shop.write("отчёт.csv", Self.report)
    let outcome = shop.run(
      "exchange", "import", "moodle-quiz", "отчёт.csv", "--data", "data", "--out", "новое", "--format", "json",
      "--lang",
      "en")
    struct Report: Decodable {
      struct Total: Decodable { var unit: String, read: Int, taken: Int, dropped: Int }
      struct Loss: Decodable { var effect: String, reason: String, line: Int?, detail: String }
      var schema: String, format: String, direction: String, source: String, written: String?
      var totals: [Total], losses: [Loss]
    }
    let report = try JSONDecoder().decode(Report.self, from: Data(outcome.out.utf8))
    #expect(report.schema == "marshrut.exchange/1" && report.written == "новое/scores.csv")
    // Nobody has given e-mails here.
    #expect(report.totals.first.map { [$0.read, $0.taken, $0.dropped] } == [3, 1, 2])
    #expect(report.losses.map(\.reason) == ["unknown-person", "unknown-person"] && report.losses[1].line == 4)
  }

  @Test func strictWritesNothingWhenAnythingIsDropped() throws {
    let shop = try Workshop()
    try shop.write("отчёт.csv", Self.report)
    let strict = shop.run(
      "exchange", "import", "moodle-quiz", "отчёт.csv", "--data", "data", "--out", "новое", "--strict")
    #expect(strict.code == .checkFailed && strict.out.contains("Файл не записан"))
    #expect(shop.read("новое/scores.csv") == nil)
    try shop.write("чужие.csv", Self.header + "Ч,И,Р-9,,Завершены,15 мая 2023,5,5\n")
    let nothing = shop.run("exchange", "import", "moodle-quiz", "чужие.csv", "--data", "data", "--out", "новое")
    #expect(nothing.code == .badInput && nothing.error.contains("[nothing-taken]"))
    #expect(nothing.out.contains("отброшено 1") && shop.read("новое/scores.csv") == nil)
  }

  /// Mistakes of the command line and of files: code and what is said.
  @Test(arguments: [
    (["import", "moodle-quiz"], ExitCode.usage, "укажите один файл"),
    (["import", "moodle-quiz", "нет.csv", "--data", "data"], .inputOutput, "[unreadable]"),
    (["import", "moodle-quiz", "data/people.csv", "--data", "data"], .badInput, "[no-grades]"),
    (["import", "moodle-quiz", "отчёт.csv", "--data", "data", "--wave", "третий"], .usage, "--wave"),
    (["import", "moodle-quiz", "отчёт.csv", "--data", "data", "--date", "вчера"], .usage, "--date"),
    (["import", "moodle-quiz", "отчёт.csv", "--data", "data", "--people", "отчёт.xml"], .inputOutput, "[unreadable]"),
    (["import", "moodle-gradebook", "отчёт.csv", "--data", "data", "--maximum", "много"], .usage, "--maximum"),
    (["import", "moodle-gradebook", "отчёт.csv", "--data", "data", "--time-zone", "Хабаровск"], .usage, "--time-zone"),
    (["import", "case", "отчёт.csv"], .badInput, "отчёт.csv:1:1: ошибка: ожидается значение"),
    (["import", "xapi", "отчёт.csv", "--data", "data"], .badInput, "[bad-json]"),
    (["import", "moodle-competencies", "отчёт.csv"], .badInput, "[no-framework]"),
    (["export", "xapi", "--data", "data"], .usage, "--home-page"),
    (["export", "moodle-competencies", "--scale", "Одна"], .usage, "--scale"),
    (["export", "case", "--out", "отчёт.csv"], .inputOutput, "[already-there]"),
    (["export", "case", "лишнее"], .usage, "лишнее в команде"),
  ])
  func mistakes(_ arguments: [String], _ code: ExitCode, _ said: String) throws {
    let shop = try Workshop()
    try shop.write("отчёт.csv", Self.report)
    let outcome = shop.run(["exchange"] + arguments)
    #expect(outcome.code == code && (outcome.error + outcome.out).contains(said), "\(outcome)")
    #expect(shop.run(["exchange"] + arguments + ["--lang", "en"]).code == code)
  }

  @Test func tablesOfARussianExcel() throws {
    let shop = try Workshop()
    // «;» and windows-1251, as «CSV (разделители — запятые)» of a Russian Excel.
    let text = "Индивидуальный номер;Состояние;Завершено;К1/10,00\r\nР-1;Завершены;15 мая 2023, 10:30;4,8\r\n"
    let bytes = text.unicodeScalars.map { scalar -> UInt8 in
      scalar.value < 0x80 ? UInt8(scalar.value) : UInt8(truncatingIfNeeded: scalar.value - 0x410 + 0xC0)
    }
    try shop.write("excel.csv", bytes)
    let outcome = shop.run("exchange", "import", "moodle-quiz", "excel.csv", "--data", "data", "--out", "новое")
    #expect(outcome.code == .done, "\(outcome.error)")
    #expect(shop.read("новое/scores.csv")?.contains("Р-1;К1;15.05.2023;;\"4,8\";10;;тест") == true)
    try shop.write("нули.csv", Array("К1/10\n".utf8) + [0, 0, 0])
    #expect(shop.run("exchange", "import", "moodle-quiz", "нули.csv", "--data", "data").error.contains("[binary-file]"))
  }

  /// Moodle's download as a workbook gives the same table as its text.
  @Test func workbooks() throws {
    let shop = try Workshop()
    try shop.write("moodle/report.csv", Self.report)
    #expect(shop.run("convert", "moodle", "--out", "отчёт.xlsx").code == .done)
    let text = shop.run("exchange", "import", "moodle-quiz", "moodle/report.csv", "--data", "data", "--out", "а")
    let book = shop.run("exchange", "import", "moodle-quiz", "отчёт.xlsx", "--data", "data", "--out", "б")
    #expect(text.code == .done && book.code == .done, "\(book.error)")
    #expect(shop.read("а/scores.csv") == shop.read("б/scores.csv"))
  }

  @Test func helpInBothLanguages() throws {
    let shop = try Workshop()
    for name in [
      "export moodle-competencies", "import moodle-competencies", "import moodle-quiz", "import moodle-gradebook",
      "export case", "import case", "export xapi", "import xapi",
    ] {
      let words = ["help", "exchange"] + name.split(separator: " ").map(String.init)
      let russian = shop.run(words)
      let english = shop.run(words + ["--lang", "en"])
      #expect(russian.code == .done && russian.out.contains("Например: marshrut exchange \(name)"), "\(russian.out)")
      #expect(english.code == .done && english.out.contains("For example: marshrut exchange \(name)"))
    }
  }
}
