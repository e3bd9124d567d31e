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

/// A sum of error variances in squared hundredths of a point, as a fraction of whole numbers.
struct ErrorVariance {
  private var numerator = 0
  private var denominator = 1

  /// The sum over results; nil when a number of items is unknown or below 2.
  init?(_ scores: [Score]) {
    var terms: [(amount: Int, divisor: Int)] = []
    for score in scores {
      guard let items = score.items, items >= 2 else { return nil }
      let hundredths = score.points.hundredths
      // A cap far above any test keeps the arithmetic in a machine word; it can only enlarge the error.
      terms.append((hundredths * (Points.hundred.hundredths - hundredths), min(items, 1_000_000_000) - 1))
    }
    if !sumExactly(terms) { sumRoundedUp(terms) }
  }

  var value: Double { Double(numerator) / Double(denominator) }

  /// Whether `change² > 1,96² · variance`, in integers of double width.
  func isExceeded(byChange change: Int) -> Bool {
    let factor = MeasurementError.factor
    let square = change.magnitude * change.magnitude * UInt(factor.denominator * factor.denominator)
    let limit = UInt(factor.numerator * factor.numerator)
    return square.multipliedFullWidth(by: denominator.magnitude) > limit.multipliedFullWidth(by: numerator.magnitude)
  }

  /// Over the least common multiple of the divisors; false when the sum does not fit a machine word.
  private mutating func sumExactly(_ terms: [(amount: Int, divisor: Int)]) -> Bool {
    var multiple = 1
    for term in terms {
      let (product, overflow) = multiple.multipliedReportingOverflow(
        by: term.divisor / greatestCommonDivisor(multiple, term.divisor))
      if overflow { return false }
      multiple = product
    }
    var sum = 0
    for term in terms {
      let (product, tooWide) = term.amount.multipliedReportingOverflow(by: multiple / term.divisor)
      let (next, overflow) = sum.addingReportingOverflow(product)
      if tooWide || overflow { return false }
      sum = next
    }
    (numerator, denominator) = (sum, multiple)
    return true
  }

  /// In millionths, every term rounded up: where the exact sum does not fit, a change within 10⁻⁶ of the limit counts as
  /// within the error.
  private mutating func sumRoundedUp(_ terms: [(amount: Int, divisor: Int)]) {
    let unit = 1_000_000
    denominator = unit
    numerator = terms.reduce(0) { $0 + ($1.amount * unit + $1.divisor - 1) / $1.divisor }
  }
}

/// Euclid's algorithm; both positive.
func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}
