import Diagnostics
import RouteModel
import RuleLanguage
import RuleMatching
import TestSupport
import Testing

@testable import RoutePlanning

@Suite struct ExampleCoverageTests {
  private let rules =
    AnalysisFixture.diagnostic("Д", "показатель «план» = нет", "дефицит К1 + 20")
    + AnalysisFixture.rule("А", "роль = резерв и (стаж < 12 или переподготовка = нет)", "обязательно №1.1")

  private func coverage(_ examples: String) -> ExampleCoverage {
    ExampleCoverage(context: AnalysisFixture().context(rules + examples))
  }

  @Test func withoutExamplesNothingIsReached() {
    let coverage = coverage("")
    #expect(coverage.firedCount == ExampleCoverage.Count(reached: 0, total: 2))
    #expect(coverage.partCount == ExampleCoverage.Count(reached: 0, total: 8))
    #expect(coverage.bandCount == ExampleCoverage.Count(reached: 0, total: 3))
    #expect(coverage.gaps.count == 2 + 8 + 3)
  }

  @Test func trueFalseAndUnknownAreToldApart() {
    let coverage = coverage("пример «а» дано роль = резерв, стаж = 12, балл К1 = 40 ожидается нет №1.1\n")
    // The role is true, the tenure false, the retraining and the plan unknown: neither.
    #expect(coverage.partCount == ExampleCoverage.Count(reached: 2, total: 8))
    #expect(coverage.firedCount.reached == 0)
    // 60 − 40 = 20 is the lower bound of «высокий».
    #expect(coverage.bands.filter(\.isReached).map(\.band.name) == ["высокий"])
    let gaps = coverage.gaps.map(\.message.russian)
    #expect(gaps.contains("«А»: часть «роль = резерв» ни в одном примере не ложна"))
    #expect(!gaps.contains("«А»: часть «роль = резерв» ни в одном примере не выполнена"))
    #expect(gaps.contains("ни в одном примере дефицит не попадает в уровень «критический»"))
  }

  @Test func diagnosticsAreCoveredLikeRules() {
    let coverage = coverage("пример «а» дано роль = резерв, показатель «план» = нет ожидается дефицит К1 = 20\n")
    #expect(coverage.entries.filter(\.fired).map(\.header.name) == ["Д"])
  }

  /// A comparison decides when it alone keeps the rule from the other answer, next to its threshold.
  @Test func decidingIsMoreThanBeingTrueOrFalse() {
    func deciding(_ facts: String) -> [String] {
      let coverage = coverage("пример «а» дано \(facts) ожидается нет №1.2\n")
      return coverage.entries[1].parts.enumerated().flatMap { index, part in
        (part.decidedTrue ? ["\(index) да"] : []) + (part.decidedFalse ? ["\(index) нет"] : [])
      }
    }
    // роль = резерв и (стаж < 12 или переподготовка = нет)
    #expect(deciding("роль = резерв, стаж = 11, переподготовка = да") == ["0 да", "1 да"])
    #expect(deciding("роль = резерв, стаж = 12, переподготовка = да") == ["1 нет", "2 нет"])
    #expect(deciding("роль = руководитель, стаж = 11, переподготовка = да") == ["0 нет"])
    // Both sides of «или» hold: neither decides. Nor does a tenure far from twelve.
    #expect(deciding("роль = резерв, стаж = 11, переподготовка = нет") == ["0 да"])
    #expect(deciding("роль = резерв, стаж = 300, переподготовка = да") == ["2 нет"])
    #expect(deciding("роль = руководитель, стаж = 12, переподготовка = да") == [])
  }
}
