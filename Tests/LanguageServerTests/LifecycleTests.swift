import Diagnostics
import LanguageServer
import Testing

/// The conversation: beginning, end, and what is refused.
@Suite struct LifecycleTests {
  private func code(_ answer: JSONValue) -> Int? { answer["error"]["code"].number }

  @Test func handshakeNamesWhatTheServerCan() {
    var client = TestClient()
    let answer = client.ask("initialize", ["processId": .null, "rootUri": .null, "capabilities": [:]])
    let can = answer["result"]["capabilities"]
    #expect(can["positionEncoding"] == "utf-16")
    #expect(can["textDocumentSync"]["change"] == 2)
    for name in [
      "hoverProvider", "definitionProvider", "documentSymbolProvider", "documentFormattingProvider",
    ] {
      #expect(can[name] == true, "\(name)")
    }
    #expect(can["codeActionProvider"]["codeActionKinds"] == ["quickfix"])
    #expect(can["completionProvider"]["triggerCharacters"].elements.contains("№"))
    #expect(answer["result"]["serverInfo"] == ["name": "marshrut", "version": "1"])
  }

  @Test func encodingIsTheFirstKnownOne() {
    for (offered, expected) in [
      (["utf-8", "utf-16"], "utf-8"), (["utf-32", "utf-16", "utf-8"], "utf-16"), ([], "utf-16"),
    ]
      as [([JSONValue], JSONValue)]
    {
      let client = TestClient.started(encodings: offered)
      #expect(client.heard.first?["result"]["capabilities"]["positionEncoding"] == expected)
    }
  }

  @Test func everythingSaidAtOnceIsStillChecked() {
    var client = TestClient.started()
    let open: JSONValue = [
      "textDocument": [
        "uri": .text(TestRegion.uri("all.rules")), "languageId": "marshrut", "version": 1, "text": "правило «А",
      ]
    ]
    let all =
      TestClient.notification("textDocument/didOpen", open)
      + TestClient.frame(["jsonrpc": "2.0", "id": 7, "method": "shutdown"])
      + TestClient.frame(["jsonrpc": "2.0", "method": "exit"])
    #expect(client.send(all).contains { $0["id"] == 7 })
    #expect(client.codes()?.contains("unclosed-text") == true)
    #expect(client.server.exitCode == 0)
  }

  @Test func nothingBeforeInitialize() {
    var client = TestClient()
    #expect(code(client.ask("textDocument/hover", [:])) == -32_002)
    #expect(code(client.ask("shutdown")) == -32_002)
    #expect(client.open(TestRegion.uri("all.rules"), "правило").isEmpty, "notifications are dropped")
    #expect(client.server.exitCode == nil)
  }

  @Test func errorsOfJSONRPC() {
    var client = TestClient.started()
    #expect(client.send(MessageFramer.frame(Array("{\"id\":1,".utf8))).map { code($0) } == [-32_700])
    #expect(client.send(MessageFramer.frame([0xFF, 0xFE, 0x00])).map { code($0) } == [-32_700])
    #expect(client.send(MessageFramer.frame([])).map { code($0) } == [-32_700])
    for text in [
      "[]", "5", "{}", "{\"id\":1}", "{\"id\":null,\"method\":\"x\"}", "{\"id\":[1],\"method\":\"x\"}",
      "{\"method\":5}",
    ] {
      let answers = client.send(MessageFramer.frame(Array(text.utf8)))
      #expect(answers.map { code($0) } == [-32_600], "\(text)")
      #expect(answers.first?["id"] == .null && answers.first?.has("id") == true)
    }
    let deep = String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000)
    #expect(client.send(MessageFramer.frame(Array(deep.utf8))).count == 1)
    #expect(code(client.ask("textDocument/rename", [:])) == -32_601)
    #expect(code(client.ask("$/secret", [:])) == -32_601)
    #expect(code(client.ask("textDocument/hover", ["textDocument": ["uri": 5]])) == -32_602)
    #expect(code(client.ask("textDocument/hover")) == -32_602)
    #expect(code(client.ask("initialize", ["capabilities": [:]])) == -32_600, "a second time")
    #expect(client.tell("$/progress", [:]).isEmpty && client.tell("strange", 5).isEmpty)
    #expect(
      client.send(TestClient.frame(["jsonrpc": "2.0", "id": 7, "result": .null])).isEmpty, "an answer of the client")
  }

  @Test func brokenHeadersAreAnswered() {
    var client = TestClient.started()
    #expect(client.send(Array("Content-Length: много\r\n\r\n".utf8)).map { code($0) } == [-32_700])
    #expect(client.ask("shutdown").has("result"))
  }

  @Test func questionsOnUnknownDocumentsAreRefused() {
    var client = TestClient.started()
    let place: JSONValue = ["textDocument": ["uri": "file:///nowhere.rules"], "position": .position(0, 0)]
    #expect(code(client.ask("textDocument/hover", place)) == -32_602)
  }

  @Test func endsInOrder() {
    var client = TestClient.started()
    let answer = client.ask("shutdown")
    #expect(answer.has("result") && answer["result"] == .null)
    #expect(code(client.ask("textDocument/hover", [:])) == -32_600)
    client.tell("exit", .null)
    #expect(client.server.exitCode == 0)
    #expect(client.ask("shutdown") == .null, "nothing is heard after exit")
  }

  @Test func endsWithoutOrder() {
    var client = TestClient.started()
    #expect(client.server.exitCodeAtEnd == 1)
    client.tell("exit", .null)
    #expect(client.server.exitCode == 1)
  }

  @Test func aWaitingRequestCanBeCancelled() {
    var client = TestClient.started()
    client.open(TestRegion.uri("all.rules"), "")
    let symbols = TestClient.frame([
      "jsonrpc": "2.0", "id": "a", "method": "textDocument/documentSymbol",
      "params": ["textDocument": ["uri": .text(TestRegion.uri("all.rules"))]],
    ])
    let cancel = TestClient.notification("$/cancelRequest", ["id": "a"])
    #expect(client.send(symbols + cancel).map { code($0) } == [-32_800])
    #expect(client.send(cancel + symbols).map { $0["result"] } == [[]], "what comes later is not cancelled")
  }

  @Test func asksToBeToldOfFiles() {
    var client = TestClient()
    _ = client.ask(
      "initialize",
      ["capabilities": ["workspace": ["didChangeWatchedFiles": ["dynamicRegistration": true]]]])
    let answers = client.tell("initialized", [:])
    let request = answers.first { $0["method"] == "client/registerCapability" }
    #expect(request?["params"]["registrations"][0]["method"] == "workspace/didChangeWatchedFiles")
  }

  @Test func languageOfMessages() {
    for (options, language, expected) in [
      (["language": "en"], .russian, "unknown measure"), (.null, .english, "unknown measure"),
      (["language": 5], .russian, "неизвестно: мероприятие"), (["language": "fr"], .russian, "неизвестно: мероприятие"),
    ] as [(JSONValue, Language, String)] {
      var client = TestClient.started(options: options, language: language)
      let uri = TestRegion.uri("all.rules")
      client.open(uri, "правило «а» если всегда то обязательно №9.9 потому что «п» основание «о»")
      let texts = client.diagnostics(uri)?.map { $0["message"].text } ?? []
      #expect(texts.contains { $0.hasPrefix(expected) }, "\(texts)")
    }
  }
}
