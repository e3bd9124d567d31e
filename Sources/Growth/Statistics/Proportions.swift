/// The Wilson score interval of a share, 95 %, as numbers from 0 to 1.
///
/// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927.
public enum WilsonInterval {
  /// The interval of `count` of `total`; `total` positive, `count` from 0 to it.
  public static func of(_ count: Int, of total: Int) -> Interval {
    precondition(total > 0 && (0...total).contains(count), "a share of a positive total")
    let n = Double(total)
    let z = StandardNormal.limit95
    let share = Double(count) / n
    let centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    // The ends are exactly 0 and 1 there; rounding must not say otherwise.
    return Interval(lower: count == 0 ? 0 : centre - half, upper: count == total ? 1 : centre + half)
  }
}

/// Holm's step-down adjustment of several probabilities, valid however the tests depend on each other.
///
/// S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6, 1979.
public enum HolmAdjustment {
  /// The adjusted probabilities in the order of `probabilities`; O(m log m).
  public static func adjust(_ probabilities: [Double]) -> [Double] {
    var adjusted = probabilities
    var floor = 0.0
    let order = probabilities.indices.sorted { (probabilities[$0], $0) < (probabilities[$1], $1) }
    for (step, index) in order.enumerated() {
      floor = max(floor, min(1, Double(order.count - step) * probabilities[index]))
      adjusted[index] = floor
    }
    return adjusted
  }
}
