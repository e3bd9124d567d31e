import CommandLineTool
import Foundation
import Testing

/// An approved route made anew, as its users type it.
@Suite struct RouteRevisionTests {
  /// A folder with the route of Р-1 made for 2023-09-01 in `old.json`.
  private func approved() throws -> Workshop {
    let shop = try Workshop()
    // К2 is in deficit, too: the route has two steps.
    try shop.edit("data/scores.csv", "Р-1;К2;15.05.2023;А;30", "Р-1;К2;15.05.2023;А;20")
    let made = shop.run("route", "Р-1", "--data", "data", "--format", "json", "--out", "old.json")
    #expect(made.code == .done, "\(made.error)")
    return shop
  }

  private func revise(_ shop: Workshop, _ arguments: String...) -> Workshop.Outcome {
    shop.run(["route", "Р-1", "--data", "data", "--from", "old.json"] + arguments)
  }

  @Test func nothingChangesWithoutACause() throws {
    let shop = try approved()
    let outcome = revise(shop)
    #expect(outcome.code == .done, "\(outcome.error)")
    #expect(outcome.out.contains("меняется шагов: 0 из 2 непройденных"), "\(outcome.out)")
    #expect(outcome.out.contains("= остаётся: №1.6") && outcome.out.contains("= остаётся: №1.5"))
    #expect(outcome.out.contains("ИНДИВИДУАЛЬНЫЙ ОБРАЗОВАТЕЛЬНЫЙ МАРШРУТ"))
    #expect(revise(shop, "--lang", "en").out.contains("steps that change: 0 of 2"))
  }

  @Test func aCancelledSessionMovesItsStepOnly() throws {
    let shop = try approved()
    try shop.edit(
      "Catalog/sessions.csv", "1.6;1.6-осень;09.10.2023;13.10.2023",
      "1.6;1.6-зима;11.12.2023;15.12.2023")
    let text = revise(shop).out
    #expect(text.contains("меняется шагов: 1 из 2"), "\(text)")
    #expect(text.contains("~ переносится: №1.6") && text.contains("09.10.2023–13.10.2023 → 11.12.2023–15.12.2023"))
    #expect(text.contains("потому что: сессии «1.6-осень» в каталоге больше нет"))
    let json = revise(shop, "--format", "json")
    #expect(json.code == .done)
    let object = try JSONDecoder().decode(Replan.self, from: Data(json.out.utf8))
    #expect(object.schema == "marshrut.replan/1" && object.changed == 1)
    #expect(object.steps.map(\.fate).sorted() == ["kept", "moved"])
    #expect(object.route.schema == "marshrut.route/1" && object.route.steps.count == 2)
    // What comes out can be revised again.
    try shop.write("new.json", json.out)
    let again = shop.run("route", "Р-1", "--data", "data", "--from", "new.json")
    #expect(again.code == .done && again.out.contains("меняется шагов: 0 из 2"), "\(again.error)")
    #expect(revise(shop, "--format", "ndjson").out.split(separator: "\n").count == 1)
    #expect(revise(shop, "--format", "lp").out.hasPrefix("\\ M = "))
  }

  private struct Replan: Decodable {
    struct Step: Decodable { var fate: String }
    struct Route: Decodable {
      struct Step: Decodable { var measure: String }
      var schema: String
      var steps: [Step]
    }
    var schema: String
    var changed: Int
    var steps: [Step]
    var route: Route
  }

  @Test func whatIsDoneOrRunsStays() throws {
    let shop = try approved()
    let running = revise(shop, "--as-of", "2023-10-11")
    #expect(running.out.contains("▸ идёт: №1.6"), "\(running.out)")
    #expect(running.out.contains("что оно начато, в данных не отмечено"))
    let over = revise(shop, "--as-of", "2023-11-01")
    #expect(over.out.contains("№1.6: дни прошли (09.10.2023–13.10.2023), а отметки о прохождении нет"), "\(over.out)")
    try shop.edit("data/completions.csv", "Р-2;1.5", "Р-1;1.6;13.10.2023;36;№ 8\nР-2;1.5")
    let done = revise(shop, "--as-of", "2023-11-01")
    #expect(done.out.contains("✓ пройдено: №1.6"), "\(done.out)")
    let json = revise(shop, "--as-of", "2023-11-01", "--format", "json").out
    // The approved route's year goes on, less the hours that are done.
    #expect(json.contains("\"cap\": 72") && json.contains("\"to\": \"2024-08-31\""), "\(json)")
  }

