import Diagnostics
import RouteModel

/// Wordings of routes made anew.
extension Reasons {
  static let datesTaken = LocalizedText(
    ru: "на прежние дни не помещается рядом с остальными шагами: нагрузка, дни или порядок",
    en: "does not fit on its days beside the other steps: load, days or order")

  static let besideApproved = LocalizedText(
    ru: "рядом с утверждёнными шагами не помещается, или маршрут без него ценнее",
    en: "does not fit beside the approved steps, or the route without it is worth more")

  static func hoursDone(_ hours: Int) -> LocalizedText {
    LocalizedText(
      ru: "пройденные шаги (\(hours) ч) занимают нагрузку своего периода: места в нём меньше",
      en: "completed steps (\(hours) hours) take room in the load of their period")
  }

  static let teachesNoMore = LocalizedText(
    ru: "в каталоге это больше не обучение", en: "the catalog no longer holds it as teaching")

  static let startedBesides = LocalizedText(
    ru: "уже идёт, хотя в прежнем маршруте его не было",
    en: "in progress, though it was not in the earlier route")

  static let neededByOthers = LocalizedText(ru: "нужно другому шагу", en: "another step needs it")

  static func closes(_ points: [CompetencyPoints]) -> LocalizedText {
    func list(_ separator: Character) -> String {
      points.map { "\($0.competency) — \($0.points.text(separator: separator))" }.joined(separator: ", ")
    }
    return LocalizedText(ru: "закрывает баллы дефицита: \(list(","))", en: "closes points of deficits: \(list("."))")
  }

  static func sessionCancelled(_ id: String) -> LocalizedText {
    LocalizedText(ru: "сессии «\(id)» в каталоге больше нет", en: "the catalog no longer has the session «\(id)»")
  }

  static func sessionMoved(_ id: String, _ days: DateSpan) -> LocalizedText {
    LocalizedText(
      ru: "сессия «\(id)» перенесена на \(days.from.dotted)–\(days.to.dotted)",
      en: "the session «\(id)» is now on \(days.from.iso) to \(days.to.iso)")
  }

  static func monthGone(_ id: String) -> LocalizedText {
    LocalizedText(ru: "в месяце \(id) его больше не проводят", en: "it is no longer held in the month \(id)")
  }

  static func overdue(_ days: DateSpan) -> LocalizedText {
    let isOne = days.from == days.to
    return LocalizedText(
      ru:
        "\(isOne ? "день прошёл (\(days.from.dotted))" : "дни прошли (\(days.from.dotted)–\(days.to.dotted))"), а отметки о прохождении нет",
      en:
        "\(isOne ? "its day is over (\(days.from.iso))" : "its days are over (\(days.from.iso) to \(days.to.iso))") and nothing says it is completed"
    )
  }

  static func joined(_ first: LocalizedText, _ second: LocalizedText) -> LocalizedText {
    LocalizedText(ru: first.russian + "; " + second.russian, en: first.english + "; " + second.english)
  }

  static func otherSessions(_ reason: LocalizedText) -> LocalizedText {
    LocalizedText(ru: "в другое время: \(reason.russian)", en: "at other times: \(reason.english)")
  }

  static func overdueFinding(_ step: ApprovedRoute.Step) -> LocalizedText {
    let why = overdue(step.days)
    return LocalizedText(
      ru: "№\(step.measure): \(why.russian); если пройдено, внесите это в данные (completions или marshrut complete)",
      en: "№\(step.measure): \(why.english); if it was completed, say so in the data (completions or marshrut complete)"
    )
  }

  static func runsByPlan(_ step: ApprovedRoute.Step) -> LocalizedText {
    LocalizedText(
      ru: "№\(step.measure) по плану идёт с \(step.days.from.dotted); что оно начато, в данных не отмечено",
      en: "№\(step.measure) runs since \(step.days.from.iso) by the plan; the data do not say it was started")
  }

  static func keptUnasked(_ measure: MeasureCode) -> LocalizedText {
    LocalizedText(
      ru: "№\(measure) оставлено, потому что утверждено: сейчас ни правила, ни дефициты его не требуют",
      en: "№\(measure) stays because it is approved: now neither rules nor deficits ask for it")
  }

  static func keptBeforeRequired(_ count: Int) -> LocalizedText {
    LocalizedText(
      ru:
        "ради утверждённых шагов не взято обязательных: \(count); маршрут без оглядки на прежний их берёт (route без --from)",
      en:
        "required measures left out for the sake of approved steps: \(count); a route without regard to the earlier one takes them (route without --from)"
    )
  }
}
