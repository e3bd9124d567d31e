import Optimization
import RouteModel
import RuleLanguage

/// Makes the routes of many people who share the seats of sessions: everybody's own decision, coupled by seats.
public struct RegionPlanner: Sendable {
  /// Makes the routes one by one.
  public let planner: RoutePlanner
  /// How many threads; the answer does not depend on it.
  public let jobs: Int

  /// A planner on `jobs` threads.
  public init(_ planner: RoutePlanner, jobs: Int) {
    self.planner = planner
    self.jobs = max(1, jobs)
  }

  var context: PlanningContext { planner.context }

  /// The routes of `people` and how their seats are shared.
  ///
  /// - Parameters:
  ///   - people: those who are planned, in the order of their ids.
  ///   - everybody: all whose measures in progress hold seats, `people` among them.
  ///   - municipality: the key of the only municipality that is planned; nil for all.
  /// - Throws: where sums over everybody could not be counted exactly.
  /// - Complexity: a few dozen searches per person; memory for everybody's models.
  public func plan(
    _ people: [Dossier], among everybody: [Dossier], municipality: String? = nil, asOf: CalendarDate
  ) throws(NumbersTooLarge) -> RegionPlan {
    let day = PlanningDay(asOf, context.policy)
    let book = SeatBook(context, day, everybody)
    let census = CoverageCensus(context, people, municipality: municipality)
    let members = members(people, book, census, asOf)
    let goals = RegionGoals(context.rules.policy, people, members, census)
    let model = AllocationModel(
      participants: members.enumerated().map { index, member in
        AllocationModel.Participant(
          model: member.model, weight: context.rules.policy.deficitsFirst ? member.heaviestBand : 1,
          uses: member.uses, counts: goals.counts(index, member))
      },
      capacities: book.limited.indices.map { AllocationModel.Capacity(seats: book.seatsLeft($0)) },
      goals: goals.goals)
    guard model.isWellFormed else { throw NumbersTooLarge() }
    let found = AllocationSearch(jobs: jobs, nodeLimit: planner.nodeLimit).solve(model)
    var exchange = SeatExchange(members, model, found.assignments, nodeLimit: planner.nodeLimit)
    exchange.run()
    return RegionPlan(
      planner: planner, jobs: jobs, asOf: asOf, day: day, people: people, municipality: municipality, book: book,
      census: census, members: members, goals: goals, model: model, found: found, exchange: exchange)
  }

  private func members(
    _ people: [Dossier], _ book: SeatBook, _ census: CoverageCensus, _ asOf: CalendarDate
  ) -> [RegionMember] {
    let (planner, context) = (planner, context)
    return concurrentMap(people.count, jobs: jobs) { index in
      let draft = planner.draft(for: people[index], asOf: asOf, changes: [])
      return context.memories.with(context, on: asOf) { memory in
        RegionMember(draft, context, book, census) { memory.search.solve($0, nodeLimit: planner.nodeLimit) }
      }
    }
  }
}

/// What the policy wants of the region, as goals of the allocation.
struct RegionGoals: Sendable {
  /// Coverage targets that are sums over people, then the floors of municipalities.
  private(set) var goals: [AllocationModel.Goal] = []
  /// Municipality → seats its people would take if there were enough.
  private(set) var asked: [String: Int] = [:]
  /// Municipality → the least seats the policy wants for it.
  private(set) var floors: [String: Int] = [:]
  private var goalOfTarget: [Int?] = []
  private var goalOfMunicipality: [String: Int] = [:]
  private let units: [[Int?]]
  private let municipalities: [String?]

  init(_ policy: PolicySettings, _ people: [Dossier], _ members: [RegionMember], _ census: CoverageCensus) {
    units = census.units
    municipalities = people.map(\.municipality)
    for (target, goal) in census.goals.enumerated() {
      guard policy.coverageWorth > 0, CoverageCensus.countsPeople(goal.target.denominator),
        let total = census.totals[target]
      else {
        goalOfTarget.append(nil)
        continue
      }
      let reached = members.indices.count {
        census.units[target][$0] != nil && [.completed, .inProgress].contains(members[$0].standings[target])
      }
      goalOfTarget.append(goals.count)
      goals.append(
        AllocationModel.Goal(target: max(0, goal.target.needed(of: total) - reached), worth: policy.coverageWorth))
    }
    for (index, member) in members.enumerated() {
      guard let municipality = municipalities[index] else { continue }
      asked[municipality, default: 0] += member.limitedSeats(member.alone.assignment)
    }
    guard let floor = policy.seatFloor else { return }
    for municipality in asked.keys.sorted() {
      let all = asked[municipality] ?? 0
      let least = floor.isShare ? (floor.amount * all + 99) / 100 : min(floor.amount, all)
      floors[municipality] = least
      guard least > 0 else { continue }
      goalOfMunicipality[municipality] = goals.count
      goals.append(AllocationModel.Goal(target: least, worth: floor.worth))
    }
  }

  /// Per item of a person, the goals it counts towards.
  func counts(_ index: Int, _ member: RegionMember) -> [[Int]] {
    var counts = [[Int]](repeating: [], count: member.measures.count)
    for (target, standing) in member.standings.enumerated() {
      guard let goal = goalOfTarget[target], units[target][index] != nil else { continue }
      if case .open(let item) = standing { counts[item].append(goal) }
    }
    if let municipality = municipalities[index], let goal = goalOfMunicipality[municipality] {
      for item in counts.indices where member.isLimited(item) { counts[item].append(goal) }
    }
    return counts
  }
}
