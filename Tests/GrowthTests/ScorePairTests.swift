import Growth
import RouteModel
import Testing

@Suite("Pairs of a first and a repeated test")
struct ScorePairTests {
  private func pairs(
    _ scores: [Score], _ policy: ResultPolicy = .latest, asOf: String = "2024-12-31"
  ) -> ScorePair {
    ScorePair.pairs(
      of: Dossier(person: Person(id: "1", role: .reserve), scores: scores), competencies: [managing], asOf: day(asOf),
      pretest: policy, retest: policy)[0]
  }

  @Test func aFurtherFirstTestDoesNotBreakThePair() {
    let found = pairs([
      score(.pretest, 4000, on: "2022-09-01"), score(.pretest, 4500, on: "2023-02-01"),
      score(.retest, 5000, on: "2023-06-01"), score(.pretest, 4800, on: "2023-09-01"),
    ])
    #expect(found.pretest?.points == Points(45) && found.retest?.points == Points(50))
  }

  @Test func theBestOfEachWave() {
    let found = pairs(
      [
        score(.pretest, 4000, on: "2022-09-01"), score(.pretest, 3500, on: "2023-02-01"),
        score(.retest, 5000, on: "2023-06-01"), score(.retest, 4400, on: "2023-07-01"),
      ], .best)
    #expect(found.pretest?.points == Points(40) && found.retest?.points == Points(50))
  }

  @Test func aFirstTestDoesNotExpireWhileTheRetestIsAwaited() {
    let scores = [
      score(.pretest, 6000, on: "2021-01-01"), score(.pretest, 4000, on: "2022-08-01"),
      score(.pretest, 3900, on: "2022-09-01"), score(.retest, 5000, on: "2024-06-01"),
    ]
    let found = pairs(scores, .bestWithin(months: 12))
    #expect(found.pretest?.points == Points(40) && found.retest?.points == Points(50))
  }

  @Test func aRetestNotLaterThanTheFirstTestIsLeftOut() {
    for date in ["2023-08-31", "2023-09-01"] {
      let found = pairs([score(.pretest, 4000), score(.retest, 5000, on: date)])
      #expect(found.retest == nil && found.hasOnlyEarlierRetests)
      let growth = GrowthMeasurement(found, target: relativeTen)
      #expect(growth.verdict == .noRetest && growth.flags == [.retestNotLater])
    }
  }

  @Test func laterThanAsOfDoesNotCount() {
    let found = pairs([score(.pretest, 4000), score(.retest, 5000, on: "2024-05-15")], asOf: "2024-05-14")
    #expect(found.pretest != nil && found.retest == nil && !found.hasOnlyEarlierRetests)
  }

  @Test func aChooserIsNeverAskedAboutNothing() {
    let dossier = Dossier(person: Person(id: "1", role: .reserve), scores: [score(.retest, 5000)])
    let found = ScorePair.pairs(
      of: dossier, competencies: [managing, teaching], asOf: day("2024-12-31"),
      pretest: { scores in
        Issue.record("asked about \(scores)")
        return nil
      }, retest: \.first)
    #expect(found.map(\.retest?.points) == [Points(50), nil])
  }
}
