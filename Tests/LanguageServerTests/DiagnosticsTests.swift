import Diagnostics
import Foundation
import LanguageServer
import TestSupport
import Testing

/// Messages as you type.
@Suite struct DiagnosticsTests {
  private let all = TestRegion.uri("all.rules")

  @Test func goodFilesHaveNoMessages() {
    let client = TestClient.started()
    #expect(!client.heard.contains { $0["method"] == "textDocument/publishDiagnostics" })
  }

  @Test func filesOnDiskAreCheckedBeforeTheyAreOpened() {
    var region = TestRegion()
    region.files["b.rules"] = "правило «б» если стаж < -1"
    let client = TestClient.started(region)
    #expect(client.codes(TestRegion.uri("b.rules"))?.isEmpty == false)
    #expect(client.codes(all) == nil)
  }

  @Test func aMistakeHasItsPlaceCodeAndWords() throws {
    var client = TestClient.started()
    client.open(all, sampleRules.replacing("обязательно №1.6,", with: "обязательно №1.66,"), version: 7)
    let messages = try #require(client.diagnostics(all))
    #expect(client.codes(all) == ["unknown-measure", "unknown-measure"], "in the rule and in its example")
    let first = try #require(messages.first)
    #expect(first["severity"] == 1 && first["source"] == "marshrut")
    #expect(first["message"].text.hasPrefix("неизвестно: мероприятие «№1.66»\nдопустимо: №1.5"))
    let line = sampleRules.components(separatedBy: "\n").firstIndex { $0.contains("обязательно №1.6, рек") } ?? 0
    #expect(first["range"] == .range(.position(line, 17), .position(line, 22)))
    #expect(client.heard.last?["params"]["version"] == 7)
  }

  @Test func mendedMistakesAreCleared() {
    var client = TestClient.started()
    client.open(all, "правило")
    #expect(client.codes(all)?.isEmpty == false)
    client.change(all, to: sampleRules, version: 2)
    #expect(client.codes(all) == [])
    client.change(all, to: "правило", version: 3)
    client.tell("textDocument/didClose", ["textDocument": ["uri": .text(all)]])
    #expect(client.codes(all) == [], "what stands on disk counts again")
  }

  @Test func filesAreCheckedTogether() throws {
    var region = TestRegion()
    region.files["b.rules"] = "пример «п» дано роль = резерв ожидается сработало «Не повторять»"
    var client = TestClient.started(region)
    let b = TestRegion.uri("b.rules")
    client.open(all, sampleRules.replacing("правило «Не повторять»", with: "правило «Не повторять дважды»"))
    #expect(client.codes(b) == ["unknown-rule"], "a change in one file shows in another")
    client.change(all, to: sampleRules, version: 2)
    #expect(client.codes(b) == [])
    // A new file of the folder that is not on disk yet.
    let c = TestRegion.uri("c.rules")
    client.open(c, "политика цена часа: 1")
    let message = try #require(client.diagnostics(c)?.first)
    #expect(message["code"] == "duplicate")
    #expect(message["message"] == "повторно: «цена часа»")
    let related = message["relatedInformation"][0]
    #expect(related["location"]["uri"] == .text(all) && related["message"] == "впервые здесь")
    #expect(related["location"]["range"]["start"] == .position(4, 2))
  }

  @Test func anySpellingOfAnAddressIsTheSameFile() {
    var client = TestClient.started()
    let spelled = "file:///%D0%BA%D1%80%D0%B0%D0%B9/Rules/all%2erules"
    client.open(spelled, sampleRules)
    #expect(client.codes(spelled) == [], "not every rule twice")
  }

  @Test func documentsElsewhereAreCheckedByThemselves() {
    var client = TestClient.started()
    for uri in ["file:///tmp/other.rules", "untitled:Untitled-1"] {
      client.open(uri, "правило «Не повторять» если стаж < 5 то обязательно №1.6 потому что «п» основание «о»")
      #expect(client.codes(uri) == [], "neither a second name nor a missing scale")
      client.change(uri, to: "правило «а» если стажж < 5 то обязательно №1.6 потому что «п» основание «о»", version: 2)
      #expect(client.codes(uri) == ["unknown-field"])
      client.tell("textDocument/didClose", ["textDocument": ["uri": .text(uri)]])
      #expect(client.codes(uri) == [])
    }
  }

  @Test func withoutACatalogTheFormIsChecked() {
    var region = TestRegion()
    region.hasVocabulary = false
    region.diagnostics = [
      Diagnostic(
        .error, "empty-cell", LocalizedText(ru: "пусто", en: "empty"),
        at: .cell(file: "/край/Catalog/measures.csv", line: 3, column: "код")),
      Diagnostic(.warning, "x", LocalizedText(ru: "каталога нет", en: "no catalog"), at: .nowhere),
    ]
    var client = TestClient.started(region)
    let table = DocumentURI(file: "/край/Catalog/measures.csv").text
    #expect(client.diagnostics(table)?.first?["range"]["start"] == .position(2, 0))
    client.open(all, "правило «а» если ерунда = 5 то обязательно №99 потому что «п»")
    #expect(client.codes(all) == ["syntax"])
    let shown = client.heard.filter { $0["method"] == "window/showMessage" }
    #expect(shown.map { $0["params"] } == [["type": 2, "message": "каталога нет"]], "once")
  }

  @Test func aBurstIsCheckedOnce() {
    var client = TestClient.started()
    client.open(all, "")
    var bytes: [UInt8] = []
    for version in 2...20 {
      bytes += TestClient.notification(
        "textDocument/didChange",
        [
          "textDocument": ["uri": .text(all), "version": .number(version)],
          "contentChanges": [["text": .text(String(sampleRules.prefix(version * 30)))]],
        ])
    }
    let answers = client.send(bytes)
    #expect(answers.count == 1 && answers.first?["params"]["version"] == 20)
  }
}
