import RouteModel
import TestSupport
import Testing

private let code = CompetencyCode("К1")

private func day(_ text: String) -> CalendarDate { CalendarDate(parsing: text) ?? CalendarDate(dayNumber: 0) }

private func score(
  _ date: String, _ points: Int, form: String? = nil, items: Int? = nil, wave: Wave = .pretest,
  competency: CompetencyCode = code
) -> Score {
  Score(competency: competency, date: day(date), form: form, points: Points(points), items: items, wave: wave)
}

@Suite("Which result counts")
struct ResultPolicyTests {
  let scores = [
    score("2022-03-01", 70), score("2023-03-01", 50), score("2023-08-31", 60), score("2023-09-02", 90),
    score("2023-05-01", 99, competency: CompetencyCode("К2")), score("2023-06-01", 55, wave: .retest),
  ]

  private func choose(_ policy: ResultPolicy, wave: Wave? = nil, asOf: String = "2023-09-01") -> Int? {
    policy.select(from: scores, competency: code, wave: wave, asOf: day(asOf)).map { $0.points.hundredths / 100 }
  }

  @Test func latestBestAndBestWithin() {
    #expect(choose(.latest) == 60)
    #expect(choose(.best) == 70)
    #expect(choose(.bestWithin(months: 12)) == 60)
    #expect(choose(.bestWithin(months: 24)) == 70)
  }

  @Test func laterResultsAndOtherWavesDoNotCount() {
    #expect(choose(.best, asOf: "2023-09-02") == 90)
    #expect(choose(.latest, wave: .retest) == 55)
    #expect(choose(.latest, wave: .pretest, asOf: "2023-08-30") == 50)
    #expect(choose(.latest, asOf: "2022-02-28") == nil)
  }

  @Test func theWindowLeavesItsFirstDayOut() {
    #expect(choose(.bestWithin(months: 18), asOf: "2023-08-31") == 70)
    #expect(choose(.bestWithin(months: 18), asOf: "2023-09-01") == 60)
    #expect(choose(.bestWithin(months: 1), wave: .retest, asOf: "2023-07-01") == nil)
    #expect(choose(.bestWithin(months: 1), wave: .retest, asOf: "2023-06-30") == 55)
  }

  @Test func tiesGoByPointsThenDateThenForm() {
    let twins = [
      score("2023-01-01", 50, form: nil), score("2023-01-01", 50, form: "Б10"), score("2023-01-01", 50, form: "Б2"),
      score("2023-01-01", 40, form: "А"), score("2022-01-01", 50, form: "А"),
    ]
    for policy in [ResultPolicy.latest, .best, .bestWithin(months: 24)] {
      let chosen = policy.select(from: twins, competency: code, wave: nil, asOf: day("2023-02-01"))
      #expect(chosen?.form == "Б2")
    }
  }

  @Test func theOrderOfResultsChangesNothing() {
    let seed: UInt64 = 20_230_901
    var random = SplitMix64(seed: seed)
    for round in 0..<300 {
      var pool = (0..<Int.random(in: 1...7, using: &random)).map { _ in
        Score(
          competency: code, date: CalendarDate(dayNumber: 19_600 + Int.random(in: 0...2, using: &random)),
          form: [nil, "А", "Б"].randomElement(using: &random) ?? nil,
          points: Points(Int.random(in: 50...51, using: &random)),
          items: [nil, 20, 30].randomElement(using: &random) ?? nil,
          wave: Bool.random(using: &random) ? .pretest : .retest)
      }
      for policy in [ResultPolicy.latest, .best, .bestWithin(months: 1)] {
        let asOf = CalendarDate(dayNumber: 19_602)
        let before = policy.select(from: pool, competency: code, wave: nil, asOf: asOf)
        pool.shuffle(using: &random)
        let after = policy.select(from: pool, competency: code, wave: nil, asOf: asOf)
        #expect(before == after, "seed \(seed), round \(round)")
      }
    }
  }
}
