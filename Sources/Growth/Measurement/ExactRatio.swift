/// A quotient of two whole numbers, compared exactly: growth and change never meet a floating-point comparison.
///
/// Not reduced; equal quotients are equal however they are written. Absent on purpose: arithmetic.
public struct ExactRatio: Sendable, Comparable {
  /// The dividend.
  public let numerator: Int
  /// The divisor, positive.
  public let denominator: Int

  /// `numerator / denominator`; the denominator must be positive.
  public init(_ numerator: Int, _ denominator: Int) {
    precondition(denominator > 0, "a ratio needs a positive denominator")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The nearest floating-point number: the same for equal ratios as long as both parts stay below 2⁵³.
  public var value: Double { Double(numerator) / Double(denominator) }

  /// The ratio without its sign.
  public var magnitude: ExactRatio { ExactRatio(abs(numerator), denominator) }

  /// The ratio times `scale`, rounded half away from zero.
  public func rounded(scale: Int) -> Int {
    let divisor = denominator.magnitude
    let product = numerator.magnitude.multipliedFullWidth(by: scale.magnitude)
    let (quotient, remainder) = divisor.dividingFullWidth(product)
    let rounded = Int(quotient) + (remainder >= divisor - remainder ? 1 : 0)
    return (numerator < 0) != (scale < 0) ? -rounded : rounded
  }

  /// Whether both name the same number.
  public static func == (left: ExactRatio, right: ExactRatio) -> Bool {
    left.numerator.multipliedFullWidth(by: right.denominator)
      == right.numerator.multipliedFullWidth(by: left.denominator)
  }

  /// Whether `left` is the smaller number; products have double width, so nothing overflows.
  public static func < (left: ExactRatio, right: ExactRatio) -> Bool {
    left.numerator.multipliedFullWidth(by: right.denominator)
      < right.numerator.multipliedFullWidth(by: left.denominator)
  }
}

/// Euclid's algorithm; both positive.
func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}
