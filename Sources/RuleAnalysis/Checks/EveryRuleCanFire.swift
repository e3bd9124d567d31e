import Diagnostics
import RuleLanguage

/// Every rule, diagnostic and audience holds for somebody.
///
/// A condition that no possible profile satisfies is a mistake: a comparison too many, a deficit no target allows, «нет
/// данных» of what is always known. The proof names the smallest part that can't hold.
public struct EveryRuleCanFire: AnalysisCheck {
  /// The id of its findings.
  public static let id: DiagnosticID = "never-fires"

  /// The check.
  public init() {}

  /// One warning per condition that can't hold.
  public func findings(_ subject: AnalysisSubject, _ solver: inout ConditionSolver) -> [AnalysisFinding] {
    var result: [AnalysisFinding] = []
    for entry in subject.conditions where !solver.isSatisfiable([entry.condition]) {
      let core = solver.core(of: entry.condition)
      let literals = core.literalsText(in: subject.rules.vocabulary)
      let isForDefinitions = solver.isSatisfiableWithFreeFields([core])
      result.append(
        AnalysisFinding(
          Self.finding(entry), proof: Self.proof(literals, core.literals.count, isForDefinitions),
          rules: entry.rule.map { [$0] } ?? []))
    }
    return result
  }

  private static func finding(_ entry: NamedCondition) -> Diagnostic {
    Diagnostic(
      .warning, id,
      LocalizedText(
        ru: "\(entry.title.russian): условие не выполняется никогда",
        en: "\(entry.title.english): the condition never holds"), at: entry.place)
  }

  private static func proof(_ literals: LocalizedText, _ count: Int, _ isForDefinitions: Bool) -> LocalizedText {
    if count == 0 { return LocalizedText(ru: "условие ложно само по себе", en: "the condition is false in itself") }
    if isForDefinitions {
      return LocalizedText(
        ru: "при целях и диагностиках этого набора ни у кого не бывает \(literals.russian)",
        en: "with these targets and diagnostics nobody can have \(literals.english)")
    }
    return count == 1
      ? LocalizedText(ru: "ни у кого не бывает \(literals.russian)", en: "nobody can have \(literals.english)")
      : LocalizedText(
        ru: "вместе не бывает: \(literals.russian)", en: "these can't hold together: \(literals.english)")
  }
}
