import CommandLineTool
import Foundation
import Testing

/// `route --all --seats` and `demand` as people run them.
@Suite struct RegionCommandTests {
  private struct AllocationFile: Decodable {
    struct Use: Decodable {
      var measure: String
      var session: String
      var seats: Int?
      var used: Int
      var price: Decimal?
    }
    struct Coverage: Decodable {
      var measure: String
      var denominator: String
      var of: Int?
      var target: Int?
      var planned: Int?
      var shortfall: Int?
    }
    var schema: String
    var requiredMet: Int
    var value: Int
    var bound: Int
    var gap: Int
    var sessions: [Use]
    var coverage: [Coverage]
  }

  /// Three heads who all need №1.6, and one seat.
  private func crowded() throws -> Workshop {
    let shop = try Workshop()
    try shop.edit("Catalog/sessions.csv", ";очный;25;", ";очный;1;")
    try shop.edit(
      "data/people.csv", "Р-2;Образцов",
      "Р-3;;Амурский;ОО-1;школа;;руководитель;;;;;\nР-4;;Амурский;ОО-1;школа;;руководитель;;;;;\nР-2;Образцов")
    try shop.edit(
      "data/scores.csv", "Р-2;К1", "Р-3;К1;15.05.2023;А;20;100;40;тест\nР-4;К1;15.05.2023;А;70;100;40;тест\nР-2;К1")
    return shop
  }

  private func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

  @Test func theLastLineIsTheAllocation() throws {
    let run = try crowded().run("route", "--all", "--seats", "--data", "data", "--format", "ndjson")
    #expect(run.code == .done && run.error.isEmpty)
    let lines = lines(run.out)
    #expect(lines.count == 5 && lines.dropLast().allSatisfy { $0.hasPrefix("{\"schema\":\"marshrut.route/1\"") })
    let last = try #require(lines.last)
    let keys = ["schema", "requiredMet", "value", "bound", "gap", "sessions", "coverage"]
    let places = keys.compactMap { last.range(of: "\"\($0)\":")?.lowerBound }
    #expect(places.count == keys.count && places == places.sorted(), "keys in the order of the agreement")
    let file = try JSONDecoder().decode(AllocationFile.self, from: Data(last.utf8))
    #expect(file.schema == "marshrut.allocation/1" && file.requiredMet == 1 && file.gap == file.bound - file.value)
    #expect(file.sessions.map(\.session) == ["1.6-осень"] && file.sessions[0].used == 1 && file.sessions[0].seats == 1)
    #expect(file.coverage.map(\.measure) == ["1.5", "1.6"])
    // 40 % of three heads are two; one seat.
    let coverage = try #require(file.coverage.last)
    #expect([coverage.of, coverage.target, coverage.planned, coverage.shortfall] == [3, 2, 1, 1])
    #expect(!last.contains("\"policy\""), "the rules of this region say nothing of seats")
  }

  @Test func whatThePolicyCountsIsSaid() throws {
    let shop = try crowded()
    try shop.edit("Rules/policy.rules", "  цена часа: 0,1", "  цена часа: 0,1\n  места: сначала большие дефициты")
    let run = shop.run("route", "--all", "--seats", "--data", "data", "--format", "ndjson")
    #expect(run.out.hasSuffix("}]}\n") == false)
    #expect(run.out.contains("\"policy\":{\"deficitsFirst\":true,\"floor\":null,\"coverage\":0,\"routesValue\":"))
  }

  @Test func intoAFolder() throws {
    let shop = try crowded()
    #expect(
      shop.run("route", "--all", "--seats", "--data", "data", "--format", "ndjson", "--out", "out/").code == .done)
    #expect(lines(try #require(shop.read("out/routes.ndjson"))).count == 4)
    let file = try JSONDecoder().decode(
      AllocationFile.self, from: Data(try #require(shop.read("out/allocation.json")).utf8))
    #expect(file.schema == "marshrut.allocation/1")
    #expect(
      shop.run("route", "--all", "--seats", "--data", "data", "--out", "out").code == .done, "there is one already")
    #expect(shop.read("out/routes.txt")?.contains("МЕСТА И ОХВАТ") == true)
  }

  @Test func jsonIsAnArrayThatEndsWithIt() throws {
    let run = try crowded().run("route", "--all", "--seats", "--data", "data", "--format", "json")
    let array = try #require(try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [[String: Any]])
    #expect(array.count == 5 && array.last?["schema"] as? String == "marshrut.allocation/1")
  }

