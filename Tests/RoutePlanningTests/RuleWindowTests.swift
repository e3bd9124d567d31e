import Diagnostics
import RouteModel
import RoutePlanning
import TestSupport
import Testing

/// «не раньше» and «не позже» of conclusions: which sessions they leave, and how that is told.
@Suite struct RuleWindowTests {
  private let low = SampleRegion.head(["К1": 20, "К2": 70, "К3": 70])

  private func candidate(_ conclusion: String, _ more: String = "", sessions: [Session] = []) throws -> Candidate {
    let catalog = SampleRegion.catalog(
      measures: [SampleRegion.measure("1.6", hours: 36)], gains: [("1.6", "К1", 20)], sessions: sessions)
    let rules = SampleRegion.rule("Срок", "балл К1 < 50", conclusion) + more
    let route = SampleRegion.planner(catalog, rules: rules).route(for: low, asOf: SampleRegion.asOf)
    return try #require(route.candidates.first { $0.measure.text == "1.6" })
  }

  private let sessions = [
    SampleRegion.session("1.6", "сентябрь", "2023-09-18", "2023-09-22"),
    SampleRegion.session("1.6", "октябрь", "2023-10-02", "2023-10-06"),
    SampleRegion.session("1.6", "декабрь", "2023-12-25", "2024-01-02"),
    SampleRegion.session("1.6", "март", "2024-03-04", "2024-03-08"),
  ]

  @Test(arguments: [
    ("не раньше 2 октября", ["октябрь", "декабрь", "март"]), ("не раньше 3 октября", ["декабрь", "март"]),
    ("не позже 31 декабря", ["сентябрь", "октябрь"]), ("не позже 2 января", ["сентябрь", "октябрь", "декабрь"]),
    ("не раньше 1 октября не позже 31 декабря", ["октябрь"]), ("не позже 6 октября не раньше 2 октября", ["октябрь"]),
    ("не раньше 1 сентября не позже 31 августа", ["сентябрь", "октябрь", "декабрь", "март"]),
    ("не раньше 1 марта", ["март"]),
  ])
  func datedSessions(_ dates: String, _ left: [String]) throws {
    #expect(try candidate("рекомендовать №1.6 с весом 40 \(dates)", sessions: sessions).sessions.map(\.id) == left)
    #expect(try candidate("обязательно №1.6 \(dates)", sessions: sessions).sessions.map(\.id) == left)
  }

  @Test func monthsAreCut() throws {
    let found = try candidate("рекомендовать №1.6 не раньше 15 октября не позже 20 ноября").sessions
    #expect(
      found.map(\.days) == [
        SampleRegion.days("2023-10-15", "2023-10-31"), SampleRegion.days("2023-11-01", "2023-11-20"),
      ])
  }

  @Test func severalRulesAreAllKept() throws {
    let other = SampleRegion.rule("Ещё", "балл К1 < 50", "обязательно №1.6 не позже 31 декабря")
    let found = try candidate("рекомендовать №1.6 не раньше 1 октября", other, sessions: sessions)
    #expect(found.sessions.map(\.id) == ["октябрь"])
    let silent = SampleRegion.rule("Ещё", "балл К1 < 10", "обязательно №1.6 не позже 31 декабря")
    #expect(
      try candidate("рекомендовать №1.6 не раньше 1 октября", silent, sessions: sessions).sessions.count == 3,
      "a rule that does not fire says nothing")
  }

  @Test func theRuleIsNamedAsTheReason() throws {
    let found = try candidate("обязательно №1.6 не раньше 1 июля", sessions: sessions)
    #expect(found.state == .infeasible)
    #expect(found.reason.russian.contains("сентябрь: правило «Срок»: не раньше 1 июля"))
    #expect(found.reason.english.contains("rule «Срок»: not before 1 July"))
    #expect(found.isSpokenOf)
  }
}
