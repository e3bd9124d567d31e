import Optimization
import RouteModel
import RoutePlanning
import RuleLanguage
import TestSupport
import Testing

/// What is kept from person to person changes no route.
@Suite struct SharedWorkTests {
  /// Rules of every kind, many of one measure; with more than 64 of them sets of rules are no longer kept as bits.
  private func rules(count: Int) -> String {
    let thresholds = (0..<count).map { index in
      SampleRegion.rule("П\(index)", "балл К2 <= \(index)", "рекомендовать №1.5 с весом \(1 + index % 4)")
    }
    return thresholds.joined()
      + SampleRegion.rule("Риск", "школа: зона_риска", "обязательно №1.12 не позже 30 ноября")
      + SampleRegion.rule("Без К1", "нет данных: балл К1", "исключить №1.6")
      + SampleRegion.rule("Резерв", "роль = резерв и балл К3 >= 50", "рекомендовать №1.6")
  }

  private func people(_ count: Int, seed: UInt64) -> [Dossier] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { _ in
      var scores: [String: Int] = [:]
      for code in ["К1", "К2", "К3"] where Int.random(in: 0..<5, using: &random) > 0 {
        scores[code] = Int.random(in: 0...20, using: &random) * 5
      }
      return SampleRegion.head(
        scores, features: Bool.random(using: &random) ? [.atRisk] : [],
        completed: Bool.random(using: &random) ? ["1.5"] : [], role: Bool.random(using: &random) ? .head : .reserve,
        formats: [nil, [], [.remote], [.inPerson]].randomElement(using: &random) ?? nil)
    }
  }

  @Test(arguments: [3, 63, 64, 65, 90])
  func oneAfterAnotherIsOneAtATime(rules count: Int) {
    let seed: UInt64 = 4_105 + UInt64(count)
    let context = SampleRegion.context(rules: rules(count: count))
    let shared = RoutePlanner(context: context)
    var kinds: Set<String> = []
    // Twice the same people, on two days in turn.
    for (index, dossier) in (people(25, seed: seed) + people(25, seed: seed)).enumerated() {
      let asOf = SampleRegion.asOf.adding(days: index % 7 == 6 ? 40 : 0)
      let route = shared.route(for: dossier, asOf: asOf)
      let alone = SampleRegion.planner(rules: rules(count: count)).route(for: dossier, asOf: asOf)
      #expect(route == alone, "seed \(seed), person \(index)")
      kinds.insert(route.steps.map(\.measure.text).joined(separator: " "))
    }
    #expect(kinds.count > 3)
  }

  /// The weights of the rules that fire, whatever their number.
  @Test(arguments: [10, 64, 65, 100])
  func everyRuleOfAMeasureCounts(count: Int) throws {
    let planner = SampleRegion.planner(rules: rules(count: count))
    for score in [0, 1, 40, 63, 64, 90] {
      let route = planner.route(for: SampleRegion.head(["К1": 20, "К2": score]), asOf: SampleRegion.asOf)
      let expected = (0..<count).filter { score <= $0 }.map { 1 + $0 % 4 }.reduce(0, +)
      let candidate = try #require(route.candidates.first { $0.measure.text == "1.5" })
      #expect(candidate.priority == expected, "\(count) rules, score \(score)")
    }
  }

  /// More forms of tests than are kept at a time: every line of the deficits still names its own.
  @Test func everyResultNamesItsTest() throws {
    let planner = SampleRegion.planner()
    for person in 0..<1500 {
      let scores = ["К1", "К2", "К3"].map { code in
        Score(
          competency: CompetencyCode(code), date: SampleRegion.date("2023-05-15"), form: "\(code)-\(person % 1450)",
          points: Points(40), items: person % 3 == 0 ? nil : person % 3, wave: .pretest)
      }
      let dossier = Dossier(person: SampleRegion.head([:]).person, scores: scores)
      for line in planner.route(for: dossier, asOf: SampleRegion.asOf).deficits {
        let expected = Evidence.test(
          score: Points(40), date: SampleRegion.date("2023-05-15"), form: "\(line.competency)-\(person % 1450)",
          items: person % 3 == 0 ? nil : person % 3)
        #expect(line.evidence == [expected], "person \(person)")
      }
    }
  }
}
