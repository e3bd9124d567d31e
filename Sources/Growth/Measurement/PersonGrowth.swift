import RouteModel

/// The growth of one person, per competency and overall.
public struct PersonGrowth: Sendable, Hashable {
  /// The person.
  public let person: Person
  /// The key of the municipality, from the person's row or else from the organisation's.
  public let municipality: String?
  /// The growth per competency of the framework, in its order.
  public let competencies: [GrowthMeasurement]
  /// The growth over the competencies measured in both waves.
  public let overall: GrowthMeasurement
  /// Why there is no overall growth; nil when there is.
  public let loss: LossReason?

  /// The growth over the pairs of the person's framework.
  public init(_ dossier: Dossier, pairs: [ScorePair], target: GrowthTarget) {
    person = dossier.person
    municipality = dossier.municipality
    competencies = pairs.map { GrowthMeasurement($0, target: target) }
    overall = GrowthMeasurement(overall: pairs, target: target)
    loss = LossReason(pairs)
  }

  /// Whether a first test is there in any competency.
  public var isPretested: Bool { competencies.contains { $0.pretest != nil } }
  /// Whether a repeated test that counts is there in any competency.
  public var isRetested: Bool { competencies.contains { $0.retest != nil } }

  /// The mean first result in points over all competencies with a first test; nil without one.
  var pretestMean: ExactRatio? {
    let results = competencies.compactMap(\.pretest?.hundredths)
    return results.isEmpty ? nil : ExactRatio(results.reduce(0, +), 100 * results.count)
  }

  /// From the earliest first test to the latest repeated test among those that count (to `end` without a repeated one);
  /// nil without a first test.
  func testDays(until end: CalendarDate) -> DateSpan? {
    let pairs = competencies.flatMap(\.pairs)
    guard let from = pairs.compactMap({ $0.pretest?.date }).min() else { return nil }
    return DateSpan(from: from, to: pairs.compactMap { $0.retest?.date }.max() ?? end)
  }
}
