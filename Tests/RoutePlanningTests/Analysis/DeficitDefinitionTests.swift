import Diagnostics
import RouteModel
import RuleAnalysis
import RuleLanguage
import RuleMatching
import TestSupport
import Testing

@testable import RoutePlanning

/// Conditions on deficits against computing the deficits of every profile.
///
/// All thresholds, targets and additions are whole tens, so scores of every five points stand for all scores: they meet
/// every threshold and the inside of every interval between two.
@Suite struct DeficitDefinitionTests {
  private func profiles(_ context: PlanningContext) -> [FactVector] {
    let names = context.names
    let missing = ValueSet.missing
    let scores = [missing] + stride(from: Int32(0), through: 10_000, by: 500)
    var result: [FactVector] = []
    for role in [Role.head, .reserve, .team] {
      for score in scores {
        for second in [missing, 0, 3000, 5000] as [Int32] {
          for plan in [missing, 0, 1] {
            for retraining in [missing, 0, 1] {
              var facts = FactVector(fieldCount: names.vocabulary.fields.count)
              facts[names.role] = RouteVocabulary.position(role)
              facts[names.scores] = score
              facts[names.scores + 1] = second
              facts[names.indicators] = plan
              facts[names.retraining] = retraining
              result.append(context.profiler.profile(facts, role: role, kind: nil).facts)
            }
          }
        }
      }
    }
    return result
  }

  private func atom(_ names: RouteVocabulary, _ random: inout SplitMix64) -> Condition {
    func interval(_ step: Int32, _ top: Int32) -> ValueSet {
      let bounds = [Int32.random(in: 0...10, using: &random), Int32.random(in: 0...10, using: &random)].sorted()
      let open = Bool.random(using: &random) && bounds[0] < bounds[1] ? Int32(1) : 0
      return ValueSet([(bounds[0] * step + open)...min(top, bounds[1] * step)])
    }
    switch Int.random(in: 0..<8, using: &random) {
    case 0...3:
      let known = interval(1000, 10_000)
      return ProfileSpace.asks(
        names.deficits, ValueSet(known.intervals, containsMissing: Int.random(in: 0..<6, using: &random) == 0))
    case 4: return ProfileSpace.asks(names.deficits + 1, ValueSet([2000...5000]))
    case 5: return ProfileSpace.asks(names.scores, interval(1000, 10_000))
    case 6: return ProfileSpace.asks(names.role, ValueSet([0...0, 2...3]))
    default: return ProfileSpace.asks(names.retraining, is: 1)
    }
  }

  private func condition(_ depth: Int, _ names: RouteVocabulary, _ random: inout SplitMix64) -> Condition {
    if depth == 0 { return atom(names, &random) }
    let parts = (0..<2).map { _ in condition(depth - 1, names, &random) }
    return Bool.random(using: &random) ? .all(parts) : .any(parts)
  }

  @Test func decidesDeficitsLikeComputingThem() throws {
    let seed: UInt64 = 91
    var random = SplitMix64(seed: seed)
    let fixture = AnalysisFixture()
    let diagnostics = [
      AnalysisFixture.diagnostic("А", "показатель «план» = нет", "дефицит К1 + 20, дефицит К2 + 10"),
      AnalysisFixture.diagnostic("Б", "переподготовка = да или нет данных: балл К1", "дефицит К1 + 30"),
      AnalysisFixture.diagnostic("В", "роль = команда", "дефицит К2 + 100"),
    ]
    var answers = [0, 0]
    for subset in 0..<8 {
      let context = fixture.context(
        diagnostics.enumerated().filter { subset >> $0.offset & 1 == 1 }.map(\.element).joined())
      var solver = ConditionSolver(space: context.profileSpace)
      // The roles not enumerated have no target: like the team, but for the diagnostic «В», which names it.
      let people = ProfileSpace.asks(context.names.role, ValueSet([0...0, 2...3]))
      let all = profiles(context)
      for round in 0..<60 {
        let condition = condition(2, context.names, &random)
        let expected = all.contains { Evaluator.isTrue(condition, $0) }
        let place = "seed \(seed), diagnostics \(subset), round \(round)"
        #expect(solver.isSatisfiable([people, condition]) == expected, "\(place)")
        answers[expected ? 1 : 0] += 1
        guard let witness = solver.witness(of: [people, condition]) else { continue }
        let state = ExampleRunner(context: context).state(on: witness.facts)
        #expect(Evaluator.isTrue(condition, state.profile.facts), "\(place)")
      }
    }
    #expect(answers[0] > 30 && answers[1] > 200, "\(answers)")
  }

