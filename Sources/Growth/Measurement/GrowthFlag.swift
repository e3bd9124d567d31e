import RouteModel

/// What a reader of a growth has to know beside the verdict.
public enum GrowthFlag: ClosedSet {
  /// The two tests had different forms; whether they are equally hard is not checked.
  case formsDiffer
  /// The first result is 100: the normalised growth is not defined.
  case normalisedUndefined
  /// Absolute, relative and normalised growth disagree on the target.
  case formulasDisagree
  /// The number of items is not stated for every test: the measurement error is unknown.
  case errorUnknown
  /// Results marked as repeated tests are not later than the first test and were left out.
  case retestNotLater
  /// Some competencies of the framework have no pair and are left out of the overall growth.
  case partial

  /// How output spells it.
  public var spellings: Spellings {
    switch self {
    case .formsDiffer: Spellings("формы_теста_различаются", "forms_differ")
    case .normalisedUndefined: Spellings("нормированный_прирост_не_определён", "normalised_undefined")
    case .formulasDisagree: Spellings("формулы_расходятся", "formulas_disagree")
    case .errorUnknown: Spellings("погрешность_неизвестна", "error_unknown")
    case .retestNotLater: Spellings("повторный_тест_не_позже_первого", "retest_not_later")
    case .partial: Spellings("не_все_компетенции", "partial")
    }
  }
}
