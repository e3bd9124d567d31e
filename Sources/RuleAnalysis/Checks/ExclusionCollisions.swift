import Diagnostics
import RuleLanguage

/// Pairs of rules that fire together, one asking for a measure, the other excluding it.
struct ExclusionCollisions {
  let id: DiagnosticID
  let severity: Severity
  /// What the asking rule does, as a verb: «требует».
  let verb: LocalizedText
  let asks: (Conclusion.Kind) -> Bool

  /// One finding per pair and measure; a warning where the asking rule is always overruled.
  func findings(_ subject: AnalysisSubject, _ solver: inout ConditionSolver) -> [AnalysisFinding] {
    var result: [AnalysisFinding] = []
    let rules = subject.rules.rules
    for (measure, conclusions) in subject.conclusionsByMeasure() {
      for a in conclusions where asks(a.kind) {
        for b in conclusions where b.kind == .exclude && a.rule != b.rule {
          let (asking, excluding) = (rules[a.rule], rules[b.rule])
          guard let witness = solver.witness(of: [asking.condition, excluding.condition]) else { continue }
          let always = solver.implies(asking.condition, excluding.condition)
          result.append(
            finding(asking.header, excluding.header, subject.code(measure), measure, witness, always: always))
        }
      }
    }
    return result
  }

  private func finding(
    _ asking: RuleHeader, _ excluding: RuleHeader, _ code: String, _ measure: Int, _ witness: Witness, always: Bool
  ) -> AnalysisFinding {
    let when =
      always
      ? LocalizedText(ru: "каждый раз, когда оно срабатывает, ", en: " whenever it fires")
      : LocalizedText(ru: "", en: "")
    let message = LocalizedText(
      ru:
        "правило «\(asking.name)» \(verb.russian) \(code), а правило «\(excluding.name)» \(when.russian)его исключает",
      en:
        "the rule «\(asking.name)» \(verb.english) \(code), and the rule «\(excluding.name)» excludes it\(when.english)"
    )
    let note = LocalizedText(ru: "исключает: \(excluding.cited)", en: "excluded by: \(excluding.cited)")
    return AnalysisFinding(
      Diagnostic(always ? .warning : severity, id, message, at: asking.place, notes: [note]), witness: witness,
      rules: [asking.name, excluding.name], measures: [measure])
  }
}
