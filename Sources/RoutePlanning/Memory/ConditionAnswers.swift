import RouteModel
import RuleLanguage
import RuleMatching

/// Answers that depend on a condition's literals alone, kept by how the literals stand: true, false or unknown.
///
/// Few patterns occur, so almost every answer is a look-up: in a table where a condition has few literals, by the
/// pattern where it has more. Answers are those of `answer`, whatever was asked before.
struct ConditionAnswers<Answer> {
  private struct Key: MemoKey {
    var condition: Int
    var pattern: UInt64

    var memoHash: UInt64 {
      var hash = NumberHash()
      hash.add(condition)
      hash.add(Int(truncatingIfNeeded: pattern))
      return hash.value
    }
  }

  private let conditions: [Condition]
  private let answer: (Condition, FactVector) -> Answer
  /// The literals of all conditions, one condition's after another's.
  private let literals: ContiguousArray<Literal>
  private let starts: [Int]
  /// The answers of conditions with few literals, `4^literals` each, and where each condition's begin.
  private var table: [Answer?]
  private let tableStarts: [Int]
  private var others = Memo<Key, Answer>()
  private static var tableLimit: Int { 4 }
  /// A pattern has room for that many literals; longer conditions are answered anew each time.
  private static var patternLimit: Int { 32 }

  /// No answers yet. `answer` must depend on the truth of the condition's literals only.
  init(_ conditions: [Condition], _ answer: @escaping (Condition, FactVector) -> Answer) {
    self.conditions = conditions
    self.answer = answer
    var literals: ContiguousArray<Literal> = []
    var (starts, tableStarts) = ([0], [0])
    for condition in conditions {
      let own = condition.literals
      literals += own
      starts.append(literals.count)
      tableStarts.append((tableStarts.last ?? 0) + (own.count <= Self.tableLimit ? 1 << (2 * own.count) : 0))
    }
    self.literals = literals
    self.starts = starts
    self.tableStarts = tableStarts
    table = Array(repeating: nil, count: tableStarts.last ?? 0)
  }

  /// The answer for the condition at a position. O(literals).
  subscript(position: Int, facts: FactVector) -> Answer {
    mutating get {
      guard let pattern = pattern(position, facts) else { return answer(conditions[position], facts) }
      if tableStarts[position] == tableStarts[position + 1] {
        return others.value(Key(condition: position, pattern: pattern)) { answer(conditions[position], facts) }
      }
      let slot = tableStarts[position] + Int(pattern)
      if let answer = table[slot] { return answer }
      let fresh = answer(conditions[position], facts)
      table[slot] = fresh
      return fresh
    }
  }

  private func pattern(_ position: Int, _ facts: FactVector) -> UInt64? {
    let own = starts[position]..<starts[position + 1]
    guard own.count <= Self.patternLimit else { return nil }
    var pattern: UInt64 = 0
    for index in own {
      let value = facts[literals[index].field]
      let standing: UInt64
      if literals[index].values.contains(value) {
        standing = 1
      } else {
        standing = value == ValueSet.missing && !literals[index].asksPresence ? 2 : 0
      }
      pattern = pattern << 2 | standing
    }
    return pattern
  }
}
