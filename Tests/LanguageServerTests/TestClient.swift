import Diagnostics
import Foundation
import LanguageServer

/// An editor: speaks to the server in framed messages and keeps what it hears.
struct TestClient {
  var server: RuleLanguageServer
  private var framer = MessageFramer()
  private var nextID = 1
  /// Everything heard, in order.
  private(set) var heard: [JSONValue] = []

  init(_ region: TestRegion = TestRegion(), language: Language = .russian) {
    server = RuleLanguageServer(source: region, language: language, version: "1")
  }

  /// A client after the handshake. Encodings in the order of preference.
  static func started(
    _ region: TestRegion = TestRegion(), encodings: [JSONValue] = [], options: JSONValue = .null,
    language: Language = .russian
  ) -> TestClient {
    var client = TestClient(region, language: language)
    _ = client.ask(
      "initialize",
      [
        "processId": .null, "rootUri": .text(DocumentURI(file: "/край").text), "initializationOptions": options,
        "capabilities": [
          "general": ["positionEncodings": .array(encodings)],
          "textDocument": [
            "publishDiagnostics": ["relatedInformation": true],
            "documentSymbol": ["hierarchicalDocumentSymbolSupport": true],
          ],
        ],
      ])
    client.tell("initialized", [:])
    return client
  }

  /// Sends bytes as they are; returns what came back.
  @discardableResult
  mutating func send(_ bytes: [UInt8]) -> [JSONValue] {
    framer.append(server.receive(bytes))
    var answers: [JSONValue] = []
    while let frame = framer.next() {
      guard case .message(let content) = frame,
        let value = try? JSONDecoder().decode(JSONValue.self, from: Data(content))
      else { continue }
      answers.append(value)
    }
    heard += answers
    return answers
  }

  /// A message in its frame.
  static func frame(_ message: JSONValue) -> [UInt8] { MessageFramer.frame(message.bytes) }

  static func notification(_ method: String, _ parameters: JSONValue) -> [UInt8] {
    frame(["jsonrpc": "2.0", "method": .text(method), "params": parameters])
  }

  @discardableResult
  mutating func tell(_ method: String, _ parameters: JSONValue) -> [JSONValue] {
    send(Self.notification(method, parameters))
  }

  /// Asks and returns the whole answer.
  mutating func ask(_ method: String, _ parameters: JSONValue = .null) -> JSONValue {
    let id = nextID
    nextID += 1
    let answers = send(
      Self.frame(["jsonrpc": "2.0", "id": .number(id), "method": .text(method), "params": parameters]))
    return answers.first { $0["id"] == .number(id) } ?? .null
  }

  // MARK: Documents

  @discardableResult
  mutating func open(_ uri: String, _ text: String, version: Int = 1) -> [JSONValue] {
    tell(
      "textDocument/didOpen",
      ["textDocument": ["uri": .text(uri), "languageId": "marshrut", "version": .number(version), "text": .text(text)]])
  }

  @discardableResult
  mutating func change(_ uri: String, to text: String, version: Int) -> [JSONValue] {
    tell(
      "textDocument/didChange",
      [
        "textDocument": ["uri": .text(uri), "version": .number(version)], "contentChanges": [["text": .text(text)]],
      ])
  }

  /// Asks about the place marked ⟨|⟩ in the text of a document that is opened with the mark taken out.
  mutating func ask(
    _ method: String, at marked: String, in uri: String = TestRegion.uri("all.rules")
  ) -> JSONValue {
    let parts = marked.components(separatedBy: "⟨|⟩")
    open(uri, parts.joined())
    let lines = parts[0].components(separatedBy: "\n")
    let position = JSONValue.position(lines.count - 1, (lines.last ?? "").utf16.count)
    return ask(method, ["textDocument": ["uri": .text(uri)], "position": position])["result"]
  }

  /// The messages last published on a document; nil when none ever were.
  func diagnostics(_ uri: String) -> [JSONValue]? {
    heard.last { $0["method"] == "textDocument/publishDiagnostics" && $0["params"]["uri"] == .text(uri) }?["params"][
      "diagnostics"
    ].elements
  }

  /// The ids of the messages last published.
  func codes(_ uri: String = TestRegion.uri("all.rules")) -> [String]? { diagnostics(uri)?.map { $0["code"].text } }
}
