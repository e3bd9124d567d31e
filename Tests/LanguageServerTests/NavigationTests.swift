import Foundation
import LanguageServer
import TestSupport
import Testing

/// Going to definitions, and the outline of a file.
@Suite struct NavigationTests {
  private func definition(_ marked: String, _ region: TestRegion = TestRegion()) -> JSONValue {
    var client = TestClient.started(region)
    return client.ask("textDocument/definition", at: marked)
  }

  @Test func fromAnExampleToTheRule() {
    var region = TestRegion()
    region.files["b.rules"] =
      "// б\nправило «Другое» если всегда то исключить №1.6 потому что «п» основание «о»"
    let found = definition("пример «п» дано роль = резерв ожидается сработало «Дру⟨|⟩гое»", region)
    #expect(found["uri"] == .text(TestRegion.uri("b.rules")))
    #expect(found["range"] == .range(.position(1, 8), .position(1, 16)))
  }

  @Test func fromACodeToTheCatalog() {
    let measure = definition("правило «а» если всегда то обязательно №1⟨|⟩.6")
    #expect(measure["uri"] == .text(DocumentURI(file: "/край/Catalog/measures.csv").text))
    #expect(measure["range"]["start"] == .position(3, 0))
    let competency = definition("правило «а» если балл ⟨|⟩К1 < 5")
    #expect(competency["uri"].text.hasSuffix("competencies.csv") && competency["range"]["start"] == .position(1, 0))
    let indicator = definition("правило «а» если показатель «ВПР⟨|⟩-решения» = нет")
    #expect(indicator["uri"].text.hasSuffix("indicators.csv") && indicator["range"]["start"] == .position(4, 0))
  }

  @Test func fromABandToTheScale() {
    let found = definition("шкала дефицита высокий от 25 вес 4\nправило «а» если дефицит К1 не ниже высо⟨|⟩кий")
    #expect(found["range"] == .range(.position(0, 15), .position(0, 22)))
  }

  @Test func nowhere() {
    for marked in ["пра⟨|⟩вило «а»", "⟨|⟩", "правило «а» если ста⟨|⟩ж < 5"] {
      #expect(definition(marked) == .null, "\(marked)")
    }
  }

  @Test func outline() throws {
    var client = TestClient.started()
    let uri = TestRegion.uri("all.rules")
    client.open(uri, sampleRules)
    let symbols = client.ask("textDocument/documentSymbol", ["textDocument": ["uri": .text(uri)]])["result"].elements
    #expect(
      symbols.map { $0["name"].text } == [
        "политика", "шкала дефицита", "цели", "Нет решений по ВПР", "Школа с низкими результатами", "Не повторять",
        "директор школы с низкими результатами",
      ])
    #expect(symbols.map { $0["kind"].number } == [3, 10, 23, 25, 12, 12, 24])
    #expect(symbols[1]["children"].elements.map { $0["name"].text } == ["критический", "высокий", "средний", "низкий"])
    // Each holds its name, and they do not overlap.
    var end = Position(line: 0, character: 0)
    for symbol in symbols {
      let range: PositionRange = try symbol["range"].decoded()
      let selection: PositionRange = try symbol["selectionRange"].decoded()
      #expect(end <= range.start && range.start <= selection.start && selection.end <= range.end)
      end = range.end
    }
  }

  @Test func outlineForClientsWithoutLevels() {
    var client = TestClient()
    _ = client.ask("initialize", ["capabilities": [:]])
    client.tell("initialized", [:])
    let uri = TestRegion.uri("all.rules")
    client.open(uri, "правило «а» если всегда то исключить №1.6 потому что «п» основание «о»")
    let symbols = client.ask("textDocument/documentSymbol", ["textDocument": ["uri": .text(uri)]])["result"]
    #expect(symbols[0]["name"] == "а" && symbols[0]["location"]["uri"] == .text(uri))
  }
}
