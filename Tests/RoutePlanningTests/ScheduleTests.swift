import Diagnostics
import RouteModel
import RoutePlanning
import TestSupport
import Testing

/// Which options are open, and how a schedule keeps its limits.
@Suite struct ScheduleTests {
  private let low = SampleRegion.head(["К1": 20, "К2": 20, "К3": 70])

  private func candidate(_ code: String, _ route: Route) throws -> Candidate {
    try #require(route.candidates.first { $0.measure.text == code })
  }

  @Test func undatedMeasureOffersOneOptionAMonthOutsideBlackouts() throws {
    let route = SampleRegion.planner().route(for: low, asOf: SampleRegion.date("2023-09-10"))
    let options = try candidate("1.5", route).sessions
    #expect(options.map(\.id).first == "2023-09")
    #expect(options.first?.days == SampleRegion.days("2023-09-10", "2023-09-30"))
    #expect(options.first { $0.id == "2024-05" }?.days == SampleRegion.days("2024-05-01", "2024-05-24"))
    #expect(!options.contains { $0.id == "2024-06" }, "June is kept free")
    #expect(options.last?.days == SampleRegion.days("2024-09-01", "2024-09-09"))
  }

  @Test func hoursMustFitIntoTheMonth() throws {
    // 120 hours take 15 days: the nine days of the last month are too few.
    let catalog = SampleRegion.catalog(measures: [SampleRegion.measure("1.5", hours: 120)], gains: [("1.5", "К2", 15)])
    let policy = SampleRegion.policy.replacing("108", with: "200")
    let route = SampleRegion.planner(catalog, policy: policy).route(for: low, asOf: SampleRegion.date("2023-09-10"))
    #expect(try candidate("1.5", route).sessions.last?.id == "2024-08")
  }

  @Test func datedSessionsAreFiltered() throws {
    let catalog = SampleRegion.catalog(
      measures: [SampleRegion.measure("1.6", hours: 36)], gains: [("1.6", "К1", 20)],
      sessions: [
        SampleRegion.session("1.6", "было", "2023-08-20", "2023-09-05"),
        SampleRegion.session("1.6", "ГИА", "2024-05-20", "2024-05-25"),
        SampleRegion.session("1.6", "очно", "2023-10-02", "2023-10-06", format: .inPerson),
        SampleRegion.session("1.6", "без мест", "2023-11-02", "2023-11-06", seats: 0),
        SampleRegion.session("1.6", "хорошая", "2023-12-04", "2023-12-08"),
        SampleRegion.session("1.6", "поздно", "2024-08-30", "2024-09-01"),
      ])
    let remote = SampleRegion.head(["К1": 20], formats: [.remote])
    let route = SampleRegion.planner(catalog).route(for: remote, asOf: SampleRegion.asOf)
    #expect(try candidate("1.6", route).sessions.map(\.id) == ["хорошая"])
    let anywhere = SampleRegion.planner(catalog).route(for: low, asOf: SampleRegion.asOf)
    #expect(try candidate("1.6", anywhere).sessions.map(\.id) == ["очно", "хорошая"])
    #expect(anywhere.steps.map(\.session.id) == ["очно"], "of equal routes the one that ends earlier")
  }

  @Test func noSessionIsSaid() throws {
    let catalog = SampleRegion.catalog(
      measures: [SampleRegion.measure("1.6", hours: 36)], gains: [("1.6", "К1", 20)],
      sessions: [SampleRegion.session("1.6", "было", "2023-02-20", "2023-03-05")])
    let rules = SampleRegion.rule("Надо", "балл К1 < 50", "обязательно №1.6")
    let route = SampleRegion.planner(catalog, rules: rules).route(for: low, asOf: SampleRegion.asOf)
    #expect(try candidate("1.6", route).state == .infeasible)
    #expect(route.objective.requiredMet == 0)
    #expect(route.objective.requiredOf == 1)
    #expect(route.findings.first?.id == "required-not-taken")
    #expect(route.findings.first?.text.russian.contains("было") == true)
  }

  @Test func hoursLimitAndItsReason() throws {
    let policy = SampleRegion.policy.replacing("108", with: "40")
    let person = SampleRegion.head(["К1": 20, "К2": 60, "К3": 70])
    let route = SampleRegion.planner(policy: policy).route(for: person, asOf: SampleRegion.asOf)
    #expect(route.steps.map(\.measure.text) == ["1.6"])
    #expect(route.objective.hours == 36)
    #expect(try candidate("1.12", route).reason.russian.contains("свободно 4 ч из 40, нужно 8"))
  }

  @Test func quartersAreTheCalendars() {
    let policy = SampleRegion.policy.replacing("за год", with: "за квартал")
    let route = SampleRegion.planner(policy: policy).route(for: low, asOf: SampleRegion.date("2023-09-10"))
    #expect(
      route.limits.hoursPerPeriod.map(\.days) == [
        SampleRegion.days("2023-09-10", "2023-09-30"), SampleRegion.days("2023-10-01", "2023-12-31"),
        SampleRegion.days("2024-01-01", "2024-03-31"), SampleRegion.days("2024-04-01", "2024-06-30"),
        SampleRegion.days("2024-07-01", "2024-09-09"),
      ])
  }

  @Test func prerequisitesComeFirst() {
    let catalog = SampleRegion.catalog(
      measures: [SampleRegion.measure("1.5"), SampleRegion.measure("1.6", hours: 36)], gains: [("1.6", "К1", 20)],
      prerequisites: [("1.6", "1.5")])
    let route = SampleRegion.planner(catalog).route(for: low, asOf: SampleRegion.asOf)
    #expect(route.steps.map(\.measure.text) == ["1.5", "1.6"], "a prerequisite is pulled in though it closes nothing")
    #expect(route.steps[0].session.days.to < route.steps[1].session.days.from)
    let done = SampleRegion.head(["К1": 20], completed: ["1.5"])
    #expect(
      SampleRegion.planner(catalog).route(for: done, asOf: SampleRegion.asOf).steps.map(\.measure.text) == ["1.6"])
  }

  @Test func alternativesExcludeEachOther() throws {
    let catalog = SampleRegion.catalog(
      measures: [SampleRegion.measure("1.5", group: "г"), SampleRegion.measure("2.2", hours: 20, group: "г")],
      gains: [("1.5", "К2", 15), ("2.2", "К2", 15)])
    let route = SampleRegion.planner(catalog).route(for: low, asOf: SampleRegion.asOf)
    #expect(route.steps.map(\.measure.text) == ["1.5"], "the same worth, fewer hours")
    #expect(try candidate("2.2", route).reason.russian == "взята замена №1.5")
    let done = SampleRegion.head(["К2": 20], completed: ["1.5"])
    let later = SampleRegion.planner(catalog).route(for: done, asOf: SampleRegion.asOf)
    #expect(try candidate("2.2", later).state == .completed)
  }

  @Test func outsideTheCatalogIsSaid() {
    let route = SampleRegion.planner().route(for: low, asOf: SampleRegion.date("2026-11-23"))
    #expect(route.steps.isEmpty)
    #expect(route.findings.first?.id == "outside-catalog")
    #expect(route.findings.first?.text.russian.contains("--as-of 2023-09-01") == true)
  }
}
