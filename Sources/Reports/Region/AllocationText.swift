import Diagnostics
import RouteModel
import RoutePlanning
import RuleLanguage

/// How the seats of a region are shared, as a page for its methodologists: the sum with its proof, sessions with seats and
/// prices, coverage targets with what is missing and why, municipalities.
public struct AllocationText: Sendable {
  /// A view.
  public init() {}

  /// Writes the page.
  public func write(_ allocation: RegionAllocation, to page: inout TextPage) {
    header(allocation, &page)
    sum(allocation, &page)
    sessions(allocation, &page)
    coverage(allocation, &page)
    municipalities(allocation, &page)
  }

  private func header(_ allocation: RegionAllocation, _ page: inout TextPage) {
    page.heading(page.say("МЕСТА И ОХВАТ", "SEATS AND COVERAGE"))
    page.line(
      page.say(
        "Составлено на \(allocation.asOf.dotted), срок \(Wording.days(allocation.horizon, .russian)), людей: \(allocation.people)",
        "Made for \(allocation.asOf.iso), horizon \(Wording.days(allocation.horizon, .english)), people: \(allocation.people)"
      ))
    guard let key = allocation.municipality else { return }
    let name = allocation.parts.first { $0.municipality == key }?.name ?? key
    page.line(
      page.say(
        "Только \(name): места взяты из каталога целиком, люди других муниципалитетов на них не рассчитаны.",
        "Only \(name): seats are taken as the catalog has them, people of other municipalities are not planned for."),
      .caution)
  }

  // MARK: The sum

  private func sum(_ allocation: RegionAllocation, _ page: inout TextPage) {
    page.heading(page.say("Итог", "In all"))
    let more = allocation.requiredBound - allocation.requiredMet
    page.line(
      page.say(
        "Обязательных мероприятий: \(allocation.requiredMet) из \(allocation.requiredOf)"
          + (more > 0
            ? "; больше \(allocation.requiredBound) при этих местах не бывает" : "; больше при этих местах не бывает"),
        "Required measures: \(allocation.requiredMet) of \(allocation.requiredOf)"
          + (more > 0 ? "; these seats allow no more than \(allocation.requiredBound)" : "; these seats allow no more")),
      indent: 2, hanging: 2)
    let (value, bound, gap) = (
      units(allocation.value, page), units(allocation.bound, page), units(allocation.gap, page)
    )
    page.line(
      allocation.gap == 0
        ? page.say(
          "Ценность всех маршрутов: \(value), доказанно наибольшая",
          "The value of all routes: \(value), proven the largest")
        : page.say(
          "Ценность всех маршрутов: \(value); доказано: больше \(bound) не бывает, разница \(gap)\(share(allocation, page))",
          "The value of all routes: \(value); proven to be at most \(bound): a gap of \(gap)\(share(allocation, page))"
        ), indent: 2, hanging: 2)
    policy(allocation, &page)
    page.line(
      allocation.shortPeople == 0
        ? page.say("Мест хватило всем.", "There are seats for everybody.")
        : page.say(
          "Мест не хватило на \(allocation.shortPeople) \(plural(allocation.shortPeople, "человека", "человека", "человек")): будь мест вдоволь, их маршруты были бы лучше.",
          "Seats are short for \(allocation.shortPeople) people: with seats for all, their routes would be better."),
      allocation.shortPeople == 0 ? .good : .caution, indent: 2, hanging: 2)
  }

  /// ` (0,15 %)`, rounded up, so that it never says less than is proven.
  private func share(_ allocation: RegionAllocation, _ page: TextPage) -> String {
    // What the goals are worth is no learning: it must not make the gap look small.
    let whole = allocation.bound - allocation.goalsValue
    guard whole > 0 else { return "" }
    let hundredths = (allocation.gap * 10_000 + whole - 1) / whole
    return " (\(Wording.number(Points(hundredths: hundredths), page.language)) %)"
  }

