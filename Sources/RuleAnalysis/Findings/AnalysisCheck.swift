import Diagnostics
import RuleLanguage

/// One requirement on rules, decided exactly. The type's name is the requirement, its comment the users' documentation.
public protocol AnalysisCheck: Sendable {
  /// The id of its findings.
  static var id: DiagnosticID { get }
  /// What does not meet the requirement; the order is the caller's concern.
  func findings(_ subject: AnalysisSubject, _ solver: inout ConditionSolver) -> [AnalysisFinding]
}

/// What checks look at.
public struct AnalysisSubject: Sendable {
  /// The rules.
  public let rules: RuleSet
  /// All conditions to check: diagnostics, rules, and what the caller adds.
  public let conditions: [NamedCondition]
  /// Whether each rule can fire, by position.
  public let canFire: [Bool]

  /// A subject; `others` are conditions besides those of the rules.
  public init(_ rules: RuleSet, others: [NamedCondition] = [], _ solver: inout ConditionSolver) {
    self.rules = rules
    conditions = rules.namedConditions + others
    var canFire: [Bool] = []
    for rule in rules.rules { canFire.append(solver.isSatisfiable([rule.condition])) }
    self.canFire = canFire
  }

  /// The conclusions of rules that can fire, by measure: the rule's position and what it concludes.
  func conclusionsByMeasure() -> [(measure: Int, conclusions: [(rule: Int, kind: Conclusion.Kind)])] {
    var lists: [Int: [(rule: Int, kind: Conclusion.Kind)]] = [:]
    for (position, rule) in rules.rules.enumerated() where canFire[position] {
      for conclusion in rule.conclusions { lists[conclusion.measure, default: []].append((position, conclusion.kind)) }
    }
    return lists.keys.sorted().map { ($0, lists[$0] ?? []) }
  }

  /// `№1.6`
  func code(_ measure: Int) -> String { "№" + rules.vocabulary.measures[measure].code }
}

/// The checks that need nothing but the rules and the possible profiles.
public enum RuleChecks {
  /// In the order of their documentation.
  public static let all: [any AnalysisCheck] = [
    EveryRuleCanFire(), NoRuleAlwaysFires(), EveryConditionPartMatters(), NoRuleIsImpliedByAnother(),
    NoMeasureIsRequiredAndExcluded(), NoRecommendationIsExcluded(),
  ]

  /// The findings of all of them.
  public static func findings(_ subject: AnalysisSubject, _ solver: inout ConditionSolver) -> [AnalysisFinding] {
    var result: [AnalysisFinding] = []
    for check in all { result += check.findings(subject, &solver) }
    return result.ordered()
  }
}

extension Condition {
  /// The literals in words, joined with «и».
  func literalsText(in vocabulary: Vocabulary) -> LocalizedText {
    func text(_ language: Language) -> String {
      literals.map { "«\($0.text(in: vocabulary, language: language))»" }
        .joined(separator: " \(Keyword.and.phrase(in: language)) ")
    }
    return LocalizedText(ru: text(.russian), en: text(.english))
  }
}
