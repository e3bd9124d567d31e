import CommandLineTool
import Foundation
import Testing

/// `route ID --with …`, `--verbose` and `--node-limit`, as their users type them.
@Suite struct RouteWhatIfTests {
  /// A region whose Р-1 has two deficits and a route of two steps.
  private func region() throws -> Workshop {
    let shop = try Workshop()
    try shop.edit("data/scores.csv", "Р-1;К2;15.05.2023;А;30", "Р-1;К2;15.05.2023;А;20")
    return shop
  }

  private func assume(_ shop: Workshop, _ assumptions: String..., format: String = "text") -> Workshop.Outcome {
    shop.run(
      ["route", "Р-1", "--data", "data", "--format", format] + assumptions.flatMap { ["--with", $0] })
  }

  @Test func aScoreChangesDeficitStepsAndTotals() throws {
    let shop = try region()
    let outcome = assume(shop, "балл К1 = 75")
    #expect(outcome.code == .done, "\(outcome.error)")
    for part in [
      "балл К1: 48 → 75", "К1 Управление качеством: 27 — высокий → 0", "− №1.6", "обязательных 1 из 1 → 0 из 0",
      "часы 60 → 24", "маршрут не изменён и не сохранён",
    ] { #expect(outcome.out.contains(part), "\(part): \(outcome.out)") }
    #expect(
      shop.run("route", "Р-1", "--data", "data", "--with", "score К1 = 75", "--lang", "en").out.contains("WHAT IF"))
  }

  @Test(arguments: [
    ("№1.6 места = 0", "№1.6, места: 25 → 0", "− №1.6"), ("№1.6 мест=0", "№1.6, места: 25 → 0", "1.6-осень: мест нет"),
    ("сессия 1.6-осень отменена", "сессия «1.6-осень»: проводится → отменена", "− №1.6"),
    ("session «1.6-осень» seats = 3", "сессия «1.6-осень», места: 25 → 3", "те же"),
    ("№1.5 часы = 90", "№1.5, часы: 24 → 90", "− №1.5"), ("нагрузка = 40", "нагрузка, часов: 108 → 40", "часы 60 → 36"),
    ("одновременно = 1", "мероприятий одновременно: 2 → 1", "Шаги"),
    ("не школа: низкие_результаты", "школа: низкие_результаты: да → нет", "обязательных 1 из 1 → 0 из 0"),
    ("нет данных: балл К1", "балл К1: 48 → нет данных", "27 — высокий → нет данных"),
    ("пройдено: №1.6", "пройдено: №1.6: нет → да", "уже пройдено"),
    ("балл К1 = 70 и балл К2 = 60", "балл К2: 50 → 60", "К2"), ("роль = резерв", "роль: руководитель → резерв", "К1"),
  ]) func assumptions(_ text: String, _ told: String, _ effect: String) throws {
    let outcome = assume(try region(), text)
    #expect(outcome.code == .done, "\(outcome.error)")
    #expect(outcome.out.contains(told) && outcome.out.contains(effect), "\(outcome.out)")
  }

  /// What is assumed of the catalog is what the changed catalog would give.
  @Test func anAssumedCatalogIsTheChangedCatalog() throws {
    let shop = try region()
    let assumed = assume(shop, "№1.6 места = 0", "№1.5 часы = 30", "нагрузка = 50", "балл К1 = 40", format: "json")
    #expect(assumed.code == .done, "\(assumed.error)")
    try shop.edit("Catalog/sessions.csv", "очный;25", "очный;0")
    try shop.edit("Catalog/measures.csv", "роль = руководитель;24", "роль = руководитель;30")
    try shop.edit("Rules/policy.rules", "108", "50")
    try shop.edit("data/scores.csv", "Р-1;К1;15.05.2023;А;48", "Р-1;К1;15.05.2023;А;40")
    let changed = shop.run("route", "Р-1", "--data", "data", "--format", "json")
    let expected = try JSONDecoder().decode(Route.self, from: Data(changed.out.utf8))
    let both = try JSONDecoder().decode(WhatIf.self, from: Data(assumed.out.utf8))
    #expect(both.schema == "marshrut.what-if/1" && both.assumed.count == 4)
    #expect(both.after == expected && both.before != expected)
  }

  private struct Route: Decodable, Equatable {
    struct Step: Decodable, Equatable {
      var measure: String
      var session: String
      var hours: Int
    }
    struct Objective: Decodable, Equatable {
      var requiredMet: Int
      var value: Int
    }
    var steps: [Step]
    var objective: Objective
  }

