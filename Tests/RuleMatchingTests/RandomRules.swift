import Diagnostics
import RuleLanguage
import RuleMatching
import TestSupport

/// Random conditions and fact rows over small and wide domains, made directly, so that every shape occurs.
struct RandomRules {
  var random: SplitMix64
  /// The codes of each field.
  let domains: [ClosedRange<Int32>]
  /// One literal in so many asks for «нет данных», by itself or with values.
  let missingOneIn: Int

  init(seed: UInt64, domains: [ClosedRange<Int32>], missingOneIn: Int = 8) {
    random = SplitMix64(seed: seed)
    self.domains = domains
    self.missingOneIn = missingOneIn
  }

  /// Yes/no, enumerations, whole numbers, hundredths, numbers with negative codes, and domains too wide for a table.
  static let mixed: [ClosedRange<Int32>] = [
    0...1, 0...1, 0...2, 0...9, 0...100, -50...50, 0...10_000, -25_567...376_199, -2_147_483_646...2_147_483_646,
  ]

  /// Many fields of all widths, some at the ends of what a code can be, some just too wide for sixteen bits.
  static let many: [ClosedRange<Int32>] = [
    0...2, 0...4, 0...7, 0...39, 0...1, 0...1, 0...1, 0...1, -3...3, 0...100, 0...600, 0...600, 0...10_000, 0...10_000,
    0...65_533, 0...65_534, -40_000...40_000, 2_147_483_600...2_147_483_647, -2_147_483_647...(-2_147_483_600),
    -1_000_000_000 ... -999_990_000, 0...10_000, 1_000_000_000...1_000_010_000,
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
    let asksMissing = Int.random(in: 0..<missingOneIn, using: &random) == 0
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
      case 1:
        let outside = [Int32.max, Int32.min + 1, domain.lowerBound &- 1, domain.upperBound &+ 1]
        let anything = Int32.random(in: (Int32.min + 1)...Int32.max, using: &random)
        facts[field] = outside.randomElement(using: &random) ?? anything
        if Bool.random(using: &random) { facts[field] = anything }
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
