import CommandLineTool
import Foundation
import Testing

/// The commands as a new user types them.
@Suite struct CommandTests {
  @Test func checkOfAGoodRegion() throws {
    let shop = try Workshop()
    let outcome = shop.run("check", "--data", "data")
    #expect(outcome.code == .done, "\(outcome.error)")
    #expect(outcome.out.contains("мероприятий 3"))
    #expect(outcome.out.contains("Людей в данных: 2"))
  }

  @Test func routeOfOnePerson() throws {
    let shop = try Workshop()
    let outcome = shop.run("route", "Р-1", "--data", "data")
    #expect(outcome.code == .done, "\(outcome.error)")
    #expect(outcome.out.contains("№1.6"))
    #expect(outcome.out.contains("правило «Школа с низкими результатами» (heads.rules:1)"))
    #expect(outcome.out.contains("Дорожная карта, п. 1.6"))
    #expect(outcome.out.contains("оценка"))
    #expect(outcome.out.contains("дефицит 27 — высокий"))
  }

  @Test func lookAlikeIdsAreFound() throws {
    // A Latin P in place of the Cyrillic Р.
    #expect(try Workshop().run("profile", "P-1", "--data", "data").code == .done)
  }

  @Test func foldersAreFoundFromBelow() throws {
    let shop = try Workshop()
    let above = shop.run("route", "Р-1", "--data", "data", "--format", "json")
    let below = shop.run("route", "Р-1", in: "data", environment: [:])
    #expect(below.code == .done, "\(below.error)")
    let json = shop.run("route", "Р-1", "--format", "json", in: "data")
    #expect(json.out == above.out, "the same inputs give the same bytes wherever the program is started")
  }

  @Test func environmentNamesFolders() throws {
    let shop = try Workshop()
    let outcome = shop.run(
      "profile", "Р-1", "--data", "data",
      environment: ["MARSHRUT_RULES": shop.folder + "/Rules", "MARSHRUT_CATALOG": shop.folder + "/Catalog"])
    #expect(outcome.code == .done)
  }

  @Test func jsonFollowsTheDesign() throws {
    let shop = try Workshop()
    let outcome = shop.run("route", "--all", "--data", "data", "--format", "ndjson")
    let lines = outcome.out.split(separator: "\n")
    #expect(lines.count == 2)
    let keys = [
      "\"schema\":\"marshrut.route/1\"", "\"person\":{\"id\":\"Р-1\",\"role\":", "\"asOf\":\"2023-09-01\"",
      "\"horizon\":{\"from\":\"2023-09-01\",\"to\":\"2024-08-31\"}", "\"inputs\":{\"rules\":", "\"deficits\":[",
      "\"steps\":[", "\"candidates\":[", "\"limits\":{", "\"objective\":{", "\"forecast\":{", "\"findings\":[",
    ]
    var rest = try #require(lines.first)
    for key in keys {
      let found = try #require(rest.range(of: key), "\(key) comes in its order")
      rest = rest[found.upperBound...]
    }
    #expect(outcome.error.isEmpty, "no progress into a pipe: \(outcome.error)")
  }

  @Test func shuffledRowsGiveTheSameBytes() throws {
    let shop = try Workshop()
    let before = shop.run("route", "--all", "--data", "data", "--format", "ndjson").out
    for path in ["data/people.csv", "data/scores.csv", "data/organisations.csv", "Catalog/measures.csv"] {
      var lines = (shop.read(path) ?? "").split(separator: "\n").map(String.init)
      let header = lines.removeFirst()
      try shop.write(path, ([header] + lines.reversed()).joined(separator: "\n") + "\n")
    }
    let after = shop.run("route", "--all", "--data", "data", "--format", "ndjson").out
    #expect(before == after)
    #expect(!before.isEmpty)
  }

  @Test func anotherPersonsRowsChangeNothing() throws {
    let shop = try Workshop()
    let before = shop.run("route", "Р-1", "--data", "data", "--format", "json").out
    try shop.edit("data/scores.csv", "Р-2;К1;15.05.2023;А;60", "Р-2;К1;15.05.2023;А;61")
    #expect(shop.run("route", "Р-1", "--data", "data", "--format", "json").out == before)
    #expect(shop.run("route", "Р-2", "--data", "data", "--format", "json").out != before)
  }

  @Test func pseudonymousHasNoNames() throws {
    let shop = try Workshop()
    for format in ["text", "json"] {
      let outcome = shop.run("route", "--all", "--data", "data", "--format", format, "--pseudonymous")
      #expect(outcome.code == .done)
      #expect(!outcome.out.contains("Примерова"))
      #expect(!outcome.out.contains("Образцов"))
    }
    #expect(!shop.run("why", "Р-1", "1.5", "--data", "data", "--pseudonymous").out.contains("Примерова"))
    #expect(!shop.run("retest", "--data", "data", "--as-of", "2024-09-01", "--pseudonymous").out.contains("Примерова"))
  }

