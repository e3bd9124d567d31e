import Growth
import TestSupport
import Testing

private func test(_ changes: [Int]) -> WilcoxonSignedRank? {
  WilcoxonSignedRank(changes.map { ExactRatio($0, 1) })
}

@Suite("Wilcoxon's signed-rank test")
struct WilcoxonSignedRankTests {
  /// Depression scores, M. Hollander, D. A. Wolfe, 1973, p. 29 (R documentation of wilcox.test): V = 40, one-sided
  /// p = 0.01953.
  @Test func hollanderWolfe() throws {
    let before = [1830, 500, 1620, 2480, 1680, 1880, 1550, 3060, 1300]
    let after = [878, 647, 598, 2050, 1060, 1290, 1060, 3140, 1290]
    let result = try #require(test(zip(before, after).map { $0 - $1 }))
    #expect(result.positiveRanks == 40 && result.negativeRanks == 5)
    #expect(result.method == .exact && result.p == 0.0390625 && result.z == nil)
  }

  /// Darwin's maize (documentation of scipy.stats.wilcoxon): statistic 24, p = 0.041259765625.
  @Test func darwinsMaize() throws {
    let result = try #require(test([6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75]))
    #expect(result.negativeRanks == 24 && result.p == 0.041259765625)
  }

  /// Student's sleep data: one zero, one tie. SciPy with all 2⁹ permutations: p = 0.00390625.
  @Test func sleepWithAZeroAndATie() throws {
    let result = try #require(test([12, 24, 13, 13, 0, 10, 18, 8, 46, 14]))
    #expect(result.zeros == 1 && result.count == 9 && result.negativeRanks == 0)
    #expect(result.p == 0.00390625)
  }

  /// scipy.stats.wilcoxon(…, method=PermutationMethod(2**21)): p = 0.018522262573242188.
  @Test func twentyWithTies() throws {
    let result = try #require(test([5, -3, 3, 8, -1, 1, 1, 2, -2, 7, 7, 9, 4, -6, 10, 2, 2, -5, 11, 3]))
    #expect(result.positiveRanks == 167 && result.negativeRanks == 43)
    #expect(result.p == 0.018522262573242188)
  }

  /// scipy.stats.wilcoxon(…, correction=True, method="approx").
  @Test func normalApproximationWithTies() throws {
    let changes = [
      3, 6, 11, -6, 9, 2, -5, -1, -3, 6, 10, 2, 7, -3, 2, -6, 1, 8, 3, -1, 7, -1, -4, -2, 9, -2, -2, -6, -6, 1, 1, -1,
      -1, 4, 5, 1, 1, -1, 1, 7,
    ]
    let result = try #require(test(changes + [0, 0]))
    #expect(result.method == .normal && result.zeros == 2)
    #expect(result.positiveRanks == 526.5 && result.negativeRanks == 293.5)
    #expect(isClose(result.z, 1.56579932142495))
    #expect(isClose(result.p, 0.11739560515645117))
  }

  /// scipy.stats.wilcoxon(…, correction=True, method="approx"), without ties.
  @Test func normalApproximationWithFewTies() throws {
    let changes = (1...30).map { $0 % 3 == 0 ? -$0 : 3 * $0 - 20 }
    let result = try #require(test(changes))
    #expect(isClose(result.p, 0.12292167901752178))
  }

  @Test func nothingChanged() {
    #expect(test([0, 0, 0]) == nil)
    #expect(test([]) == nil)
  }

  /// The published definition, over all sign vectors, with ranks found by counting.
  @Test func exactEqualsEnumeration() throws {
    let seed: UInt64 = 1945
    var random = SplitMix64(seed: seed)
    for round in 0..<60 {
      let changes = (0..<Int.random(in: 1...10, using: &random)).map { _ in Int.random(in: -6...9, using: &random) }
      let magnitudes = changes.filter { $0 != 0 }.map(abs)
      guard !magnitudes.isEmpty else { continue }
      let ranks = magnitudes.map { value in
        2 * magnitudes.count { $0 < value } + magnitudes.count { $0 == value } + 1
      }
      let observed = zip(changes.filter { $0 != 0 }, ranks).reduce(0) { $1.0 > 0 ? $0 + $1.1 : $0 }
      var below = 0
      var above = 0
      for signs in 0..<(1 << ranks.count) {
        let sum = ranks.indices.reduce(0) { signs >> $1 & 1 == 1 ? $0 + ranks[$1] : $0 }
        if sum <= observed { below += 1 }
        if sum >= observed { above += 1 }
      }
      let expected = min(1, 2 * Double(min(below, above)) / Double(1 << ranks.count))
      let result = try #require(test(changes), "seed \(seed), round \(round)")
      #expect(result.p == expected, "seed \(seed), round \(round): \(changes)")
      #expect(result.positiveRanks == Double(observed) / 2)
    }
  }

  /// Equal changes of people with different numbers of competencies are ties: 1/3 and 2/6 of a point.
  @Test func tiesAreExact() throws {
    let result = try #require(
      WilcoxonSignedRank([ExactRatio(1, 3), ExactRatio(-2, 6), ExactRatio(100, 300), ExactRatio(0, 7)]))
    #expect(result.positiveRanks == 4 && result.negativeRanks == 2 && result.zeros == 1)
  }
}
