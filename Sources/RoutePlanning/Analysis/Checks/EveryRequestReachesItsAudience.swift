import Diagnostics
import RouteModel
import RuleAnalysis
import RuleLanguage

/// Every rule that requires or recommends a measure can fire for somebody in the measure's audience.
///
/// Rules do not widen audiences: what the catalog says a measure is not for, a rule can't give. Such a rule looks right and
/// does nothing.
struct EveryRequestReachesItsAudience: RouteCheck {
  static let id: DiagnosticID = "outside-audience"

  func findings(_ context: PlanningContext, _ solver: inout ConditionSolver) -> [AnalysisFinding] {
    var result: [AnalysisFinding] = []
    let teaching = Set(context.teaching)
    for rule in context.rules.rules {
      for conclusion in rule.conclusions where conclusion.kind != .exclude && teaching.contains(conclusion.measure) {
        let audience = context.audiences[conclusion.measure]
        // A rule that can never fire is another check's.
        guard !audience.literals.isEmpty, solver.witness(of: [rule.condition, audience]) == nil,
          let witness = solver.witness(of: [rule.condition])
        else { continue }
        result.append(finding(rule, conclusion, witness, context))
      }
    }
    return result
  }

  private func finding(
    _ rule: Rule, _ conclusion: Conclusion, _ witness: Witness, _ context: PlanningContext
  ) -> AnalysisFinding {
    let code = context.code(conclusion.measure)
    let audience = context.catalog.measures[conclusion.measure].audience
    return AnalysisFinding(
      Diagnostic(
        .warning, Self.id,
        LocalizedText(
          ru: "правило «\(rule.header.name)» просит \(code) только для тех, кому каталог его не открывает",
          en: "the rule «\(rule.header.name)» asks for \(code) only for people to whom the catalog does not open it"),
        at: .text(rule.header.source, conclusion.range)),
      witness: witness,
      proof: LocalizedText(
        ru: "аудитория \(code): \(audience); нет профиля, на котором выполнены и она, и условие правила",
        en: "the audience of \(code): \(audience); no profile satisfies both it and the rule's condition"),
      rules: [rule.header.name], measures: [conclusion.measure])
  }
}
