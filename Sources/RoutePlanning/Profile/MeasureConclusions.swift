import RouteModel
import RuleLanguage
import RuleMatching

/// What the fired rules conclude on one measure.
struct MeasureConclusion: Sendable {
  /// The rules that require it.
  var requiredBy: [Int] = []
  /// The rules that recommend it, with their weights.
  var recommendedBy: [(rule: Int, weight: Int)] = []
  /// The rules that exclude it.
  var excludedBy: [Int] = []
  /// When the rules that require or recommend it want it held; all of them have to be kept.
  var windows: [(rule: Int, window: SchoolYearWindow)] = []

  /// Exclude beats require beats recommend.
  var isExcluded: Bool { !excludedBy.isEmpty }
  /// Whether a rule requires it and none excludes it.
  var isRequired: Bool { !requiredBy.isEmpty && !isExcluded }
  /// The weights of all recommendations.
  var priority: Int { recommendedBy.reduce(0) { $0 + $1.weight } }
  /// Whether one rule requires and another excludes it.
  var isContradictory: Bool { isExcluded && !requiredBy.isEmpty }
  /// Whether a rule speaks of it.
  var isSpokenOf: Bool { !requiredBy.isEmpty || !recommendedBy.isEmpty || !excludedBy.isEmpty }
  /// The rules that ask for it, by position.
  var askedBy: [Int] {
    if recommendedBy.isEmpty { return requiredBy }
    if requiredBy.isEmpty { return recommendedBy.map(\.rule) }
    return (requiredBy + recommendedBy.map(\.rule)).sorted()
  }

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
    conclusions(of: rules.indices.filter { Evaluator.isTrue(rules[$0].condition, facts) })
  }

  /// What rules that fired conclude, by measure position. `fired` is ascending.
  func conclusions(of fired: [Int]) -> [Int: MeasureConclusion] {
    var result: [Int: MeasureConclusion] = [:]
    for index in fired {
      for conclusion in rules[index].conclusions {
        if let window = conclusion.window {
          result[conclusion.measure, default: MeasureConclusion()].windows.append((index, window))
        }
        switch conclusion.kind {
        case .require: result[conclusion.measure, default: MeasureConclusion()].requiredBy.append(index)
        case .recommend(let weight):
          result[conclusion.measure, default: MeasureConclusion()].recommendedBy.append((index, weight))
        case .exclude: result[conclusion.measure, default: MeasureConclusion()].excludedBy.append(index)
        }
      }
    }
    return result
  }
}
