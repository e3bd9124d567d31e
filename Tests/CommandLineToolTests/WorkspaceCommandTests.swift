import CommandLineTool
import Foundation
import Testing

/// The workspace as its users type it.
@Suite struct WorkspaceCommandTests {
  private func prepared() throws -> Workshop {
    let shop = try Workshop()
    #expect(shop.run("init", "--db", "район.db").code == .done)
    let outcome = shop.run("import", "data", "--db", "район.db", "--by", "Методист")
    #expect(outcome.code == .done, "\(outcome.error)")
    return shop
  }

  @Test func importTellsWhatIsNew() throws {
    let shop = try Workshop()
    #expect(shop.run("init", "--db", "район.db").out.contains("район.names.db"))
    let trial = shop.run("import", "data", "--db", "район.db", "--dry-run")
    #expect(trial.out.contains("Проба") && trial.out.contains("люди: новых 2"))
    #expect(shop.run("import", "data", "--db", "район.db").out.contains("люди: новых 2"))
    #expect(shop.run("import", "data", "--db", "район.db").out.contains("Ничего нового"))
    try shop.edit("data/scores.csv", "Р-1;К1;15.05.2023;А;48", "Р-1;К1;15.05.2023;А;52")
    #expect(shop.run("import", "data/scores.csv", "--db", "район.db").out.contains("результаты: новых 0, изменено 1"))
  }

  @Test func aMistakeInTheTablesImportsNothing() throws {
    let shop = try Workshop()
    _ = shop.run("init", "--db", "район.db")
    try shop.edit("data/scores.csv", "Р-1;К1;15.05.2023;А;48", "Р-1;К1;31.02.2023;А;480")
    let outcome = shop.run("import", "data", "--db", "район.db")
    #expect(outcome.code == .badInput)
    #expect(outcome.error.contains("data/scores.csv"))
    #expect(shop.run("export", "--db", "район.db", "--out", "вон").out.contains("людей 0"))
  }

  @Test func routesFromTheWorkspaceAreThoseFromTheTables() throws {
    let shop = try prepared()
    for arguments in [["Р-1", "--format", "json"], ["--all", "--format", "ndjson"]] {
      let tables = shop.run(["route"] + arguments + ["--data", "data"])
      let stored = shop.run(["route"] + arguments + ["--db", "район.db"])
      #expect(tables.code == .done && stored.code == .done, "\(stored.error)")
      #expect(tables.out == stored.out)
    }
    #expect(shop.run("retest", "--data", "data").out == shop.run("retest", "--db", "район.db").out)
  }

  @Test func theWayOfARoute() throws {
    let shop = try prepared()
    #expect(shop.run("route", "Р-1", "--db", "район.db").error.contains("Сохранена версия 1 (черновик)"))
    #expect(shop.run("route", "Р-1", "--db", "район.db").error.contains("Маршрут не изменился: версия 1"))
    #expect(shop.run("show", "Р-1", "--db", "район.db").out.contains("маршрут ещё не утверждён"))
    #expect(shop.run("approve", "Р-1", "--db", "район.db").code == .badInput)
    #expect(shop.run("submit", "Р-1", "--db", "район.db").out.contains("на утверждении"))
    #expect(shop.run("approve", "Р-1", "--db", "район.db", "--by", "Начальник").out.contains("утверждён"))
    let done = shop.run(
      "complete", "Р-1", "№1.6", "--on", "13.10.2023", "--document", "уд. 5", "--db", "район.db", "--as-of",
      "20.10.2023")
    #expect(done.out.contains("№1.6 отмечено пройденным 13.10.2023"), "\(done.error)")
    let before = shop.run("show", "P-1", "--db", "район.db", "--as-of", "2023-10-12").out
    #expect(before.contains("Пройдено 0 из"), "what is completed later is not completed yet")
    let after = shop.run("show", "P-1", "--db", "район.db", "--as-of", "2024-09-15").out
    #expect(after.contains("срок кончился 31.08.2024"), "\(after)")
    let page = shop.run("show", "P-1", "--db", "район.db", "--as-of", "2023-11-01").out
    #expect(page.contains("Пройдено 1 из") && page.contains("пройдено 13.10.2023, уд. 5"), "\(page)")
    #expect(!page.contains("Образцов"), "a page for one person holds nobody else")
    #expect(!page.contains("помимо этого маршрута"))
    // A correction of the day is no second measure.
    _ = shop.run("complete", "Р-1", "1.6", "--on", "14.10.2023", "--db", "район.db", "--as-of", "20.10.2023")
    let corrected = shop.run("show", "P-1", "--db", "район.db", "--as-of", "2023-11-01").out
    #expect(!corrected.contains("помимо этого маршрута"), "\(corrected)")
    #expect(!shop.run("show", "Р-1", "--db", "район.db", "--pseudonymous").out.contains("Примерова"))
    _ = shop.run("route", "Р-1", "--db", "район.db", "--as-of", "2023-11-01")
    let difference = shop.run("diff", "Р-1", "1", "2", "--db", "район.db").out
    #expect(difference.contains("− №1.6") && difference.contains("данные человека"))
    let later = shop.run("show", "Р-1", "--version", "2", "--db", "район.db", "--as-of", "2023-11-02").out
    #expect(later.contains("Пройдено помимо этого маршрута: №1.6 (13.10.2023)"), "\(later)")
    // A version is kept in one language, whatever the program speaks.
    let english = shop.run("route", "Р-1", "--db", "район.db", "--as-of", "2023-11-01", "--lang", "en")
    #expect(english.error.contains("version 2") && !english.error.contains("3"), "\(english.error)")
    let first = shop.run("show", "Р-1", "--version", "1", "--db", "район.db", "--as-of", "2023-09-02", "--lang", "en")
      .out
    #expect(!first.contains("часы") && !first.contains("прирост баллов"), "\(first)")
    let history = shop.run("history", "Р-1", "--db", "район.db").out
    #expect(history.contains("Начальник · утверждён · Р-1 · версия 1"))
    #expect(shop.run("audit", "--db", "район.db").out.contains("база цела"))
  }

