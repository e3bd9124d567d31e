import Diagnostics
import Growth
import RouteModel
import TestSupport
import Testing

@Suite("The report on the retest")
struct RetestReportTests {
  private let people: [Dossier] = [
    dossier(1, 4000, 4400, role: .reserve, municipality: "южный", completed: "2024-01-10"),
    dossier(2, 4000, 4399, role: .reserve, municipality: "северный", completed: "2023-09-01"),
    dossier(3, 4000, nil, role: .reserve, municipality: "южный", completed: "2024-05-15"),
    dossier(4, 4000, 5000, municipality: nil, completed: "2024-05-15"),
    dossier(5, 4000, 5000, municipality: "южный", completed: "2024-05-16"),
    dossier(6, nil, 5000, municipality: "южный", completed: "2024-05-01"),
  ]

  private func report(_ followed: ((Dossier) -> Bool)? = nil) -> RetestReport {
    analysis().report(of: people, framework: { _ in [managing] }, followed: followed)
  }

  @Test func theReserveShowsBothNumbers() {
    let reserve = report().reserve
    #expect(reserve.people == 3 && reserve.share.reached == 1 && reserve.share.of == 2)
    #expect(reserve.share.percent.reason?.russian == "человек с двумя тестами 2, для доли нужно не меньше 5")
    #expect(reserve.growthOfMeans.value == Points(hundredths: 999))
    #expect(reserve.growthOfMeansReaches == false, "(44 + 43,99)/(40 + 40) is just below 10 %")
  }

  @Test func cohortsComeInAFixedOrder() {
    #expect(
      report().cohorts.map(\.cohort) == [
        .all, .role(.reserve), .route(followed: true), .route(followed: false), .municipality("северный"),
        .municipality("южный"), .municipality(nil),
      ])
    #expect(report().report(on: .municipality("южный"))?.people == 4)
    #expect(report().people.map(\.person.id) == ["П1", "П2", "П3", "П4", "П5", "П6"])
  }

  /// After the first test and not after the repeated one; while that is awaited, not after the report's date.
  @Test func aRouteIsFollowedByCompletingBetweenTheTests() {
    #expect(report().report(on: .route(followed: true))?.people == 3)
    #expect(report().report(on: .route(followed: false))?.people == 3)
    let byRole = report { $0.person.role == .reserve }
    #expect(byRole.report(on: .route(followed: true))?.paired == 2)
  }

  @Test func severalTestedCohortsAreAdjusted() throws {
    var random = SplitMix64(seed: 10)
    let many = (0..<60).map { index in
      dossier(
        index, Int.random(in: 3000...5000, using: &random), Int.random(in: 3200...5400, using: &random),
        municipality: ["а", "б", "в"][index % 3])
    }
    let report = analysis().report(of: many, framework: { _ in [managing] })
    let tested = report.cohorts.filter { $0.tTest.value != nil }
    #expect(tested.count == 5, "everybody, route not followed, three municipalities")
    let smallest = try #require(tested.min { ($0.tTest.value?.p ?? 1) < ($1.tTest.value?.p ?? 1) })
    #expect(smallest.adjustedTTestP == min(1, 5 * (smallest.tTest.value?.p ?? 0)))
    for cohort in tested { #expect((cohort.adjustedWilcoxonP ?? 0) >= (cohort.wilcoxon.value?.p ?? 1)) }
    #expect(report.notes.contains { $0.english.contains("cohorts tested: 5") })
    #expect(self.report().cohorts.allSatisfy { $0.adjustedTTestP == nil })
  }

  @Test func nobodyIsAReportToo() {
    let empty = analysis().report(of: [], framework: { _ in [managing] })
    #expect(empty.people.isEmpty && empty.cohorts.count == 4 && empty.reserve.share.of == 0)
    #expect(empty.reserve.growthOfMeans.value == nil)
  }
}
