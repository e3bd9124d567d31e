import Diagnostics

/// A fixed phrase of the language: one or more words, in Russian and in English.
public enum Keyword: Int, CaseIterable, Sendable, Hashable {
  case policy, scale, targets, diagnostic, rule, example
  case result, growthTarget, load, hourPrice, keepFree, horizon
  case latest, best, bestWithin, months, relative, absolute, normalised
  case noMoreThan, hoursPer, measuresAtOnce, year, halfYear, quarter, month
  case from, above, weight, like
  case condition, then, because, basis, given, expect
  case require, recommend, withWeight, exclude, deficit, none, fired, notFired
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
    case .latest: ("последний", "latest")
    case .best: ("лучший", "best")
    case .bestWithin: ("лучший за", "best within")
    case .months: ("месяцев", "months")
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

/// The words of the keywords, numbered, so that the parser compares numbers.
struct KeywordTable: Sendable {
  /// One spelling of a keyword: its language and the numbers of its words.
  struct Spelling: Sendable {
    var language: Language
    var words: [Int16]
  }

  static let shared = KeywordTable()

  private let numbers: [String: Int16]
  private let foldedNumbers: [String: Int16]
  private let spellings: [[Spelling]]

  private init() {
    var numbers: [String: Int16] = [:]
    func number(_ word: Substring) -> Int16 {
      let key = word.lowercased()
      let found = numbers[key] ?? Int16(numbers.count)
      numbers[key] = found
      return found
    }
    spellings = Keyword.allCases.map { keyword in
      var list = Language.allCases.map { language in
        Spelling(language: language, words: keyword.phrase(in: language).split(separator: " ").map(number))
      }
      for extra in Self.variants[keyword] ?? [] {
        list.append(Spelling(language: extra.language, words: extra.phrase.split(separator: " ").map(number)))
      }
      return list
    }
    self.numbers = numbers
    var folded: [String: Int16] = [:]
    for (word, value) in numbers { folded[LookAlike.fold(word)] = value }
    foldedNumbers = folded
  }

  /// Grammatical variants that people write: the cases and numbers that follow a numeral, and synonyms.
  private static let variants: [Keyword: [(language: Language, phrase: String)]] = [
    .hoursPer: [(.russian, "часа за"), (.russian, "час за"), (.english, "hour per")],
    .measuresAtOnce: [
      (.russian, "мероприятия одновременно"), (.russian, "мероприятие одновременно"), (.english, "measure at once"),
    ],
    .months: [(.russian, "месяца"), (.russian, "месяц"), (.english, "month")],
    .above: [(.russian, "выше"), (.english, "above")],
    .below: [(.russian, "меньше")],
    .atLeast: [(.russian, "не меньше"), (.russian, "не менее")],
    .atMost: [(.russian, "не больше"), (.russian, "не более")],
    .recommend: [(.russian, "рекомендуется"), (.english, "recommended")],
    .exclude: [(.russian, "исключено"), (.english, "excluded")],
    .require: [(.english, "required")],
    .normalised: [(.english, "normalized")],
  ]

  /// The number of a word; `exact` is false when only its look-alike spelling is a word of the language.
  func number(of word: String) -> (number: Int16, exact: Bool)? {
    if let found = numbers[word] { return (found, true) }
    let lowered = word.lowercased()
    if let found = numbers[lowered] { return (found, true) }
    guard LookAlike.mixesScripts(word), let found = foldedNumbers[LookAlike.fold(word)] else { return nil }
    return (found, false)
  }

  func spellings(of keyword: Keyword) -> [Spelling] { spellings[keyword.rawValue] }
}
