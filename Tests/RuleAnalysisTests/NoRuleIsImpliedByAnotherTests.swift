import Diagnostics
import RuleAnalysis
import RuleLanguage
import TestSupport
import Testing

@Suite struct NoRuleIsImpliedByAnotherTests {
  private let world = TinyWorld()

  @Test func findsExactlyTheImpliedPairs() throws {
    let seed: UInt64 = 84
    var random = SplitMix64(seed: seed)
    var total = 0
    let kinds = ["require", "exclude", "recommend"]
    for round in 0..<200 {
      let conditions = (0..<6).map { _ in world.condition(2, &random) }
      let chosen = (0..<6).map { _ in kinds.randomElement(using: &random) ?? "require" }
      let rules = try #require(world.rules(conditions, chosen.map { "\($0) №1.1" }))
      let found = world.findings(NoRuleIsImpliedByAnother(), rules)
      let solutions = conditions.map(world.solutions)
      var expected: Set<[String]> = []
      for a in 0..<6 {
        for b in 0..<6 where a != b && !solutions[a].isEmpty && solutions[a].isSubset(of: solutions[b]) {
          let same = chosen[a] == chosen[b]
          guard same || (chosen[a] == "recommend" && chosen[b] == "require") else { continue }
          // Of equals only the later is reported.
          if same, solutions[a] == solutions[b], a < b { continue }
          expected.insert(["r\(a)", "r\(b)", chosen[a] == "recommend" ? "note" : "warning"])
        }
      }
      let got = Set(found.map { $0.rules + [$0.diagnostic.severity.rawValue] })
      #expect(got == expected, "seed \(seed), round \(round)")
      total += expected.count
    }
    #expect(total > 100)
  }
}
