import RouteModel
import RuleAnalysis
import RuleLanguage

/// For which people a competency's deficit has one of given values, as a condition on role, kind of organisation, score
/// and what diagnostics look at.
///
/// The exact inverse of `DeficitProfiler`: `deficit = min(100, max(0, target − score) + Σ added)` depends on the target,
/// that is on role and kind; on which diagnostics add to it; and on the score. Each way they can fall gives one set of
/// scores, an interval of the known ones and perhaps "not measured".
struct DeficitDefinition: Sendable {
  /// People with the same target; nil is outside the framework, where there is no deficit.
  struct Group: Sendable {
    var target: Int?
    var condition: Condition
  }

  /// A diagnostic that adds to the deficit.
  struct Addition: Sendable {
    var fires: Condition
    var doesNotFire: Condition
    var hundredths: Int
  }

  let score: Int
  let groups: [Group]
  let additions: [Addition]

  private static let top = Points.hundred.hundredths

  /// O(groups × additions × different sums): what is alike below two branches is made once and shared.
  func condition(_ values: ValueSet) -> Condition {
    joined(
      groups.map { group in
        guard let target = group.target else { return both(group.condition, .constant(values.containsMissing)) }
        var memo: [Branch: Condition] = [:]
        return both(group.condition, scores(values, target, from: Branch(index: 0, sum: 0, isAdded: false), &memo))
      })
  }

  /// The literals of `condition(values)`. O(groups × different sums), however many ways lead to a sum.
  func literals(_ values: ValueSet) -> [Literal] {
    var sums: Set<Int> = [0]
    for addition in additions {
      sums.formUnion(sums.filter { $0 < Self.top }.map { $0 + addition.hundredths })
    }
    let asked = groups.compactMap(\.target).flatMap { target in
      sums.sorted().map { ProfileSpace.asks(score, inverse(values, target, $0, isAdded: $0 > 0)) }
    }
    return (asked + groups.map(\.condition) + additions.map(\.fires)).flatMap(\.literals)
  }

  /// What diagnostics before `index` have added.
  private struct Branch: Hashable {
    var index: Int
    var sum: Int
    var isAdded: Bool
  }

  /// The condition on the score and on the diagnostics that are still open.
  private func scores(
    _ values: ValueSet, _ target: Int, from branch: Branch, _ memo: inout [Branch: Condition]
  ) -> Condition {
    // At the top nothing can change any more.
    guard branch.index < additions.count, branch.sum < Self.top else {
      let asked = inverse(values, target, branch.sum, isAdded: branch.isAdded)
      return asked.isEmpty ? .constant(false) : ProfileSpace.asks(score, asked)
    }
    if let found = memo[branch] { return found }
    let addition = additions[branch.index]
    var without = branch
    without.index += 1
    let with = Branch(index: without.index, sum: branch.sum + addition.hundredths, isAdded: true)
    let made = joined([
      both(addition.fires, scores(values, target, from: with, &memo)),
      both(addition.doesNotFire, scores(values, target, from: without, &memo)),
    ])
    memo[branch] = made
    return made
  }

  /// The scores that give a deficit in `values`.
  private func inverse(_ values: ValueSet, _ target: Int, _ sum: Int, isAdded: Bool) -> ValueSet {
    var result: [ClosedRange<Int32>] = []
    for interval in values.intervals {
      let (low, high) = (Int(interval.lowerBound), Int(interval.upperBound))
      if low > Self.top { continue }
      // The deficit falls as the score rises: `≥ low` holds up to some score, `≤ high` from some score on.
      let last = low <= sum ? Self.top : min(Self.top, target - low + sum)
      let first = high >= Self.top ? 0 : sum > high ? Int.max : max(0, target - high + sum)
      if first <= last { result.append(Int32(first)...Int32(last)) }
    }
    let unmeasured = isAdded ? values.contains(Int32(min(Self.top, sum))) : values.containsMissing
    return ValueSet(result, containsMissing: unmeasured)
  }

  private func both(_ first: Condition, _ second: Condition) -> Condition {
    if second == .constant(false) || first == .constant(false) { return .constant(false) }
    return second == .constant(true) ? first : .all([first, second])
  }

  private func joined(_ parts: [Condition]) -> Condition {
    let possible = parts.filter { $0 != .constant(false) }
    return possible.count == 1 ? possible[0] : possible.isEmpty ? .constant(false) : .any(possible)
  }
}
