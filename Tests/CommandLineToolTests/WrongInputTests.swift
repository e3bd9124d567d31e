import CommandLineTool
import Testing

/// Every wrong input ends in a clear message with its place and the right exit code; never a crash or half a result.
@Suite struct WrongInputTests {
  private func check(
    _ path: String, _ old: String, _ new: String, expects pieces: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let shop = try Workshop()
    try shop.edit(path, old, new)
    let outcome = shop.run("route", "--all", "--data", "data", "--format", "ndjson", "--out", "routes.ndjson")
    #expect(outcome.code == .badInput, "\(outcome.error)", sourceLocation: sourceLocation)
    for piece in pieces {
      #expect(outcome.error.contains(piece), "«\(piece)» in:\n\(outcome.error)", sourceLocation: sourceLocation)
    }
    #expect(shop.read("routes.ndjson") == nil, "no half result", sourceLocation: sourceLocation)
    #expect(outcome.out.isEmpty, sourceLocation: sourceLocation)
  }

  @Test func unknownCompetency() throws {
    try check("data/scores.csv", "Р-1;К1;15", "Р-1;К9;15", expects: ["data/scores.csv:2", "К9", "компетенция"])
  }

  @Test func scoreAboveMaximum() throws {
    try check(
      "data/scores.csv", "Р-1;К2;15.05.2023;А;30;40", "Р-1;К2;15.05.2023;А;41;40",
      expects: ["data/scores.csv:3", "балл"])
  }

  @Test func duplicateID() throws {
    try check("data/people.csv", "Р-2;", "Р-1;", expects: ["data/people.csv:3", "Р-1"])
  }

  @Test func unknownMunicipality() throws {
    try check(
      "data/people.csv", "Амурский р-н", "Амурскйи", expects: ["data/people.csv:2", "муниципалитет", "Амурский"])
  }

  @Test func impossibleDate() throws {
    try check("data/people.csv", "01.02.2020", "31.02.2020", expects: ["data/people.csv:2", "31.02.2020"])
  }

  @Test func ruleNamesAMissingMeasure() throws {
    try check(
      "Rules/heads.rules", "то обязательно №1.6", "то обязательно №1.66",
      expects: ["Rules/heads.rules:3:18", "unknown-measure", "№1.66", "№1.6"])
  }

  @Test func brokenQuoting() throws {
    try check("data/people.csv", "Примерова", "\"Примерова", expects: ["data/people.csv:2"])
  }

  @Test func emptyFile() throws {
    let shop = try Workshop()
    try shop.write("data/scores.csv", "")
    let outcome = shop.run("route", "--all", "--data", "data")
    #expect(outcome.code == .badInput)
    #expect(outcome.error.contains("data/scores.csv"))
  }

  @Test func binaryFile() throws {
    let shop = try Workshop()
    try shop.write(
      "data/people.csv", [0x50, 0x4B, 0x03, 0x04, 0x14, 0, 0, 0, 8, 0] + [UInt8](repeating: 0, count: 100))
    let outcome = shop.run("route", "--all", "--data", "data")
    #expect(outcome.code == .badInput)
    #expect(outcome.error.contains("data/people.csv"))
  }

  @Test func binaryRuleFile() throws {
    let shop = try Workshop()
    try shop.write("Rules/heads.rules", [0xFF, 0xFE, 0, 1, 2])
    #expect(shop.run("check").code == .badInput)
  }

  @Test func allMistakesInOneRun() throws {
    let shop = try Workshop()
    try shop.edit("data/people.csv", "01.02.2020", "31.02.2020")
    try shop.edit("data/people.csv", "Охотский;ОО-2", "Охотскийй;ОО-2")
    try shop.edit("data/scores.csv", "Р-1;К1;15", "Р-1;К9;15")
    try shop.edit("data/completions.csv", "1.5", "9.5")
    let outcome = shop.run("check", "--data", "data")
    #expect(outcome.error.hasSuffix("Ошибок: 4\n"), "\(outcome.error)")
  }

  @Test func audienceOfTheCatalog() throws {
    try check(
      "Catalog/measures.csv", "курс;1;роль = руководитель;24", "курс;1;роль = директор;24",
      expects: ["Catalog/measures.csv:3", "аудитория", "директор"])
  }

  @Test func englishMessages() throws {
    let shop = try Workshop()
    try shop.edit("data/people.csv", "01.02.2020", "31.02.2020")
    let outcome = shop.run("check", "--data", "data", "--lang", "en")
    #expect(outcome.code == .badInput)
    #expect(outcome.error.contains("error:"))
    #expect(outcome.error.hasSuffix("Errors: 1\n"))
  }

  @Test func failingExample() throws {
    let shop = try Workshop()
    try shop.edit("Rules/heads.rules", "нет №1.5", "обязательно №1.5")
    let outcome = shop.run("rules", "test")
    #expect(outcome.code == .checkFailed)
    #expect(outcome.error.contains("heads.rules:9:"))
    #expect(outcome.error.contains("ни одно правило о нём не сработало"))
  }

  @Test func failingExampleNamesTheNearestRule() throws {
    let shop = try Workshop()
    try shop.write("Rules/bad.rules", "пример «д» дано роль = резерв ожидается обязательно №1.6\n")
    let outcome = shop.run("rules", "test")
    #expect(outcome.code == .checkFailed)
    #expect(outcome.error.contains("не сработало: нужно"), "\(outcome.error)")
  }

  @Test func failingDeficitSaysWhereItComesFrom() throws {
    let shop = try Workshop()
    try shop.write(
      "Rules/bad.rules",
      "пример «д» дано роль = руководитель, организация = школа, балл К1 = 40 ожидается дефицит К1 = 3\n")
    let outcome = shop.run("rules", "test")
    #expect(outcome.code == .checkFailed)
    #expect(outcome.error.contains("цель ") && outcome.error.contains(", балл 40"), "\(outcome.error)")
  }

  @Test(arguments: [
    (["rout"], "route"), (["route", "--al"], "--all"), (["route", "Р-1", "--format", "jsn"], "json"),
    (["route"], "--all"), (["route", "Р-1", "--all"], "--municipality"),
    (["route", "Р-1", "--as-of", "завтра"], "завтра"),
    (["demo", "--people", "0"], "от 1"), (["why", "Р-1"], "аргументов"),
  ])
  func usage(_ arguments: [String], _ piece: String) throws {
    let shop = try Workshop()
    let outcome: Workshop.Outcome
    switch arguments.count {
    case 1: outcome = shop.run(arguments[0])
    case 2: outcome = shop.run(arguments[0], arguments[1])
    case 3: outcome = shop.run(arguments[0], arguments[1], arguments[2])
    default: outcome = shop.run(arguments[0], arguments[1], arguments[2], arguments[3])
    }
    #expect(outcome.code == .usage)
    #expect(outcome.error.contains(piece), "\(outcome.error)")
  }

  @Test func unknownPersonAndFolder() throws {
    let shop = try Workshop()
    #expect(shop.run("route", "Р-9", "--data", "data").code == .badInput)
    #expect(shop.run("route", "Р-1", "--data", "нет").code == .inputOutput)
    #expect(shop.run("route", "Р-1", "--data", "data", "--out", "нет/такой/папки.txt").code == .inputOutput)
  }
}
