import RouteModel

/// Whether a change is outside the measurement error.
public enum ReliableChange: ClosedSet {
  /// Up, outside the error.
  case up
  /// Within the error.
  case same
  /// Down, outside the error.
  case down
  /// The error is unknown.
  case unknown

  /// How output spells it.
  public var spellings: Spellings {
    switch self {
    case .up: Spellings("вырос", "up")
    case .same: Spellings("в_пределах_погрешности", "same")
    case .down: Spellings("снизился", "down")
    case .unknown: Spellings("неизвестно", "unknown")
    }
  }
}
