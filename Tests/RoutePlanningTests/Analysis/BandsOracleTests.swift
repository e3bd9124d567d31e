import Diagnostics
import RouteModel
import RuleAnalysis
import RuleLanguage
import TestSupport
import Testing

@testable import RoutePlanning

/// Holes in the scale and bands out of reach, against the deficits of everybody there can be.
@Suite struct BandsOracleTests {
  /// Every deficit in hundredths somebody can have: each role's target less every score, with every sum of additions.
  private func deficits(_ targets: [[Int]], _ additions: [[Int]]) -> Set<Int> {
    var result: Set<Int> = []
    for (competency, roles) in targets.enumerated() {
      // Who is tested in nothing else has the additions alone: «no test, but monitoring says so».
      var sums: Set<Int> = [0]
      for addition in additions { sums.formUnion(sums.map { $0 + addition[competency] }) }
      for target in roles {
        for sum in sums {
          if sum > 0 { result.insert(min(10_000, sum)) }
          for score in 0...10_000 { result.insert(min(10_000, max(0, target - score) + sum)) }
        }
      }
    }
    return result
  }

  @Test func holesAndUnreachableBandsAreThoseOfEverybody() {
    let seed: UInt64 = 93
    var random = SplitMix64(seed: seed)
    var counts = (holes: 0, unreachable: 0, clean: 0)
    for round in 0..<60 {
      var fixture = AnalysisFixture()
      let bounds = Set((0..<3).map { _ in Int.random(in: 0...95, using: &random) }).sorted(by: >)
      fixture.scale = bounds.enumerated().map {
        "ур\($0.offset) \($0.element == 0 ? "больше 0" : "от \($0.element)") вес \(9 - $0.offset)"
      }.joined(separator: ", ")
      let targets = (0..<2).map { _ in (0..<2).map { _ in Int.random(in: 1...90, using: &random) * 100 } }
      fixture.competencies = ["К1", "К2"].enumerated().map {
        AnalysisFixture.competency(
          $0.element, [.head: targets[$0.offset][0] / 100, .reserve: targets[$0.offset][1] / 100])
      }
      let additions = (0..<Int.random(in: 0...2, using: &random)).map { _ in
        (0..<2).map { _ in Int.random(in: 1...20, using: &random) * 100 }
      }
      let conditions = ["показатель «план» = нет", "переподготовка = да"]
      let diagnostics = additions.enumerated().map {
        AnalysisFixture.diagnostic(
          "Д\($0.offset)", conditions[$0.offset],
          "дефицит К1 + \($0.element[0] / 100), дефицит К2 + \($0.element[1] / 100)")
      }
      let context = fixture.context(diagnostics.joined())
      let found = RuleAnalyzer(context: context).findings().map(\.diagnostic)
      let possible = deficits(targets, additions)
      let lowest = (bounds.last ?? 0) * 100
      let hasHole = possible.contains { $0 > 0 && $0 < lowest }
      let unreachable = bounds.indices.filter { index in
        let upper = index == 0 ? 10_000 : bounds[index - 1] * 100 - 1
        return !possible.contains { $0 > 0 && $0 >= bounds[index] * 100 && $0 <= upper }
      }
      let place = "seed \(seed), round \(round): \(fixture.scale) \(targets) \(additions)"
      #expect(found.contains { $0.id == EveryDeficitHasABand.id } == hasHole, "\(place)")
      #expect(
        found.filter { $0.id == EveryDeficitHasABand.unreachable }.map(\.message.russian)
          == unreachable.map { "до уровня «ур\($0)» не доходит ничей дефицит" }, "\(place)")
      counts.holes += hasHole ? 1 : 0
      counts.unreachable += unreachable.count
      counts.clean += !hasHole && unreachable.isEmpty ? 1 : 0
    }
    #expect(counts.holes > 10 && counts.unreachable > 3 && counts.clean > 1, "\(counts)")
  }
}
