import Diagnostics
import RouteModel
import RoutePlanning
import TestSupport
import Testing

/// Measures in progress stay in the route, and everything else fits beside them.
@Suite struct InProgressTests {
  private func person(_ started: [StartedMeasure], completions: [Completion] = []) -> Dossier {
    let head = SampleRegion.head(["К1": 20, "К2": 20, "К3": 70])
    return Dossier(
      person: head.person, organisation: head.organisation, scores: head.scores, completions: completions,
      started: started)
  }

  private func started(_ measure: String, _ day: String, _ session: String? = nil) -> StartedMeasure {
    StartedMeasure(measure: MeasureCode(measure), started: SampleRegion.date(day), session: session)
  }

  private let catalog = SampleRegion.catalog(
    measures: [SampleRegion.measure("1.5"), SampleRegion.measure("1.6", hours: 36)],
    gains: [("1.5", "К2", 15), ("1.6", "К1", 20)],
    sessions: [
      SampleRegion.session("1.6", "идёт", "2023-08-28", "2023-09-08", format: .inPerson),
      SampleRegion.session("1.6", "позже", "2023-11-06", "2023-11-10", format: .inPerson),
      SampleRegion.session("1.5", "рано", "2023-09-06", "2023-09-12", format: .inPerson),
      SampleRegion.session("1.5", "потом", "2023-09-11", "2023-09-12", format: .inPerson),
    ])

  @Test func itKeepsItsSessionDaysHoursAndGain() throws {
    let route = SampleRegion.planner(catalog).route(
      for: person([started("1.6", "2023-08-28", "идёт")]), asOf: SampleRegion.asOf)
    let step = try #require(route.steps.first)
    #expect(step.inProgress && step.measure.text == "1.6" && step.session.id == "идёт")
    #expect(step.session.days == SampleRegion.days("2023-08-28", "2023-09-08"))
    #expect(step.session.occupied == SampleRegion.days("2023-09-01", "2023-09-08"))
    #expect(step.closes.map(\.points) == [Points(20)])
    #expect(route.steps.map(\.session.id) == ["идёт", "потом"], "the other session needs presence on the same days")
    #expect(route.objective.hours == 52)
    let candidate = try #require(route.candidates.first { $0.measure.text == "1.6" })
    #expect(candidate.state == .chosen && candidate.inProgress && candidate.sessions.map(\.id) == ["идёт"])
    #expect(candidate.reason.russian == "уже идёт с 28.08.2023")
  }

  @Test func limitsBendToItAndHoldBesideIt() {
    let policy = SampleRegion.policy.replacing("108", with: "40")
    let planner = SampleRegion.planner(catalog, policy: policy)
    let route = planner.route(for: person([started("1.6", "2023-08-28", "идёт")]), asOf: SampleRegion.asOf)
    #expect(route.steps.map(\.measure.text) == ["1.6"], "4 hours are left of 40")
    let tiny = SampleRegion.planner(catalog, policy: SampleRegion.policy.replacing("108", with: "8"))
    #expect(
      tiny.route(for: person([started("1.6", "2023-08-28", "идёт")]), asOf: SampleRegion.asOf).steps.count == 1,
      "kept though it alone is more than the limit")
  }

  @Test func itIsKeptThoughExcludedAndNotOfferedAgain() {
    let rules = SampleRegion.rule("Нет", "балл К1 < 50", "исключить №1.6")
    let route = SampleRegion.planner(catalog, rules: rules).route(
      for: person([started("1.6", "2023-08-28", "идёт")]), asOf: SampleRegion.asOf)
    #expect(route.steps.map(\.session.id) == ["идёт", "потом"])
  }

  @Test func withoutASessionItRunsToTheEndOfItsMonthAndTodayAtLeast() throws {
    let undated = SampleRegion.catalog(measures: [SampleRegion.measure("1.5")], gains: [("1.5", "К2", 15)])
    func days(_ day: String) throws -> DateSpan {
      let route = SampleRegion.planner(undated).route(for: person([started("1.5", day)]), asOf: SampleRegion.asOf)
      return try #require(route.steps.first).session.days
    }
    #expect(try days("2023-09-01") == SampleRegion.days("2023-09-01", "2023-09-30"))
    #expect(try days("2023-06-15") == SampleRegion.days("2023-06-15", "2023-09-01"), "overdue: still running today")
  }

  @Test func completedOrNotYetStartedIsNotInProgress() {
    let done = Completion(measure: MeasureCode("1.6"), date: SampleRegion.date("2023-08-30"))
    let person = person([started("1.6", "2023-08-28"), started("1.5", "2023-09-05")], completions: [done])
    #expect(person.inProgress(on: SampleRegion.asOf) == [])
    #expect(person.inProgress(on: SampleRegion.date("2023-08-29")).map(\.measure.text) == ["1.6"])
    #expect(person.inProgress(on: SampleRegion.date("2023-09-05")).map(\.measure.text) == ["1.5"])
    let running = Completion(
      measure: MeasureCode("1.6"), date: SampleRegion.date("2023-09-08"), started: SampleRegion.date("2023-08-28"))
    let dated = self.person([], completions: [running]).inProgress(on: SampleRegion.asOf)
    #expect(dated.map(\.ends) == [SampleRegion.date("2023-09-08")])
  }
}
