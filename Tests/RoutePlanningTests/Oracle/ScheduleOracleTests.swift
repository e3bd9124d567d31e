import RouteModel
import RoutePlanning
import TestSupport
import Testing

/// Routes against exhaustive search over everything the design allows, on random small regions with every constraint.
@Suite struct ScheduleOracleTests {
  @Test(arguments: 0..<4)
  func everyConstraintIsKeptAndNoRouteIsBetter(part: Int) {
    let seed = UInt64(4_000 + part)
    var generator = ScheduleGenerator(seed: seed)
    var refused: [ScheduleOracle.Constraint: Int] = [:]
    var withSteps = 0
    for round in 0..<90 {
      let instance = generator.instance()
      let route = instance.planner.route(for: instance.dossier, asOf: instance.asOf)
      let oracle = ScheduleOracle(instance)
      let comment = Comment(rawValue: "seed \(seed), round \(round)\n\(instance.ruleText)")
      #expect(route.objective.requiredMet == oracle.best.requiredMet, comment)
      #expect(route.objective.value == oracle.best.value, comment)
      #expect(route.objective.hours == oracle.best.hours, comment)
      #expect(route.steps.reduce(0) { $0 + $1.session.occupied.to.dayNumber } == oracle.best.ends, comment)
      #expect(route.objective.status == .optimal, comment)
      for (constraint, count) in oracle.refused where count > 0 { refused[constraint, default: 0] += 1 }
      if !route.steps.isEmpty { withSteps += 1 }
    }
    #expect(withSteps > 40, "seed \(seed): most people have a route")
    for constraint in ScheduleOracle.Constraint.allCases {
      #expect(refused[constraint] ?? 0 >= 1, "seed \(seed): \(constraint) alone decides now and then")
    }
  }
}
