import Diagnostics
import RouteModel
import RuleLanguage
import RuleMatching
import TestSupport
import Testing

@testable import RoutePlanning

@Suite struct ExamplesDoNotContradictTests {
  private func contradictions(_ first: String, _ second: String) -> Int {
    let context = AnalysisFixture().context(
      AnalysisFixture.rule("А", "роль = резерв", "обязательно №1.1")
        + "пример «а» дано \(first)\nпример «б» дано \(second)\n")
    return context.findings("examples-contradict").count
  }

  @Test func sameFactsAndOtherAnswersContradict() {
    let facts = "роль = резерв, балл К1 = 40 ожидается "
    let turned = "балл К1 = 40, роль = резерв ожидается "
    #expect(contradictions(facts + "обязательно №1.1", turned + "нет №1.1") == 1)
    #expect(contradictions(facts + "обязательно №1.1", turned + "исключить №1.1") == 1)
    #expect(contradictions(facts + "рекомендовать №1.1", turned + "нет №1.1") == 1)
    #expect(contradictions(facts + "рекомендовать №1.1 с весом 4", turned + "рекомендовать №1.1 с весом 5") == 1)
    #expect(contradictions(facts + "дефицит К1 > 20", turned + "дефицит К1 не выше 20") == 1)
    #expect(contradictions(facts + "сработало «А»", turned + "не сработало «А»") == 1)
  }

  @Test func whatCanBothBeDoesNot() {
    let facts = "роль = резерв, балл К1 = 40 ожидается "
    #expect(contradictions(facts + "обязательно №1.1", facts + "рекомендовать №1.1") == 0)
    #expect(contradictions(facts + "исключить №1.1", facts + "нет №1.1") == 0)
    #expect(contradictions(facts + "дефицит К1 > 20", facts + "дефицит К1 не выше 30") == 0)
    #expect(contradictions(facts + "обязательно №1.1", facts + "нет №1.2") == 0)
    #expect(contradictions(facts + "обязательно №1.1", "роль = резерв ожидается нет №1.1") == 0)
  }

  @Test func whatIsPresumedIsTheSameAsSaid() {
    let unknown = "роль = резерв, нет данных: стаж ожидается обязательно №1.1"
    #expect(contradictions(unknown, "роль = резерв ожидается нет №1.1") == 1)
  }
}
