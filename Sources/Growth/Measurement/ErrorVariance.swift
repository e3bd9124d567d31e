import RouteModel

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
