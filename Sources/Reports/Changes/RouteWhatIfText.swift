import Diagnostics
import RouteModel
import RoutePlanning

/// What would be otherwise in a person's route, as a page: what is assumed, deficits, steps, totals, remarks.
public struct RouteWhatIfText: Sendable {
  /// Whether names are left out.
  public var pseudonymous: Bool

  /// A view.
  public init(pseudonymous: Bool = false) { self.pseudonymous = pseudonymous }

  /// Writes the difference; what is equal is not repeated.
  public func write(_ whatIf: RouteWhatIf, to page: inout TextPage) {
    let person = whatIf.before.person
    let name = pseudonymous ? person.id : person.name.map { "\($0) (\(person.id))" } ?? person.id
    let date = Wording.date(whatIf.before.asOf, page.language)
    page.heading(page.say("ЧТО ЕСЛИ", "WHAT IF"))
    page.line(page.say("\(name), на \(date)", "\(name), as of \(date)"))
    page.heading(page.say("Предположено", "Assumed"))
    for change in whatIf.assumed {
      page.line(
        "\(change.name[page.language]): \(change.from[page.language]) → \(change.to[page.language])", indent: 2,
        hanging: 4)
    }
    deficits(whatIf, &page)
    steps(whatIf, &page)
    totals(whatIf, &page)
    remarks(whatIf, &page)
    page.blank()
    page.line(
      page.say(
        "Это только предположение: маршрут не изменён и не сохранён.",
        "This is only an assumption: the route is neither changed nor saved."), .dim)
  }

  private func deficits(_ whatIf: RouteWhatIf, _ page: inout TextPage) {
    page.heading(page.say("Дефициты", "Deficits"))
    let changes = whatIf.deficits
    if changes.isEmpty { page.line(page.say("те же", "the same"), indent: 2) }
    for change in changes {
      let title = change.after?.title ?? change.before?.title ?? ""
      page.line(
        "\(change.competency) \(Wording.short(title)): \(deficit(change.before, page)) → \(deficit(change.after, page))",
        indent: 2, hanging: 4)
    }
  }

  /// `27 — высокий`.
  private func deficit(_ line: CompetencyDeficit?, _ page: TextPage) -> String {
    guard let line else { return page.say("не оценивается", "not assessed") }
    guard let deficit = line.deficit else { return page.say("нет данных", "no data") }
    return Wording.number(deficit, page.language) + (line.band.map { " — \($0)" } ?? "")
  }

  private func steps(_ whatIf: RouteWhatIf, _ page: inout TextPage) {
    page.heading(page.say("Шаги", "Steps"))
    guard let change = whatIf.change, change.extent == .steps else {
      page.line(page.say("те же", "the same"), indent: 2)
      return
    }
    for code in change.leaves {
      guard let step = whatIf.before.steps.first(where: { $0.measure == code }) else { continue }
      page.line("− " + line(step, page), .bad, indent: 2, hanging: 4)
      let reason = whatIf.after.candidates.first { $0.measure == code }?.reason[page.language]
      if let reason { because(reason, &page) }
    }
    for code in change.enters {
      guard let step = whatIf.after.steps.first(where: { $0.measure == code }) else { continue }
      page.line("+ " + line(step, page), .good, indent: 2, hanging: 4)
      let rules = step.because.map { "«\($0.rule)»: \($0.text)" }.joined(separator: "; ")
      let why = rules.isEmpty ? page.say("закрывает дефицит", "it closes a deficit") : rules
      because(
        step.closes.isEmpty && rules.isEmpty ? page.say("нужно другому шагу", "another step needs it") : why, &page)
    }
    for code in change.moves {
      guard let old = whatIf.before.steps.first(where: { $0.measure == code }),
        let new = whatIf.after.steps.first(where: { $0.measure == code })
      else { continue }
      page.line(
        "~ " + line(old, page) + " → " + Wording.days(new.session.days, page.language), .caution, indent: 2, hanging: 4)
    }
    let required = { (route: Route) in route.steps.filter(\.required).map(\.measure) }
    let (old, new) = (required(whatIf.before), required(whatIf.after))
    if old != new, change.leaves.isEmpty, change.enters.isEmpty {
      let list = { (codes: [MeasureCode]) in codes.isEmpty ? "—" : codes.map { "№\($0)" }.joined(separator: ", ") }
      page.line(
        page.say("обязательны: \(list(old)) → \(list(new))", "required: \(list(old)) → \(list(new))"), indent: 2)
    }
  }

  private func line(_ step: Step, _ page: TextPage) -> String {
    "№\(step.measure) \(Wording.short(step.title)), \(Wording.days(step.session.days, page.language))"
  }

  private func because(_ reason: String, _ page: inout TextPage) {
    page.line(page.say("потому что: ", "because: ") + reason, .dim, indent: 6, hanging: 2)
  }

  private func totals(_ whatIf: RouteWhatIf, _ page: inout TextPage) {
    page.heading(page.say("Итог", "Totals"))
    let (old, new) = (whatIf.before.objective, whatIf.after.objective)
    func value(_ objective: RouteObjective) -> String {
      Wording.number(Points(hundredths: objective.value), page.language)
    }
    func percent(_ forecast: Forecast) -> String {
      forecast.growth.map { Wording.number($0, page.language) + " %" } ?? page.say("нет данных", "no data")
    }
    page.line(page.say("часы ", "hours ") + "\(old.hours) → \(new.hours)", indent: 2)
    page.line(
      page.say(
        "обязательных \(old.requiredMet) из \(old.requiredOf) → \(new.requiredMet) из \(new.requiredOf)",
        "required \(old.requiredMet) of \(old.requiredOf) → \(new.requiredMet) of \(new.requiredOf)"), indent: 2)
    page.line(page.say("ценность ", "value ") + "\(value(old)) → \(value(new))", indent: 2)
    page.line(
      page.say("прогноз прироста ", "expected growth ")
        + "\(percent(whatIf.before.forecast)) → \(percent(whatIf.after.forecast)) "
        + page.say("(оценка)", "(an estimate)"), indent: 2)
  }

  private func remarks(_ whatIf: RouteWhatIf, _ page: inout TextPage) {
    let (new, gone) = whatIf.findings
    guard !new.isEmpty || !gone.isEmpty else { return }
    page.heading(page.say("Замечания", "Remarks"))
    for finding in new {
      page.line(page.say("появится: ", "comes: ") + finding.text[page.language], .caution, indent: 2, hanging: 2)
    }
    for finding in gone {
      page.line(page.say("исчезнет: ", "goes: ") + finding.text[page.language], .dim, indent: 2, hanging: 2)
    }
  }
}
