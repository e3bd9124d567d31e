import Diagnostics
import RouteModel

/// Measures growth between the two tests, for people and for groups.
public struct RetestAnalysis: Sendable {
  /// The growth asked for.
  public var target: GrowthTarget
  /// Results after this date do not count.
  public var asOf: CalendarDate
  /// Which first test counts.
  public var pretestPolicy: ResultPolicy
  /// Which repeated test counts.
  public var retestPolicy: ResultPolicy
  /// What is declared for the regression to the mean.
  public var assumptions: RegressionAssumptions

  /// An analysis.
  public init(
    target: GrowthTarget, asOf: CalendarDate, pretestPolicy: ResultPolicy = .latest,
    retestPolicy: ResultPolicy = .latest, assumptions: RegressionAssumptions = RegressionAssumptions()
  ) {
    self.target = target
    self.asOf = asOf
    self.pretestPolicy = pretestPolicy
    self.retestPolicy = retestPolicy
    self.assumptions = assumptions
  }

  /// The growth of one person in the competencies of the person's framework.
  public func growth(of dossier: Dossier, competencies: [CompetencyCode]) -> PersonGrowth {
    let pairs = ScorePair.pairs(
      of: dossier, competencies: competencies, asOf: asOf, pretest: pretestPolicy, retest: retestPolicy)
    return PersonGrowth(dossier, pairs: pairs, target: target)
  }

  /// Whether the person completed a measure after the first test and not after the repeated one (not after `asOf` while
  /// there is none). Without a first test no route is followed.
  public func completedBetweenTests(_ dossier: Dossier, _ growth: PersonGrowth) -> Bool {
    guard let days = growth.testDays(until: asOf) else { return false }
    return dossier.completions.contains { $0.date > days.from && $0.date <= days.to }
  }

  /// The report on everybody. O(people · (competencies · scores + log people)); the order of people changes nothing.
  ///
  /// - Parameters:
  ///   - dossiers: the people, each id once.
  ///   - framework: the competencies a person is measured in.
  ///   - followed: whether the person's route was followed; nil for `completedBetweenTests`.
  public func report(
    of dossiers: [Dossier], framework: (Dossier) -> [CompetencyCode], followed: ((Dossier) -> Bool)? = nil
  ) -> RetestReport {
    let ordered = dossiers.sorted { naturalOrder($0.person.id, $1.person.id) }
    let people = ordered.map { growth(of: $0, competencies: framework($0)) }
    let follows = zip(ordered, people).map { followed?($0) ?? completedBetweenTests($0, $1) }
    let everybody = CohortAnalysis(people, target: target)
    let reference = RegressionReference.make(
      assumptions, correlation: everybody.correlation, pretests: everybody.pretests)

    var groups: [(Cohort, [PersonGrowth])] = [
      (.all, people), (.role(.reserve), people.filter { $0.person.role == .reserve }),
    ]
    for flag in [true, false] {
      groups.append((.route(followed: flag), zip(people, follows).filter { $1 == flag }.map(\.0)))
    }
    let byMunicipality = Dictionary(grouping: people, by: \.municipality)
    for key in byMunicipality.keys.compactMap(\.self).sorted(by: naturalOrder) {
      groups.append((.municipality(key), byMunicipality[key] ?? []))
    }
    if let rest = byMunicipality[nil] { groups.append((.municipality(nil), rest)) }

    var cohorts = groups.map { CohortAnalysis($1, target: target).report($0, reference: reference) }
    let tested = Self.adjust(&cohorts)
    return RetestReport(
      asOf: asOf, target: target, pretestPolicy: pretestPolicy, retestPolicy: retestPolicy, people: people,
      cohorts: cohorts, reserve: reserve(cohorts[1]), notes: RetestNotes.notes(people: people, testedCohorts: tested))
  }

  private func reserve(_ report: CohortReport) -> ReserveGrowth {
    let aggregated = report.aggregated.first { $0.formula == target.formula }
    return ReserveGrowth(
      people: report.people, share: report.target,
      growthOfMeans: aggregated?.ofMeans ?? .withheld(Withheld.noPairs),
      growthOfMeansReaches: aggregated?.ofMeansReaches)
  }

  /// Fills in Holm's adjustment over all cohorts of the report and returns how many are tested.
  private static func adjust(_ cohorts: inout [CohortReport]) -> Int {
    let tTests = cohorts.indices.filter { cohorts[$0].tTest.value != nil }
    let ranks = cohorts.indices.filter { cohorts[$0].wilcoxon.value != nil }
    if tTests.count > 1 {
      let adjusted = HolmAdjustment.adjust(tTests.compactMap { cohorts[$0].tTest.value?.p })
      for (index, p) in zip(tTests, adjusted) { cohorts[index].adjustedTTestP = p }
    }
    if ranks.count > 1 {
      let adjusted = HolmAdjustment.adjust(ranks.compactMap { cohorts[$0].wilcoxon.value?.p })
      for (index, p) in zip(ranks, adjusted) { cohorts[index].adjustedWilcoxonP = p }
    }
    return max(tTests.count, ranks.count)
  }
}
