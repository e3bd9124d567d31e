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

  /// Two bands overlap when some deficit has the lower bound of both: such scales, and no others, are refused.
  @Test func overlapsAreThoseOfTryingEveryDeficit() {
    let seed: UInt64 = 98
    var random = SplitMix64(seed: seed)
    let names = RouteVocabulary(AnalysisFixture().catalog)
    var (refused, accepted) = (0, 0)
    for round in 0..<200 {
      let bands = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        (bound: Int.random(in: 0...6, using: &random), isOpen: Bool.random(using: &random))
      }
      let scale = bands.enumerated().map { index, band in
        "ур\(index) \(band.isOpen ? "больше" : "от") 0,0\(band.bound) вес \(index + 1)"
      }.joined(separator: ", ")
      // The first deficit of each band, found by trying: no deficit is no band's.
      let firsts = bands.map { band in (1...100).first { band.isOpen ? $0 > band.bound : $0 >= band.bound } }
      let overlaps = firsts.indices.filter { firsts[..<$0].contains(firsts[$0]) }
      let text = "политика\n  цель роста: 10 % относительный\nшкала дефицита \(scale)\n"
      let tree = SyntaxTree(parsing: SourceText(path: "scale.rules", text: text))
      let found = RuleCompiler(vocabulary: names.vocabulary).compile([tree]).diagnostics
      let place = "seed \(seed), round \(round): \(scale)"
      #expect(
        found.map(\.message.russian) == overlaps.map { "уровень «ур\($0)» начинается там же, где другой" }, "\(place)")
      if found.isEmpty { accepted += 1 } else { refused += 1 }
    }
    #expect(refused > 50 && accepted > 50)
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
