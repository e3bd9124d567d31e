import Diagnostics
import RuleLanguage
import RuleMatching
import TestSupport
import Testing

/// The lowered condition against Kleene's logic evaluated on the syntax tree, with the comparisons read as written.
@Suite struct KleeneTests {
  private static let atoms = [
    "роль = резерв", "роль != резерв", "роль один из руководитель | резерв", "балл К1 >= 40", "балл К1 < 40",
    "балл К1 = 40", "балл К1 от 20 до 60", "не балл К1 > 55,5", "переподготовка = да", "школа: зона_риска",
    "нет данных: балл К1", "нет данных: роль", "стаж не выше 12", "всегда",
  ]

  private func condition(_ depth: Int, _ random: inout SplitMix64) -> String {
    if depth == 0 || Int.random(in: 0..<4, using: &random) == 0 {
      return Self.atoms.randomElement(using: &random) ?? ""
    }
    switch Int.random(in: 0..<3, using: &random) {
    case 0: return "не (" + condition(depth - 1, &random) + ")"
    case 1:
      let parts = (0..<Int.random(in: 2...3, using: &random)).map { _ in "(" + condition(depth - 1, &random) + ")" }
      return parts.joined(separator: " и ")
    default:
      let parts = (0..<Int.random(in: 2...3, using: &random)).map { _ in "(" + condition(depth - 1, &random) + ")" }
      return parts.joined(separator: " или ")
    }
  }

  /// The plain meaning: facts by name, `nil` unknown.
  private struct Facts {
    var role: String?
    var score: Double?
    var retraining: Bool?
    var risk: Bool?
    var tenure: Int?
  }

  private func kleene(_ syntax: ConditionSyntax, _ facts: Facts) -> Bool? {
    switch syntax {
    case .always: return true
    case .not(let inner, _): return kleene(inner, facts).map { !$0 }
    case .all(let parts, _):
      let values = parts.map { kleene($0, facts) }
      return values.contains(false) ? false : values.contains(nil) ? nil : true
    case .any(let parts, _):
      let values = parts.map { kleene($0, facts) }
      return values.contains(true) ? true : values.contains(nil) ? nil : false
    case .comparison(let comparison): return compare(comparison, facts)
    }
  }

  private func compare(_ comparison: ComparisonSyntax, _ facts: Facts) -> Bool? {
    let name = comparison.field.name.text
    let values = comparison.values.map(\.spelled.text)
    func number(_ text: String) -> Double { Double(text.replacing(",", with: ".")) ?? .nan }
    if comparison.comparison == .isMissing { return name == "роль" ? facts.role == nil : facts.score == nil }
    switch name {
    case "роль":
      return facts.role.map { role in comparison.comparison == .notEqual ? role != values[0] : values.contains(role) }
    case "школа": return facts.risk
    case "переподготовка": return facts.retraining
    case "стаж": return facts.tenure.map { Double($0) <= number(values[0]) }
    default:
      return facts.score.map { score in
        switch comparison.comparison {
        case .greaterOrEqual: score >= number(values[0])
        case .less: score < number(values[0])
        case .greater: score > number(values[0])
        case .between: number(values[0]) <= score && score <= number(values[1])
        default: score == number(values[0])
        }
      }
    }
  }

  private func vector(_ facts: Facts, _ vocabulary: Vocabulary) -> FactVector {
    var vector = FactVector(fieldCount: vocabulary.fields.count)
    func set(_ name: String, _ value: Int?) {
      guard let value, let field = vocabulary.fields.firstIndex(where: { $0.name.russian == name }) else { return }
      vector[field] = Int32(value)
    }
    set("роль", facts.role.flatMap { ["руководитель", "заместитель", "резерв"].firstIndex(of: $0) })
    set("балл К1", facts.score.map { Int(($0 * 100).rounded()) })
    set("переподготовка", facts.retraining.map { $0 ? 1 : 0 })
    set("школа: зона_риска", facts.risk.map { $0 ? 1 : 0 })
    set("стаж", facts.tenure)
    return vector
  }

  @Test func loweringKeepsTheMeaning() throws {
    let seed: UInt64 = 250
    var random = SplitMix64(seed: seed)
    let vocabulary = sampleVocabulary()
    let compiler = RuleCompiler(vocabulary: vocabulary)
    var compared = 0
    for round in 0..<4000 {
      let source = SourceText(path: "c", text: condition(3, &random))
      let syntax = try #require(ConditionSyntax.parse(source).condition, "\(source.utf8)")
      // Conditions with a contradiction are refused at load; their meaning is not asked for.
      guard let lowered = compiler.compile(condition: source).condition else { continue }
      for _ in 0..<8 {
        let facts = Facts(
          role: ["руководитель", "заместитель", "резерв", nil].randomElement(using: &random) ?? nil,
          score: [0, 20, 39.99, 40, 55.5, 60, 60.01, 100, nil].randomElement(using: &random) ?? nil,
          retraining: [true, false, nil].randomElement(using: &random) ?? nil,
          risk: [true, false, nil].randomElement(using: &random) ?? nil,
          tenure: [0, 12, 13, nil].randomElement(using: &random) ?? nil)
        let expected = kleene(syntax, facts)
        let vector = vector(facts, vocabulary)
        let text = source.text(in: SourceRange(0, source.utf8.count))
        #expect(
          Evaluator.truth(lowered, vector) == (expected == nil ? .unknown : expected == true ? .isTrue : .isFalse),
          "seed \(seed), round \(round): \(text) on \(facts)")
        #expect(Evaluator.isTrue(lowered, vector) == (expected == true), "seed \(seed), round \(round): \(text)")
        if let blockers = ConditionTrace.blocking(lowered, vector) { #expect(blockers.isEmpty == (expected == true)) }
        compared += 1
      }
    }
    #expect(compared > 10_000)
  }
}
