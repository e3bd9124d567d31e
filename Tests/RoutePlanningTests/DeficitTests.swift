import Diagnostics
import RouteModel
import RoutePlanning
import TestSupport
import Testing

/// Deficits as design.md words them: the test gap plus what diagnostics add; unknown is never zero.
@Suite struct DeficitTests {
  private static let diagnostic = """
    диагностика «Нет решений» если показатель «ВПР-решения» = нет то дефицит К1 + 20
    потому что «решения не приняты» основание «Таблица 1»

    """

  private func no(_ value: Bool = false) -> IndicatorValue {
    IndicatorValue(
      indicator: "Т1.3", period: SampleRegion.days("2023-03-01", "2023-06-30"), value: .boolean(value), source: "опрос")
  }

  private func line(_ code: String, _ dossier: Dossier, rules: String = "") throws -> CompetencyDeficit {
    let route = SampleRegion.planner(rules: rules).route(for: dossier, asOf: SampleRegion.asOf)
    return try #require(route.deficits.first { $0.competency.text == code })
  }

  @Test(arguments: [
    (48, 22, "средний", 2), (70, 0, nil, 0), (90, 0, nil, 0), (69, 1, "низкий", 1), (45, 25, "высокий", 4),
    (30, 40, "критический", 8), (31, 39, "высокий", 4),
  ])
  func gapAndBand(_ score: Int, _ deficit: Int, _ band: String?, _ weight: Int) throws {
    let line = try line("К1", SampleRegion.head(["К1": score]))
    #expect(line.deficit == Points(deficit))
    #expect(line.band == band)
    #expect(line.weight == weight)
  }

  @Test func notMeasuredIsUnknownAndComesFirst() throws {
    let route = SampleRegion.planner().route(for: SampleRegion.head(["К1": 10, "К2": 70]), asOf: SampleRegion.asOf)
    #expect(route.deficits.map(\.competency.text) == ["К3", "К1", "К2"])
    #expect(route.deficits[0].deficit == nil)
    #expect(route.deficits[0].score == nil)
    #expect(route.findings.contains { $0.id == "not-measured" && $0.text.russian.contains("К3") })
  }

  @Test func monitoringAdds() throws {
    let line = try line("К1", SampleRegion.head(["К1": 48], indicators: [no()]), rules: Self.diagnostic)
    #expect(line.deficit == Points(42))
    #expect(line.evidence.count == 2)
    guard case .monitoring(let added, let citation) = line.evidence[1] else {
      Issue.record("the second evidence is monitoring")
      return
    }
    #expect(added == Points(20))
    #expect(citation.rule == "Нет решений")
    #expect(citation.facts.map(\.name) == ["показатель «ВПР-решения»"])
  }

  @Test func monitoringAloneIsKnown() throws {
    let line = try line("К1", SampleRegion.head([:], indicators: [no()]), rules: Self.diagnostic)
    #expect(line.deficit == Points(20))
    #expect(line.score == nil)
  }

  @Test func unknownIndicatorAddsNothing() throws {
    #expect(try line("К1", SampleRegion.head(["К1": 48]), rules: Self.diagnostic).deficit == Points(22))
    #expect(
      try line("К1", SampleRegion.head(["К1": 48], indicators: [no(true)]), rules: Self.diagnostic).deficit
        == Points(22))
  }

  @Test func deficitStopsAtHundred() throws {
    let much = (1...6).map {
      "диагностика «Д\($0)» если балл К1 < 50 то дефицит К1 + 20 потому что «п» основание «о»\n"
    }.joined()
    #expect(try line("К1", SampleRegion.head(["К1": 10]), rules: much).deficit == .hundred)
  }

  @Test func divergenceIsAFinding() {
    let route = SampleRegion.planner(rules: Self.diagnostic)
      .route(for: SampleRegion.head(["К1": 90, "К2": 70, "К3": 70], indicators: [no()]), asOf: SampleRegion.asOf)
    #expect(route.findings.map(\.id.rawValue).contains("test-and-monitoring-differ"))
  }

  @Test func divergenceTheOtherWayIsANote() {
    let finding = SampleRegion.planner(rules: Self.diagnostic)
      .route(for: SampleRegion.head(["К1": 50, "К2": 70, "К3": 70], indicators: [no(true)]), asOf: SampleRegion.asOf)
      .findings.first { $0.id == "test-and-monitoring-differ" }
    #expect(finding?.severity == .note)
    let unknown = SampleRegion.planner(rules: Self.diagnostic)
      .route(for: SampleRegion.head(["К1": 50, "К2": 70, "К3": 70]), asOf: SampleRegion.asOf)
    #expect(!unknown.findings.contains { $0.id == "test-and-monitoring-differ" }, "unknown is not in order")
    let forOthers = Self.diagnostic.replacing("если", with: "если роль = резерв и")
    let other = SampleRegion.planner(rules: forOthers)
      .route(for: SampleRegion.head(["К1": 50, "К2": 70, "К3": 70], indicators: [no(true)]), asOf: SampleRegion.asOf)
    #expect(!other.findings.contains { $0.id == "test-and-monitoring-differ" }, "a diagnostic for others is silent")
  }

  @Test func targetsFollowTheRules() throws {
    let rules = "цели заместитель: как резерв, К2 = 55\n"
    let deputy = SampleRegion.head(["К1": 50, "К2": 50], role: .deputy)
    #expect(try line("К1", deputy, rules: rules).target == Points(60))
    #expect(try line("К2", deputy, rules: rules).target == Points(55))
    let route = SampleRegion.planner().route(for: deputy, asOf: SampleRegion.asOf)
    #expect(route.deficits.isEmpty)
    #expect(route.findings.contains { $0.id == "no-framework" })
  }

  @Test func laterResultsDoNotCount() throws {
    var dossier = SampleRegion.head(["К1": 48])
    let later = Score(
      competency: CompetencyCode("К1"), date: SampleRegion.date("2023-09-02"), points: Points(90), wave: .retest)
    dossier = Dossier(person: dossier.person, organisation: dossier.organisation, scores: dossier.scores + [later])
    #expect(try line("К1", dossier).score == Points(48))
    let after = SampleRegion.planner().route(for: dossier, asOf: SampleRegion.date("2023-09-02"))
    #expect(after.deficits.first { $0.competency.text == "К1" }?.score == Points(90))
  }
}