  @Test func oldVersionsAreMadeAgainByteForByte() throws {
    let shop = try prepared()
    _ = shop.run("route", "--all", "--db", "район.db")
    // Rules, catalog and data change after the route was made.
    try shop.edit("Rules/heads.rules", "обязательно №1.6\n  потому", "рекомендовать №1.6\n  потому")
    try shop.edit("Rules/heads.rules", "ожидается обязательно №1.6", "ожидается рекомендовать №1.6")
    try shop.edit("Catalog/gains.csv", "1.6;К1;20", "1.6;К1;5")
    try shop.edit("data/scores.csv", "Р-1;К1;15.05.2023;А;48", "Р-1;К1;15.05.2023;А;12")
    #expect(shop.run("import", "data", "--db", "район.db").code == .done)
    #expect(shop.run("route", "Р-1", "--db", "район.db").error.contains("версия 2"))
    for version in ["1", "2"] {
      let outcome = shop.run("reproduce", "Р-1", version, "--db", "район.db")
      #expect(outcome.code == .done && outcome.out.contains("совпадает побайтно"), "\(outcome.out)\(outcome.error)")
    }
  }

  @Test func exportAndImportLoseNothing() throws {
    let shop = try prepared()
    _ = shop.run("route", "--all", "--db", "район.db")
    _ = shop.run("submit", "Р-1", "--db", "район.db")
    #expect(shop.run("export", "--db", "район.db", "--out", "выгрузка").code == .done)
    _ = shop.run("init", "--db", "другая.db")
    let restored = shop.run("import", "выгрузка", "--db", "другая.db")
    #expect(restored.code == .done, "\(restored.error)")
    _ = shop.run("export", "--db", "другая.db", "--out", "выгрузка2")
    let files = try FileManager.default.contentsOfDirectory(atPath: shop.folder + "/выгрузка").sorted()
    #expect(files.count == 23)
    for file in files where file != "workspace-event.csv" && file != "workspace-setting.csv" {
      #expect(shop.read("выгрузка/" + file) == shop.read("выгрузка2/" + file), "\(file)")
    }
    // Facts alone go back into tables that give the same routes.
    let stored = shop.run("route", "--all", "--format", "ndjson", "--db", "район.db").out
    #expect(shop.run("route", "--all", "--format", "ndjson", "--data", "выгрузка").out == stored)
    #expect(shop.run("import", "выгрузка", "--db", "другая.db").code == .badInput)
  }

  @Test func forgettingNeedsAYes() throws {
    let shop = try prepared()
    #expect(shop.run("forget", "Р-1", "--db", "район.db").code == .usage)
    let outcome = shop.run("forget", "Р-1", "--yes", "--db", "район.db")
    #expect(outcome.code == .done && outcome.out.contains("Следов не осталось"), "\(outcome.error)")
    #expect(shop.run("show", "Р-1", "--db", "район.db").code == .badInput)
    for file in try FileManager.default.contentsOfDirectory(atPath: shop.folder) where file.contains(".db") {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: shop.folder + "/" + file))
      #expect(bytes.range(of: Data("Примерова".utf8)) == nil, "\(file)")
    }
  }

  @Test(arguments: [
    (["show", "Р-9", "--db", "район.db"], ExitCode.badInput, "возможно, «Р-1»"),
    (["show", "Р-1", "--db", "нет.db"], .inputOutput, "marshrut init"),
    (["show", "Р-1"], .usage, "--db ФАЙЛ"), (["show", "--db", "район.db"], .usage, "номер одного человека"),
    (["history", "Р-1", "--db", "data/people.csv"], .inputOutput, "не файл базы"),
    (["route", "Р-1", "--db", "район.db", "--data", "data"], .usage, "одно из двух"),
    (["complete", "Р-1", "1.66", "--on", "01.08.2023", "--db", "район.db"], .badInput, "1.6"),
    (["complete", "Р-1", "1.6", "--on", "02.09.2023", "--db", "район.db"], .usage, "02.09.2023 ещё не наступил"),
    (["complete", "Р-1", "1.6", "--on", "31.02.2023", "--db", "район.db"], .usage, "а найдено «31.02.2023»"),
    (["return", "Р-1", "--db", "район.db"], .usage, "--comment"),
    (["init", "--db", "район.db"], .inputOutput, "уже есть"),
    (["init", "--db", "нет/такой/папки.db"], .inputOutput, "папки.db"),
    (["reproduce", "Р-1", "5", "--db", "район.db"], .badInput, "версии маршрута 5"),
    (["import", "нет", "--db", "район.db"], .inputOutput, "нет"),
    (["import", "Rules/heads.rules", "--db", "район.db"], .badInput, "heads.rules"),
    (["diff", "Р-1", "один", "2", "--db", "район.db"], .usage, "две версии"),
  ]) func mistakes(_ arguments: [String], _ code: ExitCode, _ message: String) throws {
    let shop = try prepared()
    let outcome = shop.run(arguments)
    #expect(outcome.code == code, "\(outcome.error)")
    #expect(outcome.error.contains(message), "\(outcome.error)")
  }
}
