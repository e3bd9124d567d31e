import RouteModel

/// What changes in people's routes when other rules take effect.
public struct RouteComparison: Sendable {
  /// The people whose steps change, in the order of the people.
  public let changes: [RouteChange]
  /// How many keep their steps for other reasons or with another forecast.
  public let restated: Int
  /// How many people were compared.
  public let people: Int

  /// Gathers what changes for each person; nil where nothing does.
  public init(_ all: [RouteChange?]) {
    people = all.count
    changes = all.compactMap { $0 }.filter { $0.extent == .steps }
    restated = all.count { $0?.extent == .grounds }
  }

  /// What the change means for a group of people: hours and forecasts before and after.
  public struct Total: Sendable {
    /// The municipality; nil where it is not stated, or for everybody.
    public var key: String?
    /// People whose route changes.
    public var people: Int
    /// Hours before and after, over those people.
    public var hours: (before: Int, after: Int)
    /// Mean forecast before and after, over those who have both; nil when nobody has.
    public var forecast: (before: Points, after: Points)?
  }

  /// What the change means for a measure.
  public struct MeasureTotal: Sendable {
    /// The measure.
    public var measure: MeasureCode
    /// How many routes it leaves.
    public var leaves: Int
    /// How many it enters.
    public var enters: Int
    /// In how many its dates change.
    public var moves: Int
    /// The people whose routes these are, with the hours of the measure in them.
    public var total: Total
  }

  /// The changes by municipality name.
  public func byMunicipality() -> [Total] {
    let groups = Dictionary(grouping: changes) { $0.after.municipalityName }
    return groups.keys.sorted { ($0 ?? "") < ($1 ?? "") }.map { total(groups[$0] ?? [], key: $0) }
  }

  /// Everybody whose route changes.
  public func overall() -> Total { total(changes, key: nil) }

  /// The changes by measure, by code.
  public func byMeasure() -> [MeasureTotal] {
    var groups: [MeasureCode: [RouteChange]] = [:]
    for change in changes {
      for code in change.leaves + change.enters + change.moves { groups[code, default: []].append(change) }
    }
    return groups.keys.sorted().map { code in
      let touched = groups[code] ?? []
      var total = total(touched, key: nil)
      total.hours = (Self.hours(code, touched.map(\.before)), Self.hours(code, touched.map(\.after)))
      return MeasureTotal(
        measure: code, leaves: touched.count { $0.leaves.contains(code) },
        enters: touched.count { $0.enters.contains(code) }, moves: touched.count { $0.moves.contains(code) },
        total: total)
    }
  }

  private static func hours(_ code: MeasureCode, _ routes: [Route]) -> Int {
    routes.reduce(0) { sum, route in sum + route.steps.filter { $0.measure == code }.reduce(0) { $0 + $1.hours } }
  }

  private func total(_ changes: [RouteChange], key: String?) -> Total {
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
