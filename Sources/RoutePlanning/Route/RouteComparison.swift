import RouteModel

/// What changes in people's routes when other rules take effect.
public struct RouteComparison: Sendable {
  /// One person whose route changes.
  public struct Change: Sendable {
    /// The route under the old rules.
    public var before: Route
    /// The route under the new rules.
    public var after: Route
    /// Measures that leave the route.
    public var leaves: [MeasureCode]
    /// Measures that enter it.
    public var enters: [MeasureCode]
    /// Measures whose dates change.
    public var moves: [MeasureCode]
  }

  /// People whose steps, dates or required measures change, by id.
  public private(set) var changes: [Change] = []
  /// How many people were compared.
  public let people: Int

  /// Compares routes of the same people in the same order.
  public init(before: [Route], after: [Route]) {
    people = before.count
    for (old, new) in zip(before, after) {
      let change = Change(
        before: old, after: new, leaves: Self.missing(old, in: new), enters: Self.missing(new, in: old),
        moves: Self.moved(old, new))
      let required = (old.steps.filter(\.required).map(\.measure), new.steps.filter(\.required).map(\.measure))
      if change.leaves.isEmpty, change.enters.isEmpty, change.moves.isEmpty, required.0 == required.1 { continue }
      changes.append(change)
    }
  }

  private static func missing(_ route: Route, in other: Route) -> [MeasureCode] {
    let others = Set(other.steps.map(\.measure))
    return route.steps.map(\.measure).filter { !others.contains($0) }.sorted()
  }

  private static func moved(_ old: Route, _ new: Route) -> [MeasureCode] {
    old.steps.filter { step in new.steps.contains { $0.measure == step.measure && $0.session.id != step.session.id } }
      .map(\.measure).sorted()
  }

  /// What the change means for a group of people: hours and forecasts before and after.
  public struct Total: Sendable {
    /// The group: a municipality or a measure; nil where it is not stated.
    public var key: String?
    /// People whose route changes.
    public var people: Int
    /// Hours before and after, over those people.
    public var hours: (before: Int, after: Int)
    /// Mean forecast before and after, over those who have both; nil when nobody has.
    public var forecast: (before: Points, after: Points)?
  }

  /// The changes by municipality name.
  public func byMunicipality() -> [Total] {
    let groups = Dictionary(grouping: changes) { $0.after.municipalityName }
    return groups.keys.sorted { ($0 ?? "") < ($1 ?? "") }.map { total(groups[$0] ?? [], key: $0) }
  }

  /// Everybody whose route changes.
  public func overall() -> Total { total(changes, key: nil) }

  /// How many routes each measure leaves and enters, by code.
  public func byMeasure() -> [(measure: MeasureCode, leaves: Int, enters: Int)] {
    var counts: [MeasureCode: (leaves: Int, enters: Int)] = [:]
    for change in changes {
      for code in change.leaves { counts[code, default: (0, 0)].leaves += 1 }
      for code in change.enters { counts[code, default: (0, 0)].enters += 1 }
    }
    return counts.keys.sorted().map { ($0, counts[$0]?.leaves ?? 0, counts[$0]?.enters ?? 0) }
  }

  private func total(_ changes: [Change], key: String?) -> Total {
    let forecasts = changes.compactMap { change -> (Int, Int)? in
      guard let before = change.before.forecast.growth, let after = change.after.forecast.growth else { return nil }
      return (before.hundredths, after.hundredths)
    }
    let mean: (before: Points, after: Points)? =
      forecasts.isEmpty
      ? nil
      : (
        Points(hundredths: roundedDivision(forecasts.reduce(0) { $0 + $1.0 }, forecasts.count)),
        Points(hundredths: roundedDivision(forecasts.reduce(0) { $0 + $1.1 }, forecasts.count))
      )
    return Total(
      key: key, people: changes.count,
      hours: (
        changes.reduce(0) { $0 + $1.before.objective.hours }, changes.reduce(0) { $0 + $1.after.objective.hours }
      ), forecast: mean)
  }
}
