import Diagnostics
import RuleLanguage

/// No profile makes one rule require a measure that another excludes.
///
/// Exclusion wins, so the requirement silently does not count for such people. The witness is one of them.
public struct NoMeasureIsRequiredAndExcluded: AnalysisCheck {
  /// The id of its findings.
  public static let id: DiagnosticID = "require-against-exclude"

  /// The check.
  public init() {}

  /// One warning per pair of rules and measure.
  public func findings(_ subject: AnalysisSubject, _ solver: inout ConditionSolver) -> [AnalysisFinding] {
    let verb = LocalizedText(ru: "требует", en: "requires")
    return ExclusionCollisions(id: Self.id, severity: .warning, verb: verb) { $0 == .require }
      .findings(subject, &solver)
  }
}
