import Foundation

/// Student's t distribution.
public struct StudentT: Sendable, Hashable {
  /// Degrees of freedom, positive.
  public let degreesOfFreedom: Int

  /// The distribution with that many degrees of freedom.
  public init(degreesOfFreedom: Int) {
    precondition(degreesOfFreedom > 0, "degrees of freedom are positive")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// `P(|T| ≥ |t|) = I_x(ν/2, 1/2)` at `x = ν/(ν + t²)`.
  public func twoSidedProbability(_ t: Double) -> Double {
    let freedom = Double(degreesOfFreedom)
    return SpecialFunctions.incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5)
  }

  /// The `t` with `P(|T| ≥ t) = probability`, for a probability between 0 and 1: bisection to the last bit.
  public func twoSidedQuantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "a probability between 0 and 1")
    var low = 0.0
    var high = 1.0
    while twoSidedProbability(high) > probability {
      low = high
      high *= 2
    }
    while true {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { return middle }
      if twoSidedProbability(middle) > probability { low = middle } else { high = middle }
    }
  }
}

/// The standard normal distribution.
public enum StandardNormal {
  /// The quantile of the two-sided 95 % limits.
  public static let limit95 = 1.959963984540054

  /// `P(|Z| ≥ |z|)`.
  public static func twoSidedProbability(_ z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }
}
