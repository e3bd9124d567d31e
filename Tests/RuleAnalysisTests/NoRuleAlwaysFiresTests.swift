import Diagnostics
import RuleAnalysis
import RuleLanguage
import TestSupport
import Testing

@Suite struct NoRuleAlwaysFiresTests {
  private let world = TinyWorld()

  @Test func findsExactlyTheRulesEverybodySatisfies() throws {
    let seed: UInt64 = 82
    var random = SplitMix64(seed: seed)
    var total = 0
    for round in 0..<300 {
      // Alternatives over one field hold for everybody often enough.
      let conditions = (0..<6).map { _ in
        Condition.any((0..<3).map { _ in world.condition(1, &random) })
      }
      let rules = try #require(world.rules(conditions, Array(repeating: "require №1.1", count: 6)))
      let found = world.findings(NoRuleAlwaysFires(), rules)
      let expected = conditions.indices.filter {
        !conditions[$0].literals.isEmpty && world.solutions(conditions[$0]).count == world.profiles.count
      }
      #expect(found.flatMap(\.rules) == expected.map { "r\($0)" }, "seed \(seed), round \(round)")
      total += expected.count
    }
    #expect(total > 20)
  }

  @Test func sayingAlwaysIsFine() throws {
    let rules = try #require(world.rules([.constant(true)], ["require №1.1"]))
    #expect(world.findings(NoRuleAlwaysFires(), rules).isEmpty)
  }
}