  @Test func theWorkspaceHoldsTheApprovedRoute() throws {
    let shop = try Workshop()
    try shop.edit("data/scores.csv", "Р-1;К2;15.05.2023;А;30", "Р-1;К2;15.05.2023;А;20")
    _ = shop.run("init", "--db", "район.db")
    _ = shop.run("import", "data", "--db", "район.db")
    let none = shop.run("route", "Р-1", "--db", "район.db", "--replan")
    #expect(none.code == .badInput && none.error.contains("нет утверждённого маршрута"), "\(none.error)")
    _ = shop.run("route", "Р-1", "--db", "район.db")
    _ = shop.run("submit", "Р-1", "--db", "район.db")
    _ = shop.run("approve", "Р-1", "--db", "район.db")
    try shop.edit("Catalog/sessions.csv", "09.10.2023;13.10.2023", "16.10.2023;20.10.2023")
    let revised = shop.run("route", "Р-1", "--db", "район.db", "--replan", "--as-of", "2023-09-15")
    #expect(revised.code == .done && revised.error.contains("Сохранена версия 2 (черновик)"), "\(revised.error)")
    #expect(revised.out.contains("сессия «1.6-осень» перенесена на 16.10.2023–20.10.2023"), "\(revised.out)")
    let again = shop.run("reproduce", "Р-1", "2", "--db", "район.db")
    #expect(again.code == .done && again.out.contains("совпадает побайтно"), "\(again.out)\(again.error)")
    #expect(
      shop.run("route", "Р-1", "--db", "район.db", "--from", "2", "--as-of", "2023-09-15").out.contains("шагов: 0 из"))
    try shop.write("old.json", "{}")
    let unknown = shop.run("route", "Р-1", "--db", "район.db", "--from", "7")
    #expect(unknown.code == .badInput && unknown.error.contains("версии маршрута 7"), "\(unknown.error)")
    let fromFile = shop.run("route", "Р-1", "--data", "data", "--format", "json", "--out", "file.json")
    #expect(fromFile.code == .done)
    let unsaved = shop.run("route", "Р-1", "--db", "район.db", "--from", "file.json")
    #expect(unsaved.code == .done && unsaved.error.contains("Не сохранено"), "\(unsaved.error)")
  }

  @Test(arguments: [
    ("", "это не JSON"), ("[1", "это не JSON"), ("[]", "в файле список (0)"), ("{}", "найдено: ничего"),
    (#"{"schema":"marshrut.route/2"}"#, "найдено: «marshrut.route/2»"),
    (#"{"schema":"marshrut.what-if/1"}"#, "«schema»"), (#"{"schema":"marshrut.replan/1"}"#, "нет «route»"),
    (#"{"schema":"marshrut.route/1","person":{"id":"Р-2"},"asOf":"2023-09-01","steps":[]}"#, "маршрут человека «Р-2»"),
    (#"{"schema":"marshrut.route/1","person":{"id":"Р-1"},"asOf":"2024-09-01","steps":[]}"#, "позже даты пересмотра"),
    (#"{"schema":"marshrut.route/1","person":{"id":"Р-1"},"asOf":"2023-09-01"}"#, "нет «steps»"),
    (#"{"schema":"marshrut.route/1","person":{"id":"Р-1"},"asOf":"2023-09-01","steps":{}}"#, "ожидается список шагов"),
    (#"{"schema":"marshrut.route/1","person":{"id":7},"asOf":"вчера","steps":[]}"#, "asOf: ожидается дата"),
  ]) func filesThatAreNoRoutes(_ content: String, _ message: String) throws {
    let shop = try approved()
    try shop.write("old.json", content)
    let outcome = revise(shop)
    #expect(outcome.code == .badInput && outcome.error.contains(message), "\(outcome.error)")
    #expect(revise(shop, "--lang", "en").error.contains("old.json: error:"))
  }

  @Test func everyMistakeOfAStepIsTold() throws {
    let shop = try approved()
    let step = { (measure: String, from: String, to: String, hours: String) in
      #"{"measure":"\#(measure)","session":"x","from":"\#(from)","to":"\#(to)","hours":\#(hours)}"#
    }
    let steps = [
      step("1.66", "2023-10-01", "2023-10-02", "8"), step("1.6", "2023-10-03", "2023-10-02", "8"),
      step("1.6", "2023-10-01", "2023-10-02", "8.5"), step("1.5", "2023-10-01", "2023-10-02", "8"),
      step("1.5", "2023-10-01", "2023-10-02", "8"), "3", "{}",
    ].joined(separator: ",")
    try shop.write(
      "old.json",
      #"{"schema":"marshrut.route/1","person":{"id":"Р-1"},"asOf":"2023-09-01","steps":[\#(steps)]}"#)
    let outcome = revise(shop)
    #expect(outcome.code == .badInput)
    for part in [
      "steps[0].measure: в каталоге нет мероприятия «1.66»", "возможно, №1.6?",
      "steps[1]: конец 02.10.2023 раньше начала 03.10.2023", "steps[2].hours: ожидается целое число",
      "steps[4]: мероприятие №1.5 уже есть", "steps[5]: ожидается шаг, а найдено: число 3", "нет «steps[6].measure»",
    ] { #expect(outcome.error.contains(part), "\(part): \(outcome.error)") }
  }

  @Test(arguments: [
    (["Р-1", "--data", "data", "--from", "нет.json"], ExitCode.inputOutput, "нет.json"),
    (["Р-1", "--data", "data", "--replan"], .usage, "--db ФАЙЛ"),
    (["Р-1", "--data", "data", "--from", "3"], .usage, "--db ФАЙЛ"),
    (["Р-1", "--data", "data", "--replan", "--from", "old.json"], .usage, "что-то одно"),
    (["Р-1", "Р-2", "--data", "data", "--from", "old.json"], .usage, "одного человека"),
    (["--all", "--data", "data", "--from", "old.json"], .usage, "одного человека"),
    (["Р-1", "--data", "data", "--from", "old.json", "--with", "балл К1 = 70"], .usage, "вместе не указываются"),
    (["Р-2", "--data", "data", "--from", "old.json"], .badInput, "это маршрут человека «Р-1»"),
  ]) func usage(_ arguments: [String], _ code: ExitCode, _ message: String) throws {
    let shop = try approved()
    let outcome = shop.run(["route"] + arguments)
    #expect(outcome.code == code && outcome.error.contains(message), "\(outcome.error)")
  }
}
