import Diagnostics
import RouteModel
import RuleAnalysis
import RuleLanguage
import RuleMatching
import TestSupport
import Testing

@testable import RoutePlanning

@Suite struct EveryDeficitHasARemedyTests {
  private static let audiences = [
    "всегда", "роль = руководитель", "школа: зона_риска", "переподготовка = да", "организация = школа | спо",
    "роль = резерв и не школа: зона_риска", "наставник = нет или организация = спо",
  ]

  private func profiles(_ context: PlanningContext, _ role: Role, _ kind: OrganisationKind) -> [FactVector] {
    let names = context.names
    var result: [FactVector] = []
    for bits in 0..<16 {
      var facts = FactVector(fieldCount: names.vocabulary.fields.count)
      for field in names.features..<(names.features + 4) { facts[field] = 0 }
      for field in names.completed..<(names.completed + names.measures.count) { facts[field] = 0 }
      facts[names.role] = RouteVocabulary.position(role)
      facts[names.organisationKind] = RouteVocabulary.position(kind)
      facts[names.features + 2] = Int32(bits & 1)
      facts[names.retraining] = Int32(bits >> 1 & 1)
      facts[names.mentor] = Int32(bits >> 2 & 1)
      facts[names.inTeam] = 0
      facts[names.scores] = bits >> 3 & 1 == 1 ? 0 : 3000
      result.append(context.profiler.profile(facts, role: role, kind: kind).facts)
    }
    return result
  }

  @Test func saysWhoHasNoRemedyLikeLookingAtEverybody() {
    let seed: UInt64 = 92
    var random = SplitMix64(seed: seed)
    var counts = (without: 0, partly: 0)
    for round in 0..<40 {
      var fixture = AnalysisFixture()
      fixture.measures = ["1.1", "1.2", "1.3"].map {
        AnalysisFixture.measure($0, audience: Self.audiences.randomElement(using: &random) ?? "всегда")
      }
      fixture.gains = fixture.measures.filter { _ in Int.random(in: 0..<4, using: &random) > 0 }.map {
        Gain(measure: $0.code, competency: CompetencyCode("К1"), points: Points(5), status: .estimate)
      }
      let condition = Self.audiences.randomElement(using: &random) ?? "всегда"
      let context = fixture.context(AnalysisFixture.rule("А", condition, "исключить №1.2"))
      var solver = ConditionSolver(space: context.profileSpace)
      let found = EveryDeficitHasARemedy().people(context, 0, &solver)
      var (without, partly): ([String], [String]) = ([], [])
      for role in [Role.head, .reserve] {
        for kind in OrganisationKind.allCases {
          let helped = profiles(context, role, kind).map { facts in
            context.gains.indices.contains { measure in
              let isExcluded = measure == 1 && Evaluator.isTrue(context.rules.rules[0].condition, facts)
              return !context.gains[measure].isEmpty && Evaluator.isTrue(context.audiences[measure], facts)
                && !isExcluded
            }
          }
          if !helped.contains(true) { without.append("\(role) \(kind)") }
          if helped.contains(true), helped.contains(false) { partly.append("\(role) \(kind)") }
        }
      }
      #expect(found.without.map { "\($0.role) \($0.kind)" } == without, "seed \(seed), round \(round)")
      #expect(found.partly.map { "\($0.role) \($0.kind)" } == partly, "seed \(seed), round \(round)")
      counts.without += without.count
      counts.partly += partly.count
    }
    #expect(counts.without > 50 && counts.partly > 100)
  }

  @Test func theMessageNamesRolesAndKindsAndHasAnExample() throws {
    var fixture = AnalysisFixture()
    fixture.measures[0] = AnalysisFixture.measure("1.1", audience: "роль = руководитель")
    let found = fixture.context("").findings("deficit-without-remedy")
    #expect(found.map(\.message) == ["дефицит К1 закрыть нечем: резерв (любая организация)"])
    #expect(found.first?.severity == .warning)
    let example = try #require(found.first?.example)
    #expect(example.contains("дано роль = резерв, организация = школа, балл К1 = 0"))
    #expect(example.contains("нет №1.1, дефицит К1 = 60"))
  }

  @Test func measuresWithoutHoursOrDaysAreNoRemedy() {
    var fixture = AnalysisFixture()
    fixture.measures[0].hours = nil
    #expect(fixture.context("").findings("deficit-without-remedy").count == 1)
    fixture.measures[0].hours = 8
    fixture.measures[0].window = nil
    #expect(fixture.context("").findings("deficit-without-remedy").count == 1)
  }
}
