import Diagnostics
import RuleLanguage
import SyntheticData

/// A vocabulary of 22 fields, rules of 2–5 comparisons over it, and profiles, all from one seed.
struct MatchWorkload {
  /// How the comparisons of a rule are joined.
  enum Shape {
    /// With «и» only.
    case conjunctions
    /// With «и», «или», «не» and parentheses; the yes/no fields are a set.
    case anything
  }

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

  init(
    rules: Int, profiles count: Int, seed: UInt64, language: Language = .english, shape: Shape = .conjunctions
  ) {
    var random = SeededGenerator(seed: seed)
    let vocabulary = Self.vocabulary(withSet: shape == .anything)
    var lines: [String] = []
    let (rule, condition) = (Keyword.rule.phrase(in: language), Keyword.condition.phrase(in: language))
    for number in 0..<rules {
      let fields = vocabulary.fields.indices.shuffled(using: &random).prefix(Int.random(in: 2...5, using: &random))
      let parts = fields.map { Self.comparison(vocabulary.fields[$0], language, &random) }
      let joined = Self.joined(parts, shape, language, &random)
      lines.append("\(rule) «r\(number)»\n  \(condition) \(joined)\n")
    }
    text = lines.joined()
    var profiles: [Int32] = []
    profiles.reserveCapacity(count * vocabulary.fields.count)
    for _ in 0..<count {
      let isSetMissing = Int.random(in: 0..<20, using: &random) == 0
      for field in vocabulary.fields {
        let isMember = field.name.english.contains(":")
        let missing = isMember ? isSetMissing : Int.random(in: 0..<20, using: &random) == 0
        profiles.append(missing ? ValueSet.missing : Int32.random(in: field.domain.codes, using: &random))
      }
    }
    self.vocabulary = vocabulary
    self.profiles = profiles
    profileCount = count
  }

  /// The comparisons as one condition: of any shape, a third is joined with «и» only, a third asks for one of two in a
  /// conjunction, a third are two conjunctions of which either will do; one comparison in four is turned by «не».
  private static func joined(
    _ parts: [String], _ shape: Shape, _ language: Language, _ random: inout SeededGenerator
  ) -> String {
    let and = " \(Keyword.and.phrase(in: language)) "
    guard shape == .anything else { return parts.joined(separator: and) }
    let (or, not) = (" \(Keyword.or.phrase(in: language)) ", Keyword.not.phrase(in: language))
    let turned = parts.map { Int.random(in: 0..<4, using: &random) == 0 ? "\(not) \($0)" : $0 }
    let kind = Int.random(in: 0..<3, using: &random)
    if kind == 0 || turned.count < 3 { return turned.joined(separator: and) }
    if kind == 1 {
      return "(\(turned[0])\(or)\(turned[1]))\(and)" + turned.dropFirst(2).joined(separator: and)
    }
    return turned.prefix(2).joined(separator: and) + or + turned.dropFirst(2).joined(separator: and)
  }

  /// Four enumerations, six yes/no fields or a set of six, six whole numbers, six numbers in hundredths.
  private static func vocabulary(withSet: Bool) -> Vocabulary {
    var vocabulary = Vocabulary()
    func add(_ russian: String, _ english: String, _ index: Int, _ domain: Domain) {
      let name = BilingualName("\(russian)\(index)", "\(english)\(index)")
      vocabulary.add(name, title: LocalizedText(ru: name.russian, en: name.english), domain: domain)
    }
    for (index, size) in [3, 5, 8, 40].enumerated() {
      add("вид", "kind", index, .enumeration((0..<size).map { BilingualName("значение\($0)", "value\($0)") }))
    }
    if withSet {
      vocabulary.add(
        BilingualName("признаки", "features"), title: LocalizedText(ru: "признаки", en: "features"),
        members: (0..<6).map { index in
          let name = BilingualName("признак\(index)", "feature\(index)")
          return (name, LocalizedText(ru: name.russian, en: name.english))
        })
    } else {
      for index in 0..<6 { add("признак", "flag", index, .boolean) }
    }
    for index in 0..<6 { add("число", "count", index, .integer(0...(index < 3 ? 100 : 600))) }
    for index in 0..<6 { add("балл", "score", index, .decimal(0...10_000)) }
    return vocabulary
  }

  private static func comparison(_ field: Field, _ language: Language, _ random: inout SeededGenerator) -> String {
    let name = field.name[language]
    let (low, high) = (field.domain.codes.lowerBound, field.domain.codes.upperBound)
    switch field.domain {
    case .enumeration(let names):
      let values = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        names[Int(Int32.random(in: low...high, using: &random))][language]
      }
      return "\(name) = \(values.joined(separator: " | "))"
    case .boolean where name.contains(":"): return name
    case .boolean: return "\(name) = \((Bool.random(using: &random) ? Keyword.yes : .no).phrase(in: language))"
    default:
      let code = Int32.random(in: (low + 1)...(high - 1), using: &random)
      var text = String(code)
      if case .decimal = field.domain { text = "\(code / 100).\(code % 100 < 10 ? "0" : "")\(code % 100)" }
      return "\(name) \(["<", "<=", ">", ">="].randomElement(using: &random) ?? "<") \(text)"
    }
  }
}
