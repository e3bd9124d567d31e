import Foundation
import RouteModel

/// How far tests alone let results stray: the binomial standard error of both results and of their change.
///
/// Error variance of `x` right of `k` items: `x(k − x)/(k − 1)` (F. M. Lord, "Estimating test reliability", Educational
/// and Psychological Measurement 15, 1955; J. A. Keats 1957), in points of 100: `s(100 − s)/(k − 1)`. The variances of
/// both tests add up in the change. It is an upper-side estimate: items of one test are rarely equally hard. A result of
/// exactly 0 or 100 gets the error 0 by this formula.
public struct MeasurementError: Sendable, Hashable {
  /// The factor of the two-sided 95 % limits, as the reliable change index uses it.
  public static let factor = ExactRatio(196, 100)

  /// The standard error of the first result, in points (of the mean over several competencies).
  public let pretest: Double
  /// The standard error of the repeated result, in points.
  public let retest: Double
  /// The standard error of the change, in points.
  public let change: Double
  /// Whether the change is outside 1,96 standard errors (N. S. Jacobson, P. Truax, 1991), decided in integers.
  public let isReliable: Bool

  /// The smallest change that is reliable, in points: 1,96 standard errors of the change.
  public var detectableChange: Double { Self.factor.value * change }

  /// The error over pairs, or nil when it is unknown: a pair is not complete, or its number of items is not stated or
  /// below 2. It is never taken as 0.
  public init?(_ pairs: [ScorePair]) {
    guard let amounts = GrowthAmounts(pairs) else { return nil }
    let pretests = pairs.compactMap(\.pretest)
    let retests = pairs.compactMap(\.retest)
    guard pretests.count == pairs.count, retests.count == pairs.count,
      let first = ErrorVariance(pretests), let second = ErrorVariance(retests),
      let both = ErrorVariance(pretests + retests)
    else { return nil }
    let perMean = Double(100 * pairs.count)
    pretest = sqrt(first.value) / perMean
    retest = sqrt(second.value) / perMean
    change = sqrt(both.value) / perMean
    isReliable = both.isExceeded(byChange: amounts.change)
  }
}
