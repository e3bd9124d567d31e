import RouteModel

/// What the catalog is missing: sessions worth opening, and deficits it can't close.
public struct Demand: Sendable {
  /// One more session of a measure and what it would bring.
  public struct Opening: Sendable, Hashable {
    /// The measure.
    public var measure: MeasureCode
    /// Its title.
    public var title: String
    /// The days that bring most, of the same length as the measure's sessions.
    public var days: DateSpan
    /// How it is held.
    public var format: Format
    /// Seats: as many as the measure's sessions mostly have.
    public var seats: Int
    /// The people who would take it, by what they gain, at most `seats`.
    public var takers: [Taker]
    /// How many people would gain by it if it had seats for all.
    public var wanted: Int

    /// Takers by municipality, most first, then by name.
    public var municipalities: [(name: String?, people: Int)] {
      let counts = Dictionary(grouping: takers, by: \.municipality).mapValues(\.count)
      return counts.map { ($0.key, $0.value) }
        .sorted { a, b in a.1 != b.1 ? a.1 > b.1 : (a.0 ?? "") < (b.0 ?? "") }
        .map { (name: $0.0, people: $0.1) }
    }

    /// Points of value its takers gain.
    public var points: Points { Points(hundredths: takers.reduce(0) { $0 + $1.value }) }
    /// Required measures its takers can take besides.
    public var required: Int { takers.reduce(0) { $0 + $1.required } }
  }

  /// Someone who would gain by a session.
  public struct Taker: Sendable, Hashable {
    /// The person's id.
    public var person: String
    /// The municipality's official name.
    public var municipality: String?
    /// Required measures gained.
    public var required: Int
    /// Value gained, in hundredths of a point; may be negative when a required measure is gained.
    public var value: Int
  }

  /// A competency that is not closed.
  public struct OpenDeficit: Sendable, Hashable {
    /// The competency.
    public var competency: CompetencyCode
    /// Its title.
    public var title: String
    /// People whose routes leave a part of their deficit open.
    public var people: Int
    /// The points left open.
    public var points: Points
    /// Those of them for whom the catalog has no measure at all.
    public var peopleWithoutMeasure: Int
    /// Their points.
    public var pointsWithoutMeasure: Points
  }

  /// The date.
  public var asOf: CalendarDate
  /// The days in which steps may lie.
  public var horizon: DateSpan
  /// The municipality whose people alone are looked at; nil for all.
  public var municipality: String?
  /// How many people.
  public var people: Int
  /// By points gained, most first; then by required measures, code, format.
  public var openings: [Opening]
  /// By points without a measure, then points, then code.
  public var deficits: [OpenDeficit]
}
