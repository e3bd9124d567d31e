import RouteModel
import RoutePlanning
import TestSupport
import Testing

/// Which session to open next, worked by hand.
@Suite struct DemandTests {
  private let people = [
    SeatRegion.head("Р-1", ["К1": 50]), SeatRegion.head("Р-2", ["К1": 30]), SeatRegion.head("Р-3", ["К1": 44]),
  ]

  /// One seat goes to Р-2; one more session of one seat goes to Р-3, who gains 4 · 20 − 3.6.
  @Test func theNextSessionGoesToWhoGainsMost() throws {
    let demand = DemandPlanner(SeatRegion.plan(SeatRegion.catalog([1]), people)).demand()
    let opening = try #require(demand.openings.first)
    #expect(demand.openings.count == 1 && opening.measure.text == "1.6" && opening.format == .remote)
    #expect(opening.seats == 1 && opening.wanted == 2 && opening.takers.map(\.person) == ["Р-3"])
    #expect(opening.points == Points(hundredths: 7640) && opening.required == 0)
    #expect(opening.days == SampleRegion.days("2023-09-11", "2023-09-15"), "five days from a Monday after the 9th")
    #expect(opening.municipalities.map(\.people) == [1])
  }

  /// The points said are those of the people's routes with that session in the catalog and nobody else's changed.
  @Test func openingTheSessionBringsWhatWasSaid() throws {
    let catalog = SeatRegion.catalog([1])
    let before = SeatRegion.plan(catalog, people).allocation()
    let opening = try #require(DemandPlanner(SeatRegion.plan(catalog, people)).demand().openings.first)
    let opened = SampleRegion.catalog(
      measures: catalog.measures, gains: [("1.6", "К1", 20)],
      sessions: catalog.sessions + [
        Session(
          measure: opening.measure, id: "новая", days: opening.days, municipality: nil, place: "",
          format: opening.format, seats: opening.seats, status: .estimate)
      ])
    let after = SeatRegion.plan(opened, people).allocation()
    #expect(after.value - before.value >= opening.points.hundredths)
  }

  @Test func aRequiredMeasureComesFirstForASeat() throws {
    let rules = SampleRegion.rule("Надо", "балл К1 = 50", "обязательно №1.6")
    // Required comes first when the only seat is shared, too: Р-1 has it, and the next seat is Р-2's.
    let demand = DemandPlanner(SeatRegion.plan(SeatRegion.catalog([1]), people, rules: rules)).demand()
    #expect(demand.openings.first?.takers.map(\.person) == ["Р-2"])
    let none = DemandPlanner(SeatRegion.plan(SeatRegion.catalog([0]), people, rules: rules)).demand()
    let opening = try #require(none.openings.first)
    #expect(opening.seats == 25 && opening.required == 1 && opening.takers.first?.person == "Р-1")
  }

  @Test func nothingToOpenWhenSeatsAreEnough() {
    let demand = DemandPlanner(SeatRegion.plan(SeatRegion.catalog([5]), people)).demand()
    #expect(demand.openings.isEmpty)
  }

  @Test func deficitsThatStay() throws {
    let people = [SeatRegion.head("Р-1", ["К1": 40, "К2": 60]), SeatRegion.head("Р-2", ["К3": 65])]
    let demand = DemandPlanner(SeatRegion.plan(SeatRegion.catalog([5]), people)).demand()
    #expect(
      demand.deficits.map(\.competency.text) == ["К2", "К3", "К1"], "first what nothing closes, most points first")
    #expect(demand.deficits.map(\.points) == [Points(10), Points(5), Points(10)])
    #expect(demand.deficits.map(\.peopleWithoutMeasure) == [1, 1, 0])
  }

  @Test func theSameOnAnyNumberOfThreads() {
    func openings(_ jobs: Int) -> [Demand.Opening] {
      DemandPlanner(SeatRegion.plan(SeatRegion.catalog([1, 1]), people, jobs: jobs)).demand().openings
    }
    #expect(openings(1) == openings(3))
  }
}
