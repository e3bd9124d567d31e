import Diagnostics
import RouteModel
import RoutePlanning
import RuleLanguage

/// The answer to «why» as a page: the verdict, the rules on the measure, the opposite decision, the change of facts.
public struct ExplanationText: Sendable {
  /// Whether names are left out.
  public var pseudonymous: Bool

  /// A view.
  public init(pseudonymous: Bool = false) { self.pseudonymous = pseudonymous }

  /// Writes an explanation.
  public func write(_ explanation: MeasureExplanation, to page: inout TextPage) {
    let person = explanation.route.person
    let name = pseudonymous ? person.id : person.name.map { "\($0) (\(person.id))" } ?? person.id
    page.heading("№\(explanation.measure.code) \(explanation.measure.title)")
    page.line(
      page.say(
        "\(name), на \(explanation.route.asOf.dotted)", "\(name), as of \(explanation.route.asOf.iso)"))
    verdict(explanation, &page)
    rules(explanation, &page)
    gains(explanation, &page)
    opposite(explanation, &page)
    change(explanation, &page)
  }

  private func verdict(_ explanation: MeasureExplanation, _ page: inout TextPage) {
    page.blank()
    if let step = explanation.step, step.inProgress {
      page.line((explanation.candidate?.reason[page.language] ?? "") + ".", .good)
      return
    }
    if let step = explanation.step {
      let days = Wording.days(step.session.days, page.language)
      page.line(page.say("В маршруте: \(days).", "In the route: \(days)."), .good)
      return
    }
    guard let candidate = explanation.candidate else {
      let kind = explanation.measure.kind.spelling(in: page.language)
      page.line(
        page.say(
          "Не ставится в маршруты: это не обучение (\(kind)); мероприятие только учитывается.",
          "Never part of a route: it teaches nothing (\(kind)) and is only tracked."))
      return
    }
    page.line(
      page.say("Не в маршруте: ", "Not in the route: ") + candidate.reason[page.language] + ".", .caution, hanging: 2)
  }

  private func rules(_ explanation: MeasureExplanation, _ page: inout TextPage) {
    page.heading(page.say("Что говорят правила", "What the rules say"))
    if explanation.rules.isEmpty {
      page.line(page.say("ни одно правило о нём не говорит", "no rule speaks of it"), indent: 2)
    }
    for answer in explanation.rules {
      let citation = answer.citation
      page.line(
        "\(mark(answer.truth, page)) «\(citation.rule)» (\(citation.file):\(citation.line)): "
          + conclusion(answer.conclusion, page) + (citation.dates.map { " " + $0[page.language] } ?? ""), indent: 2,
        hanging: 2)
      page.line("\(citation.text); \(citation.basis)", .dim, indent: 4, hanging: 2)
      let facts = citation.facts.map(Wording.fact).joined(separator: "; ")
      if !facts.isEmpty { page.line(page.say("факты: ", "facts: ") + facts, .dim, indent: 4, hanging: 2) }
      if !answer.missing.isEmpty {
        let list = answer.missing.map { $0[page.language] }.joined(separator: page.say(" и ", " and "))
        page.line(page.say("сработало бы, если ", "would fire if ") + list, indent: 4, hanging: 2)
      }
    }
  }

  private func mark(_ truth: Truth, _ page: TextPage) -> String {
    switch truth {
    case .isTrue: page.say("сработало", "fired")
    case .isFalse: page.say("не сработало", "did not fire")
    case .unknown: page.say("неизвестно (нет данных)", "unknown (no data)")
    }
  }

  private func conclusion(_ kind: Conclusion.Kind, _ page: TextPage) -> String {
    switch kind {
    case .require: page.say("обязательно", "require")
    case .recommend(let weight): page.say("рекомендовать с весом \(weight)", "recommend with weight \(weight)")
    case .exclude: page.say("исключить", "exclude")
    }
  }

  private func gains(_ explanation: MeasureExplanation, _ page: inout TextPage) {
    guard let candidate = explanation.candidate, !candidate.gains.isEmpty else { return }
    let list = candidate.gains.map { gain in
      let deficit = explanation.route.deficits.first { $0.competency == gain.competency }?.deficit
      let missing = deficit.map { Wording.number($0, page.language) } ?? page.say("нет данных", "no data")
      return "\(gain.competency) +\(Wording.number(gain.points, page.language)) "
        + page.say("(дефицит \(missing))", "(deficit \(missing))")
    }
    page.line(
      page.say("Прирост (оценка): ", "Gain (an estimate): ") + list.joined(separator: ", "), indent: 0, hanging: 2)
  }

  private func opposite(_ explanation: MeasureExplanation, _ page: inout TextPage) {
    guard let opposite = explanation.opposite else { return }
    page.heading(
      explanation.step == nil
        ? page.say("Если всё же взять его", "If it were taken all the same")
        : page.say("Если не брать его", "If it were not taken"))
    guard opposite.isPossible else {
      page.line(
        page.say("взять его нельзя ни в одном маршруте", "no route can take it"), indent: 2)
      return
    }
    if opposite.requiredLost > 0 {
      page.line(
        page.say(
          "обязательных мероприятий стало бы меньше на \(opposite.requiredLost)",
          "the route would hold \(opposite.requiredLost) required measures fewer"), .caution, indent: 2)
    }
    let change = Wording.points(Points(hundredths: abs(opposite.loss)), page.language)
    page.line(
      opposite.loss >= 0
        ? page.say("ценность меньше на \(change)", "the best such route is worth \(change) less")
        : page.say("ценность больше на \(change)", "such a route is worth \(change) more"), indent: 2)
    list(opposite.leaves, page.say("уйдут: ", "would leave: "), &page)
    list(opposite.enters, page.say("войдут: ", "would enter: "), &page)
  }

  private func list(_ codes: [MeasureCode], _ title: String, _ page: inout TextPage) {
    guard !codes.isEmpty else { return }
    page.line(title + codes.map { "№\($0)" }.joined(separator: ", "), indent: 2, hanging: 2)
  }

  private func change(_ explanation: MeasureExplanation, _ page: inout TextPage) {
    guard explanation.step == nil, let candidate = explanation.candidate, candidate.state != .completed else { return }
    page.heading(page.say("Что изменило бы решение", "What would change the decision"))
    guard let change = explanation.change, !change.isEmpty else {
      page.line(
        page.say(
          "ни одно из испытанных изменений фактов о человеке его не вводит: дело может быть в сессиях, нагрузке или правилах",
          "none of the changes of facts that were tried brings it in: it may be about sessions, load or rules"),
        indent: 2, hanging: 2)
      return
    }
    for fact in change {
      page.line(
        "\(fact.name[page.language]): \(fact.from[page.language]) → \(fact.to[page.language])", indent: 2, hanging: 2)
    }
    page.line(
      page.say("(проверено: с этим маршрут включает его)", "(verified: the route then includes it)"), .dim, indent: 2)
  }
}
