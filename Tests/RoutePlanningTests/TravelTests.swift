import Diagnostics
import RouteModel
import RoutePlanning
import TestSupport
import Testing

/// Travel days: where they apply, what they occupy, and what they close.
@Suite struct TravelTests {
  private func catalog(_ sessions: [Session], travel: [String: Int] = [:]) -> Catalog {
    let base = SampleRegion.catalog(
      measures: [SampleRegion.measure("1.5"), SampleRegion.measure("1.6", hours: 36)],
      gains: [("1.5", "К2", 15), ("1.6", "К1", 20)])
    return Catalog(
      competencies: base.competencies, measures: base.measures, gains: base.gains, sessions: sessions,
      municipalities: ["Амурский", "Хабаровск", "Охотский"].map {
        Municipality(
          key: $0, names: [.init(text: $0, from: nil, to: nil)], aliases: [], travelDays: travel[$0])
      })
  }

  private func session(
    _ measure: String, _ id: String, _ from: String, _ to: String, _ place: String?, format: Format = .inPerson
  ) -> Session {
    Session(
      measure: MeasureCode(measure), id: id, days: SampleRegion.days(from, to), municipality: place, place: "",
      format: format, seats: nil, status: .estimate)
  }

  private func options(
    _ sessions: [Session], travel: [String: Int] = [:], policy: String = "дорога: 2 дня"
  ) throws -> Candidate {
    let planner = SampleRegion.planner(
      catalog(sessions, travel: travel),
      policy: SampleRegion.policy.replacing("цена часа: 0,1", with: "цена часа: 0,1 \(policy)"))
    let route = planner.route(for: SampleRegion.head(["К1": 20, "К2": 20]), asOf: SampleRegion.asOf)
    return try #require(route.candidates.first { $0.measure.text == sessions[0].measure.text })
  }

  @Test func onlyPresenceElsewhereNeedsTravel() throws {
    let sessions = [
      session("1.6", "дома", "2023-10-02", "2023-10-06", "Амурский"),
      session("1.6", "в городе", "2023-11-06", "2023-11-10", "Хабаровск"),
      session("1.6", "смешанный", "2023-11-13", "2023-11-17", "Хабаровск", format: .mixed),
      session("1.6", "онлайн", "2023-12-04", "2023-12-08", "Хабаровск", format: .remote),
      session("1.6", "где-то", "2023-12-11", "2023-12-15", nil),
    ]
    let found = try options(sessions).sessions
    #expect(found.map(\.travelDays) == [0, 2, 2, 0, 0])
    #expect(found[1].days == SampleRegion.days("2023-11-06", "2023-11-10"))
    #expect(found[1].occupied == SampleRegion.days("2023-11-04", "2023-11-12"))
    #expect(try options(sessions, policy: "").sessions.allSatisfy { $0.travelDays == 0 }, "nothing declared, no travel")
  }

  @Test func theLargerOfTheMunicipalitiesOwnDaysComesBeforeThePolicys() throws {
    let sessions = [
      session("1.6", "город", "2023-11-06", "2023-11-10", "Хабаровск"),
      session("1.6", "север", "2023-12-06", "2023-12-10", "Охотский"),
    ]
    #expect(try options(sessions, travel: ["Охотский": 4]).sessions.map(\.travelDays) == [2, 4])
    #expect(try options(sessions, travel: ["Охотский": 4, "Амурский": 1]).sessions.map(\.travelDays) == [1, 4])
    #expect(try options(sessions, travel: ["Хабаровск": 0]).sessions.map(\.travelDays) == [0, 2])
  }

  @Test func travelKeepsOutOfBlackoutsAndInTheHorizon() throws {
    let candidate = try options([
      session("1.6", "сразу", "2023-09-02", "2023-09-06", "Хабаровск"),
      session("1.6", "перед ГИА", "2024-05-20", "2024-05-23", "Хабаровск"),
    ])
    #expect(candidate.state == .infeasible)
    #expect(candidate.reason.russian.contains("с дорогой (по 2 дн.) 31.08.2023–08.09.2023 вне срока маршрута"))
    #expect(candidate.reason.russian.contains("с дорогой (по 2 дн.) это время политика велит не занимать"))
  }

  @Test func travelDaysOfTwoSessionsMayNotCollide() {
    let far = [
      session("1.5", "первая", "2023-10-02", "2023-10-06", "Хабаровск"),
      session("1.6", "вторая", "2023-10-09", "2023-10-13", "Хабаровск"),
    ]
    func steps(_ days: Int) -> Int {
      let policy = SampleRegion.policy.replacing("цена часа: 0,1", with: "цена часа: 0,1 дорога: \(days) дня")
      let planner = SampleRegion.planner(catalog(far), policy: policy)
      return planner.route(for: SampleRegion.head(["К1": 20, "К2": 20]), asOf: SampleRegion.asOf).steps.count
    }
    #expect(steps(1) == 2, "home on the 7th, away on the 8th")
    #expect(steps(2) == 1)
  }
}
