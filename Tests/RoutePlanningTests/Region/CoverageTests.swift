import RouteModel
import RoutePlanning
import TestSupport
import Testing

/// Coverage targets: who counts, how many are missing, what could be reached at best.
@Suite struct CoverageTests {
  private func result(
    _ denominator: Denominator, percent: Int = 50, seats: [Int?] = [1], _ people: [Dossier], policy: String = ""
  ) throws -> CoverageResult {
    let catalog = SeatRegion.catalog(seats, coverage: CoverageTarget(percent: percent, denominator: denominator))
    return try #require(SeatRegion.plan(catalog, people, seatPolicy: policy).allocation().coverage.first)
  }

  @Test func headsByTheirStanding() throws {
    let started = StartedMeasure(measure: MeasureCode("1.6"), started: SampleRegion.date("2023-08-20"))
    let people = [
      SeatRegion.head("Р-1", ["К1": 30]), SeatRegion.head("Р-2", ["К1": 30]), SeatRegion.head("Р-3", ["К1": 70]),
      SeatRegion.head("Р-4", [:], completed: ["1.6"]), SeatRegion.head("Р-5", ["К1": 40], started: [started]),
      SeatRegion.head("Р-6", ["К1": 69]), SeatRegion.head("Р-7", ["К1": 20], role: .reserve),
    ]
    let result = try result(.heads, percent: 90, seats: [2], people)
    // The reservist takes a seat (gap 40) as the heads do; one of three with gap 40 is left over.
    #expect(result.total == 6 && result.needed == 6, "90 % of 6 is 5.4: six people")
    #expect(result.completed == 1 && result.inProgress == 1)
    #expect(result.inRoutes + (result.obstacles[.noSeats] ?? 0) == 3, "two seats, three heads to whom it is open")
    #expect(result.obstacles[.notAsked] == 1 && result.shortfall == 6 - result.planned)
    #expect(result.reachable == 4 && result.leastShortfall == 2, "2 seats for the heads at best")
  }

  @Test func percentRoundsUpToPeople() {
    let target = CoverageTarget(percent: 40, denominator: .municipalities)
    #expect(target.needed(of: 19) == 8 && target.needed(of: 20) == 8 && target.needed(of: 0) == 0)
    #expect(CoverageTarget(percent: 100, denominator: .heads).needed(of: 7) == 7)
  }

  @Test func aMunicipalityCountsOnce() throws {
    let people = ["Р-1", "Р-2", "Р-3"].map { SeatRegion.head($0, ["К1": 30]) }
    let result = try result(.municipalities, percent: 100, seats: [5], people)
    #expect(result.total == 1 && result.inRoutes == 1 && result.shortfall == 0)
  }

  @Test func teamsOfInnovativeOrganisations() throws {
    func member(_ id: String, _ organisation: String, _ team: String?, innovative: Bool = true) -> Dossier {
      SeatRegion.head(
        id, ["К1": 30], role: .head, features: innovative ? [.innovative] : [], team: team, organisation: organisation)
    }
    let people = [
      member("Р-1", "О-1", "К-1"), member("Р-2", "О-1", nil), member("Р-3", "О-2", nil), member("Р-4", "О-3", "К-1"),
      member("Р-5", "О-4", nil, innovative: false),
    ]
    let result = try result(.innovativeTeams, percent: 60, seats: [5], people)
    #expect(result.total == 2 && result.needed == 2 && result.inRoutes == 2, "К-1 with О-1 and О-3, and О-2's own")
  }

  @Test func absentKnowledgeIsNotZero() throws {
    let reserve = [SeatRegion.head("Р-1", ["К1": 30], role: .reserve)]
    #expect(try result(.heads, reserve).total == nil && result(.heads, reserve).shortfall == nil)
    let unknown = [SeatRegion.head("Р-1", ["К1": 30], organisation: nil)]
    #expect(try result(.headsAtRisk, unknown).total == nil)
    #expect(try result(.headsAtRisk, [SeatRegion.head("Р-1", ["К1": 30])]).total == 0, "organisations are known")
  }

  @Test func otherDenominators() throws {
    let people = [
      SeatRegion.head("Р-1", [:]), SeatRegion.head("Р-2", [:], role: .municipalHead),
      SeatRegion.head("Р-3", [:], role: .municipalSpecialist), SeatRegion.head("Р-4", [:], role: .deputy),
      SeatRegion.head("Р-5", [:], features: [.atRisk]),
      SeatRegion.head("Р-6", [:], role: .reserve, features: [.atRisk]),
    ]
    #expect(try result(.heads, people).total == 2)
    #expect(try result(.headsAndSpecialists, people).total == 4)
    #expect(try result(.staff, people).total == 4)
    #expect(try result(.reserve, people).total == 1)
    #expect(try result(.headsAtRisk, people).total == 1)
  }

  /// The most that seats allow, against trying every way to give them, on random small cases.
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func reachableIsTheLargestMatching(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let formats: [Format] = [.inPerson, .remote, .mixed]
    let seats = (0..<3).map { _ in Int.random(in: 0...2, using: &random) }
    let sessions = (0..<3).map { index in
      SampleRegion.session(
        "1.6", "с\(index)", "2023-1\(index)-02", "2023-1\(index)-06", format: formats[index], seats: seats[index])
    }
    var measure = SampleRegion.measure("1.6", hours: 36)
    measure.coverage = CoverageTarget(percent: 100, denominator: .heads)
    let catalog = SampleRegion.catalog(measures: [measure], gains: [("1.6", "К1", 20)], sessions: sessions)
    let people = (1...5).map { index in
      var person = SeatRegion.head("Р-\(index)", ["К1": 40]).person
      person.formats = Set(formats.filter { _ in Bool.random(using: &random) }).union([.remote])
      return Dossier(
        person: person,
        scores: [
          Score(
            competency: CompetencyCode("К1"), date: SampleRegion.date("2023-05-15"), points: Points(40), wave: .pretest)
        ])
    }
    func most(_ person: Int, _ left: [Int]) -> Int {
      guard person < people.count else { return 0 }
      var best = most(person + 1, left)
      let own = people[person].person.formats ?? []
      for (session, format) in formats.enumerated() where left[session] > 0 {
        guard own.contains(format) || (format == .mixed && own.isSuperset(of: [.inPerson, .remote])) else { continue }
        var rest = left
        rest[session] -= 1
        best = max(best, 1 + most(person + 1, rest))
      }
      return best
    }
    let result = try #require(SeatRegion.plan(catalog, people).allocation().coverage.first)
    #expect(result.reachable == most(0, seats), "seed \(seed)")
  }
}
