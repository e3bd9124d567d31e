import Diagnostics
import RuleLanguage
import RuleMatching
import TestSupport
import Testing

/// Vocabulary files, good and bad, and the bare rules over them.
@Suite struct VocabularyFileTests {
  private func mistakes(_ json: String) -> [String] {
    VocabularyFile.read(Array(json.utf8), path: "v.json").diagnostics.map(\.id.rawValue)
  }

  @Test func fieldsAreSortedByName() throws {
    let file = try #require(SampleFacts.file())
    #expect(file.fields.map(\.name) == file.fields.map(\.name).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(file.vocabulary.fields.count == 10, "a set is a field for each member")
    let score = try #require(file.fields.first { $0.name == "score" })
    #expect(score.kind == .decimal(-10_000...10_050))
  }

  @Test(arguments: [
    ("", ["bad-vocabulary"]), ("[]", ["bad-vocabulary"]), ("{}", ["no-fields"]), (#"{"fields":{}}"#, ["no-fields"]),
    (#"{"fields":{"a":{}}}"#, ["bad-type"]), (#"{"fields":{"a":{"type":"enums"}}}"#, ["bad-type"]),
    (#"{"fields":{"a":{"type":"enum"}}}"#, ["no-values"]),
    (#"{"fields":{"a":{"type":"set","values":["x","x"]}}}"#, ["repeated-value"]),
    (#"{"fields":{"a":{"type":"integer","min":2,"max":1}}}"#, ["bad-range"]),
    (#"{"fields":{"a":{"type":"integer","min":0.5,"max":1}}}"#, ["bad-range"]),
    (#"{"fields":{"a":{"type":"decimal","min":0.005,"max":1}}}"#, ["bad-range"]),
    (#"{"fields":{"a":{"type":"decimal","min":0,"max":1e9}}}"#, ["bad-range"]),
    (#"{"fields":{"a b":{"type":"boolean"}}}"#, ["not-a-word"]),
    (#"{"fields":{"1a":{"type":"boolean"}}}"#, ["not-a-word"]),
    (#"{"fields":{"":{"type":"boolean"}}}"#, ["not-a-word"]),
    (#"{"fields":{"not":{"type":"boolean"}}}"#, ["not-a-word"]),
    (#"{"fields":{"id":{"type":"boolean"}}}"#, ["reserved-name"]),
    (#"{"fields":{"a":{"type":"boolean","min":1}},"more":1}"#, ["unknown-key", "unknown-key"]),
    (
      #"{"fields":{"a":{"type":"enum"},"b c":{"type":"date"},"d":{"type":"integer","min":1,"max":0}}}"#,
      ["no-values", "not-a-word", "bad-range"]
    ),
  ])
  func mistakesAreAllReported(json: String, expected: [String]) {
    #expect(mistakes(json) == expected, "\(json)")
  }

  @Test func openRanges() throws {
    let json = #"{"fields":{"n":{"type":"integer"},"d":{"type":"decimal","min":0}}}"#
    let file = try #require(VocabularyFile.read(Array(json.utf8), path: "v").file)
    #expect(file.fields.map(\.kind) == [.decimal(0...2_147_483_646), .integer(-2_147_483_646...2_147_483_646)])
  }

  // MARK: Bare rules

  private func compile(_ text: String, bare: Bool) throws -> [String] {
    let vocabulary = try #require(SampleFacts.file()).vocabulary
    let tree = SyntaxTree(parsing: SourceText(path: "r", text: text), allowsBareRules: bare)
    let requirements: RuleCompiler.Requirements = bare ? .matching : .none
    return RuleCompiler(vocabulary: vocabulary).compile([tree], requirements: requirements).diagnostics
      .map(\.id.rawValue)
  }

  @Test(arguments: [
    "rule «a» if age >= 30 and city = Perm", "rule «a» if age >= 30 rule «b» if not age >= 30",
    "rule «a» if age >= 30 then require №9.9", "rule «a» if age >= 30 because «x» basis «y»",
    "rule «a» if age >= 30 then exclude №1.1 because «x» basis «y»", "правило «а» если возраст >= 3",
    "rule «a» if since >= 2023-09-01 and score from -5 to 7.25", "rule «a» if city = «a city with a rather long name»",
    "rule «a» then require №1",
  ])
  func acceptedWhenBare(text: String) throws {
    #expect(try compile(text, bare: true).isEmpty, "\(text)")
  }

  @Test(arguments: ["rule «a» if age >= 30 and city = Perm", "rule «a» if age >= 30 because «x» basis «y»"])
  func regionRulesMustConclude(text: String) throws {
    #expect(try !compile(text, bare: false).isEmpty, "\(text)")
  }

  @Test(arguments: [
    "rule «a» if age >= 300", "rule «a» if age = Perm", "rule «a» if city = Perm2", "rule «a» if agee = 3",
    "rule «a»", "rule «a» if", "rule «a» if age >= 30 because «x»", "rule «a» if tags = x",
    "rule «a» if age > 1 rule «a» if age > 2", "rule «a» if age >= 30 city = Perm",
  ])
  func bareRulesAreChecked(text: String) throws {
    #expect(try compile(text, bare: true).count == 1, "\(text)")
  }
}
