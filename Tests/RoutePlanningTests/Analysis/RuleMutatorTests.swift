import Diagnostics
import RouteModel
import RuleAnalysis
import RuleLanguage
import RuleMatching
import TestSupport
import Testing

@testable import RoutePlanning

@Suite struct RuleMutatorTests {
  private func survivors(_ text: String) -> [String] {
    RuleMutator(context: AnalysisFixture().context(text)).report().survivors.map { diagnostic in
      diagnostic.message.russian.replacing("ни один пример не замечает: ", with: "")
    }
  }

  @Test func withoutExamplesEveryDamageSurvives() {
    let rule = AnalysisFixture.rule("А", "стаж < 12", "рекомендовать №1.1 с весом 5")
    #expect(
      survivors(rule) == [
        "«А»: часть «стаж <= 11» отброшена", "«А»: «стаж >= 12» вместо «стаж <= 11»",
        "«А»: «стаж <= 10» вместо «стаж <= 11»", "«А»: «стаж <= 12» вместо «стаж <= 11»", "«А»: вес 6 вместо 5 у №1.1",
      ])
  }

  @Test func boundaryExamplesWithTheWeightNoticeAll() {
    let rule = AnalysisFixture.rule("А", "стаж < 12", "рекомендовать №1.1 с весом 5")
    let inside = "пример «а» дано стаж = 11 ожидается рекомендовать №1.1 с весом 5\n"
    let outside = "пример «б» дано стаж = 12 ожидается нет №1.1\n"
    #expect(survivors(rule + inside + outside).isEmpty)
    #expect(survivors(rule + outside).count == 2)
  }

  @Test func connectivesValuesRequirementsAndExclusionsAreDamaged() {
    let rules =
      AnalysisFixture.rule("А", "роль = резерв и переподготовка = да", "обязательно №1.1")
      + AnalysisFixture.rule("Б", "всегда", "исключить №1.2")
    let found = survivors(rules)
    #expect(found.contains("«А»: «или» вместо «и»"))
    #expect(found.contains("«А»: «роль = руководитель» вместо «роль = резерв»"))
    #expect(found.contains("«А»: №1.1 рекомендовано, а не обязательно"))
    #expect(found.contains("«Б»: №1.2 не исключено"))
  }

  @Test func pointsOfDiagnosticsAreDamaged() {
    let rule = AnalysisFixture.diagnostic("Д", "показатель «план» = нет", "дефицит К1 + 20")
    let example = "пример «а» дано роль = резерв, показатель «план» = нет ожидается дефицит К1 = 20\n"
    #expect(survivors(rule).contains("«Д»: к дефициту К1 прибавлено на балл больше"))
    #expect(!survivors(rule + example).contains("«Д»: к дефициту К1 прибавлено на балл больше"))
  }

  /// A damage without effect on any possible profile can't be noticed and is not tried.
  @Test func damagesThatChangeNothingAreNotTried() {
    let needless = AnalysisFixture.rule("А", "роль = резерв и дефицит К1 не выше 60", "исключить №1.1")
    let found = survivors(needless)
    // A reserve's deficit is never above 60, so the upper bound may move up, but not away: it asks for a known deficit.
    #expect(!found.contains("«А»: «дефицит К1 <= 61» вместо «дефицит К1 <= 60»"))
    #expect(found.contains("«А»: «дефицит К1 <= 59» вместо «дефицит К1 <= 60»"))
  }

  /// The short way, running only touched examples, against running all of them on every damage.
  @Test func agreesWithRunningEveryExample() throws {
    let seed: UInt64 = 102
    var random = RandomRules(random: SplitMix64(seed: seed))
    var compared = 0
    for round in 0..<12 {
      let text = random.file(rules: 4)
      guard let bare = AnalysisFixture().compiled(text) else { continue }
      let examples = ExampleSuggester(context: bare).suggestions().map(\.text)
      let some = examples.enumerated().filter { $0.offset % 2 == 0 }.map(\.element).joined()
      let context = try #require(AnalysisFixture().compiled(text, some))
      var solver = ConditionSolver(space: context.profileSpace)
      let mutations = RuleMutation.all(of: context.rules, &solver)
      let surviving = mutations.filter { mutation in
        let runner = ExampleRunner(context: context, rules: mutation.applied(to: context.rules))
        return runner.runAll().allSatisfy(\.passed)
      }
      let report = RuleMutator(context: context).report()
      #expect(report.survivors.count == surviving.count && report.tried == mutations.count, "seed \(seed), \(round)")
      compared += mutations.count
    }
    #expect(compared > 100)
  }
}