  /// Twelve diagnostics can fall in thousands of ways; their sums are few.
  @Test func manyDiagnosticsAddUp() {
    let names = RouteVocabulary(AnalysisFixture().catalog)
    let conditions =
      Feature.allCases.map { "школа: \($0.spellings.russian)" }
      + names.measures.map { "пройдено: №\($0)" }
      + ["переподготовка = да", "наставник = да", "в_команде = да", "показатель «план» = да"]
    let diagnostics = conditions.enumerated().map {
      AnalysisFixture.diagnostic("Д\($0.offset)", $0.element, "дефицит К2 + \($0.offset % 2 == 0 ? 1 : 2)")
    }
    let context = AnalysisFixture().context(diagnostics.joined())
    var solver = ConditionSolver(space: context.profileSpace)
    func canBe(_ points: Int32) -> Bool {
      let asked = ValueSet([(points * 100)...(points * 100)])
      return solver.isSatisfiable([
        ProfileSpace.asks(context.names.role, is: 0), ProfileSpace.asks(context.names.scores + 1, is: 5000),
        ProfileSpace.asks(context.names.deficits + 1, asked),
      ])
    }
    // A head with the target score: six times one point and six times two.
    #expect(diagnostics.count == 12 && (0...18).allSatisfy { canBe($0) })
    #expect(!canBe(19))
  }

  @Test func aDeficitNoTargetAllowsIsImpossible() {
    let context = AnalysisFixture().context(
      AnalysisFixture.rule("А", "роль = резерв и дефицит К1 > 60", "обязательно №1.1")
        + AnalysisFixture.rule("Б", "роль = резерв и дефицит К1 = 60", "обязательно №1.1"))
    let found = context.findings("never-fires")
    #expect(found.map(\.message) == ["правило «А»: условие не выполняется никогда"])
    #expect(
      found.first?.proof
        == "при целях и диагностиках этого набора ни у кого не бывает «роль = резерв» и «дефицит К1 >= 60,01»")
  }

  @Test func whatKindsOfOrganisationAreTestedInIsTakenIntoAccount() {
    var fixture = AnalysisFixture()
    fixture.competencies[1].groups = ["сад"]
    let group = CompetencyGroup(
      code: "сад", title: "сад", organisationKinds: [.preschool], source: "", status: .estimate)
    let catalog = Catalog(
      groups: [group], competencies: fixture.competencies, measures: fixture.measures, gains: fixture.gains)
    #expect(catalog.framework(for: .school).count == 1)
    let names = RouteVocabulary(catalog)
    let text =
      "политика цель роста: 10 % относительный\nшкала дефицита \(fixture.scale)\n"
      + AnalysisFixture.rule("А", "организация = школа и дефицит К2 > 0", "обязательно №1.1")
      + AnalysisFixture.rule("Б", "организация = детский_сад и дефицит К2 > 0", "обязательно №1.1")
    let tree = SyntaxTree(parsing: SourceText(path: "t", text: text))
    guard let rules = RuleCompiler(vocabulary: names.vocabulary).compile([tree]).rules,
      let context = PlanningContext.make(
        catalog: catalog, rules: rules, names: names, rulesDigest: "", catalogDigest: ""
      ).context
    else {
      Issue.record("does not compile")
      return
    }
    #expect(context.findings("never-fires").map(\.message) == ["правило «А»: условие не выполняется никогда"])
  }
}
