import Diagnostics
import Foundation
import LanguageServer
import RuleLanguage
import TestSupport
import Testing

/// Formatting and quick fixes.
@Suite struct EditingTests {
  private let uri = TestRegion.uri("all.rules")
  private func parameters() -> JSONValue { ["textDocument": ["uri": .text(uri)], "options": ["tabSize": 2]] }

  private func applied(_ edits: [JSONValue], to text: String) throws -> String {
    var document = DocumentText(text)
    for edit in edits.reversed() {
      document.replace(try edit["range"].decoded(), with: edit["newText"].text, .utf16)
    }
    return document.text
  }

  @Test func formatting() throws {
    let formatted = try #require(
      RuleFormatter().format(SyntaxTree(parsing: SourceText(path: "a", text: sampleRules))))
    for text in [
      sampleRules, formatted, formatted.replacing("\n", with: "\r\n"), formatted.replacing("\n", with: "\n\n"),
      formatted.replacing(" если", with: "\tесли"), formatted + "\n\n", String(formatted.dropLast()), "\n" + formatted,
    ] {
      var client = TestClient.started()
      client.open(uri, text)
      let edits = client.ask("textDocument/formatting", parameters())["result"].elements
      #expect(edits.count <= 1)
      let expected = RuleFormatter().format(SyntaxTree(parsing: SourceText(path: "a", text: text)))
      #expect(try applied(edits, to: text) == expected)
      #expect(edits.isEmpty == (text.utf8.elementsEqual(formatted.utf8)))
    }
  }

  @Test func formattingLeavesTheRestAlone() throws {
    let text = try #require(
      RuleFormatter().format(SyntaxTree(parsing: SourceText(path: "a", text: sampleRules))))
    var client = TestClient.started()
    client.open(uri, text.replacing("цена часа: 0,1", with: "цена  часа: 0,1"))
    let edits = client.ask("textDocument/formatting", parameters())["result"].elements
    let range: PositionRange = try #require(edits.first)["range"].decoded()
    #expect(range.end.line - range.start.line == 1, "one line")
  }

  @Test func noFormattingOfBrokenForm() {
    var client = TestClient.started()
    client.open(uri, "правило   «а»   если")
    #expect(client.ask("textDocument/formatting", parameters())["result"] == [])
    client.change(uri, to: "правило   «а» если ерунда = 5 то обязательно №9 потому что «п» основание «о»", version: 2)
    #expect(client.ask("textDocument/formatting", parameters())["result"].elements.count == 1, "names don't matter")
  }

  // MARK: Quick fixes

  private func actions(_ text: String, only: JSONValue = .null) -> [JSONValue] {
    var client = TestClient.started()
    client.open(uri, text)
    return client.ask(
      "textDocument/codeAction",
      [
        "textDocument": ["uri": .text(uri)], "range": .range(.position(0, 0), .position(999, 0)),
        "context": ["diagnostics": [], "only": only],
      ])["result"].elements
  }

  /// The first line of a rule after the preferred fix of its only fixable mistake.
  private func mended(_ text: String) throws -> String {
    let action = try #require(
      actions(text).first { $0["isPreferred"] == true },
      "«\(text)»: \(DiagnosticRenderer(language: .english).render(messages(text)))")
    return try applied(action["edit"]["changes"][uri].elements, to: text)
  }

  private func messages(_ text: String) -> [Diagnostic] {
    RuleCompiler(vocabulary: sampleVocabulary()).compile(
      [SyntaxTree(parsing: SourceText(path: "a", text: text))], requirements: .none
    ).diagnostics
  }

  private let reason = " потому что «п» основание «о»"

  @Test func suggestionsBecomeFixes() throws {
    let tail = " то обязательно №1.6" + reason
    for (wrong, right) in [
      ("если ролль = резерв" + tail, "если роль = резерв" + tail),
      ("если роль = резервв" + tail, "если роль = резерв" + tail),
      ("если показатель «ВПР решения» = нет" + tail, "если показатель «ВПР-решения» = нет" + tail),
      ("если стаж < 5 то обязательно №1,6" + reason, "если стаж < 5 то обязательно №1.6" + reason),
      ("если стаж < 5 то обязательно №1.66" + reason, "если стаж < 5 то обязательно №1.6" + reason),
      ("если стаж < 5 обязательно №1.6" + reason, "если стаж < 5 то обязательно №1.6" + reason),
      ("eсли стаж < 5" + tail, "если стаж < 5" + tail),
      ("if стаж < 5" + tail, "если стаж < 5" + tail),
      ("если стаж < 5 @" + tail, "если стаж < 5 " + tail),
      ("если школа = зона_риска" + tail, "если школа: зона_риска" + tail),
      ("если роль: резерв" + tail, "если роль = резерв" + tail),
      (
        "если школа: зона_риска | низкие_результаты" + tail,
        "если (школа: зона_риска или школа: низкие_результаты)" + tail
      ),
      ("если стаж < 5 то обязательно №1.6 с весом 5" + reason, "если стаж < 5 то обязательно №1.6" + reason),
    ] {
      #expect(try mended("правило «а» " + wrong) == "правило «а» " + right, "\(wrong)")
    }
    let diagnostic = "диагностика «д» если дефицит К1 < 5 то дефицит К1 + 20" + reason
    #expect(try mended(diagnostic) == "диагностика «д» если балл К1 < 5 то дефицит К1 + 20" + reason)
    #expect(try mended("правилло «а» если стаж < 5" + tail).hasPrefix("правило «а»"))
  }

  @Test func titlesSayWhatIsDone() {
    let text = "правило «а» если ролль = резерв обязательно №1.6" + reason
    #expect(Set(actions(text).map { $0["title"].text }) == ["Заменить на «роль»", "Вставить «то»"])
    #expect(actions(text).allSatisfy { $0["kind"] == "quickfix" && !$0["diagnostics"].elements.isEmpty })
  }

  @Test func onlyWhatIsAskedFor() {
    let text = "правило «а» если ролль = резерв то обязательно №1.6" + reason
    #expect(actions(text, only: ["refactor", "source.fixAll"]).isEmpty)
    #expect(actions(text, only: ["quickfix"]).count == 1)
    var client = TestClient.started()
    client.open(uri, "\n" + text)
    let place: JSONValue = [
      "textDocument": ["uri": .text(uri)], "range": .range(.position(0, 0), .position(0, 0)),
      "context": ["diagnostics": []],
    ]
    #expect(client.ask("textDocument/codeAction", place)["result"] == [])
  }

  /// Taking a fix never makes a mistake that was not there.
  @Test func fixesMendOnRandomText() throws {
    var taken = 0
    for seed in UInt64(1)...40 {
      var edits = RandomEdits(sampleRules, seed: seed, usesUTF8: false)
      for _ in 0..<3 { _ = edits.next() }
      for action in actions(edits.text) {
        let text = try applied(action["edit"]["changes"][uri].elements, to: edits.text)
        var client = TestClient.started()
        client.open(uri, text)
        taken += 1
        #expect(!text.utf8.elementsEqual(edits.text.utf8), "seed \(seed): «\(action["title"].text)» changes something")
      }
    }
    #expect(taken > 0)
  }
}
