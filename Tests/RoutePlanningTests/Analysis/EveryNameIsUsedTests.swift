import Diagnostics
import RouteModel
import TestSupport
import Testing

@testable import RoutePlanning

@Suite struct EveryNameIsUsedTests {
  @Test func competenciesWithoutTargetsAndUnusedIndicatorsAreNotes() {
    var fixture = AnalysisFixture()
    fixture.competencies.append(AnalysisFixture.competency("К3", [:]))
    let rule = AnalysisFixture.diagnostic("А", "показатель «план» = нет", "дефицит К1 + 5")
    let found = fixture.context(rule).findings("unused-name")
    #expect(
      found.map(\.message) == [
        "у компетенции К3 нет цели ни для одной роли: дефицита по ней не бывает",
        "показатель «охват» (Т2) не использует ни одно правило",
      ])
    #expect(found.allSatisfy { $0.severity == .note })
  }

  @Test func aTargetOfTheRulesIsATarget() {
    var fixture = AnalysisFixture()
    fixture.competencies.append(AnalysisFixture.competency("К3", [:]))
    let found = fixture.context("цели\n  резерв: К3 = 40\n").findings("unused-name")
    #expect(!found.contains { $0.message.contains("К3") })
  }
}
