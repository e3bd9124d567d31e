import Foundation
import Growth
import RouteModel
import TestSupport
import Testing

@Suite("Binomial measurement error")
struct MeasurementErrorTests {
  /// 100·√(p(1 − p)/(k − 1)) at p = 0,5: 30 items 9,3 and 25,7 points, 60 items 6,5 and 18,0.
  @Test(arguments: [(30, 9.285, 25.736), (60, 6.509, 18.043)])
  func worked(items: Int, sem: Double, detectable: Double) throws {
    let error = try #require(MeasurementError([pair(5000, 5000, items: items)]))
    #expect(abs(error.pretest - sem) < 5e-4 && error.pretest == error.retest)
    #expect(abs(error.detectableChange - detectable) < 2e-3)
    #expect(!error.isReliable)
  }

  /// Lord's formula in raw scores: x(k − x)/(k − 1) for x = 12 of k = 40 right is 12·28/39 = 8,615 items².
  @Test func lordInRawScores() throws {
    let error = try #require(MeasurementError([pair(3000, 3000, items: 40)]))
    #expect(isClose(error.pretest * 40 / 100, (12.0 * 28 / 39).squareRoot()))
  }

  /// From 23,2 to 52,6 with 20 items the change is exactly 1,96 standard errors: 2940² · 19 · 10⁴ = 38416 · 42 750 000.
  @Test func theLimitItselfIsWithinTheError() {
    #expect(MeasurementError([pair(2320, 5260, items: 20)])?.isReliable == false)
    #expect(MeasurementError([pair(2320, 5260, items: 21)])?.isReliable == true)
    #expect(MeasurementError([pair(2320, 5261, items: 20)])?.isReliable == true)
    #expect(MeasurementError([pair(5261, 2320, items: 20)])?.isReliable == true)
  }

  @Test func absurdNumbersOfItemsDoNotOverflow() {
    #expect(MeasurementError([pair(5000, 6000, items: .max), pair(5000, 6000, teaching, items: 7)]) != nil)
  }

  @Test func unknownIsNeverZero() {
    #expect(MeasurementError([pair(5000, 6000)]) == nil)
    #expect(MeasurementError([pair(5000, 6000, items: 1)]) == nil)
    #expect(MeasurementError([pair(5000, 6000, items: 30), pair(5000, 6000, teaching)]) == nil)
    #expect(MeasurementError([pair(5000, nil, items: 30)]) == nil)
    #expect(MeasurementError([]) == nil)
  }

  @Test func overSeveralCompetenciesTheErrorOfTheMeanShrinks() throws {
    let one = try #require(MeasurementError([pair(5000, 5000, items: 30)]))
    let four = try #require(
      MeasurementError((1...4).map { pair(5000, 5000, CompetencyCode("К\($0)"), items: 30) }))
    #expect(isClose(four.change, one.change / 2))
  }

  /// Against exact decimals: change² · Π(kᵢ − 1) > 1,96² · Σ vᵢ · Π(other kᵢ − 1).
  @Test func theDecisionIsExact() throws {
    let seed: UInt64 = 1955
    var random = SplitMix64(seed: seed)
    var reliable = 0
    for round in 0..<3000 {
      let pairs = (0..<2).map { index in
        let items = Int.random(in: 2...60, using: &random)
        let scores = [Wave.pretest, .retest].map { wave in
          score(
            wave, Int.random(in: 0...items, using: &random) * 10_000 / items, CompetencyCode("К\(index)"),
            items: items + Int.random(in: 0...1, using: &random))
        }
        return ScorePair.pairs(
          of: Dossier(person: Person(id: "1", role: .head), scores: scores),
          competencies: [CompetencyCode("К\(index)")], asOf: day("2024-12-31"), pretest: .latest, retest: .latest)[0]
      }
      let error = try #require(MeasurementError(pairs))
      let results = pairs.flatMap { [$0.pretest, $0.retest].compactMap(\.self) }
      let divisors = results.map { Decimal(($0.items ?? 0) - 1) }
      var variance = Decimal(0)
      for (index, result) in results.enumerated() {
        let points = Decimal(result.points.hundredths)
        let others = divisors.enumerated().filter { $0.offset != index }.reduce(Decimal(1)) { $0 * $1.element }
        variance += points * (10_000 - points) * others
      }
      let change = Decimal(
        pairs.reduce(0) { $0 + ($1.retest?.points.hundredths ?? 0) - ($1.pretest?.points.hundredths ?? 0) })
      let expected = change * change * divisors.reduce(1, *) * 10_000 > 38_416 * variance
      #expect(error.isReliable == expected, "seed \(seed), round \(round)")
      if expected { reliable += 1 }
    }
    #expect(reliable > 100 && reliable < 2900, "both answers occur")
  }

  /// Twenty competencies with coprime numbers of items: the exact sum does not fit, the decision still stands.
  @Test func manyDifferentTests() throws {
    let primes = [3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73]
    let pairs = primes.map { pair(4000, 6500, CompetencyCode("К\($0)"), items: $0 + 1) }
    let error = try #require(MeasurementError(pairs))
    let variance = primes.reduce(0.0) { $0 + (2400 + 2275) / Double($1) }
    #expect(isClose(error.change, variance.squareRoot() / 20, 1e-9))
    #expect(error.isReliable)
  }
}
