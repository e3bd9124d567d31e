import RuleLanguage

/// The plain meaning of conditions: a walk over the tree. Slower than an index and the oracle for it.
public enum Evaluator {
  /// Whether the condition is true. O(size of the condition).
  public static func isTrue(_ condition: Condition, _ facts: FactVector) -> Bool {
    switch condition {
    case .constant(let value): value
    case .literal(let literal): literal.values.contains(facts[literal.field])
    case .all(let parts): parts.allSatisfy { isTrue($0, facts) }
    case .any(let parts): parts.contains { isTrue($0, facts) }
    }
  }

  /// The condition's value in Kleene's logic: a comparison with a missing value is unknown.
  public static func truth(_ condition: Condition, _ facts: FactVector) -> Truth {
    switch condition {
    case .constant(let value): return value ? .isTrue : .isFalse
    case .literal(let literal): return truth(literal, facts)
    case .all(let parts):
      let values = parts.map { truth($0, facts) }
      return values.contains(.isFalse) ? .isFalse : values.contains(.unknown) ? .unknown : .isTrue
    case .any(let parts):
      let values = parts.map { truth($0, facts) }
      return values.contains(.isTrue) ? .isTrue : values.contains(.unknown) ? .unknown : .isFalse
    }
  }

  /// A literal's value: unknown when the field's value is missing, unless that is what the literal asks.
  public static func truth(_ literal: Literal, _ facts: FactVector) -> Truth {
    let value = facts[literal.field]
    if literal.values.contains(value) { return .isTrue }
    return value == ValueSet.missing && !literal.asksPresence ? .unknown : .isFalse
  }
}
