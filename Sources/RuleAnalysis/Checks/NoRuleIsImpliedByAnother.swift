import Diagnostics
import RuleLanguage

/// No rule says what another rule says already.
///
/// When rule A fires only where rule B fires, and B concludes the same on a measure, A's conclusion changes nothing: it is
/// needless (warning). When A only recommends what B recommends or requires, the weights still add up, which may be meant:
/// a note. Of two rules with conditions that mean the same, the later one by name is reported.
public struct NoRuleIsImpliedByAnother: AnalysisCheck {
  /// The id of its findings.
  public static let id: DiagnosticID = "implied-rule"

  /// The check.
  public init() {}

  private struct Pair: Hashable {
    var weaker: Int
    var stronger: Int
  }

  /// One finding per pair of rules with all the conclusions concerned.
  public func findings(_ subject: AnalysisSubject, _ solver: inout ConditionSolver) -> [AnalysisFinding] {
    var pairs: [Pair: [(measure: Int, isNeedless: Bool)]] = [:]
    for (measure, conclusions) in subject.conclusionsByMeasure() {
      for a in conclusions {
        for b in conclusions where a.rule != b.rule {
          guard let isNeedless = Self.isNeedless(a.kind, besides: b.kind) else { continue }
          pairs[Pair(weaker: a.rule, stronger: b.rule), default: []].append((measure, isNeedless))
        }
      }
    }
    let ordered = pairs.keys.sorted { ($0.weaker, $0.stronger) < ($1.weaker, $1.stronger) }
    var implied: Set<Pair> = []
    let rules = subject.rules.rules
    for pair in ordered where solver.implies(rules[pair.weaker].condition, rules[pair.stronger].condition) {
      implied.insert(pair)
    }
    return ordered.compactMap { pair in
      guard implied.contains(pair) else { return nil }
      // Of two rules that mean the same and conclude the same only the later is reported.
      let back = Pair(weaker: pair.stronger, stronger: pair.weaker)
      if pair.weaker < pair.stronger, implied.contains(back), pairs[back]?.count == pairs[pair]?.count { return nil }
      return finding(subject, pair, pairs[pair] ?? [], isEquivalent: implied.contains(back))
    }
  }

  /// Whether a conclusion changes nothing beside another (true), or only adds its weight (false); nil when the other
  /// neither repeats nor outdoes it.
  private static func isNeedless(_ kind: Conclusion.Kind, besides other: Conclusion.Kind) -> Bool? {
    switch (kind, other) {
    case (.require, .require), (.exclude, .exclude): true
    case (.recommend, .recommend), (.recommend, .require): false
    default: nil
    }
  }

  private func finding(
    _ subject: AnalysisSubject, _ pair: Pair, _ conclusions: [(measure: Int, isNeedless: Bool)], isEquivalent: Bool
  ) -> AnalysisFinding {
    let (rule, other) = (subject.rules.rules[pair.weaker].header, subject.rules.rules[pair.stronger].header)
    let needless = conclusions.filter(\.isNeedless).map(\.measure)
    let measures = needless.isEmpty ? conclusions.map(\.measure) : needless
    let codes = measures.map(subject.code).joined(separator: ", ")
    let message =
      needless.isEmpty
      ? LocalizedText(
        ru:
          "правило «\(rule.name)» рекомендует \(codes) только там, где это уже делает правило «\(other.name)»: веса складываются",
        en:
          "the rule «\(rule.name)» recommends \(codes) only where the rule «\(other.name)» already does: the weights add up"
      )
      : LocalizedText(
        ru: "правило «\(rule.name)» говорит о \(codes) то же, что уже говорит правило «\(other.name)»",
        en: "the rule «\(rule.name)» says of \(codes) what the rule «\(other.name)» says already")
    let proof =
      isEquivalent
      ? LocalizedText(
        ru: "условия обоих правил выполняются на одних и тех же профилях",
        en: "both conditions hold on the same profiles")
      : LocalizedText(
        ru: "нет профиля, на котором сработало бы «\(rule.name)», но не «\(other.name)»",
        en: "there is no profile on which «\(rule.name)» fires and «\(other.name)» does not")
    let note = LocalizedText(ru: "второе правило: \(other.cited)", en: "the other rule: \(other.cited)")
    return AnalysisFinding(
      Diagnostic(needless.isEmpty ? .note : .warning, Self.id, message, at: rule.place, notes: [note]), proof: proof,
      rules: [rule.name, other.name], measures: measures)
  }
}
