import Diagnostics
import RouteModel
import RuleAnalysis
import RuleLanguage
import RuleMatching
import TestSupport
import Testing

@testable import RoutePlanning

/// Against the planner's own candidates, for every profile of a small world.
@Suite struct EveryMeasureCanBeAskedForTests {
  private static let conditions = [
    "роль = руководитель", "роль = резерв", "школа: зона_риска", "не школа: зона_риска", "переподготовка = да",
    "роль = резерв и переподготовка = нет", "дефицит К1 > 0", "пройдено: №1.2", "не пройдено: №1.3", "дефицит К2 = 0",
  ]

  /// The measures that get past "not eligible", "excluded" and "completed" for anybody.
  private func reached(_ context: PlanningContext) -> Set<Int> {
    let planner = RoutePlanner(context: context)
    let names = context.names
    let missing = ValueSet.missing
    var result: Set<Int> = []
    for role in [Role.head, .reserve, .team] {
      for risk in [missing, 0, 1] {
        for retraining in [missing, 0, 1] {
          for score in [missing, 0, 10_000] {
            for completed in 0..<16 {
              var changes = [(names.retraining, retraining), (names.scores, score), (names.scores + 1, score)]
              changes += (0..<4).map { (names.features + $0, $0 == 2 || risk == missing ? risk : 0) }
              changes += (0..<4).map { (names.completed + $0, Int32(completed >> $0 & 1)) }
              let draft = planner.draft(
                for: Dossier(person: Person(id: "1", role: role)), asOf: CalendarDate(dayNumber: 19_600),
                changes: changes.map { RoutePlanner.FactChange(field: $0.0, value: $0.1) })
              for entry in draft.pool where entry.closed == nil || entry.closed?.state == .infeasible {
                result.insert(entry.position)
              }
            }
          }
        }
      }
    }
    return result
  }

  @Test func findsExactlyTheMeasuresNobodyGets() {
    let seed: UInt64 = 93
    var random = SplitMix64(seed: seed)
    var total = 0
    for round in 0..<14 {
      var fixture = AnalysisFixture()
      fixture.measures = ["1.1", "1.2", "1.3", "1.4"].map {
        AnalysisFixture.measure(
          $0, audience: Self.conditions.randomElement(using: &random) ?? "всегда",
          group: Int.random(in: 0..<4, using: &random) == 0 ? "г" : nil)
      }
      fixture.gains = Bool.random(using: &random) ? fixture.gains : []
      if Bool.random(using: &random) {
        fixture.prerequisites = [("1.2", "1.1"), ("1.3", "1.2")].map {
          Prerequisite(measure: MeasureCode($0.0), requires: MeasureCode($0.1))
        }
      }
      var rules = ""
      for index in 0..<4 {
        let verb = ["обязательно", "рекомендовать", "исключить"].randomElement(using: &random) ?? "исключить"
        let condition = Self.conditions.randomElement(using: &random) ?? "всегда"
        rules += AnalysisFixture.rule("п\(index)", condition, "\(verb) №1.\(Int.random(in: 1...4, using: &random))")
      }
      let context = fixture.context(rules)
      var solver = ConditionSolver(space: context.profileSpace)
      let found = Set(EveryMeasureCanBeAskedFor().findings(context, &solver).flatMap(\.measures))
      // What has an audience of nobody is reported elsewhere.
      let withoutAudience = Set(context.teaching.filter { !solver.isSatisfiable([context.audiences[$0]]) })
      let expected = Set(context.teaching).subtracting(reached(context)).subtracting(withoutAudience)
      #expect(found == expected, "seed \(seed), round \(round):\n\(rules)")
      total += expected.count
    }
    #expect(total > 5)
  }

  @Test func theProofSaysWhatIsLacking() {
    var fixture = AnalysisFixture()
    fixture.measures[2] = AnalysisFixture.measure("1.3", audience: "роль = резерв")
    let context = fixture.context(
      AnalysisFixture.rule("А", "роль = руководитель", "обязательно №1.3")
        + AnalysisFixture.rule("Б", "всегда", "исключить №1.2"))
    let found = context.findings("measure-never-asked")
    #expect(
      found.map(\.message) == [
        "№1.2 никому не может попасть в маршрут", "№1.3 никому не может попасть в маршрут",
        "№1.4 никому не может попасть в маршрут",
      ])
    #expect(found.first?.proof == "всем, кто входит в его аудиторию, его исключают правила")
    #expect(found.last?.proof?.hasPrefix("его не требует и не рекомендует ни одно правило") == true)
  }
}
