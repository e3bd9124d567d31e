import Foundation
import Growth
import RouteModel
import TestSupport
import Testing

@Suite("Exact comparison")
struct ExactRatioTests {
  /// Foundation's Decimal holds 38 digits: products of these numbers are exact in it.
  @Test func comparisonEqualsDecimals() {
    let seed: UInt64 = 31
    var random = SplitMix64(seed: seed)
    let limit = 1_000_000_000_000_000_000
    for round in 0..<2000 {
      let a = ExactRatio(Int.random(in: -limit...limit, using: &random), Int.random(in: 1...limit, using: &random))
      let near = Bool.random(using: &random)
      let b =
        near
        ? ExactRatio(a.numerator / 3, max(1, a.denominator / 3))
        : ExactRatio(Int.random(in: -limit...limit, using: &random), Int.random(in: 1...limit, using: &random))
      let left = Decimal(a.numerator) * Decimal(b.denominator)
      let right = Decimal(b.numerator) * Decimal(a.denominator)
      #expect((a < b) == (left < right), "seed \(seed), round \(round): \(a), \(b)")
      #expect((a == b) == (left == right), "seed \(seed), round \(round): \(a), \(b)")
    }
  }

  @Test func theTargetEqualsDecimals() {
    let seed: UInt64 = 32
    var random = SplitMix64(seed: seed)
    for round in 0..<3000 {
      let count = Int.random(in: 1...20, using: &random)
      let pretest = Int.random(in: 0...(count * 10_000), using: &random)
      // Near the target as often as anywhere.
      let aimed = pretest + pretest / 10 + Int.random(in: -1...1, using: &random)
      let retest = Bool.random(using: &random) ? Int.random(in: 0...(count * 10_000), using: &random) : aimed
      guard (0...count * 10_000).contains(retest) else { continue }
      let amounts = GrowthAmounts(pretest: pretest, retest: retest, maximum: count * 10_000)
      let bases: [Decimal] = [Decimal(count) * 100, Decimal(pretest) / 100, Decimal(count * 10_000 - pretest) / 100]
      for (formula, base) in zip(GrowthFormula.allCases, bases) {
        let change = Decimal(retest - pretest) / 100
        let expected: Bool? = base == 0 ? nil : 100 * change >= 10 * base
        let target = GrowthTarget(percent: Points(10), formula: formula)
        #expect(amounts.reaches(target) == expected, "seed \(seed), round \(round)")
        #expect((amounts.percent(target).map { $0 >= Points(10) }) == expected, "shown and decided agree")
      }
    }
  }

  @Test func roundingIsHalfAwayFromZero() {
    #expect(ExactRatio(1, 8).rounded(scale: 100) == 13)
    #expect(ExactRatio(-1, 8).rounded(scale: 100) == -13)
    #expect(ExactRatio(1, 3).rounded(scale: 100) == 33)
    #expect(ExactRatio(2_000_000_000_000_000_000, 3_000_000_000_000_000_000).rounded(scale: 10_000) == 6667)
  }
}
