import Diagnostics
import RuleAnalysis
import RuleLanguage

/// One small damage of one rule or diagnostic.
struct RuleMutation {
  /// What is put in place.
  enum Replacement {
    case rule(Int, Rule)
    case diagnostic(Int, DiagnosticRule)
  }

  var replacement: Replacement
  var header: RuleHeader
  var description: LocalizedText
  var range: SourceRange

  /// The condition as it is with the damage.
  var condition: Condition {
    switch replacement {
    case .rule(_, let rule): rule.condition
    case .diagnostic(_, let rule): rule.condition
    }
  }

  /// The rules with the damage.
  func applied(to rules: RuleSet) -> RuleSet {
    var result = rules
    switch replacement {
    case .rule(let position, let rule): result.rules[position] = rule
    case .diagnostic(let position, let rule): result.diagnostics[position] = rule
    }
    return result
  }

  /// Every damage tried, rule by rule. Damages of conditions that change no possible profile's answer are left out: no
  /// example could notice them.
  static func all(of rules: RuleSet, _ solver: inout ConditionSolver) -> [RuleMutation] {
    var result: [RuleMutation] = []
    for (position, rule) in rules.diagnostics.enumerated() {
      for change in ConditionMutations(of: rule.condition, in: rules.vocabulary).changes
      where differ(change.condition, rule.condition, &solver) {
        var damaged = rule
        damaged.condition = change.condition
        result.append(make(.diagnostic(position, damaged), rule.header, change.description, change.range))
      }
      result += additions(rule, position, rules.vocabulary)
    }
    for (position, rule) in rules.rules.enumerated() {
      for change in ConditionMutations(of: rule.condition, in: rules.vocabulary).changes
      where differ(change.condition, rule.condition, &solver) {
        var damaged = rule
        damaged.condition = change.condition
        result.append(make(.rule(position, damaged), rule.header, change.description, change.range))
      }
      result += conclusions(rule, position, rules.vocabulary)
    }
    return result
  }

  private static func make(
    _ replacement: Replacement, _ header: RuleHeader, _ description: LocalizedText, _ range: SourceRange
  ) -> RuleMutation {
    RuleMutation(replacement: replacement, header: header, description: description, range: range)
  }

  private static func differ(_ a: Condition, _ b: Condition, _ solver: inout ConditionSolver) -> Bool {
    !solver.implies(a, b) || !solver.implies(b, a)
  }

  /// One point more.
  private static func additions(
    _ rule: DiagnosticRule, _ position: Int, _ vocabulary: Vocabulary
  ) -> [RuleMutation] {
    rule.additions.indices.map { index in
      var damaged = rule
      damaged.additions[index].hundredths += 100
      let code = vocabulary.competencies[rule.additions[index].competency].code
      return make(
        .diagnostic(position, damaged), rule.header,
        LocalizedText(ru: "к дефициту \(code) прибавлено на балл больше", en: "one point more added to \(code)"),
        rule.header.range)
    }
  }

  /// A weight changed by one, a requirement turned into a recommendation, an exclusion left out.
  private static func conclusions(_ rule: Rule, _ position: Int, _ vocabulary: Vocabulary) -> [RuleMutation] {
    rule.conclusions.enumerated().map { index, conclusion in
      var damaged = rule
      let code = "№" + vocabulary.measures[conclusion.measure].code
      let description: LocalizedText
      switch conclusion.kind {
      case .recommend(let weight):
        damaged.conclusions[index].kind = .recommend(weight: weight + 1)
        description = LocalizedText(
          ru: "вес \(weight + 1) вместо \(weight) у \(code)", en: "weight \(weight + 1) for \(weight) of \(code)")
      case .require:
        damaged.conclusions[index].kind = .recommend(weight: 1)
        description = LocalizedText(
          ru: "\(code) рекомендовано, а не обязательно", en: "\(code) recommended instead of required")
      case .exclude:
        damaged.conclusions.remove(at: index)
        description = LocalizedText(ru: "\(code) не исключено", en: "\(code) not excluded")
      }
      return make(.rule(position, damaged), rule.header, description, conclusion.range)
    }
  }
}