  @Test func whyAnswersBothWays() throws {
    let shop = try Workshop()
    let taken = shop.run("why", "Р-1", "№1.6", "--data", "data")
    #expect(taken.code == .done)
    #expect(taken.out.contains("В маршруте: 09.10.2023–13.10.2023"))
    let other = shop.run("why", "Р-2", "1.6", "--data", "data")
    #expect(other.out.contains("не для этого человека: нужно роль = руководитель"))
    let document = shop.run("why", "Р-1", "1.1", "--data", "data")
    #expect(document.out.contains("это не обучение"))
  }

  @Test func retestOfOneAndAll() throws {
    let shop = try Workshop()
    let one = shop.run("retest", "Р-1", "--data", "data", "--as-of", "2024-09-01", "--require-target")
    #expect(one.code == .done, "\(one.out)\(one.error)")
    #expect(one.out.contains("48 → 66"))
    #expect(one.out.contains("относительный 37,5 %"))
    let all = shop.run("retest", "--data", "data", "--as-of", "2024-09-01", "--require-target")
    #expect(all.code == .checkFailed, "the reserve has no retest")
    #expect(all.out.contains("достигли цели 0 из 0"))
  }

  @Test func linearProgramme() throws {
    let shop = try Workshop()
    let one = shop.run("route", "Р-1", "--data", "data", "--format", "lp")
    #expect(one.out.contains("Maximize") && one.out.hasSuffix("End\n"))
    let many = shop.run("route", "--all", "--data", "data", "--format", "lp", "--out", "models")
    #expect(many.code == .done, "\(many.error)")
    #expect(shop.read("models/Р-1.lp") == one.out)
    #expect(shop.run("route", "--all", "--data", "data", "--format", "lp").code == .usage)
  }

