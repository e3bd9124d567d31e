import Diagnostics
import RouteModel

/// The wording of why a measure is or is not in a route.
enum Reasons {
  static let noSeats = LocalizedText(ru: "мест нет", en: "no seats")

  static func outsideHorizon(_ days: DateSpan) -> LocalizedText {
    LocalizedText(
      ru: "\(days.from.dotted)–\(days.to.dotted) вне срока маршрута",
      en: "\(days.from.iso) to \(days.to.iso) is outside the route's horizon")
  }

  static func blackout(_ window: DateSpan) -> LocalizedText {
    LocalizedText(
      ru: "это время политика велит не занимать (\(window.from.dotted)–\(window.to.dotted))",
      en: "touches days the policy keeps free (\(window.from.iso) to \(window.to.iso))")
  }

  static func format(_ format: Format) -> LocalizedText {
    LocalizedText(
      ru: "формат «\(format.spellings.russian)» человеку не подходит",
      en: "the person can't take the format «\(format.spellings.english)»")
  }

  static func audience(_ literals: LocalizedText, unknown: Bool) -> LocalizedText {
    unknown
      ? LocalizedText(
        ru: "неизвестно, для этого ли человека: нет данных (\(literals.russian))",
        en: "unknown whether it is for this person: no data (\(literals.english))")
      : LocalizedText(
        ru: "не для этого человека: нужно \(literals.russian)", en: "not for this person: needs \(literals.english)")
  }

  static func completed(_ date: CalendarDate?) -> LocalizedText {
    guard let date else { return LocalizedText(ru: "уже пройдено", en: "already completed") }
    return LocalizedText(ru: "уже пройдено \(date.dotted)", en: "completed on \(date.iso)")
  }

  static func alternativeCompleted(_ other: MeasureCode) -> LocalizedText {
    LocalizedText(ru: "пройдена замена №\(other)", en: "its alternative №\(other) is completed")
  }

  static func excluded(_ rules: [String]) -> LocalizedText {
    let names = rules.map { "«\($0)»" }.joined(separator: ", ")
    return LocalizedText(ru: "исключено правилом \(names)", en: "excluded by \(names)")
  }

  static let notAsked = LocalizedText(
    ru: "ни одно правило не рекомендует, и дефицитов оно не закрывает",
    en: "no rule recommends it and it closes no deficit")

  static let noHours = LocalizedText(ru: "часы неизвестны", en: "its hours are unknown")

  static func noSession(_ closed: [(id: String, why: LocalizedText)]) -> LocalizedText {
    guard !closed.isEmpty else {
      return LocalizedText(ru: "в каталоге нет сроков и сессий", en: "the catalog has neither dates nor sessions")
    }
    func list(_ language: Language) -> String {
      closed.map { "\($0.id): \($0.why[language])" }.joined(separator: "; ")
    }
    return LocalizedText(ru: "нет доступной сессии (\(list(.russian)))", en: "no open session (\(list(.english)))")
  }

  static func missingPrerequisite(_ code: MeasureCode, _ why: LocalizedText) -> LocalizedText {
    LocalizedText(
      ru: "сначала нужно №\(code), а его взять нельзя: \(why.russian)",
      en: "needs №\(code) first, which can't be taken: \(why.english)")
  }

  static let chosen = LocalizedText(ru: "в маршруте", en: "in the route")

  static func worthless(gain: Int, hours: Int, cost: Int) -> LocalizedText {
    LocalizedText(
      ru: "добавило бы \(units(gain, ",")), а \(hours) ч стоят \(units(cost, ","))",
      en: "would add \(units(gain, ".")), and its \(hours) hours cost \(units(cost, "."))")
  }

  static func hoursFull(free: Int, needed: Int, cap: Int) -> LocalizedText {
    LocalizedText(
      ru: "не помещается в нагрузку: свободно \(free) ч из \(cap), нужно \(needed)",
      en: "does not fit the load: \(free) of \(cap) hours are free, it needs \(needed)")
  }

  static func alternativeChosen(_ other: MeasureCode) -> LocalizedText {
    LocalizedText(ru: "взята замена №\(other)", en: "its alternative №\(other) is taken")
  }

  static func prerequisiteNotTaken(_ codes: [MeasureCode]) -> LocalizedText {
    let list = codes.map { "№\($0)" }.joined(separator: ", ")
    return LocalizedText(ru: "до него нужно пройти \(list)", en: "\(list) has to come before it")
  }

  static func clash(_ others: [MeasureCode]) -> LocalizedText {
    let list = others.map { "№\($0)" }.joined(separator: ", ")
    return LocalizedText(ru: "по времени занято: \(list)", en: "its dates are taken by \(list)")
  }

  static let dominated = LocalizedText(
    ru: "маршрут без него ценнее: оно вытеснило бы более полезные шаги",
    en: "the route without it is worth more: it would push out more useful steps")

  static let requiredTogether = LocalizedText(
    ru: "вместе с другими обязательными не помещается", en: "does not fit together with the other required measures")

  /// Units of value (hundredths of a point) as points of value.
  static func units(_ hundredths: Int, _ separator: Character) -> String {
    Points(hundredths: hundredths).text(separator: separator)
  }
}