  @Test func theRegionIsOneProgramme() throws {
    let shop = try crowded()
    let screen = shop.run("route", "--all", "--seats", "--data", "data", "--format", "lp")
    #expect(screen.code == .done && screen.out.contains("Maximize\n") && screen.out.hasSuffix("End\n"))
    // Р-1, Р-3 and Р-4 want the one seat.
    let seats = screen.out.split(separator: "\n").filter { $0.contains("seats_0:") }
    #expect(seats.count == 1 && seats[0].contains("<= 1"))
    #expect(shop.run("route", "--all", "--seats", "--data", "data", "--format", "lp", "--out", "out/").code == .done)
    #expect(shop.read("out/region.lp") == screen.out)
    #expect(shop.run("route", "--all", "--seats", "--data", "data", "--format", "lp", "--out", "r.lp").code == .done)
    #expect(shop.read("r.lp") == screen.out)
  }

  @Test func thePageExplains() throws {
    let shop = try crowded()
    let page = shop.run("route", "--all", "--seats", "--data", "data").out
    #expect(page.contains("1.6-осень, 09.10.2023–13.10.2023: 1 из 1"))
    #expect(page.contains("№1.6: 40 % от 3 (руководители) — 2; будет 1 (прошли 0, учатся 0, в маршрутах 1)"))
    #expect(page.contains("не хватает 1 до 40 %; доказано: с этими людьми и местами меньше не бывает"))
    #expect(page.contains("мест не хватило: 1.6-осень — занято 1 из 1"))
    #expect(page.contains("Амурский муниципальный район: людей 3,"))
    let english = shop.run("route", "--all", "--seats", "--data", "data", "--lang", "en").out
    #expect(english.contains("SEATS AND COVERAGE") && english.contains("no seats left: 1.6-осень: 1 of 1 are taken"))
    let verbose = shop.run("route", "--all", "--seats", "--data", "data", "--verbose")
    #expect(verbose.error.contains("итераций") && verbose.error.contains("узлов"))
  }

  @Test func nobodyIsSaid() throws {
    let shop = try Workshop()
    try shop.edit("data/people.csv", "Охотский", "Амурский")
    let nobody = "--municipality: предупреждение: в данных нет людей из муниципалитета «Охотский»"
    for more in [
      ["route"], ["route", "--format", "ndjson"], ["route", "--seats"], ["route", "--seats", "--format", "ndjson"],
      ["demand"],
    ] {
      let run = shop.run(more + ["--municipality", "Охотский", "--data", "data"])
      #expect(run.code == .done && run.error.components(separatedBy: nobody).count == 2, "\(more): \(run.error)")
    }
  }

  @Test func oneMunicipality() throws {
    let page = try crowded().run("route", "--municipality", "Охотский", "--seats", "--data", "data").out
    #expect(page.contains("Только Охотский муниципальный округ: места взяты из каталога целиком"))
    #expect(page.contains("№1.5: цель 40 % (руководители); нет данных: в таблице людей их нет"))
  }

  @Test func mistakesOfTheCommand() throws {
    let shop = try crowded()
    let single = shop.run("route", "Р-1", "--seats", "--data", "data")
    #expect(single.code == .usage && single.error.contains("места делят между всеми"))
    let stream = shop.run("route", "--all", "--seats", "--data", "-")
    #expect(stream.code == .usage && stream.error.contains("а не поток"))
  }

  @Test func threadsAndOrderChangeNothing() throws {
    let shop = try crowded()
    let first = shop.run("route", "--all", "--seats", "--data", "data", "--format", "ndjson", "--jobs", "1").out
    #expect(first == shop.run("route", "--all", "--seats", "--data", "data", "--format", "ndjson", "--jobs", "3").out)
    let rows = lines(try #require(shop.read("data/people.csv")))
    try shop.write("data/people.csv", ([rows[0]] + rows.dropFirst().reversed()).joined(separator: "\n") + "\n")
    #expect(first == shop.run("route", "--all", "--seats", "--data", "data", "--format", "ndjson").out)
  }

  @Test func demandNamesTheNextSession() throws {
    let shop = try crowded()
    let page = shop.run("demand", "--data", "data")
    #expect(page.code == .done && page.error.isEmpty)
    #expect(page.out.contains("1. №1.6 Курсы «Механизмы»"))
    #expect(page.out.contains("пригодилась бы 2 людям: таких сессий нужно 2"))
    let json = shop.run("demand", "--data", "data", "--format", "json", "--top", "1").out
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(object["schema"] as? String == "marshrut.demand/1" && (object["sessions"] as? [Any])?.count == 1)
    #expect(shop.run("demand", "--data", "data", "--top", "0").code == .usage)
    #expect(shop.run("demand", "Р-1", "--data", "data").code == .usage)
    #expect(shop.run("demand", "--data", "data", "--municipality", "Нет").code == .badInput)
    #expect(shop.run("help", "demand", "--lang", "en").out.contains("which sessions to open next"))
  }
}
