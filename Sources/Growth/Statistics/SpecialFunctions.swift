import Foundation

/// Functions behind the distributions. Deterministic: no table, no iteration that depends on the machine's state.
enum SpecialFunctions {
  /// `ln Γ(x)` for `x > 0`: recurrence up to 12, then Stirling's series (Abramowitz, Stegun, 6.1.41). Error below 1e-13.
  static func logGamma(_ x: Double) -> Double {
    precondition(x > 0, "ln Γ is needed for positive numbers only")
    var shift = 0.0
    var z = x
    while z < 12 {
      shift += log(z)
      z += 1
    }
    let inverse = 1 / z
    let square = inverse * inverse
    let series =
      inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188))))
    return (z - 0.5) * log(z) - z + 0.5 * log(2 * Double.pi) + series - shift
  }

  /// The regularised incomplete beta function `I_x(a, b)`, `a, b > 0`, `x` in 0…1.
  ///
  /// The continued fraction DLMF 8.17.22 by the modified Lentz algorithm (W. J. Lentz 1976; I. J. Thompson,
  /// A. R. Barnett 1986), on the side of the mean where it converges fast: about √max(a, b) steps.
  static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
    let logFront = logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log1p(-x)
    return exp(logFront) / (a * continuedFraction(x, a, b))
  }

  /// The denominator of DLMF 8.17.22 after its first 1.
  private static func continuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    var fraction = 1.0
    var c = 1.0
    var d = 0.0
    for step in 1...10_000 {
      let m = Double(step / 2)
      let coefficient =
        step % 2 == 0
        ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 + coefficient * d
      c = 1 + coefficient / c
      if abs(d) < tiny { d = tiny }
      if abs(c) < tiny { c = tiny }
      d = 1 / d
      fraction *= c * d
      if abs(c * d - 1) < 1e-16 { break }
    }
    return fraction
  }
}
