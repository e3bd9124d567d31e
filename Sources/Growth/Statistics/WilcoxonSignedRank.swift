/// Wilcoxon's signed-rank test of paired changes against no change, two-sided.
///
/// Zero changes are dropped, as Wilcoxon did, and counted in `zeros`; equal changes share the mean of their ranks. Up to
/// `exactLimit` changes the probability is exact, ties included: the distribution over all 2ⁿ signs of the ranks at hand.
/// Above it is normal, with the variance corrected for ties and the continuity correction of ½.
/// F. Wilcoxon, "Individual comparisons by ranking methods", 1945; E. L. Lehmann, "Nonparametrics", 1975, section 3.2.
public struct WilcoxonSignedRank: Sendable, Hashable {
  /// How the probability is known.
  public enum Method: String, Sendable, Hashable {
    /// From the distribution itself.
    case exact
    /// From the normal approximation.
    case normal
  }

  /// The largest number of changes the exact distribution is taken for.
  public static let exactLimit = 25

  /// Changes that are not zero.
  public let count: Int
  /// Zero changes, dropped.
  public let zeros: Int
  /// The sum of the ranks of rises.
  public let positiveRanks: Double
  /// The sum of the ranks of falls.
  public let negativeRanks: Double
  /// The two-sided probability: twice the smaller tail, at most 1.
  public let p: Double
  /// How it is known.
  public let method: Method
  /// The corrected normal deviate; nil where the probability is exact.
  public let z: Double?

  /// The test, or nil when every change is zero. O(n log n), exact O(n³).
  public init?(_ changes: [ExactRatio]) {
    let nonzero = changes.filter { $0.numerator != 0 }.sorted { $0.magnitude < $1.magnitude }
    guard !nonzero.isEmpty else { return nil }
    let ranks = DoubledMidranks(nonzero.map(\.magnitude))
    let positive = zip(nonzero, ranks.values).reduce(0) { $1.0.numerator > 0 ? $0 + $1.1 : $0 }
    let total = nonzero.count * (nonzero.count + 1)
    count = nonzero.count
    zeros = changes.count - nonzero.count
    positiveRanks = Double(positive) / 2
    negativeRanks = Double(total - positive) / 2
    if nonzero.count <= Self.exactLimit {
      (method, z) = (.exact, nil)
      p = Self.exactProbability(ranks.values, positive: positive)
    } else {
      let deviate = Self.deviate(count: nonzero.count, positive: positive, tieTerm: ranks.tieTerm)
      (method, z) = (.normal, deviate)
      p = StandardNormal.twoSidedProbability(deviate)
    }
  }

  /// Twice the smaller tail of the sum of a random subset of the ranks; at most 2²⁵ subsets, counted exactly.
  private static func exactProbability(_ ranks: [Int], positive: Int) -> Double {
    let total = ranks.reduce(0, +)
    var subsets = [Int](repeating: 0, count: total + 1)
    subsets[0] = 1
    for rank in ranks {
      for sum in stride(from: total, through: rank, by: -1) { subsets[sum] += subsets[sum - rank] }
    }
    let lower = subsets[...positive].reduce(0, +)
    let upper = subsets[positive...].reduce(0, +)
    return min(1, Double(2 * min(lower, upper)) / Double(1 << ranks.count))
  }

  private static func deviate(count: Int, positive: Int, tieTerm: Int) -> Double {
    let n = Double(count)
    let distance = Double(positive) / 2 - n * (n + 1) / 4
    let variance = n * (n + 1) * (2 * n + 1) / 24 - Double(tieTerm) / 48
    let corrected = max(0, abs(distance) - 0.5)
    return (distance < 0 ? -corrected : corrected) / variance.squareRoot()
  }
}

/// Ranks of ascending values, each doubled so that shared ranks stay whole.
private struct DoubledMidranks {
  var values: [Int] = []
  /// `Σ (t³ − t)` over groups of `t` equal values.
  var tieTerm = 0

  init(_ ascending: [ExactRatio]) {
    var start = 0
    while start < ascending.count {
      var end = start + 1
      while end < ascending.count, ascending[end] == ascending[start] { end += 1 }
      let size = end - start
      values += [Int](repeating: start + 1 + end, count: size)
      tieTerm += size * size * size - size
      start = end
    }
  }
}
