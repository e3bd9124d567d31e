import Diagnostics
import RouteModel
import RoutePlanning

/// Coverage targets: what is planned, what is missing, what could be reached at best, and why people are not reached.
extension AllocationText {
  func coverage(_ allocation: RegionAllocation, _ page: inout TextPage) {
    page.heading(page.say("Охват", "Coverage"))
    if allocation.coverage.isEmpty {
      page.line(page.say("в каталоге нет целей охвата", "the catalog has no coverage targets"), indent: 2)
    }
    for result in allocation.coverage { write(result, &page) }
  }

  private func write(_ result: CoverageResult, _ page: inout TextPage) {
    let (percent, denominator) = (result.target.percent, result.target.denominator)
    let whom = Self.whom(denominator, page)
    guard let total = result.total, let needed = result.needed, let shortfall = result.shortfall else {
      page.line(
        page.say(
          "№\(result.measure): цель \(percent) % (\(whom)); нет данных: в таблице людей их нет",
          "№\(result.measure): target \(percent) % (\(whom)); no data: the table of people has none"), indent: 2,
        hanging: 4)
      return
    }
    page.line(
      page.say(
        "№\(result.measure): \(percent) % от \(total) (\(whom)) — \(needed); будет \(result.planned)\(parts(result, page))",
        "№\(result.measure): \(percent) % of \(total) (\(whom)) is \(needed); planned \(result.planned)\(parts(result, page))"
      ), .bold, indent: 2, hanging: 4)
    guard shortfall > 0 else {
      page.line(page.say("цель выполняется", "the target is reached"), .good, indent: 6)
      return
    }
    page.line(
      page.say(
        "не хватает \(shortfall) до \(percent) %", "\(shortfall) missing to \(percent) %")
        + best(result, shortfall, page),
      .caution, indent: 6, hanging: 2)
    let reasons = CoverageResult.Obstacle.allCases.compactMap { obstacle in
      result.obstacles[obstacle].map { "\(Self.words(obstacle, page)) — \($0)" }
    }
    if !reasons.isEmpty {
      page.line(page.say("почему: ", "why: ") + reasons.joined(separator: ", "), indent: 6, hanging: 2)
    }
  }

  private func parts(_ result: CoverageResult, _ page: TextPage) -> String {
    guard result.planned > 0 else { return "" }
    return page.say(
      " (прошли \(result.completed), учатся \(result.inProgress), в маршрутах \(result.inRoutes))",
      " (completed \(result.completed), in progress \(result.inProgress), in routes \(result.inRoutes))")
  }

  private func best(_ result: CoverageResult, _ shortfall: Int, _ page: TextPage) -> String {
    guard let least = result.leastShortfall else { return "" }
    switch least {
    case 0:
      return page.say(
        "; людей и мест на эту цель хватило бы, если отказаться от другого",
        "; people and seats would be enough if other things were given up")
    case shortfall:
      return page.say(
        "; доказано: с этими людьми и местами меньше не бывает", "; proven: these people and seats allow no less")
    default:
      return page.say(
        "; доказано: с этими людьми и местами не хватит хотя бы \(least)",
        "; proven: with these people and seats at least \(least) are missing")
    }
  }

  static func whom(_ denominator: Denominator, _ page: TextPage) -> String {
    switch denominator {
    case .staff: page.say("работники из таблицы людей", "staff in the table of people")
    default: denominator.words(in: page.language)
    }
  }

  private static func words(_ obstacle: CoverageResult.Obstacle, _ page: TextPage) -> String {
    switch obstacle {
    case .outweighed: page.say("есть более полезное или нет времени", "better things or no time")
    case .noSeats: page.say("нет мест", "no seats")
    case .noSession: page.say("нет подходящей сессии", "no session fits")
    case .notAsked: page.say("не нужно: ни дефицита, ни правила", "not needed: neither deficit nor rule")
    case .notEligible: page.say("не для них", "not for them")
    case .nobody: page.say("нет людей в таблице", "no people in the table")
    }
  }
}
