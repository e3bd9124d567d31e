import Diagnostics
import RuleLanguage
import RuleMatching
import TestSupport

/// Random conditions and fact rows over small and wide domains, made directly, so that every shape occurs.
struct RandomRules {
  var random: SplitMix64
  /// The codes of each field.
  let domains: [ClosedRange<Int32>]

  init(seed: UInt64, domains: [ClosedRange<Int32>]) {
    random = SplitMix64(seed: seed)
    self.domains = domains
  }

  /// Yes/no, enumerations, whole numbers, hundredths, numbers with negative codes, and domains too wide for a table.
  static let mixed: [ClosedRange<Int32>] = [
    0...1, 0...1, 0...2, 0...9, 0...100, -50...50, 0...10_000, -25_567...376_199, -2_147_483_646...2_147_483_646,
  ]

  mutating func values(_ domain: ClosedRange<Int32>) -> ValueSet {
    var intervals: [ClosedRange<Int32>] = []
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let (a, b) = (Int32.random(in: domain, using: &random), Int32.random(in: domain, using: &random))
      switch Int.random(in: 0..<4, using: &random) {
      case 0: intervals.append(a...a)
      case 1: intervals.append(domain.lowerBound...a)
      case 2: intervals.append(a...domain.upperBound)
      default: intervals.append(min(a, b)...max(a, b))
      }
    }
    let asksMissing = Int.random(in: 0..<8, using: &random) == 0
    if asksMissing && Bool.random(using: &random) { return .onlyMissing }
    return ValueSet(intervals, containsMissing: asksMissing)
  }

  mutating func literal() -> Condition {
    let field = Int.random(in: domains.indices, using: &random)
    return .literal(Literal(field: field, values: values(domains[field]), range: SourceRange(0, 0)))
  }

  /// A condition of at most `depth` connectives above each other.
  mutating func condition(depth: Int) -> Condition {
    let choice = Int.random(in: 0..<20, using: &random)
    if choice == 0 { return .constant(Bool.random(using: &random)) }
    if depth == 0 || choice < 6 { return literal() }
    let parts = (0..<Int.random(in: 1...4, using: &random)).map { _ in condition(depth: depth - 1) }
    return choice % 2 == 0 ? .all(parts) : .any(parts)
  }

  /// A conjunction of 2–5 literals.
  mutating func conjunction() -> Condition {
    .all((0..<Int.random(in: 2...5, using: &random)).map { _ in literal() })
  }

  /// A conjunction of alternatives with far more terms than the limit: it stays a formula.
  mutating func explosive() -> Condition {
    .all(
      (0..<8).map { _ in
        .any((0..<4).map { _ in .all([literal(), literal()]) })
      })
  }

  /// A profile; values often lie on the edges of the rules' intervals, now and then outside the domain.
  mutating func facts(_ edges: [[Int32]]) -> FactVector {
    var facts = FactVector(fieldCount: domains.count)
    for (field, domain) in domains.enumerated() {
      switch Int.random(in: 0..<10, using: &random) {
      case 0: break
      case 1: facts[field] = Bool.random(using: &random) ? Int32.max : domain.lowerBound &- 1
      case 2...5: facts[field] = edges[field].randomElement(using: &random) ?? domain.lowerBound
      default: facts[field] = Int32.random(in: domain, using: &random)
      }
    }
    return facts
  }

  /// The codes at and beside the edges of every literal, by field.
  func edges(_ conditions: [Condition]) -> [[Int32]] {
    var result = [[Int32]](repeating: [], count: domains.count)
    for literal in conditions.flatMap(\.literals) {
      for interval in literal.values.intervals {
        result[literal.field] += [
          interval.lowerBound, interval.lowerBound &- 1, interval.upperBound, interval.upperBound &+ 1,
        ]
      }
    }
    return result
  }
}
