/// Results of people in both waves, in points of 100.
///
/// Invariant: in ascending order of the first result, then the repeated one, compared exactly. Sums run in this order, so
/// that the order in which people came changes no bit of a result.
public struct PairedSample: Sendable {
  /// One person's results.
  public struct Pair: Sendable {
    /// The first result.
    public var pretest: ExactRatio
    /// The repeated result.
    public var retest: ExactRatio
    /// The repeated result minus the first, exactly.
    public var change: ExactRatio

    /// Results given in whole `unit`s of a point.
    public init(pretest: Int, retest: Int, unit: Int = 1) {
      self.pretest = ExactRatio(pretest, unit)
      self.retest = ExactRatio(retest, unit)
      self.change = ExactRatio(retest - pretest, unit)
    }
  }

  /// The pairs.
  public let pairs: [Pair]
  /// The first results.
  public let pretest: [Double]
  /// The repeated results.
  public let retest: [Double]
  /// The changes, each rounded once from its exact value.
  public let change: [Double]

  /// Sorts the pairs; O(n log n).
  public init(_ pairs: [Pair]) {
    self.pairs = pairs.sorted { a, b in a.pretest == b.pretest ? a.retest < b.retest : a.pretest < b.pretest }
    pretest = self.pairs.map(\.pretest.value)
    retest = self.pairs.map(\.retest.value)
    change = self.pairs.map(\.change.value)
  }

  /// How many pairs.
  public var count: Int { pairs.count }

  /// Whether every change is the same number, exactly: then it has no spread to test against.
  public var isChangeConstant: Bool { pairs.allSatisfy { $0.change == pairs[0].change } }
  /// Whether every first result is the same number, exactly.
  public var isPretestConstant: Bool { pairs.allSatisfy { $0.pretest == pairs[0].pretest } }
  /// Whether every repeated result is the same number, exactly.
  public var isRetestConstant: Bool { pairs.allSatisfy { $0.retest == pairs[0].retest } }
}

/// Means and spreads of lists of numbers, summed from the front.
public enum Descriptive {
  /// The mean; the list must not be empty.
  public static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  /// The standard deviation of a sample (n − 1), by the two-pass formula; at least two values.
  public static func deviation(_ values: [Double]) -> Double {
    let mean = mean(values)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(values.count - 1)).squareRoot()
  }

  /// Pearson's correlation; both lists of one length and neither constant.
  public static func correlation(_ x: [Double], _ y: [Double]) -> Double {
    let (meanX, meanY) = (mean(x), mean(y))
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for (a, b) in zip(x, y) {
      xx += (a - meanX) * (a - meanX)
      yy += (b - meanY) * (b - meanY)
      xy += (a - meanX) * (b - meanY)
    }
    return max(-1, min(1, xy / (xx.squareRoot() * yy.squareRoot())))
  }
}

/// An interval with its ends.
public struct Interval: Sendable, Hashable {
  /// The lower end.
  public let lower: Double
  /// The upper end.
  public let upper: Double
}
