import Diagnostics
import RouteModel
import RuleLanguage
import RuleMatching

/// What the rules that fired say of one measure. A reference, because the same is said to many people.
final class MeasureConclusion: Sendable {
  /// The rules that require it.
  let requiredBy: [Int]
  /// The rules that recommend it, with their weights.
  let recommendedBy: [(rule: Int, weight: Int)]
  /// The rules that exclude it.
  let excludedBy: [Int]
  /// When the rules that require or recommend it want it held; all of them have to be kept.
  let windows: [(rule: Int, window: SchoolYearWindow)]

  /// Exclude beats require beats recommend.
  let isExcluded: Bool
  /// Whether a rule requires it and none excludes it.
  let isRequired: Bool
  /// The weights of all recommendations.
  let priority: Int
  /// Whether a rule speaks of it.
  let isSpokenOf: Bool
  /// The rules that ask for it, by position.
  let askedBy: [Int]

  /// No rule speaks of it.
  static let unspoken = MeasureConclusion(of: [], on: -1)

  /// What rules say of a measure, given by position and ascending.
  init(of fired: [(position: Int, rule: Rule)], on measure: Int) {
    var (requiredBy, excludedBy): ([Int], [Int]) = ([], [])
    var recommendedBy: [(rule: Int, weight: Int)] = []
    var windows: [(rule: Int, window: SchoolYearWindow)] = []
    for (position, rule) in fired {
      for conclusion in rule.conclusions where conclusion.measure == measure {
        if let window = conclusion.window { windows.append((position, window)) }
        switch conclusion.kind {
        case .require: requiredBy.append(position)
        case .recommend(let weight): recommendedBy.append((position, weight))
        case .exclude: excludedBy.append(position)
        }
      }
    }
    self.requiredBy = requiredBy
    self.recommendedBy = recommendedBy
    self.excludedBy = excludedBy
    self.windows = windows
    isExcluded = !excludedBy.isEmpty
    isRequired = !requiredBy.isEmpty && excludedBy.isEmpty
    priority = recommendedBy.reduce(0) { $0 + $1.weight }
    isSpokenOf = !requiredBy.isEmpty || !recommendedBy.isEmpty || !excludedBy.isEmpty
    askedBy = (requiredBy + recommendedBy.map(\.rule)).sorted()
  }

  /// Whether one rule requires and another excludes it.
  var isContradictory: Bool { isExcluded && !requiredBy.isEmpty }

  /// What an example expects that records this conclusion on a measure.
  func expectation(of measure: Int) -> Example.Expectation.Kind {
    if isExcluded { return .excluded(measure: measure) }
    if isRequired { return .required(measure: measure) }
    return recommendedBy.isEmpty ? .none(measure: measure) : .recommended(measure: measure, weight: priority)
  }
}

extension RuleSet {
  /// What the fired rules conclude, by measure position. O(size of the rules).
  func conclusions(on facts: FactVector) -> [Int: MeasureConclusion] {
    let fired = rules.indices.filter { Evaluator.isTrue(rules[$0].condition, facts) }.map { ($0, rules[$0]) }
    let spokenOf = Set(fired.flatMap { $0.1.conclusions.map(\.measure) })
    return Dictionary(uniqueKeysWithValues: spokenOf.map { ($0, MeasureConclusion(of: fired, on: $0)) })
  }
}
