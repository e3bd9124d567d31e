import Diagnostics
import LanguageServer
import RuleLanguage
import TestSupport
import Testing

/// The server's text is the client's after any edits, and its messages are those of a fresh check.
@Suite struct SynchronizationTests {
  private let all = TestRegion.uri("all.rules")

  @Test(arguments: [false, true]) func randomEdits(_ usesUTF8: Bool) throws {
    for seed in UInt64(1)...10 {
      var client = TestClient.started(encodings: usesUTF8 ? ["utf-8"] : ["utf-16"])
      var edits = RandomEdits(sampleRules, seed: seed, usesUTF8: usesUTF8)
      client.open(all, sampleRules)
      for version in 2...30 {
        let changes = (0..<Int.random(in: 1...3, using: &edits.random)).map { _ in edits.next() }
        client.tell(
          "textDocument/didChange",
          [
            "textDocument": ["uri": .text(all), "version": .number(version)], "contentChanges": .array(changes),
          ])
        let comment: Comment = "seed \(seed), version \(version), UTF-8 \(usesUTF8)"
        #expect(client.server.text(of: all).map { Array($0.utf8) } == Array(edits.text.utf8), comment)
        // A server that sees the text for the first time says the same.
        var fresh = TestClient.started(encodings: usesUTF8 ? ["utf-8"] : ["utf-16"])
        fresh.open(all, edits.text)
        #expect(client.diagnostics(all) == fresh.diagnostics(all), comment)
        try agreesWithTheCompiler(client, edits.text, comment)
      }
    }
  }

  /// The same ids on the same lines as the compiler finds.
  private func agreesWithTheCompiler(_ client: TestClient, _ text: String, _ comment: Comment) throws {
    let tree = SyntaxTree(parsing: SourceText(path: "all.rules", text: text))
    let expected = RuleCompiler(vocabulary: sampleVocabulary()).compile([tree]).diagnostics
    #expect(client.codes(all) == expected.map { $0.id.rawValue }, comment)
  }

  /// No question at any place of any text crashes, and edits that are offered lie in the text.
  @Test func questionsAnywhere() throws {
    for seed in UInt64(1)...4 {
      var client = TestClient.started()
      var edits = RandomEdits(sampleRules, seed: seed, usesUTF8: false)
      for _ in 0..<12 { _ = edits.next() }
      let text = edits.text
      client.open(all, text)
      let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
      for (line, content) in lines.enumerated() {
        for character in stride(from: 0, through: content.utf16.count + 1, by: 3) {
          let place: JSONValue = ["textDocument": ["uri": .text(all)], "position": .position(line, character)]
          for method in ["hover", "completion", "definition"] {
            #expect(client.ask("textDocument/" + method, place).has("result"), "seed \(seed), \(line):\(character)")
          }
        }
      }
      let document: JSONValue = ["textDocument": ["uri": .text(all)]]
      #expect(client.ask("textDocument/documentSymbol", document).has("result"))
      #expect(client.ask("textDocument/formatting", document).has("result"))
    }
  }

  @Test func positionsBeyondTheTextMeanItsEnds() {
    var client = TestClient.started()
    client.open(all, "а😀б\r\nвг\rд")
    func edit(_ start: JSONValue, _ end: JSONValue, _ text: String) -> JSONValue {
      ["range": .range(start, end), "text": .text(text)]
    }
    func change(_ edits: JSONValue...) -> String? {
      client.tell(
        "textDocument/didChange",
        ["textDocument": ["uri": .text(all), "version": 2], "contentChanges": .array(edits)])
      return client.server.text(of: all)
    }
    #expect(change(edit(.position(0, 99), .position(0, 99), "!")) == "а😀б!\r\nвг\rд")
    #expect(change(edit(.position(0, 2), .position(0, 3), "?")) == "а?б!\r\nвг\rд", "inside a pair means before it")
    #expect(change(edit(.position(99, 0), .position(99, 9), ".")) == "а?б!\r\nвг\rд.")
    #expect(change(edit(.position(-1, -1), .position(0, 1), "")) == "?б!\r\nвг\rд.")
    #expect(change(edit(.position(2, 0), .position(1, 0), "<")) == "?б!\r\nвг\r<д.", "a range turned round is empty")
    #expect(change(edit(.position(1, 2), .position(2, 0), "|")) == "?б!\r\nвг|<д.")
    #expect(change(edit(.position(0, 3), .position(1, 0), "")) == "?б!вг|<д.")
  }

  @Test func changesOfDocumentsNobodyOpenedAreDropped() {
    var client = TestClient.started()
    #expect(client.change(all, to: "x", version: 2).isEmpty)
    #expect(client.server.text(of: all) == nil)
  }
}
