import RouteModel

/// What differs between two routes of one person.
public struct RouteChange: Sendable {
  /// How far the difference goes.
  public enum Extent: Sendable {
    /// Other measures, other dates, or others required.
    case steps
    /// The same steps, for other reasons or with another forecast.
    case grounds
  }

  /// The route before.
  public var before: Route
  /// The route after.
  public var after: Route
  /// How far the difference goes.
  public var extent: Extent
  /// Measures that leave the route, by code.
  public var leaves: [MeasureCode]
  /// Measures that enter it, by code.
  public var enters: [MeasureCode]
  /// Measures that stay with other dates, by code.
  public var moves: [MeasureCode]

  /// The difference, or nil where steps, their reasons and the forecast are the same.
  public init?(before: Route, after: Route) {
    (self.before, self.after) = (before, after)
    leaves = Self.missing(before, in: after)
    enters = Self.missing(after, in: before)
    moves = before.steps.filter { step in
      after.steps.contains { $0.measure == step.measure && $0.session.id != step.session.id }
    }.map(\.measure).sorted()
    let required = [before, after].map { $0.steps.filter(\.required).map(\.measure) }
    if !leaves.isEmpty || !enters.isEmpty || !moves.isEmpty || required[0] != required[1] {
      extent = .steps
    } else if before.forecast != after.forecast || Self.reasons(before) != Self.reasons(after) {
      extent = .grounds
    } else {
      return nil
    }
  }

  private static func missing(_ route: Route, in other: Route) -> [MeasureCode] {
    let others = Set(other.steps.map(\.measure))
    return route.steps.map(\.measure).filter { !others.contains($0) }.sorted()
  }

  /// Who asks for each step and why; where the rule stands is no reason.
  private static func reasons(_ route: Route) -> [[[String]]] {
    route.steps.map { step in step.because.map { [$0.rule, $0.text, $0.basis] } }
  }
}
