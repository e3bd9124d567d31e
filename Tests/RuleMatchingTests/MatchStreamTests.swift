import Diagnostics
import Foundation
import RuleLanguage
import RuleMatching
import TestSupport
import Testing

/// Lines in, lines out, however the bytes are cut.
@Suite struct MatchStreamTests {
  private static let rules = """
    rule «young» if age < 30
    rule «b "quoted"\t\\ rule» if city = Perm | "Казань" and score >= 12.35
    rule «tagged» if tags: x or no data: age
      then require №1.1
      because «any measure»
      basis «any basis»
    rule «always» if always
    """

  private func stream(_ file: String = "facts.ndjson") throws -> MatchStream {
    let vocabulary = try #require(SampleFacts.file())
    let tree = SyntaxTree(parsing: SourceText(path: "r.rules", text: Self.rules), allowsBareRules: true)
    let compiled = RuleCompiler(vocabulary: vocabulary.vocabulary).compile([tree], requirements: .matching)
    let rules = try #require(compiled.rules, "\(compiled.diagnostics)")
    return MatchStream(rules: rules, vocabulary: vocabulary, file: file)
  }

  private func run(_ pieces: [[UInt8]]) throws -> (out: String, diagnostics: [Diagnostic], count: Int) {
    var stream = try stream()
    var out: [UInt8] = []
    for piece in pieces { piece.withUnsafeBytes { stream.consume($0) { out += $0 } } }
    stream.finish { out += $0 }
    return (String(decoding: out, as: UTF8.self), stream.diagnostics, stream.mistakeCount)
  }

  private static let facts = """
    \u{FEFF}{"id":"p\\u0031","age":29,"city":"Perm","score":12.345,"tags":["x","y"]}
      {"age":30,"city":"Казань","score":12.344,"id":-7.50e1}\r

    {"tags":[],"age":null}
    {"id":"ж","age":120,"tags":["y"],"unknown":{"a":1}}
    """

  private static let answers = [
    #"{"id":"p\u0031","matched":["always","b \"quoted\"\u0009\\ rule","tagged","young"]}"#,
    #"{"id":-7.50e1,"matched":["always"]}"#, #"{"id":null,"matched":["always","tagged"]}"#,
    #"{"id":"ж","matched":["always"]}"#,
  ]

  @Test func answersInOrder() throws {
    let result = try run([Array(Self.facts.utf8)])
    #expect(result.out == Self.answers.map { $0 + "\n" }.joined())
    #expect(result.diagnostics.isEmpty)
    for line in Self.answers { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
  }

  @Test func chunksMayEndAnywhere() throws {
    let bytes = Array(Self.facts.utf8)
    let whole = try run([bytes]).out
    for cut in 0...bytes.count {
      #expect(try run([Array(bytes[..<cut]), Array(bytes[cut...])]).out == whole, "cut at \(cut)")
    }
    #expect(try run(bytes.map { [$0] }).out == whole, "byte by byte")
  }

  @Test func manyBatchesAndLongLines() throws {
    let padding = String(repeating: "x", count: 200_000)
    let lines = (0..<1500).map {
      "{\"id\":\($0),\"age\":\($0 % 60)" + ($0 == 700 ? ",\"o\":\"\(padding)\"" : "") + "}\n"
    }
    let result = try run([Array(lines.joined().utf8)])
    let expected = (0..<1500).map { row in
      "{\"id\":\(row),\"matched\":[\"always\"" + (row % 60 < 30 ? ",\"young\"" : "") + "]}\n"
    }
    #expect(result.out == expected.joined())
  }

  @Test func mistakesHaveLineAndColumn() throws {
    let text = "{\"age\":1}\n{\"city\":\"Казань\",\"age\":\"x\"}\n\n{\"age\":121,\"member\":0}\n{\"age\":\n"
    let result = try run([Array(text.utf8)])
    let places = result.diagnostics.map { diagnostic in
      guard case .line(let file, let at) = diagnostic.place else { return "?" }
      return "\(file):\(at.line):\(at.column) \(diagnostic.id.rawValue)"
    }
    #expect(
      places == [
        "facts.ndjson:2:24 wrong-type", "facts.ndjson:4:8 out-of-range", "facts.ndjson:4:21 wrong-type",
        "facts.ndjson:5:8 bad-json",
      ])
  }

  @Test func onlyTheFirstMistakesAreKept() throws {
    let lines = String(repeating: "{\"age\":-1}\n", count: 1234)
    let result = try run([Array(lines.utf8)])
    #expect(result.count == 1234)
    #expect(result.diagnostics.count == MatchStream.keptMistakes)
    #expect(result.out.isEmpty)
  }

  @Test func nothingAtAll() throws {
    #expect(try run([]).out.isEmpty)
    #expect(try run([Array("\n \r\n".utf8)]).out.isEmpty)
    #expect(try run([Array("{}".utf8)]).out == "{\"id\":null,\"matched\":[\"always\",\"tagged\"]}\n")
  }
}
