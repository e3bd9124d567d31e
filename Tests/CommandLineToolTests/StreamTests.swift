import CommandLineTool
import Foundation
import Testing

/// Everybody's routes as a filter: people in as lines of JSON, routes out.
@Suite struct StreamTests {
  private func demo(_ people: Int = 70) throws -> (shop: Workshop, people: String, routes: String) {
    let shop = try Workshop()
    #expect(shop.run("demo", "--people", "\(people)", "--out", "demo", "--as-of", "2023-09-01").code == .done)
    #expect(shop.run("export", "people", "--data", "demo", "--out", "people.ndjson").code == .done)
    return (shop, try #require(shop.read("people.ndjson")), try #require(shop.read("demo/routes.ndjson")))
  }

  private func route(_ shop: Workshop, _ more: String..., data: String = "people.ndjson") -> Workshop.Outcome {
    shop.run(["route", "--all", "--as-of", "2023-09-01", "--data", data] + more)
  }

  @Test func routesAreThoseOfTheTables() throws {
    let (shop, people, routes) = try demo()
    #expect(people.split(separator: "\n").count == 70)
    for jobs in ["1", "2", "5"] {
      let outcome = route(shop, "--jobs", jobs)
      #expect(outcome.code == .done && outcome.error.isEmpty, "\(outcome.error)")
      #expect(outcome.out == routes, "\(jobs) threads")
      #expect(route(shop, "--format", "ndjson", "--jobs", jobs, data: "demo").out == routes, "\(jobs) threads, tables")
    }
    #expect(route(shop, "--out", "routes.ndjson").code == .done)
    #expect(shop.read("routes.ndjson") == routes)
  }

  @Test func theOrderOfPeopleIsKept() throws {
    let (shop, people, routes) = try demo()
    let turned = people.split(separator: "\n").reversed().joined(separator: "\n")
    try shop.write("people.ndjson", turned)
    #expect(route(shop).out == routes.split(separator: "\n").reversed().joined(separator: "\n") + "\n")
    try shop.write("people.ndjson", "\u{FEFF}\r\n" + people.replacingOccurrences(of: "\n", with: "\r\n\n"))
    #expect(route(shop).out == routes)
  }

  @Test func oneMunicipality() throws {
    let (shop, _, _) = try demo(40)
    let fromTables = route(shop, data: "demo")
    #expect(fromTables.code == .done)
    let stream = shop.run(
      "route", "--municipality", "Амурский р-н", "--as-of", "2023-09-01", "--data", "people.ndjson")
    let tables = shop.run(
      "route", "--municipality", "Амурский р-н", "--as-of", "2023-09-01", "--data", "demo", "--format", "ndjson")
    #expect(stream.code == .done && stream.out == tables.out && !stream.out.isEmpty)
  }

  /// Whose route is not wanted may still have an id that comes twice.
  @Test func peopleOfOtherMunicipalitiesCountAsPeople() throws {
    let shop = try Workshop()
    func person(_ id: String, _ municipality: String) -> String {
      #"{"person":{"id":"\#(id)","role":"head","municipality":"\#(municipality)"}}"# + "\n"
    }
    let others = (1...9).map { person("Р-\($0)", $0 % 2 == 0 ? "Амурский" : "Охотский") }.joined()
    for (first, second) in [("Амурский", "Охотский"), ("Охотский", "Амурский"), ("Охотский", "Охотский")] {
      try shop.write(
        "people.ndjson", person("Р-77", first) + others + person("p-77", second) + person("Р-78", "Амурский"))
      let outcome = shop.run(
        "route", "--municipality", "Амурский", "--as-of", "2023-09-01", "--data", "people.ndjson")
      #expect(outcome.code == .badInput, "\(first), \(second)")
      #expect(outcome.error.contains("people.ndjson:11: столбец «id»: ошибка: человек с этим номером уже был"))
      #expect(outcome.out.split(separator: "\n").count == (first == "Амурский" ? 6 : 5))
    }
  }

  @Test func idsThatLookAlikeAreOnePerson() throws {
    let shop = try Workshop()
    // Capital E with an acute accent, as one character and as two; a Latin letter, a soft hyphen.
    let ids = ["É-1", "E\u{301}-1", "Р-2", "P-2", "Р\u{AD}-2"]
    try shop.write(
      "people.ndjson", ids.map { #"{"person":{"id":"\#($0)","role":"head"}}"# + "\n" }.joined())
    let outcome = shop.run("route", "--all", "--as-of", "2023-09-01", "--data", "people.ndjson")
    #expect(outcome.code == .badInput && outcome.out.split(separator: "\n").count == 2)
    #expect(outcome.error.contains("Ошибок: 3"), "\(outcome.error)")
  }

  /// A line much longer than what is read at once, among others; more threads than people.
  @Test func longLinesAndManyThreads() throws {
    let (shop, people, routes) = try demo(5)
    let long = #"{"person":{"id":"Р-900","role":"head","name":"\#(String(repeating: "ё", count: 3 << 20))"}}"#
    try shop.write("people.ndjson", people + long)
    let outcome = route(shop, "--jobs", "64")
    #expect(outcome.code == .done && outcome.error.isEmpty, "\(outcome.error.prefix(300))")
    #expect(outcome.out.hasPrefix(routes) && outcome.out.split(separator: "\n").count == 6)
    try shop.write("people.ndjson", long + "\n" + people)
    #expect(route(shop, "--jobs", "3").out.hasSuffix(routes))
  }

  /// What comes before a line that stops the stream is routed and told of, however many threads are at work.
  @Test func whatStopsAStreamTakesNothingWithIt() throws {
    let (shop, people, routes) = try demo()
    try shop.write("people.ndjson", people + "{\n" + String(repeating: "x", count: 17 << 20))
    for jobs in ["1", "4", "9"] {
      let outcome = route(shop, "--jobs", jobs)
      #expect(outcome.code == .badInput && outcome.out == routes, "\(jobs) threads")
      #expect(outcome.error.contains("people.ndjson:71: ошибка: это не JSON") && outcome.error.hasSuffix("Ошибок: 2\n"))
    }
  }

  @Test func nonsenseDoesNotFillTheScreen() throws {
    let shop = try Workshop()
    try shop.write("people.ndjson", String(repeating: "{\n", count: 25_000))
    let outcome = route(shop)
    #expect(outcome.code == .badInput && outcome.error.hasSuffix("Ошибок: 25000\n"))
    #expect(outcome.error.components(separatedBy: "[not-json]").count == 1001)
    #expect(outcome.error.contains("… и ещё сообщений: 24000;"))
  }

  @Test func linesWithMistakesAreToldAndLeftOut() throws {
    let (shop, people, routes) = try demo(20)
    var lines = people.split(separator: "\n").map(String.init)
    lines.insert(#"{"person":{"id":"Р-900","role":"boss"}}"#, at: 3)
    lines.insert(lines[0], at: 10)
    lines.append("{")
    try shop.write("people.ndjson", lines.joined(separator: "\n"))
    let outcome = route(shop)
    #expect(outcome.code == .badInput && outcome.out == routes)
    for part in [
      "people.ndjson:4: столбец «role»: ошибка: неизвестное значение «boss»",
      "people.ndjson:11: столбец «id»: ошибка: человек с этим номером уже был", "people.ndjson:23: ошибка: это не JSON",
      "Ошибок: 3\n",
    ] { #expect(outcome.error.contains(part), "\(part): \(outcome.error)") }
    // A file is whole or not there.
    let filed = route(shop, "--out", "routes.ndjson", "--lang", "en")
    #expect(filed.code == .badInput && filed.error.contains("the file «routes.ndjson» is not written"))
    #expect(shop.read("routes.ndjson") == nil)
  }

  @Test func whatIsNoStreamOfPeopleIsSaid() throws {
    let (shop, people, _) = try demo(3)
    #expect(route(shop, "--format", "json").code == .usage)
    #expect(shop.run("route", "Р-001", "--data", "people.ndjson").code == .usage)
    try shop.write("empty.ndjson", "")
    let empty = route(shop, data: "empty.ndjson")
    #expect(empty.code == .done && empty.out.isEmpty)
    let line = String(repeating: "x", count: 17 << 20)
    try shop.write("long.ndjson", people + line)
    let long = route(shop, data: "long.ndjson")
    #expect(long.code == .badInput && long.error.contains("long.ndjson:4: ошибка: строка длиннее 16 мегабайт"))
    #expect(long.out.split(separator: "\n").count == 3 && long.error.hasSuffix("Ошибок: 1\n"))
    try shop.write("long.ndjson", "{\n" + people + line + "\n{\n")
    let two = route(shop, data: "long.ndjson")
    #expect(two.error.contains("строки после неё не прочитаны") && two.error.hasSuffix("Ошибок: 2\n"), "\(two.error)")
  }

  /// What the reader of whole tables refuses is refused in bulk too, and a pipe is not waited for.
  @Test func oddFilesAreThoseOfTheOrdinaryReader() throws {
    let (shop, _, _) = try demo(6)
    let people = try #require(shop.read("demo/people.csv"))
    let wide = String(repeating: ";", count: 17_000)
    for odd in ["Пробн\u{1}", "Пробн\u{1B}[31m", "Пробн\u{7F}"] {
      try shop.write("demo/people.csv", people.replacingOccurrences(of: "Пробн", with: odd))
      let bulk = route(shop, "--format", "ndjson", "--out", "r.ndjson", data: "demo")
      let ordinary = route(shop, "--format", "json", data: "demo")
      #expect(bulk.code == ordinary.code && bulk.error == ordinary.error, "\(bulk.error) \(ordinary.error)")
    }
    try shop.write("demo/people.csv", people + wide + "\r\n")
    let bulk = route(shop, "--format", "ndjson", "--out", "r.ndjson", data: "demo")
    #expect(bulk.code == .badInput && bulk.error == route(shop, "--format", "json", data: "demo").error)
    try shop.write("demo/people.csv", people)
    try FileManager.default.removeItem(atPath: shop.folder + "/demo/scores.csv")
    #expect(mkfifo(shop.folder + "/demo/scores.csv", 0o600) == 0)
    #expect(route(shop, "--format", "ndjson", data: "demo").code != .done)
  }

  /// One person with thousands of rows takes no thousands of millions of steps, and is read as ever.
  @Test func aPersonOfManyRows() throws {
    let (shop, _, _) = try demo(3)
    var rows = try #require(shop.read("demo/completions.csv"))
    for day in 0..<6000 {
      rows += "Р-002;1.5;\(1 + day % 28).\(1 + day / 28 % 12).\(2000 + day / 336);24;;;\r\n"
    }
    try shop.write("demo/completions.csv", rows)
    let bulk = route(shop, "--format", "ndjson", data: "demo")
    #expect(bulk.code == .done && bulk.out.split(separator: "\n").count == 3, "\(bulk.error.prefix(300))")
    #expect(shop.run("export", "people", "--data", "demo", "--out", "many.ndjson").code == .done)
    #expect(route(shop, data: "many.ndjson").out == bulk.out)
  }

  @Test func whoComesTwiceIsToldOfOnce() throws {
    let (shop, people, _) = try demo(5)
    try shop.write("people.ndjson", people + people)
    let outcome = route(shop, "--verbose", "--jobs", "1")
    #expect(outcome.code == .badInput)
    #expect(outcome.error.components(separatedBy: "Р-003: узлов").count == 2, "\(outcome.error)")
  }

  @Test func mistakesInTablesAreThoseOfTheOrdinaryReader() throws {
    let (shop, _, _) = try demo(12)
    let scores = try #require(shop.read("demo/scores.csv"))
    try shop.write("demo/scores.csv", scores + "Р-001;К99;15.05.2023;А;1;;;\nР-002;К99;15.05.2023;А;1;;;\n")
    let bulk = route(shop, "--format", "ndjson", "--out", "r.ndjson", data: "demo")
    let ordinary = route(shop, "--format", "json", data: "demo")
    #expect(bulk.code == .badInput && ordinary.code == .badInput)
    #expect(bulk.error == ordinary.error && bulk.error.contains("таких строк в таблице: 2"), "\(bulk.error)")
    #expect(shop.read("r.ndjson") == nil)
  }
}
