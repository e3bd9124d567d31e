import RouteModel

/// The growth of a group by one formula, as growth of the means and as mean of the growths.
struct AggregateGain {
  let growth: AggregatedGrowth

  init(_ people: [GrowthAmounts], _ formula: GrowthFormula, percent: Points) {
    let target = GrowthTarget(percent: percent, formula: formula)
    let individual = people.compactMap { $0.ratio(formula) }
    let mean = individual.sorted().map { 100 * $0.value }
    var ofMeans: Answer<Points> = .withheld(people.isEmpty ? Withheld.noPairs : Withheld.tooWide)
    var reaches: Bool?
    if let sums = Self.sumOfMeans(people) {
      ofMeans = sums.percent(target).map { .value($0) } ?? .withheld(Withheld.noBase)
      reaches = sums.reaches(target)
    }
    growth = AggregatedGrowth(
      formula: formula, ofMeans: ofMeans, ofMeansReaches: reaches,
      meanOfIndividuals: mean.isEmpty
        ? .withheld(people.isEmpty ? Withheld.noPairs : Withheld.noBase) : .value(Descriptive.mean(mean)),
      definedFor: individual.count)
  }

  /// The sums of people's means, exactly: brought to one number of competencies, so that a person counts once however
  /// many competencies were measured. Nil without people or when the sum does not fit a machine word (which takes more
  /// than a million people of frameworks of up to twenty competencies).
  private static func sumOfMeans(_ people: [GrowthAmounts]) -> GrowthAmounts? {
    guard !people.isEmpty else { return nil }
    var common = 1
    for amounts in people {
      let factor = amounts.maximum / greatestCommonDivisor(common, amounts.maximum)
      let (product, overflow) = common.multipliedReportingOverflow(by: factor)
      if overflow { return nil }
      common = product
    }
    if common.multipliedReportingOverflow(by: people.count).overflow { return nil }
    var pretest = 0
    var retest = 0
    for amounts in people {
      pretest += amounts.pretest * (common / amounts.maximum)
      retest += amounts.retest * (common / amounts.maximum)
    }
    return GrowthAmounts(pretest: pretest, retest: retest, maximum: common * people.count)
  }
}
