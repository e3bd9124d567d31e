import Diagnostics
import RouteModel
import RoutePlanning

/// Whose routes change under new rules, as a page: in all, by municipality, by measure, by person.
public struct RouteComparisonText: Sendable {
  /// Whether names are left out.
  public var pseudonymous: Bool

  /// A view.
  public init(pseudonymous: Bool = false) { self.pseudonymous = pseudonymous }

  /// Writes the comparison.
  public func write(_ comparison: RouteComparison, to page: inout TextPage) {
    page.heading(page.say("ЧТО ИЗМЕНЯТ НОВЫЕ ПРАВИЛА", "WHAT THE NEW RULES CHANGE"))
    page.line(
      page.say(
        "маршрут меняется у \(comparison.changes.count) из \(comparison.people)",
        "the route changes for \(comparison.changes.count) of \(comparison.people)"),
      comparison.changes.isEmpty ? .good : .caution)
    if comparison.restated > 0 {
      page.line(
        page.say(
          "шаги те же, но другие основания или прогноз: \(comparison.restated)",
          "the same steps for other reasons or with another forecast: \(comparison.restated)"))
    }
    guard !comparison.changes.isEmpty else { return }
    page.line(totals(comparison.overall(), page))
    page.heading(page.say("По муниципалитетам", "By municipality"))
    for total in comparison.byMunicipality() {
      let name = total.key ?? page.say("муниципалитет не указан", "municipality not stated")
      page.line("\(name): \(total.people); \(totals(total, page))", indent: 2, hanging: 2)
    }
    page.heading(page.say("По мероприятиям", "By measure"))
    for row in comparison.byMeasure() {
      page.line(
        page.say(
          "№\(row.measure): уходит из \(row.leaves), входит в \(row.enters), меняет даты в \(row.moves); \(totals(row.total, page))",
          "№\(row.measure): leaves \(row.leaves), enters \(row.enters), changes dates in \(row.moves); \(totals(row.total, page))"
        ), indent: 2, hanging: 2)
    }
    page.heading(page.say("По людям", "By person"))
    for change in comparison.changes { write(change, &page) }
  }

  private func totals(_ total: RouteComparison.Total, _ page: TextPage) -> String {
    var text = page.say(
      "часы \(total.hours.before) → \(total.hours.after)", "hours \(total.hours.before) → \(total.hours.after)")
    if let forecast = total.forecast {
      let (before, after) = (
        Wording.number(forecast.before, page.language), Wording.number(forecast.after, page.language)
      )
      text += page.say(
        ", средний прогноз \(before) % → \(after) % (оценка)", ", mean forecast \(before) % → \(after) % (an estimate)")
    }
    return text
  }

  private func write(_ change: RouteChange, _ page: inout TextPage) {
    let person = change.after.person
    let name = pseudonymous ? person.id : person.name.map { "\($0) (\(person.id))" } ?? person.id
    func percent(_ forecast: Forecast) -> String {
      forecast.growth.map { Wording.number($0, page.language) + " %" } ?? page.say("нет данных", "no data")
    }
    page.line(
      page.say(
        "\(name): часы \(change.before.objective.hours) → \(change.after.objective.hours), прогноз \(percent(change.before.forecast)) → \(percent(change.after.forecast))",
        "\(name): hours \(change.before.objective.hours) → \(change.after.objective.hours), forecast \(percent(change.before.forecast)) → \(percent(change.after.forecast))"
      ),
      indent: 2, hanging: 2)
    list(change.leaves, page.say("уходит: ", "leaves: "), &page)
    list(change.enters, page.say("входит: ", "enters: "), &page)
    list(change.moves, page.say("меняет даты: ", "changes dates: "), &page)
  }

  private func list(_ codes: [MeasureCode], _ title: String, _ page: inout TextPage) {
    guard !codes.isEmpty else { return }
    page.line(title + codes.map { "№\($0)" }.joined(separator: ", "), .dim, indent: 4, hanging: 2)
  }
}
