import Diagnostics
import RouteModel
import RoutePlanning
import RuleLanguage
import TestSupport
import Testing

/// Numbers that could not be counted exactly are refused when rules and catalog are read, before anybody's route.
@Suite struct CountableTests {
  private func made(
    _ rules: String, policy: String = SampleRegion.policy, hours: Int = 36
  ) -> (context: PlanningContext?, diagnostics: [Diagnostic]) {
    let catalog = SampleRegion.catalog(
      measures: [SampleRegion.measure("1.6", hours: hours)], gains: [("1.6", "К1", 20)],
      sessions: [SampleRegion.session("1.6", "с1", "2023-10-02", "2023-10-06", format: .remote, seats: 1)])
    let names = RouteVocabulary(catalog)
    let tree = SyntaxTree(parsing: SourceText(path: "Rules/sample.rules", text: policy + rules))
    let compiled = RuleCompiler(vocabulary: names.vocabulary).compile([tree])
    guard let set = compiled.rules else { return (nil, compiled.diagnostics) }
    return PlanningContext.make(catalog: catalog, rules: set, names: names, rulesDigest: "r", catalogDigest: "c")
  }

  @Test func largestWeightsThatCanBeCountedWork() throws {
    let rules = (0..<50).map { SampleRegion.rule("П\($0)", "балл К1 < 100", "рекомендовать №1.6 с весом 1000") }
      .joined()
    let context = try #require(made(rules, hours: 2000).context)
    let route = RoutePlanner(context: context).route(for: SampleRegion.head(["К1": 0]), asOf: SampleRegion.asOf)
    #expect(route.objective.status == .optimal)
  }

  @Test func tooLargeNumbersAreOneMessage() {
    let made = made(SampleRegion.rule("П", "балл К1 < 100", "рекомендовать №1.6 с весом 1000"), hours: 20_000_000)
    #expect(made.context == nil)
    #expect(made.diagnostics.map(\.id) == ["numbers-too-large"])
  }

  @Test func tooManyPeriodsAreOneMessage() {
    let policy = SampleRegion.policy.replacing(
      "нагрузка: не более 108 часов за год",
      with: "горизонт: 60 месяцев\n  нагрузка: не более 36 часов за месяц, не более 72 часов за квартал")
    let made = made("", policy: policy)
    #expect(made.context == nil)
    #expect(made.diagnostics.map(\.id) == ["too-many-periods"])
    #expect(made.diagnostics.first?.message.russian.contains("не больше 64") == true)
  }
}
