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

  /// Random rules and targets: a name is told exactly when changing what it names changes nothing for anybody.
  @Test func namesToldAreThoseNothingNames() {
    let seed: UInt64 = 97
    var random = SplitMix64(seed: seed)
    var told = 0
    for round in 0..<150 {
      var fixture = AnalysisFixture()
      func flag() -> Bool { Bool.random(using: &random) }
      let (ruleTarget, headTarget, reserveTarget) = (flag(), flag(), flag())
      var targets: [Role: Int] = [:]
      if headTarget { targets[.head] = 40 }
      if reserveTarget { targets[.reserve] = 50 }
      fixture.competencies.append(AnalysisFixture.competency("К3", targets))
      let (inRule, inDiagnostic, inAudience) = (flag() && flag(), flag() && flag(), flag() && flag())
      if inAudience { fixture.measures[1] = AnalysisFixture.measure("1.2", audience: "показатель «охват» < 50") }
      var text = ruleTarget ? "цели\n  заместитель: К3 = 40\n" : ""
      if inRule { text += AnalysisFixture.rule("А", "не показатель «план» = да", "обязательно №1.1") }
      if inDiagnostic { text += AnalysisFixture.diagnostic("Д", "показатель «охват» > 10", "дефицит К1 + 5") }
      var expected: [String] = []
      if !ruleTarget, !headTarget, !reserveTarget {
        expected.append("у компетенции К3 нет цели ни для одной роли: дефицита по ней не бывает")
      }
      if !inRule { expected.append("показатель «план» (Т1) не использует ни одно правило") }
      if !inDiagnostic, !inAudience { expected.append("показатель «охват» (Т2) не использует ни одно правило") }
      let found = fixture.context(text).findings("unused-name").map(\.message)
      #expect(found == expected, "seed \(seed), round \(round)")
      told += found.count
    }
    #expect(told > 50)
  }

  @Test func aTargetOfTheRulesIsATarget() {
    var fixture = AnalysisFixture()
    fixture.competencies.append(AnalysisFixture.competency("К3", [:]))
    let found = fixture.context("цели\n  резерв: К3 = 40\n").findings("unused-name")
    #expect(!found.contains { $0.message.contains("К3") })
  }
}
