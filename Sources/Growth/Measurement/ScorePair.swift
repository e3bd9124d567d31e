import RouteModel

/// Picks the result that counts among results of one competency and wave; never called with none.
public typealias ScoreChooser = ([Score]) -> Score?

/// The two results of a person in a competency between which growth is measured.
public struct ScorePair: Sendable, Hashable {
  /// The competency.
  public var competency: CompetencyCode
  /// The first test; nil when there is none.
  public var pretest: Score?
  /// The repeated test; nil when there is none later than a first test.
  public var retest: Score?
  /// Whether results marked as repeated tests were left out because none is later than a first test.
  public var hasOnlyEarlierRetests: Bool

  /// Whether both tests are there.
  public var isComplete: Bool { pretest != nil && retest != nil }
}

extension ScorePair {
  /// One pair per competency, in the order of `competencies`; O(competencies · scores).
  ///
  /// Results after `asOf` do not count. Of the repeated tests only those later than the earliest first test can be
  /// chosen, and then only first tests earlier than the chosen repeated test: a pair is always in the order of its dates,
  /// and a further first test after the repeated one (the next cycle) does not break the pair.
  public static func pairs(
    of dossier: Dossier, competencies: [CompetencyCode], asOf: CalendarDate, pretest: ScoreChooser, retest: ScoreChooser
  ) -> [ScorePair] {
    competencies.map { competency in
      let scores = dossier.scores.filter { $0.competency == competency && $0.date <= asOf }
      let first = scores.filter { $0.wave == .pretest }
      let repeated = scores.filter { $0.wave == .retest }
      guard let earliest = first.map(\.date).min() else {
        return ScorePair(competency: competency, retest: chosen(repeated, retest), hasOnlyEarlierRetests: false)
      }
      let later = repeated.filter { $0.date > earliest }
      guard let post = chosen(later, retest) else {
        return ScorePair(
          competency: competency, pretest: chosen(first, pretest),
          hasOnlyEarlierRetests: later.isEmpty && !repeated.isEmpty)
      }
      let before = first.filter { $0.date < post.date }
      return ScorePair(
        competency: competency, pretest: chosen(before, pretest), retest: post, hasOnlyEarlierRetests: false)
    }
  }

  /// The pairs under a result policy per wave. A policy that looks back a number of months looks back from the last
  /// result of that wave, not from `asOf`: a first test does not expire while its repeated test is awaited.
  public static func pairs(
    of dossier: Dossier, competencies: [CompetencyCode], asOf: CalendarDate, pretest: ResultPolicy,
    retest: ResultPolicy
  ) -> [ScorePair] {
    pairs(
      of: dossier, competencies: competencies, asOf: asOf, pretest: chooser(pretest), retest: chooser(retest))
  }

  private static func chooser(_ policy: ResultPolicy) -> ScoreChooser {
    { scores in
      guard let last = scores.max(by: { $0.date < $1.date }) else { return nil }
      return policy.select(from: scores, competency: last.competency, wave: nil, asOf: last.date)
    }
  }

  private static func chosen(_ scores: [Score], _ chooser: ScoreChooser) -> Score? {
    scores.isEmpty ? nil : chooser(scores)
  }
}
