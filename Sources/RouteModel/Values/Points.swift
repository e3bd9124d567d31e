/// A score, target, deficit or gain: whole hundredths of a point, so that every comparison and sum is exact.
public struct Points: Sendable, Hashable, Comparable {
  /// The amount in hundredths of a point.
  public var hundredths: Int

  /// An amount in hundredths of a point.
  public init(hundredths: Int) { self.hundredths = hundredths }

  /// An amount in whole points.
  public init(_ whole: Int) { self.hundredths = whole * 100 }

  /// No points.
  public static let zero = Points(hundredths: 0)
  /// The top of the scale of scores.
  public static let hundred = Points(100)

  /// The number `text` names, with a decimal comma or point, rounded half away from zero to hundredths; nil when
  /// `text` is not a plain decimal number of at most nine whole digits.
  public init?(parsing text: some StringProtocol) {
    guard let decimal = ExactDecimal(parsing: text) else { return nil }
    self.hundredths = decimal.hundredths
  }

  /// `numerator / denominator` of `scale`, rounded half away from zero. `denominator` must be positive.
  public static func ratio(_ numerator: Points, of denominator: Points, scale: Points = .hundred) -> Points {
    precondition(denominator.hundredths > 0, "a ratio needs a positive denominator")
    return Points(hundredths: roundedDivision(numerator.hundredths * scale.hundredths, denominator.hundredths))
  }

  /// Fewer points first.
  public static func < (left: Points, right: Points) -> Bool { left.hundredths < right.hundredths }
  /// The exact sum.
  public static func + (left: Points, right: Points) -> Points {
    Points(hundredths: left.hundredths + right.hundredths)
  }
  /// The exact difference.
  public static func - (left: Points, right: Points) -> Points {
    Points(hundredths: left.hundredths - right.hundredths)
  }
  /// Adds in place.
  public static func += (left: inout Points, right: Points) { left.hundredths += right.hundredths }

  /// The number with at most two decimals, none that are zero, after `separator`: `48`, `47.5`, `-0.05`.
  public func text(separator: Character = ".") -> String {
    let magnitude = hundredths.magnitude
    let (whole, rest) = magnitude.quotientAndRemainder(dividingBy: 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    if rest % 10 == 0 { return "\(sign)\(whole)\(separator)\(rest / 10)" }
    return "\(sign)\(whole)\(separator)\(rest < 10 ? "0" : "")\(rest)"
  }
}

/// The quotient rounded to the nearest whole number, halves away from zero. `denominator` must be positive.
public func roundedDivision(_ numerator: Int, _ denominator: Int) -> Int {
  precondition(denominator > 0, "a rounded quotient needs a positive denominator")
  let half = (2 * Int(numerator.magnitude) + denominator) / (2 * denominator)
  return numerator < 0 ? -half : half
}

/// A decimal number as written: sign, digits, and how many of them stand after the comma.
///
/// Reads `48`, `47,5`, `47.50`, `-3`, and digit groups parted by no-break or thin spaces. Nothing else: no exponent,
/// no percent sign, no text around it.
struct ExactDecimal {
  var negative = false
  var digits: [Int] = []
  var fractionCount = 0

  init?(parsing text: some StringProtocol) {
    var seenSeparator = false
    var isFirst = true
    for scalar in text.unicodeScalars {
      switch scalar {
      case "0"..."9":
        digits.append(Int(scalar.value) - 48)
        if seenSeparator { fractionCount += 1 }
      case ",", ".":
        if seenSeparator || digits.isEmpty { return nil }
        seenSeparator = true
      case "-", "\u{2212}":
        if !isFirst { return nil }
        negative = true
      case "+":
        if !isFirst { return nil }
      case "\u{A0}", "\u{202F}", "\u{2009}":
        if seenSeparator || digits.isEmpty { return nil }
      default: return nil
      }
      isFirst = false
    }
    let whole = digits.count - fractionCount
    if digits.isEmpty || whole > 9 || (seenSeparator && fractionCount == 0) || fractionCount > 30 { return nil }
  }

  /// The number in hundredths, half away from zero.
  var hundredths: Int {
    var result = 0
    let whole = digits.count - fractionCount
    for index in 0..<(whole + 2) { result = result * 10 + (index < digits.count ? digits[index] : 0) }
    if whole + 2 < digits.count, digits[whole + 2] >= 5 { result += 1 }
    return negative ? -result : result
  }
}
