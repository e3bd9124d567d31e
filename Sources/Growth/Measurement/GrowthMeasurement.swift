import Diagnostics
import RouteModel

/// The growth in one competency, or overall, with its verdict.
///
/// The overall growth is a growth of sums over the competencies measured in both waves; others are left out of both sums.
public struct GrowthMeasurement: Sendable, Hashable {
  /// The competency; nil for the overall growth.
  public let competency: CompetencyCode?
  /// The pairs counted: for a competency its one pair, for the overall growth the complete pairs.
  public let pairs: [ScorePair]
  /// The first result, rounded to hundredths (the mean of several); nil when there is none.
  public let pretest: Points?
  /// The repeated result, rounded to hundredths (the mean of several); nil when there is none.
  public let retest: Points?
  /// The sums the growth is counted from; nil without a complete pair.
  public let amounts: GrowthAmounts?
  /// The growth by each formula, absolute, relative, normalised; empty without a complete pair.
  public let growth: [FormulaGrowth]
  /// The measurement error; nil when unknown.
  public let error: MeasurementError?
  /// What it says of the target.
  public let verdict: GrowthVerdict
  /// What a reader has to know beside it, in the order of `GrowthFlag`.
  public let flags: [GrowthFlag]

  /// The growth by a formula in percent; nil when it is not measured or not defined.
  public func percent(_ formula: GrowthFormula) -> Points? { growth.first { $0.formula == formula }?.percent }

  /// The change in points, of the mean where there are several competencies; nil without a complete pair.
  public var change: ExactRatio? {
    amounts.map { ExactRatio($0.change, max(1, pairs.count) * Points(1).hundredths) }
  }

  /// Whether the change is outside the measurement error; nil without a complete pair.
  public var reliableChange: ReliableChange? {
    guard let amounts else { return nil }
    guard let error else { return .unknown }
    if !error.isReliable { return .same }
    return amounts.change > 0 ? .up : .down
  }
}

extension GrowthMeasurement {
  /// The growth in the competency of `pair`.
  public init(_ pair: ScorePair, target: GrowthTarget) {
    self.init(
      competency: pair.competency, pairs: [pair], pretest: pair.pretest?.points, retest: pair.retest?.points,
      target: target, flags: pair.hasOnlyEarlierRetests ? [.retestNotLater] : [])
  }

  /// The overall growth over the pairs of a framework.
  public init(overall pairs: [ScorePair], target: GrowthTarget) {
    let complete = pairs.filter(\.isComplete)
    let counted = complete.isEmpty ? pairs : complete
    var flags: Set<GrowthFlag> = []
    if pairs.contains(where: \.hasOnlyEarlierRetests) { flags.insert(.retestNotLater) }
    if !complete.isEmpty && complete.count < pairs.count { flags.insert(.partial) }
    self.init(
      competency: nil, pairs: complete, pretest: Self.mean(counted.compactMap(\.pretest)),
      retest: Self.mean(counted.compactMap(\.retest)), target: target, flags: flags)
  }

  private init(
    competency: CompetencyCode?, pairs: [ScorePair], pretest: Points?, retest: Points?, target: GrowthTarget,
    flags: Set<GrowthFlag>
  ) {
    let amounts = GrowthAmounts(pairs)
    let error = MeasurementError(pairs)
    var flags = flags
    var growth: [FormulaGrowth] = []
    if let amounts {
      growth = FormulaGrowth.all(amounts, percent: target.percent)
      if pairs.contains(where: \.formsDiffer) { flags.insert(.formsDiffer) }
      if growth.contains(where: { $0.formula == .normalised && $0.percent == nil }) {
        flags.insert(.normalisedUndefined)
      }
      if Set(growth.compactMap(\.reaches)).count > 1 { flags.insert(.formulasDisagree) }
      if error == nil { flags.insert(.errorUnknown) }
    }
    self.competency = competency
    self.pairs = pairs
    self.pretest = pretest
    self.retest = retest
    self.amounts = amounts
    self.growth = growth
    self.error = error
    self.verdict =
      amounts.map { .of($0, target: target, error: error) } ?? (pretest == nil ? .noPretest : .noRetest)
    self.flags = GrowthFlag.allCases.filter(flags.contains)
  }

  private static func mean(_ scores: [Score]) -> Points? {
    guard !scores.isEmpty else { return nil }
    return Points(hundredths: roundedDivision(scores.reduce(0) { $0 + $1.points.hundredths }, scores.count))
  }
}

extension ScorePair {
  /// Whether both forms are named and are not the same.
  fileprivate var formsDiffer: Bool {
    guard let first = pretest?.form, let second = retest?.form else { return false }
    return LookAlike.fold(first) != LookAlike.fold(second)
  }
}
