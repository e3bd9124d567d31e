import RouteModel

/// What a growth is counted from: sums of both waves and the most that was possible, in one unit.
///
/// For a competency the unit is the hundredth of a point; for several it is their sum, so that the growth over them is a
/// growth of sums and needs no rounded mean.
public struct GrowthAmounts: Sendable, Hashable {
  /// The first test.
  public var pretest: Int
  /// The repeated test.
  public var retest: Int
  /// The top of the scale.
  public var maximum: Int

  /// The amounts; `maximum` must be positive and no test above it or below zero.
  public init(pretest: Int, retest: Int, maximum: Int) {
    precondition(maximum > 0 && (0...maximum).contains(pretest) && (0...maximum).contains(retest), "off the scale")
    self.pretest = pretest
    self.retest = retest
    self.maximum = maximum
  }

  /// The sums over pairs in which both tests are present; nil when there is none.
  init?(_ pairs: [ScorePair]) {
    let complete = pairs.compactMap { pair in
      pair.pretest.flatMap { pretest in pair.retest.map { (pretest.points.hundredths, $0.points.hundredths) } }
    }
    guard !complete.isEmpty else { return nil }
    self.init(
      pretest: complete.reduce(0) { $0 + $1.0 }, retest: complete.reduce(0) { $0 + $1.1 },
      maximum: complete.count * Points.hundred.hundredths)
  }

  /// The change.
  public var change: Int { retest - pretest }

  /// The growth by a formula; nil when its base is zero (no growth can be stated then).
  public func ratio(_ formula: GrowthFormula) -> ExactRatio? { ratio(formula, retest: retest) }

  private func ratio(_ formula: GrowthFormula, retest: Int) -> ExactRatio? {
    let base =
      switch formula {
      case .absolute: maximum
      case .relative: pretest
      case .normalised: maximum - pretest
      }
    return base > 0 ? ExactRatio(retest - pretest, base) : nil
  }

  /// Whether the growth is at least the target's percent, exactly; nil when the base is zero.
  public func reaches(_ target: GrowthTarget) -> Bool? {
    ratio(target.formula).map { $0 >= ExactRatio(target.percent.hundredths, 10_000) }
  }

  /// Whether a retest at the top of the scale would reach the target; nil when the base is zero.
  public func canReach(_ target: GrowthTarget) -> Bool? {
    ratio(target.formula, retest: maximum).map { $0 >= ExactRatio(target.percent.hundredths, 10_000) }
  }

  /// The growth in hundredths of percent for display; nil when the base is zero.
  ///
  /// Rounded half away from zero, except that rounding never lifts a growth below the target up to it: 9,996 % is shown
  /// as 9,99 % beside a target of 10 %, so the number and the verdict agree.
  public func percent(_ target: GrowthTarget) -> Points? {
    ratio(target.formula).map { ratio in
      let rounded = ratio.rounded(scale: 10_000)
      let lifted = rounded >= target.percent.hundredths && ratio < ExactRatio(target.percent.hundredths, 10_000)
      return Points(hundredths: lifted ? rounded - 1 : rounded)
    }
  }
}

/// A growth by one formula beside the same percent of target.
public struct FormulaGrowth: Sendable, Hashable {
  /// The formula.
  public var formula: GrowthFormula
  /// The growth in percent, rounded for display (`GrowthAmounts.percent`); nil when the base is zero.
  public var percent: Points?
  /// Whether it reaches the target's percent, decided exactly; nil when the base is zero.
  public var reaches: Bool?

  /// The growth of `amounts` by every formula, in the order absolute, relative, normalised.
  static func all(_ amounts: GrowthAmounts, percent: Points) -> [FormulaGrowth] {
    GrowthFormula.allCases.map { formula in
      let target = GrowthTarget(percent: percent, formula: formula)
      return FormulaGrowth(formula: formula, percent: amounts.percent(target), reaches: amounts.reaches(target))
    }
  }
}
