import Diagnostics
import RouteModel
import TestSupport
import Testing

@testable import RoutePlanning

@Suite struct PrerequisitesHaveNoCycleTests {
  private func messages(_ pairs: [(String, String)]) -> [String] {
    var fixture = AnalysisFixture()
    fixture.prerequisites = pairs.map { Prerequisite(measure: MeasureCode($0.0), requires: MeasureCode($0.1)) }
    return fixture.context("").findings("prerequisite-cycle").map(\.message)
  }

  @Test func aChainIsFine() {
    #expect(messages([("1.2", "1.1"), ("1.3", "1.2"), ("1.3", "1.1")]).isEmpty)
  }

  @Test func eachCycleIsToldOnce() {
    #expect(
      messages([("1.1", "1.3"), ("1.3", "1.2"), ("1.2", "1.1"), ("1.4", "1.1")])
        == ["предшествующие мероприятия образуют круг: №1.1 → №1.3 → №1.2 → №1.1"])
    #expect(
      messages([("1.1", "1.2"), ("1.2", "1.1"), ("1.3", "1.4"), ("1.4", "1.3")])
        == [
          "предшествующие мероприятия образуют круг: №1.1 → №1.2 → №1.1",
          "предшествующие мероприятия образуют круг: №1.3 → №1.4 → №1.3",
        ])
    #expect(messages([("1.2", "1.2")]) == ["предшествующие мероприятия образуют круг: №1.2 → №1.2"])
  }
}
