import RouteModel
import RoutePlanning
import TestSupport
import Testing

/// Routes made anew against exhaustive search: as few changed steps as possible, then the usual objective.
@Suite struct RevisionOracleTests {
  /// Time passes, sessions are cancelled or moved, scores, hours and limits change, some steps are completed.
  private func disturb(_ instance: inout ScheduleInstance, _ route: Route, _ generator: inout ScheduleGenerator) {
    let days = generator.chance(60) ? generator.number(0...45) : 0
    instance.asOf = instance.asOf.adding(days: days)
    instance.sessions.removeAll { _ in generator.chance(20) }
    for index in instance.sessions.indices {
      if generator.chance(10) {
        let days = instance.sessions[index].days
        instance.sessions[index].days = DateSpan(from: days.from.adding(days: 3), to: days.to.adding(days: 3))
      }
      if generator.chance(5) { instance.sessions[index].seats = 0 }
    }
    for index in instance.measures.indices where generator.chance(15) {
      instance.measures[index].hours = generator.number(1...6) * 8
    }
    if generator.chance(40) {
      for index in instance.scores.indices { instance.scores[index].hundredths = generator.number(1000...9000) }
    }
    if generator.chance(20) { instance.hoursCap = generator.number(2...8) * 8 }
    if generator.chance(20) { instance.concurrent = generator.number(1...3) }
    for step in route.steps where step.session.days.to < instance.asOf && generator.chance(60) {
      instance.completions.append(Completion(measure: step.measure, date: step.session.days.to))
    }
  }

  @Test(arguments: 0..<4)
  func asFewStepsChangeAsPossible(part: Int) {
    let seed = UInt64(7_000 + part)
    var generator = ScheduleGenerator(seed: seed)
    var (kept, changed) = (0, 0)
    for round in 0..<75 {
      var instance = generator.instance()
      let route = instance.planner.route(for: instance.dossier, asOf: instance.asOf)
      disturb(&instance, route, &generator)
      let approved = ApprovedRoute(route)
      let revision = instance.planner.revision(of: approved, for: instance.dossier, asOf: instance.asOf)
      let oracle = ScheduleOracle(instance, approved: approved)
      let comment = Comment(rawValue: "seed \(seed), round \(round)\n\(instance.ruleText)")
      #expect(revision.changed == oracle.open.count - oracle.best.kept, comment)
      #expect(revision.leastChanged == revision.changed, comment)
      #expect(revision.lines.count { $0.fate == .kept } == oracle.best.kept, comment)
      #expect(revision.route.objective.requiredMet == oracle.best.requiredMet, comment)
      #expect(revision.route.objective.value == oracle.best.value, comment)
      #expect(revision.route.objective.hours == oracle.best.hours, comment)
      #expect(
        (revision.unbound.requiredMet, revision.unbound.value)
          >= (revision.route.objective.requiredMet, revision.route.objective.value), comment)
      for line in revision.lines where [.moved, .dropped, .added].contains(line.fate) {
        #expect(line.reason != nil, comment)
      }
      #expect(
        Set(revision.lines.compactMap { $0.fate == .completed ? nil : $0.after?.measure })
          == Set(revision.route.steps.map(\.measure)), comment)
      kept += oracle.best.kept
      changed += revision.changed
    }
    #expect(kept > 10 && changed > 6, "seed \(seed): \(kept) kept, \(changed) changed")
  }

  @Test func nothingChangesWhereNothingHasChanged() {
    var generator = ScheduleGenerator(seed: 7_100)
    for round in 0..<30 {
      let instance = generator.instance()
      let planner = instance.planner
      let route = planner.route(for: instance.dossier, asOf: instance.asOf)
      let revision = planner.revision(of: ApprovedRoute(route), for: instance.dossier, asOf: instance.asOf)
      #expect(revision.changed == 0 && revision.leastChanged == 0, "seed 7100, round \(round)")
      #expect(ApprovedRoute(revision.route) == ApprovedRoute(route), "seed 7100, round \(round)")
      #expect(revision.lines.allSatisfy { $0.fate == .kept || $0.fate == .underWay }, "seed 7100, round \(round)")
    }
  }
}
