import Diagnostics
import RouteModel
import RuleAnalysis
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

  /// On random prerequisites: what is told is a cycle, every measure that has to come before itself is on one that is
  /// told, and no other measure is.
  @Test func cyclesAreThoseOfFollowingEveryPath() {
    let seed: UInt64 = 96
    var random = SplitMix64(seed: seed)
    var (withCycles, without) = (0, 0)
    for round in 0..<300 {
      var fixture = AnalysisFixture()
      let codes = fixture.measures.map(\.code)
      let density = Int.random(in: 3...9, using: &random)
      let needs = codes.map { _ in codes.map { _ in Int.random(in: 0..<density, using: &random) == 0 } }
      fixture.prerequisites = codes.indices.flatMap { a in
        codes.indices.filter { needs[a][$0] }.map { Prerequisite(measure: codes[a], requires: codes[$0]) }
      }
      // What can be reached in any number of steps (Warshall).
      var reached = needs
      for middle in codes.indices {
        for a in codes.indices where reached[a][middle] {
          for b in codes.indices where reached[middle][b] { reached[a][b] = true }
        }
      }
      let place = "seed \(seed), round \(round): \(fixture.prerequisites)"
      let found = RuleAnalyzer(context: fixture.context("")).findings()
        .filter { $0.diagnostic.id == PrerequisitesHaveNoCycle.id }.map(\.measures)
      for cycle in found {
        let isCycle = cycle.indices.allSatisfy { needs[cycle[$0]][cycle[($0 + 1) % cycle.count]] }
        #expect(isCycle && Set(cycle).count == cycle.count, "\(place)")
      }
      #expect(Set(found.joined()) == Set(codes.indices.filter { reached[$0][$0] }), "\(place)")
      if found.isEmpty { without += 1 } else { withCycles += 1 }
    }
    #expect(withCycles > 50 && without > 50)
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
