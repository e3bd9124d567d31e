import RuleLanguage

extension Condition {
  /// The condition with its literal number `index`, from left to right, replaced. O(size).
  public func replacingLiteral(at index: Int, with replacement: Condition) -> Condition {
    var next = 0
    func replaced(_ condition: Condition) -> Condition {
      switch condition {
      case .constant: return condition
      case .literal:
        defer { next += 1 }
        return next == index ? replacement : condition
      case .all(let parts): return .all(parts.map(replaced))
      case .any(let parts): return .any(parts.map(replaced))
      }
    }
    return replaced(self)
  }
}
