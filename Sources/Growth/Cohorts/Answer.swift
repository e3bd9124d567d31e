import Diagnostics

/// A value, or the reason in words why none is given: too few people, no spread, no data. Never a decorated guess.
public enum Answer<Value: Sendable & Hashable>: Sendable, Hashable {
  /// The value.
  case value(Value)
  /// Why there is none.
  case withheld(LocalizedText)

  /// The value; nil where it is withheld.
  public var value: Value? {
    guard case .value(let value) = self else { return nil }
    return value
  }

  /// Why there is no value; nil where there is one.
  public var reason: LocalizedText? {
    guard case .withheld(let reason) = self else { return nil }
    return reason
  }

  /// The answer computed from the value, where there is one.
  public func map<Other>(_ transform: (Value) -> Other) -> Answer<Other> {
    switch self {
    case .value(let value): .value(transform(value))
    case .withheld(let reason): .withheld(reason)
    }
  }
}

/// The smallest numbers of people about whom something is concluded.
public enum SampleMinimum {
  /// Pairs of results for intervals, tests, effect sizes, correlation and regression to the mean.
  public static let inference = 10
  /// People for a share in percent and its interval.
  public static let share = 5
}

/// Why a value is withheld.
enum Withheld {
  static func tooFewPairs(_ count: Int) -> LocalizedText {
    LocalizedText(
      ru: "пар результатов \(count), для вывода нужно не меньше \(SampleMinimum.inference)",
      en: "\(count) pairs of results, at least \(SampleMinimum.inference) are needed for a conclusion")
  }

  static func tooFewForShare(_ count: Int) -> LocalizedText {
    LocalizedText(
      ru: "человек с двумя тестами \(count), для доли нужно не меньше \(SampleMinimum.share)",
      en: "\(count) people with both tests, at least \(SampleMinimum.share) are needed for a share")
  }

  static let noPairs = LocalizedText(
    ru: "нет ни одной пары результатов", en: "there is no pair of results")
  static let onePair = LocalizedText(
    ru: "пара результатов одна, разброса нет", en: "there is one pair of results, which has no spread")
  static let constantChange = LocalizedText(
    ru: "изменение у всех одинаково, разброса нет", en: "the change is the same for everybody, there is no spread")
  static let noChange = LocalizedText(
    ru: "ни у кого нет изменения, сравнивать нечего", en: "nobody changed, there is nothing to compare")
  static let constantResults = LocalizedText(
    ru: "результаты одного из тестов у всех одинаковы, связь не определена",
    en: "the results of one test are the same for everybody, the correlation is not defined")
  static let noBase = LocalizedText(
    ru: "база прироста равна нулю", en: "the base of the growth is zero")
  static let tooWide = LocalizedText(
    ru: "точный расчёт не помещается в машинное слово", en: "the exact sum does not fit a machine word")
}
