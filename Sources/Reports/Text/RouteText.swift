import Diagnostics
import RouteModel

/// A route as a page a methodologist reads from top to bottom: deficits with evidence, steps with reasons, what was left
/// out and why, the forecast and the remarks. Every estimated number carries a star.
public struct RouteText: Sendable {
  /// Whether names are left out.
  public var pseudonymous: Bool

  /// A view.
  public init(pseudonymous: Bool = false) { self.pseudonymous = pseudonymous }

  /// Writes the whole route.
  public func write(_ route: Route, to page: inout TextPage) {
    header(route, &page)
    deficits(route, &page)
    steps(route, &page)
    forecast(route, &page)
    findings(route, &page)
    leftOut(route, &page)
    footer(route, &page)
  }

  /// Writes only who it is and the deficit profile.
  public func writeProfile(_ route: Route, to page: inout TextPage) {
    identity(route, page.say("ПРОФИЛЬ ДЕФИЦИТОВ", "DEFICIT PROFILE"), &page)
    deficits(route, &page)
    let relevant = route.findings.filter {
      ["not-measured", "test-and-monitoring-differ", "no-framework"].contains($0.id.rawValue)
    }
    list(relevant, &page)
  }

  private func identity(_ route: Route, _ title: String, _ page: inout TextPage) {
    page.heading(title)
    let person = route.person
    let name = pseudonymous ? person.id : person.name.map { "\($0) (\(person.id))" } ?? person.id
    let role = person.role.words(in: page.language)
    page.line([name, person.position, role].compactMap(\.self).joined(separator: ", "))
    let place = [route.municipalityName ?? person.municipality, person.organisation].compactMap(\.self)
    if !place.isEmpty { page.line(place.joined(separator: " · ")) }
  }

  private func header(_ route: Route, _ page: inout TextPage) {
    identity(route, page.say("ИНДИВИДУАЛЬНЫЙ ОБРАЗОВАТЕЛЬНЫЙ МАРШРУТ", "INDIVIDUAL EDUCATIONAL ROUTE"), &page)
    page.line(
      page.say(
        "Составлен на \(route.asOf.dotted), срок \(Wording.days(route.horizon, .russian))",
        "Made for \(route.asOf.iso), horizon \(Wording.days(route.horizon, .english))"))
  }

  // MARK: Deficits

  private func deficits(_ route: Route, _ page: inout TextPage) {
    page.heading(page.say("Дефициты", "Deficits"))
    let (open, reached) = (
      route.deficits.filter { $0.deficit != .zero }, route.deficits.filter { $0.deficit == .zero }
    )
    if open.isEmpty { page.line(page.say("дефицитов нет", "no deficits"), indent: 2) }
    for line in open { deficit(line, &page) }
    guard !reached.isEmpty else { return }
    let list = reached.map { line in
      let score = line.score.map { " (\(Wording.number($0, page.language)))" } ?? ""
      return line.competency.text + score
    }
    page.line(
      page.say("цель достигнута: ", "target reached: ") + list.joined(separator: ", "), .dim, indent: 2, hanging: 2)
  }

  private func deficit(_ line: CompetencyDeficit, _ page: inout TextPage) {
    page.line("\(line.competency) \(line.title)", indent: 2, hanging: 4)
    let target = Wording.number(line.target, page.language)
    var parts: [String] = []
    if let score = line.score {
      let text = Wording.number(score, page.language)
      parts.append(
        page.say("балл \(text) при цели \(target)", "score \(text), target \(target)") + testDetails(line, page))
    } else {
      parts.append(page.say("тест не проведён, цель \(target)", "not tested, target \(target)"))
    }
    if let deficit = line.deficit {
      let text = Wording.number(deficit, page.language)
      parts.append(
        page.say("дефицит \(text)", "deficit \(text)") + (line.band.map { " — \($0)" } ?? ""))
    } else {
      parts.append(page.say("дефицит: нет данных", "deficit: no data"))
    }
    page.line(parts.joined(separator: "; "), line.weight >= 4 ? .caution : .plain, indent: 6)
    for evidence in line.evidence { self.evidence(evidence, &page) }
  }

