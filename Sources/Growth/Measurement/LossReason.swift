import RouteModel

/// Why a person has no overall growth.
public enum LossReason: ClosedSet {
  /// No test at all.
  case notTested
  /// A first test, no repeated one.
  case noRetest
  /// A repeated test, no first one.
  case noPretest
  /// Results marked as repeated tests are not later than the first test.
  case retestNotLater
  /// Both tests, but in no common competency.
  case differentCompetencies

  /// How output spells it.
  public var spellings: Spellings {
    switch self {
    case .notTested: Spellings("нет_тестов", "not_tested")
    case .noRetest: Spellings("нет_повторного_теста", "no_retest")
    case .noPretest: Spellings("нет_первого_теста", "no_pretest")
    case .retestNotLater: Spellings("повторный_тест_не_позже_первого", "retest_not_later")
    case .differentCompetencies: Spellings("разные_компетенции", "different_competencies")
    }
  }

  /// The reason why no pair is complete; nil when one is.
  init?(_ pairs: [ScorePair]) {
    if pairs.contains(where: \.isComplete) { return nil }
    let first = pairs.contains { $0.pretest != nil }
    let repeated = pairs.contains { $0.retest != nil }
    switch (first, repeated) {
    case (true, true): self = .differentCompetencies
    case (true, false): self = pairs.contains(where: \.hasOnlyEarlierRetests) ? .retestNotLater : .noRetest
    case (false, true): self = .noPretest
    case (false, false): self = .notTested
    }
  }
}
