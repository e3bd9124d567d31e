import CommandLineTool
import Foundation
import LanguageServer
import Synchronization
import Testing

/// The language server as an editor starts it.
@Suite struct LanguageServerTests {
  private static func frame(_ text: String) -> [UInt8] { MessageFramer.frame(Array(text.utf8)) }

  private static func uri(_ shop: Workshop, _ path: String) -> String {
    DocumentURI(file: URL(fileURLWithPath: shop.folder + "/" + path).standardized.path).text
  }

  private static func initialize(_ root: String) -> [UInt8] {
    frame(#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"rootUri":"\#(root)","capabilities":{}}}"#)
      + frame(#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#)
  }

  private static let shutdown = frame(#"{"jsonrpc":"2.0","id":99,"method":"shutdown"}"#)
  private static let exit = frame(#"{"jsonrpc":"2.0","method":"exit"}"#)

  private static func open(_ uri: String, _ text: String) throws -> [UInt8] {
    let quoted = String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    return frame(
      #"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"\#(uri)","languageId":"marshrut","version":1,"text":\#(quoted)}}}"#
    )
  }

  private static func ask(_ id: Int, _ method: String, _ uri: String, _ line: Int, _ character: Int) -> [UInt8] {
    frame(
      #"{"jsonrpc":"2.0","id":\#(id),"method":"textDocument/\#(method)","params":{"textDocument":{"uri":"\#(uri)"},"position":{"line":\#(line),"character":\#(character)}}}"#
    )
  }

  /// The contents of all messages in what was written.
  private static func messages(_ bytes: [UInt8]) -> [String] {
    var framer = MessageFramer()
    framer.append(bytes)
    var result: [String] = []
    while case .message(let content) = framer.next() { result.append(String(decoding: content, as: UTF8.self)) }
    return result
  }

  /// Runs the command on reads of the given bytes.
  private func run(_ shop: Workshop, _ arguments: [String] = [], reads: [[UInt8]]) -> (ExitCode, [String]) {
    let out = Mutex<[UInt8]>([])
    let pending = Mutex(reads)
    let console = Console(
      outIsTerminal: false, errorIsTerminal: false, writeOut: { bytes in out.withLock { $0 += bytes } },
      writeError: { _ in }, readIn: { pending.withLock { $0.isEmpty ? [] : $0.removeFirst() } })
    let surroundings = Surroundings(
      environment: [:], currentFolder: shop.folder, today: (2023, 9, 1), now: "2023-09-01T10:15:00Z")
    let code = MarshrutTool.run(["language-server"] + arguments, surroundings: surroundings, console: console)
    return (code, Self.messages(out.withLock { $0 }))
  }

  @Test func readsTheRegionAboveTheEditorsFolder() throws {
    let shop = try Workshop()
    let heads = Self.uri(shop, "Rules/heads.rules")
    let text = try #require(shop.read("Rules/heads.rules"))
    let input =
      try Self.initialize(Self.uri(shop, "data")) + Self.open(heads, text) + Self.ask(2, "hover", heads, 2, 20)
      + Self.ask(3, "definition", heads, 2, 20) + Self.shutdown + Self.exit
    // A byte at a time.
    let (code, messages) = run(shop, reads: input.map { [$0] })
    #expect(code == .done)
    let hover = try #require(messages.first { $0.contains(#""id":2"#) })
    #expect(hover.contains("Курсы «Механизмы»") && hover.contains("36 ч"), "\(hover)")
    let definition = try #require(messages.first { $0.contains(#""id":3"#) })
    #expect(definition.contains(Self.uri(shop, "Catalog/measures.csv")) && definition.contains(#""line":3"#))
    let published = messages.filter { $0.contains("publishDiagnostics") }
    #expect(published.allSatisfy { $0.contains(#""diagnostics":[]"#) }, "\(published)")
  }

  @Test func examplesThatFailAndBrokenTablesAreShown() throws {
    let shop = try Workshop()
    let heads = Self.uri(shop, "Rules/heads.rules")
    let text = try #require(shop.read("Rules/heads.rules"))
    let wrong = text.replacing("ожидается обязательно №1.6", with: "ожидается исключить №1.6")
    let (_, messages) = try run(
      shop, ["--lang", "en", "--stdio"],
      reads: [Self.initialize(Self.uri(shop, "")) + Self.open(heads, wrong), Self.shutdown, Self.exit])
    #expect(messages.contains { $0.contains(heads) && $0.contains(#""severity":1"#) }, "\(messages)")
    try shop.edit("Catalog/measures.csv", "1.6;Курсы «Механизмы»;курс", "1.6;Курсы «Механизмы»;куррс")
    let (_, more) = run(shop, reads: [Self.initialize(Self.uri(shop, "Rules")), Self.shutdown, Self.exit])
    let table = more.first { $0.contains(Self.uri(shop, "Catalog/measures.csv")) }
    #expect(table?.contains("unknown-value") == true && table?.contains(#""line":3"#) == true, "\(more)")
    #expect(more.contains { $0.contains("window/showMessage") })
  }

  @Test func unreadableRuleFilesDoNotHideTheOthers() throws {
    let shop = try Workshop()
    try shop.write("Rules/z.rules", [0xEF, 0xF0, 0xE0, 0xE2, 0xE8, 0xEB, 0xEE])
    try shop.edit("Rules/heads.rules", "обязательно №1.6\n", "обязательно №1.66\n")
    let (_, messages) = run(shop, reads: [Self.initialize(Self.uri(shop, "")), Self.shutdown, Self.exit])
    #expect(messages.contains { $0.contains("z.rules") && $0.contains("not-utf8") })
    #expect(messages.contains { $0.contains("heads.rules") && $0.contains("unknown-measure") })
  }

  @Test func withoutARegionItSaysSo() throws {
    let shop = try Workshop()
    let (code, messages) = run(shop, reads: [Self.initialize("file:///"), Self.shutdown, Self.exit])
    #expect(code == .done)
    #expect(messages.contains { $0.contains("window/showMessage") && $0.contains("папки правил нет") }, "\(messages)")
  }

  @Test func exitCodes() throws {
    let shop = try Workshop()
    #expect(run(shop, reads: []).0 == .badInput, "the editor went away")
    #expect(run(shop, reads: [Self.exit]).0 == .badInput)
    let start = Self.initialize(Self.uri(shop, ""))
    #expect(run(shop, reads: [start, Self.shutdown]).0 == .done)
    #expect(run(shop, reads: [start + Self.shutdown + Self.exit]).0 == .done)
  }

  // MARK: The built program

  /// The program that is built together with these tests.
  private static var program: URL? {
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") || $0.contains(".xctest/") }
    guard let bundle, let end = bundle.range(of: ".xctest") else { return nil }
    let url = URL(fileURLWithPath: String(bundle[..<end.upperBound])).deletingLastPathComponent()
      .appendingPathComponent("marshrut")
    return FileManager.default.isExecutableFile(atPath: url.path) ? url : nil
  }

  @Test func theProgramSpeaksOverPipes() throws {
    let shop = try Workshop()
    let process = Process()
    let program = try #require(Self.program, "built by «swift build --build-tests»")
    process.executableURL = program
    process.arguments = ["language-server"]
    process.currentDirectoryURL = URL(fileURLWithPath: shop.folder)
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    // A server that hangs ends the test, not the suite.
    let watchdog = DispatchWorkItem { process.terminate() }
    DispatchQueue.global().asyncAfter(deadline: .now() + 60, execute: watchdog)
    defer { watchdog.cancel() }

    var framer = MessageFramer()
    /// Reads until a message has the words.
    func hear(_ words: String) -> String? {
      while true {
        while case .message(let content) = framer.next() {
          let text = String(decoding: content, as: UTF8.self)
          if text.contains(words) { return text }
        }
        let data = output.fileHandleForReading.availableData
        if data.isEmpty { return nil }
        framer.append(data)
      }
    }
    let heads = Self.uri(shop, "Rules/heads.rules")
    input.fileHandleForWriting.write(Data(Self.initialize(Self.uri(shop, ""))))
    #expect(hear(#""id":1"#)?.contains("hoverProvider") == true)
    let text = try #require(shop.read("Rules/heads.rules"))
    input.fileHandleForWriting.write(Data(try Self.open(heads, text.replacing("роль = рук", with: "ролль = рук"))))
    #expect(hear("publishDiagnostics")?.contains(#""code":"unknown-field""#) == true)
    input.fileHandleForWriting.write(Data(Self.ask(2, "completion", heads, 1, 7)))
    #expect(hear(#""id":2"#)?.contains("муниципалитет") == true)
    input.fileHandleForWriting.write(Data(Self.shutdown + Self.exit))
    #expect(hear(#""id":99"#)?.contains(#""result":null"#) == true)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
  }
}