  /// ` (тест 15.05.2023, форма А, заданий 40)`, or nothing without a test.
  private func testDetails(_ line: CompetencyDeficit, _ page: TextPage) -> String {
    for case .test(_, let date, let form, let items) in line.evidence {
      var text = page.say(" (тест ", " (test ") + Wording.date(date, page.language)
      if let form { text += page.say(", форма ", ", form ") + form }
      if let items { text += page.say(", заданий ", ", items ") + String(items) }
      return text + ")"
    }
    return ""
  }

  private func evidence(_ evidence: Evidence, _ page: inout TextPage) {
    guard case .monitoring(let added, let citation) = evidence else { return }
    let points = Wording.number(added, page.language)
    page.line(
      page.say("мониторинг: +\(points), \(citation.text)", "monitoring: +\(points), \(citation.text)"), .dim,
      indent: 6, hanging: 2)
    reference(citation, &page)
  }

  private func reference(_ citation: RuleCitation, _ page: inout TextPage) {
    let facts = citation.facts.map(Wording.fact).joined(separator: "; ")
    page.line(
      page.say(
        "правило «\(citation.rule)» (\(citation.file):\(citation.line)); основание: \(citation.basis)",
        "rule «\(citation.rule)» (\(citation.file):\(citation.line)); basis: \(citation.basis)"), .dim, indent: 8,
      hanging: 2)
    if !facts.isEmpty { page.line(page.say("факты: ", "facts: ") + facts, .dim, indent: 8, hanging: 2) }
  }

  // MARK: Steps

  private func steps(_ route: Route, _ page: inout TextPage) {
    let count = route.steps.count
    let hours = route.objective.hours
    page.heading(
      page.say(
        "Шаги: \(count) \(plural(count, "мероприятие", "мероприятия", "мероприятий")), \(hours) ч",
        "Steps: \(count), \(hours) hours"))
    if route.steps.isEmpty { page.line(page.say("шагов нет", "no steps"), indent: 2) }
    for (number, step) in route.steps.enumerated() { write(step, number + 1, &page) }
  }

  private func write(_ step: Step, _ number: Int, _ page: inout TextPage) {
    page.line("\(number). \(Wording.days(step.session.days, page.language))  №\(step.measure)", .bold, indent: 2)
    page.line(step.title, indent: 6)
    let star = step.estimates.isEmpty ? "" : "*"
    var facts = [
      step.kind.words(in: page.language),
      page.say("\(step.hours) ч", "\(step.hours) h") + star,
      step.session.format.spelling(in: page.language),
    ]
    if let place = step.place, !place.isEmpty { facts.append(place) }
    if step.inProgress { facts.append(page.say("уже идёт", "in progress")) }
    if step.session.travelDays > 0 {
      facts.append(
        page.say(
          "дорога по \(step.session.travelDays) дн. до и после", "\(step.session.travelDays) days of travel each way"))
    }
    if step.required { facts.append(page.say("обязательно", "required")) }
    page.line(facts.joined(separator: ", "), indent: 6, hanging: 2)
    if !step.closes.isEmpty {
      let list = step.closes.map { "\($0.competency) — \(Wording.number($0.points, page.language))" }
      page.line(
        page.say("закрывает баллы: ", "closes points: ") + list.joined(separator: ", ") + star, indent: 6, hanging: 2)
    }
    if step.because.isEmpty {
      page.line(
        step.closes.isEmpty
          ? page.say(
            "почему: взято раньше; сейчас ни правила, ни дефициты его не требуют",
            "why: taken before; now neither rules nor deficits ask for it")
          : page.say("почему: закрывает дефицит; правил о нём нет", "why: it closes a deficit; no rule speaks of it"),
        indent: 6, hanging: 2)
    }
    for citation in step.because {
      page.line(page.say("почему: ", "why: ") + citation.text, indent: 6, hanging: 2)
      reference(citation, &page)
      if let dates = citation.dates {
        page.line(page.say("срок: ", "dates: ") + dates[page.language], .dim, indent: 8, hanging: 2)
      }
    }
    if !step.estimates.isEmpty {
      page.line(
        page.say("* оценка: ", "* estimated: ") + step.estimates.map { $0[page.language] }.joined(separator: ", "),
        .dim, indent: 6)
    }
  }

