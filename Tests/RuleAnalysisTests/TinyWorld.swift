import Diagnostics
import RuleAnalysis
import RuleLanguage
import RuleMatching
import TestSupport

/// A vocabulary small enough to look at every profile: an enumeration, a number, a yes/no field and a set of two.
struct TinyWorld {
  static let color = 0
  static let level = 1
  static let flag = 2
  static let first = 3
  static let second = 4

  let vocabulary: Vocabulary
  let space: ProfileSpace
  /// Every possible profile.
  let profiles: [FactVector]

  init() {
    func name(_ text: String) -> (name: BilingualName, title: LocalizedText) {
      (BilingualName(text), LocalizedText(verbatim: text))
    }
    var vocabulary = Vocabulary(measures: [Symbol(code: "1.1", title: "А"), Symbol(code: "1.2", title: "Б")])
    vocabulary.add(
      BilingualName("color"), title: LocalizedText(verbatim: "color"),
      domain: .enumeration(["red", "green", "blue"].map { BilingualName($0) }))
    vocabulary.add(BilingualName("level"), title: LocalizedText(verbatim: "level"), domain: .integer(0...3))
    vocabulary.add(BilingualName("flag"), title: LocalizedText(verbatim: "flag"), domain: .boolean)
    vocabulary.add(
      BilingualName("tags"), title: LocalizedText(verbatim: "tags"), members: [name("first"), name("second")])
    var constraints = ProfileConstraints(sets: vocabulary)
    constraints.alwaysKnown = [Self.color]
    self.vocabulary = vocabulary
    space = ProfileSpace(vocabulary: vocabulary, constraints: constraints)
    var profiles: [FactVector] = []
    let missing = ValueSet.missing
    for color in Int32(0)...2 {
      for level in [missing, 0, 1, 2, 3] {
        for flag in [missing, 0, 1] {
          for tags: (Int32, Int32) in [(missing, missing), (0, 0), (0, 1), (1, 0), (1, 1)] {
            var facts = FactVector(fieldCount: 5)
            facts.values = [color, level, flag, tags.0, tags.1]
            profiles.append(facts)
          }
        }
      }
    }
    self.profiles = profiles
  }

  /// The profiles on which a condition comes true.
  func solutions(_ condition: Condition) -> Set<FactVector> {
    Set(profiles.filter { Evaluator.isTrue(condition, $0) })
  }

  /// A random literal; now and then one that nothing or everything known satisfies.
  func literal(_ random: inout SplitMix64) -> Condition {
    let field = Int.random(in: 0...4, using: &random)
    let codes = vocabulary.fields[field].domain.codes
    if Int.random(in: 0..<7, using: &random) == 0 {
      let isNegated = Bool.random(using: &random)
      let values = isNegated ? ValueSet([codes]) : .onlyMissing
      return .literal(Literal(field: field, values: values, range: SourceRange(0, 0), asksPresence: true))
    }
    let values = codes.filter { _ in Bool.random(using: &random) }.map { $0...$0 }
    return .literal(Literal(field: field, values: ValueSet(values), range: SourceRange(0, 0)))
  }

  /// A random condition of at most the depth.
  func condition(_ depth: Int, _ random: inout SplitMix64) -> Condition {
    if depth == 0 || Int.random(in: 0..<4, using: &random) == 0 {
      return Int.random(in: 0..<30, using: &random) == 0 ? .constant(Bool.random(using: &random)) : literal(&random)
    }
    let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in condition(depth - 1, &random) }
    return Bool.random(using: &random) ? .all(parts) : .any(parts)
  }

  /// Rules «r0», «r1»… with these conditions; `conclusions` is the text after «then» of each.
  func rules(_ conditions: [Condition], _ conclusions: [String]) -> RuleSet? {
    let text = conclusions.enumerated()
      .map { "rule «r\($0.offset)» if always then \($0.element) because «b» basis «s»\n" }.joined()
    let tree = SyntaxTree(parsing: SourceText(path: "tiny.rules", text: text))
    var rules = RuleCompiler(vocabulary: vocabulary).compile([tree], requirements: .none).rules
    for (position, condition) in conditions.enumerated() { rules?.rules[position].condition = condition }
    return rules
  }

  /// The findings of one check on the rules.
  func findings(_ check: some AnalysisCheck, _ rules: RuleSet) -> [AnalysisFinding] {
    var solver = ConditionSolver(space: space)
    let subject = AnalysisSubject(rules, &solver)
    return check.findings(subject, &solver)
  }
}
