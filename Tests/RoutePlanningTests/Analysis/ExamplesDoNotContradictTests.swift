import Diagnostics
import RouteModel
import RuleAnalysis
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

/// Sets of expectations against trying every outcome.
@Suite struct ExamplesContradictionOracleTests {
  /// What rules can make of one measure, one rule and one deficit, as far as expectations can tell.
  private struct Outcome {
    var excluded: Bool
    var required: Bool
    /// The weights in all; nil where nothing recommends.
    var weight: Int?
    var fired: Bool
    /// The deficit in points; nil where it is unknown.
    var deficit: Int?

    var meets: [String: Bool] {
      let recommended = !excluded && weight != nil
      return [
        "обязательно №1.1": required && !excluded, "исключить №1.1": excluded,
        "нет №1.1": excluded || !required && weight == nil, "рекомендовать №1.1": recommended,
        "рекомендовать №1.1 с весом 4": recommended && weight == 4,
        "рекомендовать №1.1 с весом 5": recommended && weight == 5, "сработало «А»": fired, "не сработало «А»": !fired,
        "дефицит К1 не ниже 20": (deficit ?? -1) >= 20, "дефицит К1 не выше 20": deficit.map { $0 <= 20 } ?? false,
        "дефицит К1 != 20": deficit.map { $0 != 20 } ?? false, "дефицит К1 = 30": deficit == 30,
      ]
    }

    static var all: [[String: Bool]] {
      [true, false].flatMap { excluded in
        [true, false].flatMap { required in
          [nil, 4, 5, 9].flatMap { weight in
            [true, false].flatMap { fired in
              [nil, 10, 20, 30].map { deficit in
                Outcome(excluded: excluded, required: required, weight: weight, fired: fired, deficit: deficit).meets
              }
            }
          }
        }
      }
    }
  }

  @Test func findsEveryTripleThatCannotBe() throws {
    let outcomes = Outcome.all
    let texts = try #require(outcomes.first).keys.sorted()
    var (possible, impossible) = (0, 0)
    for first in texts.indices {
      for second in texts.indices where second > first {
        for third in texts.indices where third > second {
          let wanted = [texts[first], texts[second], texts[third]]
          let examples = wanted.enumerated().map {
            "пример «\($0.offset)» дано роль = резерв ожидается \($0.element)\n"
          }
          let context = AnalysisFixture().context(
            AnalysisFixture.rule("А", "роль = резерв", "обязательно №1.1") + examples.joined())
          var solver = ConditionSolver(space: context.profileSpace)
          let canBe = outcomes.contains { outcome in wanted.allSatisfy { outcome[$0] == true } }
          #expect(ExamplesDoNotContradict().findings(context, &solver).isEmpty == canBe, "\(wanted)")
          if canBe { possible += 1 } else { impossible += 1 }
        }
      }
    }
    #expect(possible > 50 && impossible > 50)
  }
}