  // MARK: The rest

  private func forecast(_ route: Route, _ page: inout TextPage) {
    page.heading(page.say("Ожидаемый прирост (оценка)", "Expected growth (an estimate)"))
    let target = route.forecast.target
    let formula = target.formula.spelling(in: page.language)
    let goal = Wording.number(target.percent, page.language)
    let growth =
      route.forecast.growth.map { Wording.number($0, page.language) + " %" } ?? page.say("нет данных", "no data")
    let reached = route.forecast.growth.map { $0 >= target.percent } ?? false
    page.line(
      page.say("\(growth) при цели \(goal) % (\(formula))", "\(growth), target \(goal) % (\(formula))"),
      reached ? .good : .caution, indent: 2)
  }

  private func findings(_ route: Route, _ page: inout TextPage) { list(route.findings, &page) }

  private func list(_ findings: [Finding], _ page: inout TextPage) {
    guard !findings.isEmpty else { return }
    page.heading(page.say("Замечания", "Remarks"))
    for finding in findings {
      let style: TextPage.Style = finding.severity == .error ? .bad : finding.severity == .warning ? .caution : .plain
      page.line("— " + finding.text[page.language], style, indent: 2, hanging: 2)
    }
  }

  private func leftOut(_ route: Route, _ page: inout TextPage) {
    let shown = route.candidates.filter { $0.state != .chosen && ($0.state != .notEligible || $0.isSpokenOf) }
    guard !shown.isEmpty else { return }
    page.heading(page.say("Что не вошло и почему", "What was left out and why"))
    for candidate in shown {
      page.line(
        "№\(candidate.measure) \(Wording.short(candidate.title)): \(candidate.reason[page.language])", indent: 2,
        hanging: 4)
    }
    let others = route.candidates.count { $0.state == .notEligible && !$0.isSpokenOf }
    if others > 0 {
      page.line(
        page.say(
          "и ещё \(others) не для этого человека (команда why покажет почему)",
          "and \(others) more that are not for this person (see the command why)"), .dim, indent: 2)
    }
  }

  /// Units of value are hundredths of a point.
  private func units(_ value: Int, _ page: TextPage) -> String {
    Wording.number(Points(hundredths: value), page.language)
  }

  private func footer(_ route: Route, _ page: inout TextPage) {
    page.blank()
    let objective = route.objective
    let proof =
      objective.status == .optimal
      ? page.say("доказанно лучший при этих правилах", "proven best under these rules")
      : page.say(
        "доказано: не лучше чем \(units(objective.bound, page))",
        "proven: no better than \(units(objective.bound, page))")
    let value = Wording.points(Points(hundredths: objective.value), page.language)
    page.line(
      page.say(
        "Обязательных \(objective.requiredMet) из \(objective.requiredOf); ценность \(value), \(proof).",
        "Required \(objective.requiredMet) of \(objective.requiredOf); value \(value), \(proof)."), .dim)
    page.line(
      page.say("Версии: ", "Versions: ")
        + page.say(
          "правила \(route.inputs.rules.prefix(12)), каталог \(route.inputs.catalog.prefix(12)), данные \(route.inputs.data.prefix(12))",
          "rules \(route.inputs.rules.prefix(12)), catalog \(route.inputs.catalog.prefix(12)), data \(route.inputs.data.prefix(12))"
        ), .dim)
  }
}
