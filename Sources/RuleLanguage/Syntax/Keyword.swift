import Diagnostics

/// A fixed phrase of the language: one or more words, in Russian and in English.
public enum Keyword: Int, CaseIterable, Sendable, Hashable {
  case policy, scale, targets, diagnostic, rule, example
  case result, growthTarget, load, hourPrice, keepFree, horizon, travel, seats, coverage
  case latest, best, bestWithin, months, days, relative, absolute, normalised
  case noMoreThan, hoursPer, measuresAtOnce, year, halfYear, quarter, month
  case deficitsFirst, eachMunicipality, noFewerThan, seatCount, priceEach, missingPersonCosts, points
  case from, above, weight, like
  case condition, then, because, basis, given, expect
  case require, recommend, withWeight, notBefore, notAfter, exclude, deficit, none, fired, notFired
  case and, or, not, always, noData
  case atLeast, atMost, below, upTo, oneOf
  case yes, no
  case january, february, march, april, may, june, july, august, september, october, november, december

  /// The phrase in Russian.
  public var russian: String { phrases.0 }
  /// The phrase in English.
  public var english: String { phrases.1 }
  /// The phrase in `language`.
  public func phrase(in language: Language) -> String { language == .russian ? russian : english }

  private var phrases: (String, String) {
    switch self {
    case .policy: ("политика", "policy")
    case .scale: ("шкала дефицита", "deficit scale")
    case .targets: ("цели", "targets")
    case .diagnostic: ("диагностика", "diagnostic")
    case .rule: ("правило", "rule")
    case .example: ("пример", "example")
    case .result: ("результат", "result")
    case .growthTarget: ("цель роста", "growth target")
    case .load: ("нагрузка", "load")
    case .hourPrice: ("цена часа", "hour price")
    case .keepFree: ("не занимать", "keep free")
    case .horizon: ("горизонт", "horizon")
    case .travel: ("дорога", "travel")
    case .seats: ("места", "seat sharing")
    case .coverage: ("охват", "coverage")
    case .latest: ("последний", "latest")
    case .best: ("лучший", "best")
    case .bestWithin: ("лучший за", "best within")
    case .months: ("месяцев", "months")
    case .days: ("дней", "days")
    case .relative: ("относительный", "relative")
    case .absolute: ("абсолютный", "absolute")
    case .normalised: ("нормированный", "normalised")
    case .noMoreThan: ("не более", "at most")
    case .hoursPer: ("часов за", "hours per")
    case .measuresAtOnce: ("мероприятий одновременно", "measures at once")
    case .year: ("год", "year")
    case .halfYear: ("полугодие", "half-year")
    case .quarter: ("квартал", "quarter")
    case .month: ("месяц", "month")
    case .deficitsFirst: ("сначала большие дефициты", "largest deficits first")
    case .eachMunicipality: ("муниципалитету", "each municipality")
    case .noFewerThan: ("не менее", "at least")
    case .seatCount: ("мест", "seats")
    case .priceEach: ("по", "worth")
    case .missingPersonCosts: ("недостающий человек стоит", "a missing person costs")
    case .points: ("баллов", "points")
    case .from: ("от", "from")
    case .above: ("больше", "over")
    case .weight: ("вес", "weight")
    case .like: ("как", "like")
    case .condition: ("если", "if")
    case .then: ("то", "then")
    case .because: ("потому что", "because")
    case .basis: ("основание", "basis")
    case .given: ("дано", "given")
    case .expect: ("ожидается", "expect")
    case .require: ("обязательно", "require")
    case .recommend: ("рекомендовать", "recommend")
    case .withWeight: ("с весом", "with weight")
    case .notBefore: ("не раньше", "not before")
    case .notAfter: ("не позже", "not after")
    case .exclude: ("исключить", "exclude")
    case .deficit: ("дефицит", "deficit")
    case .none: ("нет", "none")
    case .fired: ("сработало", "fired")
    case .notFired: ("не сработало", "not fired")
    case .and: ("и", "and")
    case .or: ("или", "or")
    case .not: ("не", "not")
    case .always: ("всегда", "always")
    case .noData: ("нет данных", "no data")
    case .atLeast: ("не ниже", "at least")
    case .atMost: ("не выше", "at most")
    case .below: ("ниже", "below")
    case .upTo: ("до", "to")
    case .oneOf: ("один из", "one of")
    case .yes: ("да", "yes")
    case .no: ("нет", "no")
    case .january: ("января", "January")
    case .february: ("февраля", "February")
    case .march: ("марта", "March")
    case .april: ("апреля", "April")
    case .may: ("мая", "May")
    case .june: ("июня", "June")
    case .july: ("июля", "July")
    case .august: ("августа", "August")
    case .september: ("сентября", "September")
    case .october: ("октября", "October")
    case .november: ("ноября", "November")
    case .december: ("декабря", "December")
    }
  }

  /// The month a keyword names, 1–12.
  public var monthNumber: Int? {
    rawValue >= Self.january.rawValue ? rawValue - Self.january.rawValue + 1 : nil
  }

  /// The keywords a declaration starts with.
  public static let declarations: [Keyword] = [.policy, .scale, .targets, .diagnostic, .rule, .example]
  /// The keywords a clause of a rule, diagnostic or example starts with.
  public static let clauses: [Keyword] = [.condition, .then, .because, .basis, .given, .expect]
}
