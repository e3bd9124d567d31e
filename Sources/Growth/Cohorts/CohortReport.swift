import RouteModel

/// What the tests say of a group of people: overall growth, its uncertainty, and who is missing.
///
/// Means, spreads and tests are about people with both tests (pairs), each person counted once with the mean over the
/// person's competencies measured in both waves, in points of 100. Nothing here is the effect of a programme: there is no
/// comparison group.
public struct CohortReport: Sendable, Hashable {
  /// The group.
  public let cohort: Cohort
  /// How many people it has.
  public let people: Int
  /// People with a first test.
  public let pretested: Int
  /// People with a repeated test.
  public let retested: Int
  /// People with an overall growth.
  public let paired: Int
  /// The others, by reason; every reason once, in its order.
  public let lost: [Count<LossReason>]
  /// The mean first result of people lost after it, to see whether they differ from those who stayed.
  public let lostPretestMean: Answer<Double>
  /// The means of first result, repeated result and change.
  public let means: Answer<WaveValues>
  /// The standard deviations (n − 1).
  public let deviations: Answer<WaveValues>
  /// The paired t test with the 95 % interval of the mean change.
  public let tTest: Answer<PairedTTest>
  /// The signed-rank test.
  public let wilcoxon: Answer<WilcoxonSignedRank>
  /// Standardised changes.
  public let effect: Answer<EffectSizes>
  /// Pearson's correlation of first and repeated result.
  public let correlation: Answer<Double>
  /// The change that regression to the mean alone would bring, beside the observed one.
  public let regression: Answer<RegressionToMean>
  /// How many reached the target.
  public let target: TargetShare
  /// The verdicts on overall growth of everybody in the group; every verdict once, in its order.
  public let verdicts: [Count<GrowthVerdict>]
  /// Reliable changes of the paired; every kind once, in its order.
  public let reliableChanges: [Count<ReliableChange>]
  /// The growth of the means beside the mean of the growths, by each formula in its order.
  public let aggregated: [AggregatedGrowth]
  /// The t test's p adjusted for the number of cohorts tested (Holm); nil where there is no test or nothing to adjust.
  public internal(set) var adjustedTTestP: Double?
  /// The signed-rank test's p adjusted likewise.
  public internal(set) var adjustedWilcoxonP: Double?

  /// People lost: neither hidden nor counted as without growth.
  public var lostCount: Int { people - paired }
}

/// How often a value of a closed set occurs.
public struct Count<Value: ClosedSet>: Sendable, Hashable {
  /// The value.
  public let value: Value
  /// How often.
  public let count: Int

  /// Every value of the set with its number of occurrences, in the set's order.
  static func all(_ occurrences: [Value]) -> [Count<Value>] {
    Value.allCases.map { value in Count(value: value, count: occurrences.count { $0 == value }) }
  }
}

/// A number for each wave and for the change between them.
public struct WaveValues: Sendable, Hashable {
  /// Of the first results.
  public let pretest: Double
  /// Of the repeated results.
  public let retest: Double
  /// Of the changes.
  public let change: Double
}

/// The share of people who reached the target.
///
/// The denominator is everybody with both tests: people at the ceiling and without a base stay in it and are not counted
/// as reaching. People without both tests are not in it; `CohortReport.lost` counts them.
public struct TargetShare: Sendable, Hashable {
  /// K: people who reached the target, also within the measurement error.
  public let reached: Int
  /// Those of `reached` whose change is within the measurement error.
  public let withinError: Int
  /// O: people with both tests.
  public let of: Int
  /// `100·K/O`, rounded to hundredths.
  public let percent: Answer<Points>
  /// The Wilson 95 % interval of the share, from 0 to 1.
  public let interval: Answer<Interval>
}

/// The growth of a group by one formula, in the two ways in print, which differ.
///
/// L. Bao, "Theoretical comparisons of average normalized gain calculations", American Journal of Physics 74, 2006: with
/// measurement error the mean of individual gains is biased, the gain of the means is not.
public struct AggregatedGrowth: Sendable, Hashable {
  /// The formula.
  public let formula: GrowthFormula
  /// The growth of the means, in percent, from exact sums.
  public let ofMeans: Answer<Points>
  /// Whether the growth of the means reaches the target's percent, decided exactly; nil when it is not defined.
  public let ofMeansReaches: Bool?
  /// The mean of individual growths, in percent.
  public let meanOfIndividuals: Answer<Double>
  /// How many people have a growth by this formula: the rest start from its zero base.
  public let definedFor: Int
}
