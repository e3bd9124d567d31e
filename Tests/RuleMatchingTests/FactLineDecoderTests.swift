import Foundation
import RuleLanguage
import RuleMatching
import TestSupport
import Testing

/// Fact lines against Foundation's reader of JSON, and what is wrong with bad ones.
@Suite struct FactLineDecoderTests {
  /// The line as Foundation understands it.
  private struct Facts: Decodable {
    var age: Decimal?
    var score: Decimal?
    var city: String?
    var member: Bool?
    var tags: [String]?
    var since: String?
    var longName: Decimal?
    var cyrillicName: Decimal?

    enum CodingKeys: String, CodingKey {
      case age, score, city, member, tags, since
      case longName = "a_field_whose_name_is_longer_than_sixteen"
      case cyrillicName = "возраст"
    }
  }

  private func expected(_ facts: Facts, _ file: VocabularyFile) -> [Int32] {
    var row = [Int32](repeating: ValueSet.missing, count: file.vocabulary.fields.count)
    func hundredths(_ number: Decimal, _ factor: Decimal) -> Int32 {
      var (scaled, rounded) = (number * factor, Decimal())
      NSDecimalRound(&rounded, &scaled, 0, .plain)
      return Int32("\(rounded)") ?? -1
    }
    for field in file.fields {
      switch (field.name, field.kind) {
      case ("age", _): row[field.position] = facts.age.map { hundredths($0, 1) } ?? ValueSet.missing
      case ("возраст", _): row[field.position] = facts.cyrillicName.map { hundredths($0, 1) } ?? ValueSet.missing
      case ("score", _): row[field.position] = facts.score.map { hundredths($0, 100) } ?? ValueSet.missing
      case ("member", _): row[field.position] = facts.member.map { $0 ? 1 : 0 } ?? ValueSet.missing
      case ("city", .enumeration(let names)):
        row[field.position] = facts.city.flatMap { names.firstIndex(of: $0) }.map { Int32($0) } ?? ValueSet.missing
      case ("tags", .set(let names)):
        guard let tags = facts.tags else { continue }
        for (index, name) in names.enumerated() { row[field.position + index] = tags.contains(name) ? 1 : 0 }
      case ("since", _):
        row[field.position] =
          facts.since.flatMap { ISO8601DateFormatter().date(from: $0 + "T00:00:00Z") }
          .map { Int32($0.timeIntervalSince1970 / 86_400) } ?? ValueSet.missing
      default:
        row[field.position] =
          facts.longName.map { hundredths($0, 1) } ?? ValueSet.missing
      }
    }
    return row
  }

  /// A JSON string in which some characters are escapes.
  private func quoted(_ text: String, _ random: inout SplitMix64) -> String {
    var result = ""
    for unit in text.utf16 {
      let isPlain = unit != 0x22 && unit != 0x5C && unit >= 0x20 && !(0xD800...0xDFFF).contains(unit)
      if isPlain, Int.random(in: 0..<6, using: &random) > 0, let scalar = Unicode.Scalar(unit) {
        result.unicodeScalars.append(scalar)
      } else if unit == 0x22 || unit == 0x5C {
        result += unit == 0x22 ? "\\\"" : "\\\\"
      } else {
        let hex = String(unit, radix: 16, uppercase: Bool.random(using: &random))
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      }
    }
    return "\"\(result)\""
  }

  private func member(_ name: String, _ random: inout SplitMix64) -> String {
    func pick(_ values: [String]) -> String { values.randomElement(using: &random) ?? "null" }
    switch name {
    case "id": return pick(["\"p1\"", "17", "-3.5e2", "null", "\"\\u0436 \\\"ж\""])
    case "age": return pick(["0", "120", "41", "41.0", "4.1e1", "410E-1", "1200.00e-1", "null", "-0"])
    case "score":
      return pick([
        "0.005", "-0.005", "0.0049999", "99.995", "100.5", "-100", "1e2", "1e-2", "4.9e-3", "5e-3", "12345e-3",
        "0.1234567890123456789", "-0.0", "null", "7", "3.10", "0.00e5", "0e99",
      ])
    case "city":
      let city = pick(["Perm", "Казань", "a city with a rather long name", "b\"q\\"])
      return quoted(city, &random)
    case "member": return pick(["true", "false", "null"])
    case "tags": return pick(["[]", "[\"x\"]", "[ \"y\" , \"x\" ]", "[\"long_tag_name_here\",\"y\"]", "null"])
    case "since": return pick(["\"1970-01-01\"", "\"2000-02-29\"", "\"1900-03-01\"", "\"2999-12-31\"", "null"])
    case "возраст": return pick(["0", "9", "null"])
    case "other", "Age", "ages":
      return pick(["1", "{\"a\":[1,{\"b\":null}]}", "\"\\n\\ud83d\\ude00\"", "[[],{}]", "-0.5E+3"])
    default: return pick(["-5", "5", "0", "null"])
    }
  }

  private static let names = [
    "id", "age", "score", "city", "member", "tags", "since", "a_field_whose_name_is_longer_than_sixteen", "возраст",
    "other", "Age", "ages",
  ]

