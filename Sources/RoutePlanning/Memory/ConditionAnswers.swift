import RuleLanguage
import RuleMatching

/// Answers that depend on a condition's literals alone, kept by how the literals stand: true, false or unknown.
///
/// Few patterns occur, so almost every answer is a look-up. Answers are those of `answer`, whatever was asked before.
struct ConditionAnswers<Answer> {
  private struct Key: Hashable {
    var condition: Int
    var pattern: UInt64
  }

  private let conditions: [Condition]
  private let literals: [ContiguousArray<Literal>]
  private let answer: (Condition, FactVector) -> Answer
  private var known: [Key: Answer] = [:]
  /// A pattern has room for that many literals; longer conditions are answered anew each time.
  private static var patternLimit: Int { 32 }
  private static var memoryLimit: Int { 1 << 14 }

  /// No answers yet. `answer` must depend on the truth of the condition's literals only.
  init(_ conditions: [Condition], _ answer: @escaping (Condition, FactVector) -> Answer) {
    self.conditions = conditions
    literals = conditions.map { ContiguousArray($0.literals) }
    self.answer = answer
  }

  /// The answer for the condition at a position. O(literals).
  subscript(position: Int, facts: FactVector) -> Answer {
    mutating get {
      guard let pattern = pattern(position, facts) else { return answer(conditions[position], facts) }
      let key = Key(condition: position, pattern: pattern)
      if let answer = known[key] { return answer }
      let fresh = answer(conditions[position], facts)
      if known.count >= Self.memoryLimit { known.removeAll(keepingCapacity: true) }
      known[key] = fresh
      return fresh
    }
  }

  private func pattern(_ position: Int, _ facts: FactVector) -> UInt64? {
    let count = literals[position].count
    guard count <= Self.patternLimit else { return nil }
    var pattern: UInt64 = 0
    for index in 0..<count {
      let value = facts[literals[position][index].field]
      let standing: UInt64
      if literals[position][index].values.contains(value) {
        standing = 1
      } else {
        standing = value == ValueSet.missing && !literals[position][index].asksPresence ? 2 : 0
      }
      pattern = pattern << 2 | standing
    }
    return pattern
  }
}
