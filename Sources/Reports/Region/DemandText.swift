import Diagnostics
import RouteModel
import RoutePlanning

/// Which sessions to open next and which deficits nothing closes, as a page.
public struct DemandText: Sendable {
  /// How many sessions are shown.
  public var top: Int
  /// How many people a session names.
  private static let longestList = 30

  /// A view of the first `top` sessions.
  public init(top: Int) { self.top = top }

  /// Writes the page.
  public func write(_ demand: Demand, to page: inout TextPage) {
    page.heading(page.say("ЧТО ОТКРЫТЬ ЕЩЁ", "WHAT TO OPEN NEXT"))
    page.line(
      page.say(
        "Составлено на \(demand.asOf.dotted), срок \(Wording.days(demand.horizon, .russian)), людей: \(demand.people)",
        "Made for \(demand.asOf.iso), horizon \(Wording.days(demand.horizon, .english)), people: \(demand.people)"))
    openings(demand, &page)
    deficits(demand, &page)
  }

  private func openings(_ demand: Demand, _ page: inout TextPage) {
    page.heading(page.say("Новые сессии", "New sessions"))
    if demand.openings.isEmpty {
      page.line(
        page.say("ещё одна сессия никому ничего не даст", "one more session would bring nobody anything"), indent: 2)
      return
    }
    for (number, opening) in demand.openings.prefix(top).enumerated() { write(opening, number + 1, &page) }
    let rest = demand.openings.count - top
    if rest > 0 {
      page.line(
        page.say("и ещё \(rest), которые дают меньше: --top N", "and \(rest) more that bring less: --top N"), .dim,
        indent: 2)
    }
    page.line(
      page.say(
        "Это не прогноз, а расчёт: маршруты этих людей построены заново с новой сессией, места остальных те же. Освободившиеся места никому не переданы, поэтому на деле можно получить и больше. Дорога не учтена: проводите там, где этих людей больше.",
        "This is planned, not guessed: these people's routes are made again with the new session, all others keep their seats. Seats that become free are not given on, so there may be more to gain. Travel is not counted: hold it where most of these people are."
      ), .dim, indent: 2, hanging: 2)
  }

  private func write(_ opening: Demand.Opening, _ number: Int, _ page: inout TextPage) {
    page.line("\(number). №\(opening.measure) \(Wording.short(opening.title))", .bold, indent: 2, hanging: 4)
    page.line(
      page.say(
        "ещё одна сессия: \(opening.format.spelling(in: .russian)), \(Wording.days(opening.days, .russian)), мест \(opening.seats)",
        "one more session: \(opening.format.spelling(in: .english)), \(Wording.days(opening.days, .english)), \(opening.seats) seats"
      ), indent: 6, hanging: 2)
    let points = Wording.points(opening.points, page.language)
    let required =
      opening.required > 0
      ? page.say(", обязательных больше на \(opening.required)", ", \(opening.required) more required measures") : ""
    page.line(
      page.say("ценность больше на \(points)", "brings a value of \(points)") + required
        + page.say("; людей \(opening.takers.count)", "; \(opening.takers.count) people"), .good, indent: 6, hanging: 2)
    if opening.wanted > opening.seats {
      let sessions = (opening.wanted + opening.seats - 1) / opening.seats
      page.line(
        page.say(
          "пригодилась бы \(opening.wanted) \(plural(opening.wanted, "человеку", "людям", "людям")): таких сессий нужно \(sessions)",
          "\(opening.wanted) people could use it: \(sessions) such sessions"), indent: 6, hanging: 2)
    }
    let places = opening.municipalities.map { "\($0.name ?? page.say("не указан", "not stated")) — \($0.people)" }
    page.line(page.say("муниципалитеты: ", "municipalities: ") + places.joined(separator: ", "), indent: 6, hanging: 2)
    let names = opening.takers.prefix(Self.longestList).map(\.person).joined(separator: ", ")
    let rest = opening.takers.count - Self.longestList
    page.line(
      page.say("кому: ", "for whom: ") + names + (rest > 0 ? page.say(" и ещё \(rest)", " and \(rest) more") : ""),
      .dim,
      indent: 6, hanging: 2)
  }

  private func deficits(_ demand: Demand, _ page: inout TextPage) {
    page.heading(page.say("Дефициты, которые остаются", "Deficits that stay"))
    if demand.deficits.isEmpty {
      page.line(page.say("маршруты закрывают все дефициты", "the routes close every deficit"), .good, indent: 2)
    }
    for line in demand.deficits {
      page.line("\(line.competency) \(Wording.short(line.title))", indent: 2, hanging: 4)
      page.line(
        page.say(
          "остаётся \(Wording.points(line.points, page.language)) у \(line.people) чел.",
          "\(Wording.points(line.points, page.language)) stay, \(line.people) people"), indent: 6, hanging: 2)
      guard line.peopleWithoutMeasure > 0 else { continue }
      page.line(
        page.say(
          "из них \(Wording.points(line.pointsWithoutMeasure, page.language)) у \(line.peopleWithoutMeasure) чел.: в каталоге для них нет ни одного мероприятия",
          "of these \(Wording.points(line.pointsWithoutMeasure, page.language)), \(line.peopleWithoutMeasure) people: the catalog has no measure for them"
        ), .caution, indent: 6, hanging: 2)
    }
  }
}
