import CommandLineTool
import Foundation
import Testing

/// `rules match` as its users type it.
@Suite struct RulesMatchTests {
  private static let vocabulary = """
    {"fields":{"age":{"type":"integer","min":0,"max":120},"city":{"type":"enum","values":["Perm","Kazan"]}}}
    """
  private static let rules = """
    rule «second» if age >= 30 and city = Perm
    rule «first» if city = Kazan or no data: age
    """
  private static let facts = """
    {"id":"p1","age":41,"city":"Perm"}
    {"id":2,"city":"Kazan","age":10}
    {"id":"p3","city":"Perm"}
    """
  private static let answers = """
    {"id":"p1","matched":["second"]}
    {"id":2,"matched":["first"]}
    {"id":"p3","matched":["first"]}

    """

  private func shop(facts: String = Self.facts) throws -> Workshop {
    let shop = try Workshop()
    try shop.write("v.json", Self.vocabulary)
    try shop.write("r.rules", Self.rules)
    try shop.write("f.ndjson", facts)
    return shop
  }

  @Test func linesToStandardOutput() throws {
    let outcome = try shop().run(
      "rules", "match", "--vocabulary", "v.json", "--rules", "r.rules", "--facts", "f.ndjson")
    #expect(outcome.code == .done, "\(outcome.error)")
    #expect(outcome.out == Self.answers)
  }

  @Test func linesToAFileWithMeasurements() throws {
    let shop = try shop()
    let outcome = shop.run(
      "rules", "match", "--vocabulary", "v.json", "--rules", "r.rules", "--facts", "f.ndjson", "--out", "out.ndjson",
      "--repeat", "3", "--stats", "stats.json")
    #expect(outcome.code == .done, "\(outcome.error)")
    #expect(outcome.out.isEmpty)
    #expect(shop.read("out.ndjson") == Self.answers)
    struct Measurements: Decodable {
      var compiling: Double
      var decoding: Double
      var matching: [Double]
      var peak: Double

      enum CodingKeys: String, CodingKey {
        case compiling = "compile_s"
        case decoding = "decode_s"
        case matching = "match_s"
        case peak = "peak_rss_mb"
      }
    }
    let text = try #require(shop.read("stats.json"))
    let measured = try JSONDecoder().decode(Measurements.self, from: Data(text.utf8))
    #expect(measured.matching.count == 3 && measured.compiling > 0 && measured.peak > 1)
  }

  @Test func mistakesInFactsLeaveNoFile() throws {
    let shop = try shop(facts: "{\"id\":1,\"age\":41}\n{\"id\":2,\"age\":141,\"city\":\"Pern\"}\n")
    let outcome = shop.run(
      "rules", "match", "--vocabulary", "v.json", "--rules", "r.rules", "--facts", "f.ndjson", "--out", "out.ndjson",
      "--lang", "en")
    #expect(outcome.code == .badInput)
    #expect(
      outcome.error.contains("f.ndjson:2:15: error: «age» takes a value from 0 to 120, found «141» [out-of-range]"))
    #expect(outcome.error.contains("did you mean «Perm»?"))
    #expect(shop.read("out.ndjson") == nil)
    let left = try FileManager.default.contentsOfDirectory(atPath: shop.folder).filter { $0.hasPrefix("out") }
    #expect(left.isEmpty, "no temporary file is left either")
  }

  @Test func keysThatAreNearlyFieldsAreNamed() throws {
    let lines = (1...3).map { "{\"id\":\($0),\"agee\":41,\"comment\":\"any\",\"city\":\"Kazan\"}\n" }.joined()
    let shop = try shop(facts: lines)
    let outcome = shop.run(
      "rules", "match", "--vocabulary", "v.json", "--rules", "r.rules", "--facts", "f.ndjson", "--lang", "en")
    #expect(outcome.code == .done)
    #expect(outcome.out.split(separator: "\n").count == 3)
    #expect(outcome.error.contains("f.ndjson:1:1: warning: the vocabulary has no field «agee»"), "\(outcome.error)")
    #expect(outcome.error.contains("did you mean «age»?"))
    #expect(!outcome.error.contains("comment"))
    #expect(outcome.error.components(separatedBy: "agee").count == 2, "once for all lines")
  }

  @Test func moreMistakesAreCounted() throws {
    let shop = try shop(facts: String(repeating: "{\"age\":-1}\n", count: 130))
    let outcome = shop.run("rules", "match", "--vocabulary", "v.json", "--rules", "r.rules", "--facts", "f.ndjson")
    #expect(outcome.code == .badInput)
    #expect(outcome.error.contains("и ещё ошибок: 30"))
  }

  @Test func mistakesInVocabularyAndRulesComeTogether() throws {
    let shop = try shop()
    try shop.write("v.json", #"{"fields":{"age":{"type":"integr"}}}"#)
    try shop.write("r.rules", "rule «a» if age >=")
    let outcome = shop.run("rules", "match", "--vocabulary", "v.json", "--rules", "r.rules", "--facts", "f.ndjson")
    #expect(outcome.code == .badInput)
    #expect(outcome.error.contains("[bad-type]") && outcome.error.contains("[syntax]"))
  }

  @Test func missingFilesAndOptions() throws {
    let shop = try shop()
    let bare = shop.run("rules", "match")
    #expect(bare.code == .usage)
    for name in ["--vocabulary", "--rules", "--facts"] { #expect(bare.error.contains(name)) }
    let absent = shop.run("rules", "match", "--vocabulary", "v.json", "--rules", "r.rules", "--facts", "none.ndjson")
    #expect(absent.code == .inputOutput)
    let folder = shop.run(
      "rules", "match", "--vocabulary", "v.json", "--rules", "r.rules", "--facts", "f.ndjson", "--out", "no/such/out")
    #expect(folder.code == .inputOutput)
  }
}
