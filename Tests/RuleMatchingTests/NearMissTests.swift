import RuleLanguage
import RuleMatching
import TestSupport
import Testing

/// Near misses against their definition: a rule that does not fire, and does with some other value of one field.
@Suite struct NearMissTests {
  /// The fields of which some value, or none, makes the condition true.
  private func fields(_ condition: Condition, _ facts: FactVector, _ domains: [ClosedRange<Int32>]) -> [Int] {
    if Evaluator.isTrue(condition, facts) { return [] }
    return domains.indices.filter { field in
      var changed = facts
      return (Array(domains[field]) + [ValueSet.missing]).contains { value in
        changed[field] = value
        return Evaluator.isTrue(condition, changed)
      }
    }
  }

  private func compare(_ conditions: [Condition], _ source: inout RandomRules, profiles: Int, _ what: String) {
    let index = CompiledRules(conditions)
    let workspace = index.makeWorkspace()
    let edges = source.edges(conditions)
    for round in 0..<profiles {
      let facts = source.facts(edges)
      index.nearMisses(facts, workspace)
      var named: [Int: [Int]] = [:]
      var order: [Int] = []
      index.forEachBlockingField(workspace) { rule, field in
        named[rule, default: []].append(field)
        if order.last != rule { order.append(rule) }
      }
      #expect(order == order.sorted(), "\(what): by rule")
      for (rule, condition) in conditions.enumerated() {
        let expected = fields(condition, facts, source.domains)
        let found = (named[rule] ?? []).sorted()
        #expect(found == expected, "\(what), round \(round), rule \(rule): \(condition) on \(facts.values)")
        #expect(workspace.nearRules.contains(rule) == !expected.isEmpty, "\(what), round \(round), rule \(rule)")
      }
    }
  }

  private static let small: [ClosedRange<Int32>] = [0...1, 0...1, 0...2, 0...5, -3...3]

  @Test(arguments: 1...25)
  func anyShapes(seed: UInt64) {
    var source = RandomRules(seed: seed, domains: Self.small)
    let conditions = (0..<12).map { _ in source.condition(depth: 3) }
    compare(conditions, &source, profiles: 25, "seed \(seed)")
  }

  @Test func formulas() {
    var source = RandomRules(seed: 31, domains: Array(repeating: 0...9, count: 12))
    let conditions = (0..<4).map { _ in source.explosive() }
    #expect(CompiledRules(conditions).formulaCount > 0)
    compare(conditions, &source, profiles: 20, "seed 31")
  }

  /// One field, more than a word has bits, and more than a byte tells apart.
  @Test(arguments: [1, 70, 300])
  func manyFields(count: Int) {
    var source = RandomRules(seed: UInt64(count), domains: Array(repeating: 0...1, count: count), missingOneIn: 30)
    let conditions = (0..<400).map { $0 % 2 == 0 ? source.conjunction() : source.condition(depth: 2) }
    compare(conditions, &source, profiles: 2, "seed \(count)")
  }

  @Test func manyConjunctions() {
    var source = RandomRules(seed: 12, domains: Self.small)
    let conditions = (0..<560).map { _ in source.conjunction() }
    compare(conditions, &source, profiles: 3, "seed 12")
  }
}
