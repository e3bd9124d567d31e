import Diagnostics
import RuleLanguage

/// A vocabulary of 22 fields, rules of 2–5 comparisons over it, and profiles, all from one seed.
struct MatchWorkload {
  let vocabulary: Vocabulary
  let text: String
  /// Profiles one after another, a value per field.
  let profiles: [Int32]
  let profileCount: Int

  /// One profile.
  func profile(_ index: Int) -> ArraySlice<Int32> {
    let width = vocabulary.fields.count
    return profiles[(index * width)..<((index + 1) * width)]
  }

  init(rules: Int, profiles count: Int, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let vocabulary = Self.vocabulary()
    var lines: [String] = []
    for rule in 0..<rules {
      let fields = vocabulary.fields.indices.shuffled(using: &random).prefix(Int.random(in: 2...5, using: &random))
      let parts = fields.map { Self.comparison(vocabulary.fields[$0], &random) }
      lines.append("rule «r\(rule)»\n  if \(parts.joined(separator: " and "))\n")
    }
    text = lines.joined()
    var profiles: [Int32] = []
    profiles.reserveCapacity(count * vocabulary.fields.count)
    for _ in 0..<count {
      for field in vocabulary.fields {
        let missing = Int.random(in: 0..<20, using: &random) == 0
        profiles.append(missing ? ValueSet.missing : Int32.random(in: field.domain.codes, using: &random))
      }
    }
    self.vocabulary = vocabulary
    self.profiles = profiles
    profileCount = count
  }

  /// Four enumerations, six yes/no fields, six whole numbers, six numbers in hundredths.
  private static func vocabulary() -> Vocabulary {
    var vocabulary = Vocabulary()
    func add(_ name: String, _ domain: Domain) {
      vocabulary.add(BilingualName(name), title: LocalizedText(verbatim: name), domain: domain)
    }
    for (index, size) in [3, 5, 8, 40].enumerated() {
      add("kind\(index)", .enumeration((0..<size).map { BilingualName("value\($0)") }))
    }
    for index in 0..<6 { add("flag\(index)", .boolean) }
    for index in 0..<6 { add("count\(index)", .integer(0...(index < 3 ? 100 : 600))) }
    for index in 0..<6 { add("score\(index)", .decimal(0...10_000)) }
    return vocabulary
  }

  private static func comparison(_ field: Field, _ random: inout SeededGenerator) -> String {
    let name = field.name.english
    let (low, high) = (field.domain.codes.lowerBound, field.domain.codes.upperBound)
    switch field.domain {
    case .enumeration:
      let values = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        "value\(Int32.random(in: low...high, using: &random))"
      }
      return "\(name) = \(values.joined(separator: " | "))"
    case .boolean: return "\(name) = \(Bool.random(using: &random) ? "yes" : "no")"
    default:
      let code = Int32.random(in: (low + 1)...(high - 1), using: &random)
      var text = String(code)
      if case .decimal = field.domain { text = "\(code / 100).\(code % 100 < 10 ? "0" : "")\(code % 100)" }
      return "\(name) \(["<", "<=", ">", ">="].randomElement(using: &random) ?? "<") \(text)"
    }
  }
}
