import Diagnostics
import RuleLanguage

/// No profile makes one rule recommend a measure that another excludes.
///
/// Often meant (a general recommendation, a special exclusion), so it is a note; a recommendation that is excluded every
/// time it is made is a warning.
public struct NoRecommendationIsExcluded: AnalysisCheck {
  /// The id of its findings.
  public static let id: DiagnosticID = "recommend-against-exclude"

  /// The check.
  public init() {}

  /// One finding per pair of rules and measure.
  public func findings(_ subject: AnalysisSubject, _ solver: inout ConditionSolver) -> [AnalysisFinding] {
    let verb = LocalizedText(ru: "рекомендует", en: "recommends")
    let collisions = ExclusionCollisions(id: Self.id, severity: .note, verb: verb) { kind in
      if case .recommend = kind { true } else { false }
    }
    return collisions.findings(subject, &solver)
  }
}
