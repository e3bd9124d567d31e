import RuleLanguage

/// Why a condition holds, or what keeps it from holding.
public enum ConditionTrace {
  /// The literals that make a true condition true, from left to right, each field's first.
  ///
  /// Of an alternative, every true branch speaks: all of them are reasons.
  public static func supporting(_ condition: Condition, _ facts: FactVector) -> [Literal] {
    var result: [Literal] = []
    func collect(_ condition: Condition) {
      switch condition {
      case .constant: break
      case .literal(let literal): if !result.contains(where: { $0.field == literal.field }) { result.append(literal) }
      case .all(let parts): for part in parts { collect(part) }
      case .any(let parts): for part in parts where Evaluator.isTrue(part, facts) { collect(part) }
      }
    }
    collect(condition)
    return result
  }

  /// A smallest set of literals that would have to become true for the condition to hold, from left to right; empty when
  /// it holds, nil when no change can make it hold.
  ///
  /// Exact as long as the literals of one conjunction can hold together, which the checker sees to for each conjunction;
  /// of alternatives the one with the fewest changes, the leftmost among equals.
  public static func blocking(_ condition: Condition, _ facts: FactVector) -> [Literal]? {
    switch condition {
    case .constant(let value): return value ? [] : nil
    case .literal(let literal): return literal.values.contains(facts[literal.field]) ? [] : [literal]
    case .all(let parts):
      var result: [Literal] = []
      for part in parts {
        guard let blockers = blocking(part, facts) else { return nil }
        for literal in blockers where !result.contains(literal) { result.append(literal) }
      }
      return result
    case .any(let parts):
      var best: [Literal]?
      for part in parts {
        guard let blockers = blocking(part, facts) else { continue }
        if blockers.count < best?.count ?? Int.max { best = blockers }
      }
      return best
    }
  }
}
