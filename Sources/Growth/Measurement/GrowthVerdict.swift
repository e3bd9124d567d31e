import RouteModel

/// What a repeated test says of the growth target.
public enum GrowthVerdict: ClosedSet {
  /// The growth is at least the target, and the change is outside the measurement error or the error is unknown.
  case reached
  /// The growth is at least the target, but the tests alone could make such a change.
  case reachedWithinError
  /// The growth is below the target.
  case notReached
  /// Even the top of the scale would not reach the target from this start.
  case ceiling
  /// The first result is 0: a relative growth is not defined.
  case noBase
  /// There is no repeated test later than the first.
  case noRetest
  /// There is no first test.
  case noPretest

  /// How output spells it.
  public var spellings: Spellings {
    switch self {
    case .reached: Spellings("достигнут", "reached")
    case .reachedWithinError: Spellings("достигнут_в_пределах_погрешности", "reached_within_error")
    case .notReached: Spellings("не_достигнут", "not_reached")
    case .ceiling: Spellings("потолок", "ceiling")
    case .noBase: Spellings("нет_базы", "no_base")
    case .noRetest: Spellings("нет_повторного_теста", "no_retest")
    case .noPretest: Spellings("нет_первого_теста", "no_pretest")
    }
  }

  /// Whether the target is reached, within the error or outside it.
  public var isReached: Bool { self == .reached || self == .reachedWithinError }
}

extension GrowthVerdict {
  /// The verdict on complete pairs. The tests come in this order and the first that holds decides:
  /// 1. the relative formula has no base (the first result is 0): `noBase`;
  /// 2. the top of the scale would not reach the target, or the normalised formula has nothing left to gain: `ceiling`;
  /// 3. the growth is below the target: `notReached`;
  /// 4. the change is within the known measurement error: `reachedWithinError`;
  /// 5. otherwise `reached`.
  ///
  /// Before them: no first test is `noPretest`, whether or not there is a repeated one; no repeated test is `noRetest`.
  static func of(_ amounts: GrowthAmounts, target: GrowthTarget, error: MeasurementError?) -> GrowthVerdict {
    guard let canReach = amounts.canReach(target), let reaches = amounts.reaches(target) else {
      return target.formula == .relative ? .noBase : .ceiling
    }
    if !canReach { return .ceiling }
    if !reaches { return .notReached }
    return error.map(\.isReliable) ?? true ? .reached : .reachedWithinError
  }
}
