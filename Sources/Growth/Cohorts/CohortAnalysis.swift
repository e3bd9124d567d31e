import Diagnostics
import RouteModel

/// Sums up the growth of a group. O(people · log people); the order of people changes no bit of the result.
struct CohortAnalysis {
  private let people: [PersonGrowth]
  private let target: GrowthTarget
  private let amounts: [GrowthAmounts]
  private let sample: PairedSample

  init(_ people: [PersonGrowth], target: GrowthTarget) {
    self.people = people
    self.target = target
    amounts = people.compactMap(\.overall.amounts)
    // Every person's mean per competency: sums over the number of competencies, in hundredths of a point.
    sample = PairedSample(
      amounts.map { PairedSample.Pair(pretest: $0.pretest, retest: $0.retest, unit: $0.maximum / 100) })
  }

  func report(_ cohort: Cohort, reference: Answer<RegressionReference>) -> CohortReport {
    CohortReport(
      cohort: cohort, people: people.count, pretested: people.count(where: \.isPretested),
      retested: people.count(where: \.isRetested), paired: sample.count, lost: Count.all(people.compactMap(\.loss)),
      lostPretestMean: lostPretestMean, means: means, deviations: deviations, tTest: withSpread(PairedTTest.init),
      wilcoxon: wilcoxon, effect: withSpread(EffectSizes.init), correlation: correlation,
      regression: regression(reference), target: share, verdicts: Count.all(people.map(\.overall.verdict)),
      reliableChanges: Count.all(people.compactMap(\.overall.reliableChange)),
      aggregated: GrowthFormula.allCases.map { AggregateGain(amounts, $0, percent: target.percent).growth })
  }

  /// The first results of everybody who has one, each person's mean.
  var pretests: [ExactRatio] { people.compactMap(\.pretestMean) }

  var correlation: Answer<Double> {
    inference { sample in
      if sample.isPretestConstant || sample.isRetestConstant { return .withheld(Withheld.constantResults) }
      return .value(Descriptive.correlation(sample.pretest, sample.retest))
    }
  }

  private var lostPretestMean: Answer<Double> {
    let results = people.filter { $0.loss != nil }.compactMap(\.pretestMean).sorted()
    guard !results.isEmpty else {
      return .withheld(
        LocalizedText(ru: "среди выбывших нет сдавших первый тест", en: "nobody lost has a first test"))
    }
    return .value(Descriptive.mean(results.map(\.value)))
  }

  private var means: Answer<WaveValues> {
    guard sample.count > 0 else { return .withheld(Withheld.noPairs) }
    return .value(waves(Descriptive.mean))
  }

  private var deviations: Answer<WaveValues> {
    guard sample.count > 1 else { return .withheld(sample.count == 0 ? Withheld.noPairs : Withheld.onePair) }
    return .value(waves(Descriptive.deviation))
  }

  private func waves(_ statistic: ([Double]) -> Double) -> WaveValues {
    WaveValues(
      pretest: statistic(sample.pretest), retest: statistic(sample.retest), change: statistic(sample.change))
  }

  private func inference<Value>(_ answer: (PairedSample) -> Answer<Value>) -> Answer<Value> {
    guard sample.count >= SampleMinimum.inference else { return .withheld(Withheld.tooFewPairs(sample.count)) }
    return answer(sample)
  }

  /// A statistic that needs a spread of changes.
  private func withSpread<Value>(_ statistic: (PairedSample) -> Value) -> Answer<Value> {
    inference { $0.isChangeConstant ? .withheld(Withheld.constantChange) : .value(statistic($0)) }
  }

  private var wilcoxon: Answer<WilcoxonSignedRank> {
    inference { sample in
      WilcoxonSignedRank(sample.pairs.map(\.change)).map { .value($0) } ?? .withheld(Withheld.noChange)
    }
  }

  private func regression(_ reference: Answer<RegressionReference>) -> Answer<RegressionToMean> {
    inference { _ in reference.map { $0.expectation(of: waves(Descriptive.mean)) } }
  }

  private var share: TargetShare {
    let total = sample.count
    let reached = people.count { $0.overall.verdict.isReached }
    let enough = total >= SampleMinimum.share
    let reason = Withheld.tooFewForShare(total)
    return TargetShare(
      reached: reached, withinError: people.count { $0.overall.verdict == .reachedWithinError }, of: total,
      percent: enough ? .value(.ratio(Points(reached), of: Points(total))) : .withheld(reason),
      interval: enough ? .value(WilsonInterval.of(reached, of: total)) : .withheld(reason))
  }
}
