import Diagnostics
import RouteModel
import RuleLanguage

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

  static func blackoutWithTravel(_ window: DateSpan, _ days: Int) -> LocalizedText {
    LocalizedText(
      ru: "с дорогой (по \(days) дн.) " + blackout(window).russian,
      en: "with \(days) days of travel each way it " + blackout(window).english)
  }

  static func travelOutsideHorizon(_ days: Int, _ occupied: DateSpan) -> LocalizedText {
    LocalizedText(
      ru: "с дорогой (по \(days) дн.) " + outsideHorizon(occupied).russian,
      en: "with \(days) days of travel each way, " + outsideHorizon(occupied).english)
  }

  /// `rule` wants it at another time of the school year.
  static func outsideRuleWindow(_ rule: String, _ window: SchoolYearWindow) -> LocalizedText {
    let dates = dates(window)
    return LocalizedText(ru: "правило «\(rule)»: \(dates.russian)", en: "rule «\(rule)»: \(dates.english)")
  }

  static func dates(_ window: SchoolYearWindow) -> LocalizedText {
    LocalizedText(ru: dates(window, .russian), en: dates(window, .english))
  }

  /// `не раньше 1 октября, не позже 31 декабря`, as the rules say it.
  private static func dates(_ window: SchoolYearWindow, _ language: Language) -> String {
    let months = Keyword.allCases.filter { $0.monthNumber != nil }
    func text(_ keyword: Keyword, _ day: PolicySettings.MonthDay?) -> String? {
      day.map { day in
        let month = months.first { $0.monthNumber == day.month }?.phrase(in: language) ?? ""
        return "\(keyword.phrase(in: language)) \(day.day) \(month)"
      }
    }
    return [text(.notBefore, window.notBefore), text(.notAfter, window.notAfter)].compactMap(\.self)
      .joined(separator: ", ")
  }

  static func inProgress(_ started: CalendarDate) -> LocalizedText {
    LocalizedText(ru: "уже идёт с \(started.dotted)", en: "in progress since \(started.iso)")
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

  /// All seats of the sessions that fit are taken by others.
  static func seatsTaken(_ sessions: [FullSession]) -> LocalizedText {
    func list(_ language: Language) -> String {
      sessions.map { session in
        language == .russian
          ? "\(session.id) — занято \(session.seats) из \(session.seats)"
          : "\(session.id): \(session.seats) of \(session.seats) are taken"
      }
      .joined(separator: ", ")
    }
    return LocalizedText(ru: "мест не хватило: \(list(.russian))", en: "no seats left: \(list(.english))")
  }

  /// Seats of some sessions are taken, and something else keeps it out of the others.
  static func seatsTaken(_ sessions: [FullSession], otherwise: LocalizedText) -> LocalizedText {
    let taken = seatsTaken(sessions)
    return LocalizedText(
      ru: "\(taken.russian); в остальные сроки: \(otherwise.russian)",
      en: "\(taken.english); at other times: \(otherwise.english)")
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

  static let unsettled = LocalizedText(
    ru: "поиск остановлен на пределе узлов раньше, чем это выяснено",
    en: "the search stopped at its node limit before this was settled")

  static let besideGoals = LocalizedText(
    ru: "маршрут учитывает цели региона: охват и места муниципалитетам",
    en: "the route serves the region's goals: coverage and seats of municipalities")

  static let requiredTogether = LocalizedText(
    ru: "вместе с другими обязательными не помещается", en: "does not fit together with the other required measures")

  /// Units of value (hundredths of a point) as points of value.
  static func units(_ hundredths: Int, _ separator: Character) -> String {
    Points(hundredths: hundredths).text(separator: separator)
  }
}
