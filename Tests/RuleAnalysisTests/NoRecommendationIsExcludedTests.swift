import Diagnostics
import RuleAnalysis
import RuleLanguage
import RuleMatching
import TestSupport
import Testing

@Suite struct NoRecommendationIsExcludedTests {
  private let world = TinyWorld()

  @Test func findsExactlyTheRulesThatMeetOnAProfile() throws {
    let seed: UInt64 = 86
    var random = SplitMix64(seed: seed)
    var total = 0
    for round in 0..<200 {
      let conditions = (0..<6).map { _ in world.condition(2, &random) }
      let kinds = (0..<6).map { _ in ["recommend", "exclude"].randomElement(using: &random) ?? "exclude" }
      let measures = (0..<6).map { _ in ["№1.1", "№1.2"].randomElement(using: &random) ?? "№1.1" }
      let rules = try #require(world.rules(conditions, zip(kinds, measures).map { "\($0) \($1)" }))
      let solutions = conditions.map(world.solutions)
      var expected: Set<[String]> = []
      for a in 0..<6 where kinds[a] == "recommend" {
        for b in 0..<6 where kinds[b] == "exclude" && measures[a] == measures[b] {
          guard !solutions[a].isDisjoint(with: solutions[b]) else { continue }
          let isAlways = solutions[a].isSubset(of: solutions[b])
          expected.insert(["r\(a)", "r\(b)", isAlways ? "warning" : "note"])
        }
      }
      let found = world.findings(NoRecommendationIsExcluded(), rules)
      let got = Set(found.map { $0.rules + [$0.diagnostic.severity.rawValue] })
      #expect(got == expected && found.count == got.count, "seed \(seed), round \(round)")
      for finding in found {
        let witness = try #require(finding.witness)
        var facts = witness.vector(in: world.space)
        if facts[TinyWorld.color] == ValueSet.missing { facts[TinyWorld.color] = 0 }
        #expect(world.profiles.contains(facts))
        for name in finding.rules {
          let rule = try #require(rules.rules.first { $0.header.name == name })
          #expect(Evaluator.isTrue(rule.condition, facts), "seed \(seed), round \(round)")
        }
      }
      total += found.count
    }
    #expect(total > 100)
  }
}