  @Test func outGoesToAFileOfTheOwner() throws {
    let shop = try Workshop()
    let outcome = shop.run("route", "Р-1", "--data", "data", "--out", "route.txt", "--color", "always")
    #expect(outcome.code == .done && outcome.out.isEmpty)
    #expect(shop.read("route.txt")?.contains("№1.6") == true)
    #expect(shop.read("route.txt")?.contains("\u{1B}") == false, "files are never coloured")
    let attributes = try FileManager.default.attributesOfItem(atPath: shop.folder + "/route.txt")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func demoRunsTheWholeJob() throws {
    let shop = try Workshop()
    let first = shop.run("demo", "--people", "8", "--seed", "3", "--out", "demo")
    #expect(first.code == .done, "\(first.error)")
    #expect(first.out.hasPrefix("УЧЕБНЫЙ ПРИМЕР"))
    #expect(first.out.contains("ИНДИВИДУАЛЬНЫЙ ОБРАЗОВАТЕЛЬНЫЙ МАРШРУТ"))
    #expect(shop.run("demo", "--people", "8", "--seed", "3").out == first.out)
    #expect(shop.run("demo", "--people", "8", "--seed", "4").out != first.out)
    // What the demo wrote is read back by the ordinary commands with the same result.
    let again = shop.run("route", "--all", "--data", "demo", "--as-of", "2023-09-01", "--format", "ndjson")
    #expect(again.code == .done, "\(again.error)")
    #expect(again.out == shop.read("demo/routes.ndjson"))
    // Tables of somebody's own are not written over.
    let people = shop.read("data/people.csv")
    for (out, there) in [("data", "data/people.csv"), ("demo", "demo/people.csv"), ("К.xlsx", "К.xlsx")] {
      if out.hasSuffix(".xlsx") { #expect(shop.run("demo", "--people", "3", "--out", out).code == .done) }
      let refused = shop.run("demo", "--people", "3", "--out", out)
      #expect(refused.code == .inputOutput && refused.error.contains("«\(there)» уже есть"), "\(refused.error)")
    }
    #expect(shop.read("data/people.csv") == people)
  }

  /// Odd tables of people who work with spreadsheets.
  @Test func titlesHyphensAndHistory() throws {
    let shop = try Workshop()
    let scores = try #require(shop.read("data/scores.csv"))
    let more = (1...5).map { "Р-1;К1;1\($0).05.2022;А;40;;;\n" }.joined()
    try shop.write("data/scores.csv", "Результаты тестирования\n" + scores + more)
    let titled = shop.run("check", "--data", "data")
    #expect(
      titled.code == .badInput && titled.error.contains("первой строкой должны быть заголовки"), "\(titled.error)")
    #expect(titled.error.components(separatedBy: "too-many-cells").count == 2)
    try shop.write("data/scores.csv", scores)
    let indicators = try #require(shop.read("data/indicators.csv"))
    try shop.write(
      "data/indicators.csv", indicators.replacingOccurrences(of: "2022/2023", with: "01.09.2022-31.08.2023"))
    #expect(shop.read("data/indicators.csv") != indicators)
    let hyphen = shop.run("route", "--all", "--data", "data", "--format", "ndjson")
    #expect(hyphen.code == .done, "\(hyphen.error)")
    try shop.write("data/workspace-journal.csv", "a;b\n1;2\n")
    try shop.write("data/журнал.csv", "a;b\n1;2\n")
    let check = shop.run("check", "--data", "data")
    #expect(check.error.components(separatedBy: "такой таблицы нет").count == 2, "\(check.error)")
  }

  @Test func rulesExplainPutsNearMissesFirst() throws {
    let shop = try Workshop()
    let fired = shop.run("rules", "explain", "Р-1", "--data", "data")
    #expect(fired.code == .done, "\(fired.error)")
    #expect(fired.out.contains("Сработали: 1"))
    let missed = shop.run("rules", "explain", "Р-2", "--data", "data")
    #expect(missed.out.contains("Не хватило 3 условий"))
    #expect(missed.out.contains("нужно: роль = руководитель; сейчас: роль = резерв"))
  }

  @Test func rulesDiffShowsWhoseRoutesChange() throws {
    let shop = try Workshop()
    let rules = try #require(shop.read("Rules/heads.rules"))
    try shop.write("New/policy.rules", try #require(shop.read("Rules/policy.rules")))
    try shop.write("New/heads.rules", rules.replacingOccurrences(of: "обязательно №1.6", with: "исключить №1.6"))
    let same = shop.run("rules", "diff", "Rules", "Rules", "--data", "data")
    #expect(same.out.contains("маршрут меняется у 0 из 2"), "\(same.error)")
    let changed = shop.run("rules", "diff", "Rules", "New", "--data", "data")
    #expect(changed.code == .done, "\(changed.error)")
    #expect(changed.out.contains("маршрут меняется у 1 из 2"))
    #expect(changed.out.contains("№1.6: уходит из 1, входит в 0, меняет даты в 0; часы 36 → 0"))
    #expect(changed.out.contains("Примерова Анна Ивановна (Р-1): часы 36 → 0"))
    #expect(shop.run("rules", "diff", "Rules", "--data", "data").code == .usage)
    let json = shop.run("rules", "diff", "Rules", "New", "--data", "data", "--format", "json", "--pseudonymous")
    let object = try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any]
    #expect(object?["schema"] as? String == "marshrut.rules-diff/1" && object?["changed"] as? Int == 1)
    let row = try #require((object?["changes"] as? [[String: Any]])?.first)
    #expect(row["id"] as? String == "Р-1" && row["leaves"] as? [String] == ["1.6"] && row["name"] == nil)
    #expect(row["hours"] as? [String: Int] == ["before": 36, "after": 0])
  }

  @Test func rulesDiffCountsThoseWhoseReasonsChange() throws {
    let shop = try Workshop()
    let rules = try #require(shop.read("Rules/heads.rules"))
    try shop.write("New/policy.rules", try #require(shop.read("Rules/policy.rules")))
    try shop.write("New/heads.rules", "\n" + rules.replacingOccurrences(of: "п. 1.6", with: "п. 1.6, изм. 2"))
    let outcome = shop.run("rules", "diff", "Rules", "New", "--data", "data")
    #expect(outcome.out.contains("маршрут меняется у 0 из 2"), "\(outcome.error)")
    #expect(outcome.out.contains("шаги те же, но другие основания или прогноз: 1"))
  }

  @Test func helpInBothLanguages() throws {
    let shop = try Workshop()
    let commands = [
      "demo", "check", "profile", "route", "why", "retest", "rules test", "rules format", "rules explain", "rules diff",
      "rules analyze", "rules examples", "language-server",
    ]
    for command in commands {
      let words = command.split(separator: " ").map(String.init)
      for language in ["ru", "en"] {
        let outcome = shop.run("help", words[0], words.count > 1 ? words[1] : "--lang", "--lang", language)
        #expect(outcome.code == .done, "\(command)")
        #expect(outcome.out.hasPrefix("marshrut \(command)"))
      }
    }
    #expect(shop.run("--help").out.contains("Команды"))
    #expect(shop.run("--help", "--lang", "en").out.contains("Commands"))
  }
}