  private struct WhatIf: Decodable {
    struct Assumed: Decodable { var name: String }
    var schema: String
    var assumed: [Assumed]
    var before: Route
    var after: Route
  }

  @Test(arguments: [
    ("бал К1 = 70", "возможно, «балл»"), ("балл К9 = 70", "К9"), ("балл К1 = 170", "100"),
    ("балл К1 < 70", "одним значением"),
    ("балл К1 = 70 или балл К2 = 60", "одним значением"), ("дефицит К1 = 3", "вычисляется"), ("балл К1", "сравнение"),
    ("№1.66 места = 0", "возможно, №1.6?"), ("№1.5 места = 0", "нет сессий с датами"), ("№1.6 цена = 3", "непонятно"),
    ("№1.6 места = много", "целое число от 0"), ("сессия 1.6-осен отменена", "возможно, «1.6-осень»?"),
    ("сессия 1.6-осень", "непонятно"), ("нагрузка = -5", "целое число"), ("одновременно = 0", "целое число от 1"),
  ]) func mistakes(_ text: String, _ message: String) throws {
    let outcome = assume(try region(), text)
    #expect(outcome.code == .badInput && outcome.error.contains(message), "\(outcome.error)")
    #expect(outcome.error.contains("--with:1:") && outcome.out.isEmpty, "\(outcome.error)")
  }

  @Test func allMistakesAtOnceAndNothingTwice() throws {
    let outcome = assume(try region(), "балл К1 = 70", "балл К1 = 60", "бал К2 = 1")
    #expect(
      outcome.error.contains("об этом уже предположено") && outcome.error.contains("Ошибок: 2"), "\(outcome.error)")
  }

  @Test func aWhatIfIsNeverSaved() throws {
    let shop = try region()
    _ = shop.run("init", "--db", "район.db")
    _ = shop.run("import", "data", "--db", "район.db")
    #expect(shop.run("route", "Р-1", "--db", "район.db", "--with", "балл К1 = 75").code == .done)
    #expect(shop.run("show", "Р-1", "--db", "район.db").code == .badInput, "there is no route")
    #expect(assume(shop, "балл К1 = 75", format: "lp").code == .usage)
  }

  @Test func verboseTellsOfEverySearch() throws {
    let shop = try region()
    for arguments in [
      ["Р-1", "Р-2", "--format", "json"], ["--all", "--format", "ndjson"], ["--all"], ["--all", "--format", "json"],
    ] {
      let outcome = shop.run(["route", "--data", "data", "--verbose"] + arguments)
      let lines = outcome.error.split(separator: "\n").filter { $0.contains("узлов") }
      #expect(lines.map { $0.prefix(4) } == ["Р-1:", "Р-2:"], "\(outcome.error)")
      #expect(lines.allSatisfy { $0.hasSuffix("доказанно лучший") })
    }
    #expect(!shop.run("route", "Р-1", "--data", "data").error.contains("узлов"))
  }

  @Test func atTheNodeLimitTheRouteSaysSo() throws {
    let shop = try region()
    let optimal = shop.run("route", "Р-1", "--data", "data", "--format", "json").out
    let outcome = shop.run("route", "Р-1", "--data", "data", "--node-limit", "0", "--verbose")
    #expect(outcome.code == .done, "\(outcome.error)")
    #expect(outcome.out.contains("доказано: не лучше чем"), "\(outcome.out)")
    #expect(outcome.error.contains("предел узлов"), "\(outcome.error)")
    let json = shop.run("route", "Р-1", "--data", "data", "--format", "json", "--node-limit", "0").out
    #expect(json.contains("\"status\": \"bounded\"") && json.contains("\"bounded\""))
    let (best, limited) = (try objective(optimal), try objective(json))
    #expect(limited.bound >= best.value && limited.value <= best.value)
    #expect(shop.run("route", "Р-1", "--data", "data", "--node-limit", "-1").code == .usage)
    // A version made with a limit is made again with it.
    _ = shop.run("init", "--db", "район.db")
    _ = shop.run("import", "data", "--db", "район.db")
    _ = shop.run("route", "Р-1", "--db", "район.db", "--node-limit", "0")
    #expect(shop.run("reproduce", "Р-1", "1", "--db", "район.db").out.contains("совпадает побайтно"))
  }

  private struct Limited: Decodable {
    struct Objective: Decodable {
      var value: Int
      var bound: Int
    }
    var objective: Objective
  }

  private func objective(_ json: String) throws -> Limited.Objective {
    try JSONDecoder().decode(Limited.self, from: Data(json.utf8)).objective
  }
}