  private func policy(_ allocation: RegionAllocation, _ page: inout TextPage) {
    let policy = allocation.policy
    var lines: [String] = []
    if policy.deficitsFirst {
      lines.append(
        page.say(
          "сначала большие дефициты: ценность маршрута умножена на вес самого большого дефицита человека (без этого сумма \(units(allocation.routesValue, page)))",
          "largest deficits first: a route's value is multiplied by the weight of the person's heaviest deficit (\(units(allocation.routesValue, page)) without)"
        ))
    }
    if let floor = policy.seatFloor {
      let percent = floor.isShare
      lines.append(
        page.say(
          "каждому муниципалитету не менее \(floor.amount) \(percent ? "% мест, о которых просят его люди" : plural(floor.amount, "места", "мест", "мест")): место до минимума стоит \(units(floor.worth, page))",
          "each municipality at least \(floor.amount) \(percent ? "% of the seats its people ask for" : "seats"): a seat up to that is worth \(units(floor.worth, page))"
        ))
    }
    if policy.coverageWorth > 0 {
      lines.append(
        page.say(
          "человек, недостающий до цели охвата, стоит \(units(policy.coverageWorth, page))",
          "a person missing to a coverage target is worth \(units(policy.coverageWorth, page))"))
    }
    guard !lines.isEmpty else { return }
    page.line(page.say("Политика правил:", "The rules' policy:"), indent: 2)
    for line in lines { page.line("— " + line, indent: 4, hanging: 2) }
  }

  /// Units of value are hundredths of a point.
  private func units(_ value: Int, _ page: TextPage) -> String {
    Wording.points(Points(hundredths: value), page.language)
  }

  // MARK: Sessions

  private func sessions(_ allocation: RegionAllocation, _ page: inout TextPage) {
    page.heading(page.say("Места на сессиях", "Seats of sessions"))
    guard !allocation.sessions.isEmpty else {
      page.line(
        page.say(
          "в каталоге нет сессий на этот срок: местам взяться неоткуда, делить нечего",
          "the catalog has no sessions in this time: there are no seats to share"), indent: 2)
      return
    }
    var measure: MeasureCode?
    for use in allocation.sessions {
      if use.session.measure != measure {
        measure = use.session.measure
        page.line("№\(use.session.measure)", .bold, indent: 2)
      }
      session(use, &page)
    }
    guard allocation.sessions.contains(where: { ($0.price ?? .zero) > .zero }) else { return }
    page.line(
      page.say(
        "Чего стоит ещё одно место — оценка; что даст новая сессия на деле и кому, считает marshrut demand.",
        "What one more seat is worth is an estimate; marshrut demand works out what a new session brings, and to whom."),
      .dim, indent: 2, hanging: 2)
  }

  private func session(_ use: RegionAllocation.SessionUse, _ page: inout TextPage) {
    var text = "\(use.session.id), \(Wording.days(use.session.days, page.language)): "
    guard let seats = use.session.seats else {
      page.line(
        text + page.say("\(use.used), мест: нет данных", "\(use.used), seats: no data") + started(use, page), indent: 4,
        hanging: 2)
      return
    }
    text += page.say("\(use.used) из \(seats)", "\(use.used) of \(seats)") + started(use, page)
    let isFull = use.used >= seats
    if seats == 0 { text += page.say("; мест нет", "; no seats") }
    if let price = use.price, price > .zero {
      text += page.say(
        "; ещё одно место даёт около \(Wording.points(price, page.language))",
        "; one more seat is worth about \(Wording.points(price, page.language))")
    }
    if use.requiredPrice > 0 {
      text += page.say(
        "; ещё одно место — ещё одно обязательное у кого-то",
        "; one more seat lets somebody take one more required measure")
    }
    page.line(text, isFull && seats > 0 ? .caution : .plain, indent: 4, hanging: 2)
  }

  private func started(_ use: RegionAllocation.SessionUse, _ page: TextPage) -> String {
    use.inProgress == 0
      ? "" : page.say(" (уже учатся \(use.inProgress))", " (\(use.inProgress) have started)")
  }

  // MARK: Municipalities

  private func municipalities(_ allocation: RegionAllocation, _ page: inout TextPage) {
    page.heading(page.say("Муниципалитеты", "Municipalities"))
    if allocation.parts.isEmpty { page.line(page.say("людей нет", "no people"), indent: 2) }
    for part in allocation.parts {
      let name = part.name ?? part.municipality ?? page.say("муниципалитет не указан", "municipality not stated")
      var text = page.say(
        "\(name): людей \(part.people), шагов \(part.steps); мест просили \(part.asked), получили \(part.seats)",
        "\(name): \(part.people) people, \(part.steps) steps; \(part.asked) seats asked for, \(part.seats) got")
      if let floor = part.floor {
        text += page.say(" (минимум \(floor))", " (at least \(floor))")
      }
      page.line(text, part.seats < part.floor ?? 0 ? .caution : .plain, indent: 2, hanging: 2)
    }
  }
}
