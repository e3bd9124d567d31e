import Diagnostics
import RouteModel
import RoutePlanning
import RuleLanguage
import TestSupport
import Testing

/// What rules decide: exclude beats require beats recommend, and every decision names its rule.
@Suite struct RuleDecisionTests {
  private let low = SampleRegion.head(["К1": 20, "К2": 65, "К3": 70])

  private func route(_ rules: String, _ dossier: Dossier? = nil) -> Route {
    SampleRegion.planner(rules: rules).route(for: dossier ?? low, asOf: SampleRegion.asOf)
  }

  @Test func requireIsTakenAtAnyPrice() {
    // №1.5 closes 5 points of weight 1 and costs 1.6: without a rule it pays, and with the price at 9 it does not.
    let expensive = SampleRegion.policy.replacing("цена часа: 0,1", with: "цена часа: 9")
    let rules = SampleRegion.rule("Всем", "роль = руководитель", "обязательно №1.5")
    let free = SampleRegion.planner(rules: "", policy: expensive).route(for: low, asOf: SampleRegion.asOf)
    #expect(!free.steps.contains { $0.measure.text == "1.5" })
    let forced = SampleRegion.planner(rules: rules, policy: expensive).route(for: low, asOf: SampleRegion.asOf)
    #expect(forced.steps.first { $0.measure.text == "1.5" }?.required == true)
    #expect(forced.objective.value < free.objective.value)
  }

  @Test func excludeBeatsRequire() {
    let rules =
      SampleRegion.rule("Надо", "роль = руководитель", "обязательно №1.6")
      + SampleRegion.rule("Нельзя", "балл К1 < 50", "исключить №1.6")
    let route = route(rules)
    #expect(!route.steps.contains { $0.measure.text == "1.6" })
    #expect(route.candidates.first { $0.measure.text == "1.6" }?.reason.russian == "исключено правилом «Нельзя»")
    #expect(route.findings.contains { $0.id == "require-and-exclude" })
  }

  @Test func weightsAddUp() {
    let rules =
      SampleRegion.rule("А", "роль = руководитель", "рекомендовать №1.5 с весом 7")
      + SampleRegion.rule("Б", "балл К2 < 70", "рекомендовать №1.5")
    let step = route(rules).steps.first { $0.measure.text == "1.5" }
    #expect(step?.priority == 17)
    #expect(step?.because.map(\.rule) == ["А", "Б"])
    #expect(step?.because[1].facts == [NamedFact(name: "балл К2", value: "65")])
    #expect(step?.because[0].file == "sample.rules")
  }

  @Test func unknownDoesNotFire() {
    let rules = SampleRegion.rule("Без переподготовки", "не переподготовка = да", "обязательно №1.5")
    #expect(route(rules).objective.requiredOf == 0)
    let asked = SampleRegion.rule("Неизвестно", "нет данных: переподготовка", "обязательно №1.5")
    #expect(route(asked).objective.requiredOf == 1)
  }

