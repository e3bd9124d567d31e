import RouteModel
import RoutePlanning
import TestSupport

/// People and sessions for tests of shared seats.
enum SeatRegion {
  /// A head with scores; targets are 70.
  static func head(
    _ id: String, _ scores: [String: Int], municipality: String? = "Амурский", role: Role = .head,
    features: [Feature] = [], team: String? = nil, organisation: String? = "О-1", completed: [String] = [],
    started: [StartedMeasure] = []
  ) -> Dossier {
    Dossier(
      person: Person(id: id, municipality: municipality, organisation: organisation, role: role, team: team),
      organisation: organisation.map {
        Organisation(id: $0, kind: .school, features: features.map { DatedFeature(feature: $0) })
      },
      scores: scores.map {
        Score(
          competency: CompetencyCode($0.key), date: SampleRegion.date("2023-05-15"), points: Points($0.value),
          wave: .pretest)
      },
      completions: completed.map { Completion(measure: MeasureCode($0), date: SampleRegion.date("2023-02-01")) },
      started: started)
  }

  /// One course with 20 points of К1, 36 hours, at sessions with seats: a head who misses 40 points wins 156.4 by it, one
  /// who misses 26 wins 76.4, one who misses 20 wins 36.4.
  static func catalog(
    _ seats: [Int?], coverage: CoverageTarget? = nil, format: Format = .remote, gains: [(String, String, Int)]? = nil
  ) -> Catalog {
    var measure = SampleRegion.measure("1.6", hours: 36)
    measure.coverage = coverage
    return SampleRegion.catalog(
      measures: [measure], gains: gains ?? [("1.6", "К1", 20)],
      sessions: seats.enumerated().map { index, seats in
        SampleRegion.session(
          "1.6", "с\(index + 1)", "2023-1\(index)-02", "2023-1\(index)-06", format: format, seats: seats)
      })
  }

  static func plan(
    _ catalog: Catalog, _ people: [Dossier], seatPolicy: String = "", rules: String = "", jobs: Int = 1
  ) -> RegionPlan {
    let planner = SampleRegion.planner(catalog, rules: rules, policy: "политика \(seatPolicy)\n" + SampleRegion.policy)
    let data = DataSet(dossiers: people, organisations: [])
    let made = try? RegionPlanner(planner, jobs: jobs).plan(
      data.dossiers, among: data.dossiers, asOf: SampleRegion.asOf)
    guard let made else { preconditionFailure("a small region has small numbers") }
    return made
  }

  /// Person → sessions of the route.
  static func sessions(_ plan: RegionPlan) -> [String: [String]] {
    Dictionary(
      uniqueKeysWithValues: plan.people.indices.map { index in
        (plan.people[index].person.id, plan.route(at: index).steps.map(\.session.id))
      })
  }
}
