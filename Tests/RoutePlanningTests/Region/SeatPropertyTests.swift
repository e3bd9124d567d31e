import RouteModel
import RoutePlanning
import RuleLanguage
import TestSupport
import Testing

/// What holds in every region, on random ones with few seats.
@Suite struct SeatPropertyTests {
  private struct Region {
    var catalog: Catalog
    var people: [Dossier]
    var policy: String
  }

  private func region(_ seed: UInt64) -> Region {
    var random = SplitMix64(seed: seed)
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    var measures: [Measure] = []
    var sessions: [Session] = []
    var gains: [(String, String, Int)] = []
    for index in 1...5 {
      var measure = SampleRegion.measure("1.\(index)", hours: number(1...5) * 8, format: .inPerson)
      measure.coverage = CoverageTarget(percent: number(1...10) * 10, denominator: .heads)
      measures.append(measure)
      for competency in ["К1", "К2", "К3"] where number(1...100) < 60 {
        gains.append((measure.code.text, competency, number(2...20)))
      }
      for session in 0..<number(1...3) {
        let start = SampleRegion.asOf.adding(days: number(5...200))
        sessions.append(
          Session(
            measure: measure.code, id: "\(index)-\(session)", days: DateSpan(from: start, to: start.adding(days: 4)),
            municipality: nil, place: "", format: number(1...2) == 1 ? .remote : .inPerson,
            seats: number(1...10) == 1 ? nil : number(0...4), status: .estimate))
      }
    }
    let people = (1...14).map { index in
      SeatRegion.head(
        "Р-\(index)", ["К1": number(20...75), "К2": number(20...75), "К3": number(20...75)],
        municipality: ["А", "Б", nil].randomElement(using: &random) ?? nil,
        completed: number(1...6) == 1 ? ["1.\(number(1...5))"] : [])
    }
    let policies = [
      "", "места: сначала большие дефициты", "места: муниципалитету не менее \(number(1...4)) мест по 20 баллов",
      "охват: недостающий человек стоит \(number(1...30)) баллов",
      "места: сначала большие дефициты, муниципалитету не менее \(number(20...90)) % мест охват: недостающий человек стоит 9 баллов",
    ]
    return Region(
      catalog: SampleRegion.catalog(measures: measures, gains: gains, sessions: sessions), people: people,
      policy: policies[Int(seed) % policies.count])
  }

  private func rule() -> String { SampleRegion.rule("Надо", "балл К1 < 35", "обязательно №1.1, рекомендовать №1.2") }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func seatsAreConservedAndAnswersDependOnNothingElse(_ seed: UInt64) {
    let region = region(seed)
    let plan = SeatRegion.plan(region.catalog, region.people, seatPolicy: region.policy, rules: rule())
    let routes = plan.people.indices.map { plan.route(at: $0) }
    let allocation = plan.allocation()
    for use in allocation.sessions {
      let takers = routes.count { $0.steps.contains { $0.session.id == use.session.id } }
      #expect(takers == use.used, "seed \(seed), \(use.session.id)")
      if let seats = use.session.seats { #expect(use.used <= seats, "seed \(seed), \(use.session.id)") }
    }
    #expect(allocation.requiredMet == routes.reduce(0) { $0 + $1.objective.requiredMet }, "seed \(seed)")
    #expect(allocation.requiredMet <= allocation.requiredBound && allocation.value <= allocation.bound, "seed \(seed)")
    #expect(value(routes, allocation, region.people) == allocation.value, "seed \(seed): the value by its definition")
    noOneCanDoBetter(routes, allocation, region, seed)

    var random = SplitMix64(seed: seed + 1000)
    let shuffled = SeatRegion.plan(
      region.catalog, region.people.shuffled(using: &random), seatPolicy: region.policy, rules: rule(), jobs: 2)
    #expect(shuffled.people.indices.map { shuffled.route(at: $0) } == routes, "seed \(seed): order and threads")
    #expect(shuffled.allocation().value == allocation.value && shuffled.allocation().sessions == allocation.sessions)
  }

  /// Weights, floors and coverage from what routes and the policy say.
  private func value(_ routes: [Route], _ allocation: RegionAllocation, _ people: [Dossier]) -> Int {
    var sum = 0
    for route in routes {
      let weight = route.deficits.filter { ($0.deficit ?? .zero) > .zero }.map(\.weight).max() ?? 1
      sum += (allocation.policy.deficitsFirst ? max(1, weight) : 1) * route.objective.value
    }
    for part in allocation.parts {
      sum += min(part.floor ?? 0, part.seats) * (allocation.policy.seatFloor?.worth ?? 0)
    }
    for result in allocation.coverage {
      let missing = max(0, (result.needed ?? 0) - result.completed - result.inProgress)
      sum += min(missing, result.inRoutes) * allocation.policy.coverageWorth
    }
    return sum
  }

  /// Without goals every route is the best among the sessions with a seat left: its status says so, and it is checked by
  /// planning with a catalog that has only those.
  private func noOneCanDoBetter(_ routes: [Route], _ allocation: RegionAllocation, _ region: Region, _ seed: UInt64) {
    guard allocation.goalsValue == 0 else { return }
    let full = Set(allocation.sessions.filter { $0.session.seats == $0.used }.map(\.session.id))
    for route in routes {
      let own = Set(route.steps.map(\.session.id))
      // A measure without sessions would be held in any month: what is full is shut, not gone.
      let left = region.catalog.sessions.map { session in
        var session = session
        if full.contains(session.id), !own.contains(session.id) { session.seats = 0 }
        return session
      }
      let catalog = Catalog(
        groups: [], competencies: region.catalog.competencies, measures: region.catalog.measures,
        gains: region.catalog.gains, sessions: left, indicators: region.catalog.indicators,
        municipalities: region.catalog.municipalities)
      guard let person = region.people.first(where: { $0.person.id == route.person.id }) else { continue }
      let alone = SampleRegion.planner(catalog, rules: rule()).route(for: person, asOf: SampleRegion.asOf)
      #expect(alone.objective.requiredMet == route.objective.requiredMet, "seed \(seed), \(person.person.id)")
      #expect(alone.objective.value == route.objective.value, "seed \(seed), \(person.person.id)")
      #expect(route.objective.status == .optimal && route.objective.bound == route.objective.value)
    }
  }
}
