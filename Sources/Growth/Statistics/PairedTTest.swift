/// Student's t test of paired changes against no change, two-sided.
public struct PairedTTest: Sendable, Hashable {
  /// The mean change over its standard error.
  public let t: Double
  /// n − 1.
  public let degreesOfFreedom: Int
  /// The two-sided probability of so large a |t| if there were no change.
  public let p: Double
  /// The 95 % confidence interval of the mean change, in points.
  public let interval: Interval

  /// The test; the sample has at least two pairs and its changes are not all the same.
  public init(_ sample: PairedSample) {
    precondition(sample.count >= 2 && !sample.isChangeConstant, "a t test needs a spread")
    let mean = Descriptive.mean(sample.change)
    let error = Descriptive.deviation(sample.change) / Double(sample.count).squareRoot()
    let distribution = StudentT(degreesOfFreedom: sample.count - 1)
    let half = distribution.twoSidedQuantile(0.05) * error
    t = mean / error
    degreesOfFreedom = sample.count - 1
    p = distribution.twoSidedProbability(mean / error)
    interval = Interval(lower: mean - half, upper: mean + half)
  }
}

/// Standardised mean changes with Hedges' small-sample correction.
public struct EffectSizes: Sendable, Hashable {
  /// `mean(change) / SD(change)` (J. Cohen's d_z).
  public let dz: Double
  /// `mean(change) / √((SD₁² + SD₂²)/2)` (d_av); nil when neither wave has a spread.
  public let dav: Double?
  /// `J = 1 − 3/(4·df − 1)`, df = n − 1 (L. V. Hedges 1981).
  public let correction: Double

  /// d_z times the correction.
  public var correctedDz: Double { dz * correction }
  /// d_av times the correction.
  public var correctedDav: Double? { dav.map { $0 * correction } }

  /// The effect sizes; the sample has at least two pairs and its changes are not all the same.
  public init(_ sample: PairedSample) {
    precondition(sample.count >= 2 && !sample.isChangeConstant, "an effect size needs a spread")
    let mean = Descriptive.mean(sample.change)
    let first = Descriptive.deviation(sample.pretest)
    let second = Descriptive.deviation(sample.retest)
    dz = mean / Descriptive.deviation(sample.change)
    let isFlat = sample.isPretestConstant && sample.isRetestConstant
    dav = isFlat ? nil : mean / ((first * first + second * second) / 2).squareRoot()
    correction = 1 - 3 / (4 * Double(sample.count - 1) - 1)
  }
}
