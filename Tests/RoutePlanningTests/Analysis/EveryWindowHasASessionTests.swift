import Diagnostics
import RouteModel
import TestSupport
import Testing

@testable import RoutePlanning

@Suite struct EveryWindowHasASessionTests {
  private func findings(_ rules: String, _ sessions: [Session] = []) -> [AnalysisFindingText] {
    let catalog = SampleRegion.catalog(
      measures: [
        SampleRegion.measure("1.6", window: SampleRegion.days("2023-10-01", "2023-12-31")), SampleRegion.measure("1.5"),
      ], sessions: sessions)
    return SampleRegion.context(catalog, rules: rules).findings("window-without-session")
  }

  @Test func aWindowThatExcludesEverySessionIsAFinding() throws {
    let sessions = [SampleRegion.session("1.6", "октябрь", "2023-10-02", "2023-10-06")]
    let rule = SampleRegion.rule("Срок", "балл К1 < 50", "обязательно №1.6 не раньше 1 марта")
    let found = try #require(findings(rule, sessions).first)
    #expect(found.message == "правило «Срок» не оставляет №1.6 ни одной сессии: не раньше 1 марта")
    #expect(found.proof == "сессии: октябрь (02.10.2023–06.10.2023)")
    #expect(findings(SampleRegion.rule("Срок", "балл К1 < 50", "обязательно №1.6 не раньше 1 октября"), sessions) == [])
  }

  @Test func theTermOfAnUndatedMeasureCountsAsItsSessions() {
    #expect(findings(SampleRegion.rule("А", "балл К1 < 50", "обязательно №1.6 не раньше 1 января")).count == 1)
    #expect(findings(SampleRegion.rule("А", "балл К1 < 50", "обязательно №1.6 не позже 1 октября")).isEmpty)
    #expect(findings(SampleRegion.rule("А", "балл К1 < 50", "обязательно №1.6 не позже 30 сентября")).count == 1)
  }

  @Test func twoRulesThatCanMeetNeedASessionInCommon() throws {
    let early = SampleRegion.rule("А", "балл К1 < 50", "обязательно №1.6 не позже 31 октября")
    let late = SampleRegion.rule("Б", "балл К2 < 50", "рекомендовать №1.6 не раньше 1 ноября")
    let found = try #require(findings(early + late).first)
    #expect(found.message == "правила «А» и «Б» вместе не оставляют №1.6 ни одной сессии")
    #expect(found.example != nil)
    let apart = SampleRegion.rule("Б", "балл К1 > 60", "рекомендовать №1.6 не раньше 1 ноября")
    #expect(findings(early + apart).isEmpty)
  }
}