  @Test func examplesRun() {
    let good = """
      пример «верный» дано роль = руководитель, балл К1 = 48
      ожидается обязательно №1.6, дефицит К1 = 22, дефицит К1 не ниже средний, нет №1.12, сработало «Надо»
      """
    let bad = """

      пример «неверный» дано роль = руководитель, балл К1 = 60
      ожидается обязательно №1.6, дефицит К1 = 22, не сработало «Надо», рекомендовать №1.5 с весом 3, исключить №1.12
      """
    let rules =
      SampleRegion.rule("Надо", "дефицит К1 не ниже средний", "обязательно №1.6, рекомендовать №1.5 с весом 5")
    let outcomes = ExampleRunner(context: SampleRegion.context(rules: rules + good + bad)).runAll()
    #expect(outcomes.map(\.passed) == [true, false])
    // 60 points leave a deficit of 10, which is «средний»: the rule fires, so only the other expectations fail.
    #expect(
      outcomes[1].mismatches.map { $0.message.russian.prefix(30) }.count == 4,
      "\(outcomes[1].mismatches.map(\.message.russian))")
  }

  @Test func whyTellsTheSmallestChange() throws {
    let rules = SampleRegion.rule("Для резерва", "роль = резерв и балл К2 < 60", "рекомендовать №1.5 с весом 40")
    let planner = SampleRegion.planner(
      SampleRegion.catalog(gains: [("1.6", "К1", 20)]), rules: rules)
    let measure = try #require(planner.context.catalog.measure(spelled: "№1.5"))
    let explanation = RouteExplainer(planner: planner).explain(measure, for: low, asOf: SampleRegion.asOf)
    #expect(explanation.step == nil)
    #expect(explanation.candidate?.state == .notEligible)
    #expect(explanation.rules.map(\.truth) == [.isFalse])
    #expect(explanation.rules[0].missing.map(\.russian) == ["роль = резерв", "балл К2 <= 59,99"])
    let change = try #require(explanation.change)
    #expect(change.map(\.name.russian) == ["роль", "балл К2"])
    #expect(change.map(\.to.russian) == ["резерв", "59,99"])
  }

  /// Two rules whose weights only together outweigh the hours.
  @Test func whyTellsOfRulesThatAddUp() throws {
    let rules =
      SampleRegion.rule("А", "балл К2 < 60", "рекомендовать №1.5 с весом 10")
      + SampleRegion.rule("Б", "наставник = да", "рекомендовать №1.5 с весом 10")
      + SampleRegion.rule("В", "стаж < 12", "рекомендовать №1.5 с весом 1")
    let expensive = SampleRegion.policy.replacing("цена часа: 0,1", with: "цена часа: 1")
    let planner = SampleRegion.planner(
      SampleRegion.catalog(gains: [("1.6", "К1", 20)]), rules: rules, policy: expensive)
    let measure = try #require(planner.context.catalog.measure(spelled: "№1.5"))
    let explanation = RouteExplainer(planner: planner).explain(measure, for: low, asOf: SampleRegion.asOf)
    let change = try #require(explanation.change)
    #expect(explanation.step == nil && change.map(\.name.russian).sorted() == ["балл К2", "наставник"])
  }

  /// Rules that ask for different values of one field fire together at a value that does for both.
  @Test func whyFindsAValueForTwoRules() throws {
    let rules =
      SampleRegion.rule("А", "балл К2 <= 60 и наставник = да", "рекомендовать №1.5 с весом 10")
      + SampleRegion.rule("Б", "балл К2 <= 40 и переподготовка = нет", "рекомендовать №1.5 с весом 10")
    let expensive = SampleRegion.policy.replacing("цена часа: 0,1", with: "цена часа: 1")
    let planner = SampleRegion.planner(
      SampleRegion.catalog(gains: [("1.6", "К1", 20)]), rules: rules, policy: expensive)
    let measure = try #require(planner.context.catalog.measure(spelled: "№1.5"))
    let change = try #require(
      RouteExplainer(planner: planner).explain(measure, for: low, asOf: SampleRegion.asOf).change)
    let told = change.map { "\($0.name.russian) \($0.to.russian)" }.sorted()
    #expect(told == ["балл К2 40", "наставник да", "переподготовка нет"])
  }

  /// A competency that is not in the person's framework has no score to change.
  @Test func whyAsksForNothingImpossible() throws {
    let rules = SampleRegion.rule("Дефицит", "дефицит К3 >= 25", "рекомендовать №1.5 с весом 40")
    let planner = SampleRegion.planner(SampleRegion.catalog(gains: [("1.6", "К1", 20)]), rules: rules)
    let measure = try #require(planner.context.catalog.measure(spelled: "№1.5"))
    let member = SampleRegion.head([:], role: .municipalHead)
    let explanation = RouteExplainer(planner: planner).explain(measure, for: member, asOf: SampleRegion.asOf)
    #expect(explanation.step == nil && explanation.change == nil)
  }

  /// A search that stopped early does not claim that a route without a measure is worth more.
  @Test func reasonsOfAnUnfinishedSearch() throws {
    let context = SampleRegion.context()
    let whole = RoutePlanner(context: context).route(for: low, asOf: SampleRegion.asOf)
    #expect(whole.objective.status == .optimal && !whole.steps.isEmpty)
    let stopped = RoutePlanner(context: context, nodeLimit: 0).route(for: low, asOf: SampleRegion.asOf)
    try #require(stopped.objective.status == .bounded)
    for candidate in stopped.candidates where candidate.state == .outweighed {
      #expect(candidate.reason.russian == "поиск остановлен на пределе узлов раньше, чем это выяснено")
    }
  }

  @Test func whyTellsWhatTheOppositeCosts() throws {
    let planner = SampleRegion.planner()
    let measure = try #require(planner.context.catalog.measure(spelled: "1.6"))
    let explanation = RouteExplainer(planner: planner).explain(measure, for: low, asOf: SampleRegion.asOf)
    #expect(explanation.step != nil)
    // 20 points of К1 at weight 8 (deficit 50), less 36 hours at 0.1.
    #expect(explanation.opposite?.loss == 20 * 100 * 8 - 36 * 10)
    #expect(explanation.opposite?.leaves.map(\.text) == ["1.6"])
  }

  @Test func forecastCountsChosenGains() {
    let dossier = SampleRegion.head(["К1": 50, "К2": 50])
    let route = SampleRegion.planner().route(for: dossier, asOf: SampleRegion.asOf)
    // №1.6 closes К1 by 20, №1.5 К2 by 15, on a base of 100; №1.12 has nothing left to close.
    #expect(route.steps.map(\.measure.text) == ["1.5", "1.6"])
    #expect(route.forecast.growth == Points(35))
  }

  @Test func forecastStopsAtHundred() {
    let rules = SampleRegion.rule("Всем", "роль = руководитель", "обязательно №1.6")
    let route = route(rules, SampleRegion.head(["К1": 95, "К2": 70, "К3": 70]))
    // №1.6 would add 20, but a score ends at 100: 5 of 235.
    #expect(route.forecast.growth == Points(hundredths: 213))
  }
}
