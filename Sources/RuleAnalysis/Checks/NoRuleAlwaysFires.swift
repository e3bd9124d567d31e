import Diagnostics
import RuleLanguage

/// No condition holds for everybody without saying so.
///
/// Who means everybody writes «всегда». Comparisons that together leave nobody out, «балл» known or not, hide a mistake.
public struct NoRuleAlwaysFires: AnalysisCheck {
  /// The id of its findings.
  public static let id: DiagnosticID = "always-fires"

  /// The check.
  public init() {}

  /// One warning per condition with comparisons that always holds.
  public func findings(_ subject: AnalysisSubject, _ solver: inout ConditionSolver) -> [AnalysisFinding] {
    var result: [AnalysisFinding] = []
    for entry in subject.conditions where !entry.condition.literals.isEmpty {
      guard solver.isAlwaysTrue(entry.condition) else { continue }
      let literals = entry.condition.literalsText(in: subject.rules.vocabulary)
      let proof = LocalizedText(
        ru:
          "нет возможного профиля, на котором не выполнено условие из \(literals.russian); если так задумано, напишите «всегда»",
        en: "no possible profile fails the condition made of \(literals.english); if that is meant, write «always»")
      let diagnostic = Diagnostic(
        .warning, Self.id,
        LocalizedText(
          ru: "\(entry.title.russian): условие выполняется всегда",
          en: "\(entry.title.english): the condition always holds"), at: entry.place)
      result.append(AnalysisFinding(diagnostic, proof: proof, rules: entry.rule.map { [$0] } ?? []))
    }
    return result
  }
}
