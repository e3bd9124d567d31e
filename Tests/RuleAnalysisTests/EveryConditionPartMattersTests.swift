import Diagnostics
import RuleAnalysis
import RuleLanguage
import TestSupport
import Testing

@Suite struct EveryConditionPartMattersTests {
  private let world = TinyWorld()

  /// Gives every literal a range of its own, so that findings name it.
  private func numbered(_ condition: Condition) -> Condition {
    var result = condition
    for (index, literal) in condition.literals.enumerated() {
      let placed = Literal(
        field: literal.field, values: literal.values, range: SourceRange(index, index + 1),
        asksPresence: literal.asksPresence)
      result = result.replacingLiteral(at: index, with: .literal(placed))
    }
    return result
  }

  /// Removing what is found changes no profile's answer, and what is left has no needless part: nothing missed, nothing
  /// too much.
  @Test func partsFoundAreNeedlessAndAllAreFound() throws {
    let seed: UInt64 = 83
    var random = SplitMix64(seed: seed)
    var total = 0
    for round in 0..<400 {
      let condition = numbered(world.condition(3, &random))
      let meaning = world.solutions(condition)
      let rules = try #require(world.rules([condition], ["require №1.1"]))
      let found = world.findings(EveryConditionPartMatters(), rules)
      let place = "seed \(seed), round \(round)"
      if meaning.isEmpty || meaning.count == world.profiles.count {
        #expect(found.isEmpty, "\(place)")
        continue
      }
      let needless = found.compactMap { finding -> (index: Int, holds: Bool)? in
        guard case .text(_, let range) = finding.diagnostic.place else { return nil }
        return (range.lowerBound, finding.diagnostic.message.russian.contains("не отсекает"))
      }
      #expect(needless.count == found.count)
      var kept = condition
      for part in needless.sorted(by: { $0.index > $1.index }) {
        kept = kept.replacingLiteral(at: part.index, with: .constant(part.holds))
      }
      #expect(world.solutions(kept) == meaning, "\(place)")
      for index in kept.literals.indices {
        for value in [true, false] {
          let without = kept.replacingLiteral(at: index, with: .constant(value))
          #expect(world.solutions(without) != meaning, "\(place)")
        }
      }
      total += needless.count
    }
    #expect(total > 100)
  }

  @Test func ofTwoEqualPartsTheLaterIsReported() throws {
    let part = ProfileSpace.asks(TinyWorld.level, ValueSet([2...3]))
    let rules = try #require(
      world.rules([numbered(.all([part, ProfileSpace.asks(TinyWorld.flag, is: 1), part]))], ["require №1.1"]))
    let found = world.findings(EveryConditionPartMatters(), rules)
    guard case .text(_, let range)? = found.first?.diagnostic.place else {
      Issue.record("no place")
      return
    }
    #expect(found.count == 1 && range.lowerBound == 2)
  }
}