  @Test func readsAsFoundationDoes() throws {
    let seed: UInt64 = 2026
    var random = SplitMix64(seed: seed)
    let file = try #require(SampleFacts.file())
    var decoder = try #require(SampleFacts.decoder())
    var row = [Int32](repeating: 0, count: decoder.valueCount)
    for round in 0..<4000 {
      func space() -> String { ["", "", "", " ", "\t ", "  \r"].randomElement(using: &random) ?? "" }
      let names = Self.names.shuffled(using: &random).prefix(Int.random(in: 0...Self.names.count, using: &random))
      let members = names.map { name in
        let key = Int.random(in: 0..<9, using: &random) == 0 ? quoted(name, &random) : "\"\(name)\""
        return space() + key + space() + ":" + space() + member(name, &random) + space()
      }
      let line = space() + "{" + (members.isEmpty ? space() : members.joined(separator: ",")) + "}" + space()
      let result = decoder.decode(Array(line.utf8), into: &row)
      let facts = try JSONDecoder().decode(Facts.self, from: Data(line.utf8))
      #expect(decoder.mistakes.isEmpty, "seed \(seed), round \(round): \(line) → \(decoder.mistakes)")
      #expect(row == expected(facts, file), "seed \(seed), round \(round): \(line)")
      if case .profile(let id) = result, let id {
        #expect(line.utf8.dropFirst(id.lowerBound).prefix(id.count).first != UInt8(ascii: "n"))
      }
    }
  }

  @Test(arguments: [
    ("{", 1, "key"), ("{}}", 2, "lineEnd"), ("{\"age\" 4}", 7, "colon"), ("{\"age\":}", 7, "value"),
    ("{\"age\":4,}", 9, "key"), ("{\"age\":4 \"x\":1}", 9, "commaOrBrace"), ("{\"age\":-}", 8, "digit"),
    ("{\"age\":1.}", 9, "digit"), ("{\"age\":1e}", 9, "digit"), ("{\"age\":01}", 8, "commaOrBrace"),
    ("{\"city\":\"Perm}", 14, "stringEnd"), ("{\"city\":\"\\x\"}", 10, "escape"),
    ("{\"city\":\"\\u12g4\"}", 13, "escape"),
    ("{\"tags\":[\"x\" \"y\"]}", 13, "commaOrBracket"), ("{\"other\":[1,]}", 12, "value"),
    ("{\"age\":4", 8, "commaOrBrace"),
    ("{\"other\":nul}", 9, "value"), ("{\"other\":{1:2}}", 10, "key"), ("{'age':4}", 1, "key"),
    ("{\"age\":+4}", 7, "value"),
    ("{\"other\":\"a\tb\"}", 11, "stringEnd"),
  ])
  func malformed(line: String, offset: Int, piece: String) throws {
    var decoder = try #require(SampleFacts.decoder())
    var row = [Int32](repeating: 0, count: decoder.valueCount)
    _ = decoder.decode(Array(line.utf8), into: &row)
    // Foundation lets a comma stand before a closing bracket.
    if !line.contains(",]"), !line.contains(",}") {
      #expect(throws: (any Error).self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }
    let mistake = try #require(decoder.mistakes.first, "\(line)")
    #expect(decoder.mistakes.count == 1)
    #expect("\(mistake.kind)".contains(".\(piece))"), "\(line): \(mistake)")
    #expect(mistake.offset == offset, "\(line): \(mistake)")
  }

  @Test func wrongValuesAreAllReported() throws {
    var decoder = try #require(SampleFacts.decoder())
    var row = [Int32](repeating: 0, count: decoder.valueCount)
    let line = """
      {"age":"4","age":4.5,"score":1e9,"city":"Pern","member":1,"tags":["z",3],"since":"2023-02-29","id":[1],"возраст":-1}
      """
    _ = decoder.decode(Array(line.utf8), into: &row)
    #expect(
      decoder.mistakes.map(\.kind) == [
        .wrongType, .repeatedKey, .notWhole, .outOfDomain, .unknownValue, .wrongType, .unknownValue, .wrongType,
        .badDate, .badID, .outOfDomain,
      ])
    #expect(decoder.mistakes.map(\.found).contains("Pern"))
  }

  @Test func everyCutOffLineIsAMistakeAndNeverACrash() throws {
    var decoder = try #require(SampleFacts.decoder())
    var row = [Int32](repeating: 0, count: decoder.valueCount)
    let line = Array(
      """
      {"id":"a\\u0041\\"","age":4.0e1,"city":"Каз\\u0430нь","tags":["x","y"],"other":{"a":[null,true,-1.5]},"since":"2023-09-01"}
      """.utf8)
    for length in 1..<line.count {
      _ = decoder.decode(Array(line.prefix(length)), into: &row)
      #expect(!decoder.mistakes.isEmpty, "\(length) bytes")
    }
    _ = decoder.decode(line, into: &row)
    #expect(decoder.mistakes.isEmpty)
  }

  @Test func randomBytesNeverCrash() throws {
    let seed: UInt64 = 3
    var random = SplitMix64(seed: seed)
    var decoder = try #require(SampleFacts.decoder())
    var row = [Int32](repeating: 0, count: decoder.valueCount)
    let good = Array("{\"id\":7,\"age\":41,\"city\":\"Казань\",\"tags\":[\"x\"],\"score\":1.25e1}".utf8)
    for _ in 0..<20_000 {
      var line = good
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let byte = (Array("{}[]:,\"\\0e.-tn ".utf8) + [0xD0, 0xFF, 0] as [UInt8]).randomElement(using: &random) ?? 0
        line[Int.random(in: line.indices, using: &random)] = byte
      }
      _ = decoder.decode(line, into: &row)
      // What Foundation takes for JSON is JSON here, too, but for its commas before closing brackets.
      if (try? JSONSerialization.jsonObject(with: Data(line))) == nil { continue }
      if String(decoding: line, as: UTF8.self).contains(#/,\s*[\]}]/#) { continue }
      let isBadJSON = decoder.mistakes.contains { if case .expected = $0.kind { true } else { $0.kind == .notUTF8 } }
      #expect(!isBadJSON, "seed \(seed): \(String(decoding: line, as: UTF8.self)) \(decoder.mistakes)")
    }
  }
}
