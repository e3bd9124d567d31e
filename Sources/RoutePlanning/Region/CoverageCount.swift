import Optimization
import RouteModel

/// Counts what a plan reaches of the coverage targets, what keeps the others out, and what could be reached at best.
struct CoverageCount {
  private let plan: RegionPlan

  init(_ plan: RegionPlan) { self.plan = plan }

  /// By measure. O(targets · people).
  func results() -> [CoverageResult] { plan.census.goals.indices.map(result) }

  private enum Reach: Comparable {
    case completed, inProgress, inRoutes
    case missed(CoverageResult.Obstacle)

    /// Smaller is nearer to being reached.
    var order: Int {
      switch self {
      case .completed: -3
      case .inProgress: -2
      case .inRoutes: -1
      case .missed(let obstacle): obstacle.rawValue
      }
    }
    static func < (a: Reach, b: Reach) -> Bool { a.order < b.order }
  }

  private func result(_ target: Int) -> CoverageResult {
    let (goal, units) = (plan.census.goals[target], plan.census.units[target])
    var reaches: [Int: Reach] = [:]
    var seats: [Int: (capacities: Set<Int>, isFree: Bool)] = [:]
    for (person, unit) in units.enumerated() {
      guard let unit else { continue }
      let reach = reach(target, person)
      reaches[unit] = reaches[unit].map { min($0, reach) } ?? reach
      let own = options(target, person)
      let known = seats[unit] ?? ([], false)
      seats[unit] = (known.capacities.union(own.capacities), known.isFree || own.isFree)
    }
    var result = CoverageResult(
      measure: goal.measure.code, title: goal.measure.title, target: goal.target, total: plan.census.totals[target],
      completed: 0, inProgress: 0, inRoutes: 0, reachable: 0, obstacles: [:])
    var matching = SessionMatching()
    for (unit, reach) in reaches {
      switch reach {
      case .completed: result.completed += 1
      case .inProgress: result.inProgress += 1
      case .inRoutes: result.inRoutes += 1
      case .missed(let obstacle): result.obstacles[obstacle, default: 0] += 1
      }
      guard reach != .completed, reach != .inProgress, let own = seats[unit] else { continue }
      matching.add(own.capacities, isFree: own.isFree)
    }
    if let total = result.total, total > reaches.count { result.obstacles[.nobody] = total - reaches.count }
    result.reachable =
      result.completed + result.inProgress + matching.largest { plan.model.capacities[$0].seats }
    return result
  }

  private func reach(_ target: Int, _ person: Int) -> Reach {
    switch plan.members[person].standings[target] {
    case .completed: return .completed
    case .inProgress: return .inProgress
    case .closed(let obstacle): return .missed(obstacle)
    case .open(let item):
      if plan.assignments[person][item] != nil { return .inRoutes }
      let uses = plan.members[person].uses[item]
      return .missed(uses.allSatisfy { $0.map(plan.isFull) ?? false } ? .noSeats : .outweighed)
    }
  }

  /// The seats with which a person could take the measure, and whether there is a way without a limited seat.
  private func options(_ target: Int, _ person: Int) -> (capacities: Set<Int>, isFree: Bool) {
    guard case .open(let item) = plan.members[person].standings[target] else { return ([], false) }
    let uses = plan.members[person].uses[item]
    return (Set(uses.compactMap { $0 }), uses.contains { $0 == nil })
  }
}
