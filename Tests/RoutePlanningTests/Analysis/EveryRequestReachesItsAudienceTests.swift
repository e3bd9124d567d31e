import RouteModel
import RuleLanguage
import RuleMatching
import TestSupport
import Testing

@testable import RoutePlanning

@Suite struct EveryRequestReachesItsAudienceTests {
  private func findings(_ audience: String, _ rules: String) -> [AnalysisFindingText] {
    var fixture = AnalysisFixture()
    fixture.measures = [AnalysisFixture.measure("1.1", audience: audience), AnalysisFixture.measure("1.2")]
    return fixture.context(rules).findings("outside-audience")
  }

  @Test func aRuleForOthersIsAFinding() throws {
    let rule = SampleRegion.rule("Резерву", "роль = резерв и балл К1 < 50", "рекомендовать №1.1, рекомендовать №1.2")
    let found = findings("роль = руководитель", rule)
    #expect(found.count == 1)
    #expect(
      found.first?.message == "правило «Резерву» просит №1.1 только для тех, кому каталог его не открывает")
    #expect(
      found.first?.proof
        == "аудитория №1.1: роль = руководитель; нет профиля, на котором выполнены и она, и условие правила")
    #expect(found.first?.example != nil)
    #expect(findings("всегда", rule).isEmpty)
    #expect(findings("роль = резерв или роль = руководитель", rule).isEmpty)
    // Exclusions do no harm, and a rule that never fires is another finding.
    #expect(findings("роль = руководитель", rule.replacing("рекомендовать №1.1", with: "исключить №1.1")).isEmpty)
  }

  /// Every pair of conditions over two fields, against all their values.
  @Test func asAllProfilesSay() throws {
    let parts = [
      "роль = руководитель", "роль = резерв", "балл К1 < 50", "балл К1 >= 50", "нет данных: балл К1",
      "роль = руководитель и балл К1 < 30", "не (роль = резерв)", "роль = резерв или балл К1 > 70",
    ]
    var seen = [true: 0, false: 0]
    for audience in parts {
      for condition in parts {
        var fixture = AnalysisFixture()
        fixture.measures = [AnalysisFixture.measure("1.1", audience: audience), AnalysisFixture.measure("1.2")]
        let context = fixture.context(SampleRegion.rule("П", condition, "рекомендовать №1.1"))
        let isReached = Role.allCases.indices.contains { role in
          [ValueSet.missing, 0, 2999, 3000, 4999, 5000, 7000, 7001, 10_000].contains { score in
            var facts = FactVector(fieldCount: context.names.vocabulary.fields.count)
            facts[context.names.role] = Int32(role)
            facts[context.names.scores] = score
            return Evaluator.isTrue(context.rules.rules[0].condition, facts)
              && Evaluator.isTrue(context.audiences[0], facts)
          }
        }
        #expect(context.findings("outside-audience").isEmpty == isReached, "«\(audience)» and «\(condition)»")
        seen[isReached, default: 0] += 1
      }
    }
    #expect(seen.values.allSatisfy { $0 > 10 }, "\(seen)")
  }
}
