import RouteModel

/// What the routes of a plan leave open of people's deficits.
struct OpenDeficits {
  private let plan: RegionPlan

  init(_ plan: RegionPlan) { self.plan = plan }

  private struct Line: Sendable {
    var competency: Int
    var points: Int
    var hasMeasure: Bool
  }

  /// By points without a measure, then points, then code.
  func all() -> [Demand.OpenDeficit] {
    let plan = plan
    let lines = concurrentMap(plan.people.count, jobs: plan.jobs) { Self.lines(plan, $0) }
    let competencies = plan.context.catalog.competencies
    var deficits = competencies.map {
      Demand.OpenDeficit(
        competency: $0.code, title: $0.title, people: 0, points: .zero, peopleWithoutMeasure: 0,
        pointsWithoutMeasure: .zero)
    }
    for line in lines.joined() {
      let points = Points(hundredths: line.points)
      deficits[line.competency].people += 1
      deficits[line.competency].points += points
      guard !line.hasMeasure else { continue }
      deficits[line.competency].peopleWithoutMeasure += 1
      deficits[line.competency].pointsWithoutMeasure += points
    }
    return deficits.filter { $0.people > 0 }.sorted { a, b in
      if a.pointsWithoutMeasure != b.pointsWithoutMeasure { return a.pointsWithoutMeasure > b.pointsWithoutMeasure }
      if a.points != b.points { return a.points > b.points }
      return a.competency < b.competency
    }
  }

  private static func lines(_ plan: RegionPlan, _ index: Int) -> [Line] {
    let (member, assignment) = (plan.members[index], plan.assignments[index])
    let draft = plan.planner.draft(for: plan.people[index], asOf: plan.asOf, changes: [])
    let taken = Set(member.measures.indices.filter { assignment[$0] != nil }.map { member.measures[$0] })
    return draft.profile.lines.compactMap { line in
      guard let deficit = line.deficit, deficit > .zero else { return nil }
      var left = deficit.hundredths
      var hasMeasure = false
      for entry in draft.pool {
        for (competency, gain) in zip(entry.gainPositions, entry.gains) where competency == line.competency {
          if taken.contains(entry.position) { left -= gain.points.hundredths }
          if entry.isOpen || entry.closed?.state == .infeasible { hasMeasure = true }
        }
      }
      return left > 0 ? Line(competency: line.competency, points: left, hasMeasure: hasMeasure) : nil
    }
  }
}
