import Diagnostics
import RouteModel
import RoutePlanning
import TestSupport
import Testing

/// Small regions whose best way to share seats is worked out by hand.
@Suite struct SeatSharingTests {
  private let people = [
    SeatRegion.head("Р-1", ["К1": 50]), SeatRegion.head("Р-2", ["К1": 30]), SeatRegion.head("Р-3", ["К1": 44]),
  ]

  @Test func theSeatGoesWhereItIsWorthMost() throws {
    let plan = SeatRegion.plan(SeatRegion.catalog([1]), people)
    #expect(SeatRegion.sessions(plan) == ["Р-1": [], "Р-2": ["с1"], "Р-3": []])
    let allocation = plan.allocation()
    #expect(allocation.value == 15_640 && allocation.bound >= allocation.value && allocation.requiredMet == 0)
    #expect(allocation.sessions.map(\.used) == [1] && allocation.shortPeople == 2)
    let price = try #require(allocation.sessions[0].price)
    #expect(price >= Points(hundredths: 0))
    let parts = allocation.parts
    #expect(parts.map(\.asked) == [3] && parts.map(\.seats) == [1] && parts.map(\.steps) == [1])
  }

  @Test func theRouteSaysWhyItIsNotThere() throws {
    let route = SeatRegion.plan(SeatRegion.catalog([1]), people).route(at: 2)
    let candidate = try #require(route.candidates.first { $0.measure.text == "1.6" })
    #expect(candidate.state == .infeasible && candidate.sessions.isEmpty)
    #expect(candidate.reason.russian == "мест не хватило: с1 — занято 1 из 1")
    let finding = try #require(route.findings.first { $0.id == "no-seats" })
    #expect(
      finding.text.russian
        == "места поделены на всех, не хватило на №1.6; будь мест вдоволь, ценность была бы 76,4, а не 0")
    #expect(route.objective.status == .optimal && route.objective.value == 0 && route.objective.bound == 0)
  }

  @Test func aRequiredMeasureWithoutASeatIsAnError() throws {
    let rules = SampleRegion.rule("Надо", "балл К1 < 50", "обязательно №1.6")
    let plan = SeatRegion.plan(SeatRegion.catalog([1]), people, rules: rules)
    #expect(plan.allocation().requiredMet == 1 && plan.allocation().requiredOf == 2)
    let finding = try #require(plan.route(at: 2).findings.first { $0.id == "required-not-taken" })
    #expect(finding.text.russian == "обязательное №1.6 взять нельзя: мест не хватило: с1 — занято 1 из 1")
  }

  /// Hours whose squares leave no room for exact sums are refused, not miscounted and no crash.
  @Test func numbersThatCannotBeCountedAreRefused() {
    let catalog = SampleRegion.catalog(
      measures: [SampleRegion.measure("1.6", hours: 200_000)], gains: [("1.6", "К1", 20)],
      sessions: [SampleRegion.session("1.6", "с1", "2023-10-02", "2023-10-06", format: .remote, seats: 1)])
    let planner = SampleRegion.planner(catalog)
    let refusal = #expect(throws: NumbersTooLarge.self) {
      try RegionPlanner(planner, jobs: 1).plan(people, among: people, asOf: SampleRegion.asOf)
    }
    #expect(refusal?.diagnostic.id == "numbers-too-large")
  }

  @Test func withSeatsForAllRoutesAreAsEver() {
    let catalog = SeatRegion.catalog([3, nil])
    let plan = SeatRegion.plan(catalog, people)
    let planner = SampleRegion.planner(catalog)
    for index in plan.people.indices {
      #expect(plan.route(at: index) == planner.route(for: plan.people[index], asOf: SampleRegion.asOf))
    }
    #expect(plan.allocation().shortPeople == 0 && plan.allocation().gap == 0)
  }

  @Test func unknownSeatsAreNoLimitAndHaveNoPrice() {
    let allocation = SeatRegion.plan(SeatRegion.catalog([nil]), people).allocation()
    #expect(allocation.sessions.map(\.used) == [3] && allocation.sessions.map(\.price) == [nil])
    #expect(allocation.parts.map(\.asked) == [0], "nobody needs a limited seat")
  }

  @Test func noSeatsAtAll() {
    let allocation = SeatRegion.plan(SeatRegion.catalog([0]), people).allocation()
    #expect(
      allocation.value == 0 && allocation.sessions.map(\.used) == [0] && allocation.sessions.map(\.price) == [nil])
  }

  @Test func nobody() {
    let allocation = SeatRegion.plan(SeatRegion.catalog([1]), []).allocation()
    #expect(allocation.people == 0 && allocation.value == 0 && allocation.bound == 0 && allocation.parts.isEmpty)
  }

  @Test func whatIsInProgressHasItsSeat() {
    let started = StartedMeasure(
      measure: MeasureCode("1.6"), started: SampleRegion.date("2023-08-28"), session: "идёт")
    var catalog = SeatRegion.catalog([1])
    catalog = SampleRegion.catalog(
      measures: catalog.measures, gains: [("1.6", "К1", 20)],
      sessions: [SampleRegion.session("1.6", "идёт", "2023-08-28", "2023-09-08", seats: 1)])
    let people = [SeatRegion.head("Р-1", ["К1": 60], started: [started]), SeatRegion.head("Р-2", ["К1": 30])]
    let plan = SeatRegion.plan(catalog, people)
    #expect(SeatRegion.sessions(plan) == ["Р-1": ["идёт"], "Р-2": []])
    let use = plan.allocation().sessions[0]
    #expect(use.used == 1 && use.inProgress == 1 && use.price == nil)
  }

  /// Plain value prefers the high deficit (4 · 15 points) to the critical one (8 · 5); weighted by 8 and by 4 it is not so.
  @Test func largestDeficitsFirst() {
    let catalog = SeatRegion.catalog([1], gains: [("1.6", "К1", 5), ("1.6", "К2", 15)])
    let people = [SeatRegion.head("Р-1", ["К1": 30]), SeatRegion.head("Р-2", ["К2": 44])]
    #expect(SeatRegion.sessions(SeatRegion.plan(catalog, people))["Р-2"] == ["с1"])
    let plan = SeatRegion.plan(catalog, people, seatPolicy: "места: сначала большие дефициты")
    #expect(SeatRegion.sessions(plan)["Р-1"] == ["с1"])
    let allocation = plan.allocation()
    #expect(allocation.value == 8 * (8 * 500 - 360) && allocation.routesValue == 8 * 500 - 360)
  }

  /// Two seats are worth 156.4 + 76.4 in one municipality; the other asks for one and has a floor of one.
  @Test func floorOfMunicipalities() throws {
    var people = people
    people[0] = SeatRegion.head("Р-1", ["К1": 50], municipality: "Охотский")
    let catalog = SeatRegion.catalog([2])
    #expect(SeatRegion.sessions(SeatRegion.plan(catalog, people)) == ["Р-1": [], "Р-2": ["с1"], "Р-3": ["с1"]])
    let plan = SeatRegion.plan(catalog, people, seatPolicy: "места: муниципалитету не менее 1 места по 100 баллов")
    #expect(SeatRegion.sessions(plan) == ["Р-1": ["с1"], "Р-2": ["с1"], "Р-3": []])
    let allocation = plan.allocation()
    #expect(allocation.value == 15_640 + 3_640 + 20_000 && allocation.goalsValue == 20_000)
    #expect(allocation.parts.map(\.floor) == [1, 1] && allocation.parts.map(\.seats) == [1, 1])
    let share = SeatRegion.plan(catalog, people, seatPolicy: "места: муниципалитету не менее 51 % мест").allocation()
    #expect(share.parts.map(\.floor) == [2, 1], "51 % of 2 asked seats are 2, of 1 one")
  }

  /// A mean route is worth less than no route (36 hours cost 3.6), until a missing person is worth more than that.
  @Test func aMissingPersonIsWorthWhatThePolicySays() {
    let catalog = SeatRegion.catalog([5], coverage: CoverageTarget(percent: 100, denominator: .heads))
    let people = [SeatRegion.head("Р-1", ["К1": 68])]
    #expect(SeatRegion.sessions(SeatRegion.plan(catalog, people)) == ["Р-1": []])
    let plan = SeatRegion.plan(catalog, people, seatPolicy: "охват: недостающий человек стоит 2 балла")
    #expect(SeatRegion.sessions(plan) == ["Р-1": ["с1"]])
    let route = plan.route(at: 0)
    #expect(route.objective.status == .bounded && route.objective.value == -160 && route.objective.bound == 0)
    #expect(route.findings.map(\.id).contains("serves-goals") && !route.findings.map(\.id).contains("bounded"))
    #expect(plan.allocation().value == 40)
    // It is the goal that wants another route, not a lack of seats.
    #expect(plan.allocation().shortPeople == 0 && !route.findings.map(\.id).contains("no-seats"))
  }
}
