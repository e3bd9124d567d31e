import Diagnostics
import RuleAnalysis
import RuleLanguage
import RuleMatching
import TestSupport
import Testing

@Suite struct EveryRuleCanFireTests {
  private let world = TinyWorld()

  @Test func findsExactlyTheRulesNobodySatisfies() throws {
    let seed: UInt64 = 81
    var random = SplitMix64(seed: seed)
    for round in 0..<300 {
      let conditions = (0..<6).map { _ in world.condition(2, &random) }
      let rules = try #require(world.rules(conditions, Array(repeating: "require №1.1", count: 6)))
      let found = world.findings(EveryRuleCanFire(), rules)
      let expected = conditions.indices.filter { world.solutions(conditions[$0]).isEmpty }.map { "r\($0)" }
      #expect(found.flatMap(\.rules) == expected, "seed \(seed), round \(round)")
      #expect(found.allSatisfy { $0.proof != nil && $0.diagnostic.severity == .warning })
    }
  }

  @Test func theProofNamesTheSmallestImpossiblePart() throws {
    func asks(_ field: Int, _ values: ClosedRange<Int32>) -> Condition {
      ProfileSpace.asks(field, ValueSet([values]))
    }
    let condition = Condition.all([
      asks(TinyWorld.flag, 1...1), asks(TinyWorld.level, 0...1), .any([asks(TinyWorld.level, 3...3)]),
    ])
    let rules = try #require(world.rules([condition], ["require №1.1"]))
    let found = try #require(world.findings(EveryRuleCanFire(), rules).first)
    #expect(found.proof?.russian == "вместе не бывает: «level <= 1» и «level = 3»")
    #expect(found.diagnostic.message.english == "the rule «r0»: the condition never holds")
  }

  @Test func whatIsAlwaysKnownIsNeverMissing() throws {
    let missing = Condition.literal(
      Literal(field: TinyWorld.color, values: .onlyMissing, range: SourceRange(0, 0), asksPresence: true))
    let rules = try #require(world.rules([missing], ["require №1.1"]))
    #expect(
      world.findings(EveryRuleCanFire(), rules).first?.proof?.russian == "ни у кого не бывает «нет данных: color»")
  }
}
