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
}
