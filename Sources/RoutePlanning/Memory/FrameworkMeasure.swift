import RouteModel

/// A measure as people of one role in one kind of organisation see it: with its gains on the competencies of their
/// framework. A reference, because many people have the same.
final class FrameworkMeasure: Sendable {
  let entry: MeasureEntry
  /// The expected points, by competency.
  let points: [CompetencyPoints]
  /// The competencies of the points by position.
  let positions: [Int]

  init(_ entry: MeasureEntry, framework: Set<Int>, _ competencies: [CompetencyCode]) {
    self.entry = entry
    let open = entry.gains.filter { framework.contains($0.competency) }
    points = open.map { CompetencyPoints(competency: competencies[$0.competency], points: $0.points) }
    positions = open.map(\.competency)
  }
}
