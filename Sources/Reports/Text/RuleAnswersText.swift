import Diagnostics
import RouteModel
import RoutePlanning
import RuleLanguage

/// What every rule says of a person, as a page: fired rules, then near misses, then the rest.
public struct RuleAnswersText: Sendable {
  /// A view.
  public init() {}

  /// Writes the answers for the person called `name`.
  public func write(_ answers: [RuleSetExplainer.Answer], name: String, asOf: CalendarDate, to page: inout TextPage) {
    page.heading(page.say("ЧТО ГОВОРЯТ ПРАВИЛА", "WHAT THE RULES SAY"))
    page.line(page.say("\(name), на \(asOf.dotted)", "\(name), as of \(asOf.iso)"))
    let fired = answers.filter { $0.truth == .isTrue }
    page.heading(page.say("Сработали: \(fired.count)", "Fired: \(fired.count)"))
    for answer in fired { write(answer, &page) }
    let others = answers.filter { $0.truth != .isTrue }
    for count in Set(others.map { $0.isHopeless ? 0 : $0.missing.count }).sorted(by: {
      ($0 == 0 ? .max : $0) < ($1 == 0 ? .max : $1)
    }) {
      page.heading(title(count, page))
      for answer in others where (answer.isHopeless ? 0 : answer.missing.count) == count { write(answer, &page) }
    }
  }

  private func title(_ count: Int, _ page: TextPage) -> String {
    switch count {
    case 0: page.say("Не сработают ни при каких фактах", "Can fire on no facts")
    case 1: page.say("Не хватило одного условия", "One condition away")
    default:
      page.say(
        "Не хватило \(count) \(plural(count, "условия", "условий", "условий"))", "\(count) conditions away")
    }
  }

  private func write(_ answer: RuleSetExplainer.Answer, _ page: inout TextPage) {
    let citation = answer.citation
    let kind = answer.isDiagnostic ? page.say("диагностика ", "diagnostic ") : ""
    page.line("\(kind)«\(citation.rule)» (\(citation.file):\(citation.line))", indent: 2, hanging: 2)
    if answer.truth == .isTrue {
      page.line(
        page.say("факты: ", "facts: ") + citation.facts.map(Wording.fact).joined(separator: "; "), .dim, indent: 4,
        hanging: 2)
      return
    }
    for (missing, fact) in zip(answer.missing, citation.facts) {
      let state = missing.isUnknown ? page.say("нет данных", "no data") : Wording.fact(fact)
      page.line(
        page.say(
          "нужно: \(missing.condition.russian); сейчас: \(state)", "needs: \(missing.condition.english); now: \(state)"),
        .dim, indent: 4, hanging: 2)
    }
  }
}
