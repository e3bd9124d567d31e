import RuleLanguage

/// A conjunction: for each field it names, the values that do not violate it.
///
/// Invariant: fields ascend and no set is empty, so every term can be made true.
struct Term: Sendable, Hashable {
  /// A field and its allowed values.
  struct Part: Sendable, Hashable {
    var field: Int
    var values: ValueSet
  }

  var parts: [Part] = []

  /// The conjunction of both, or nil when no value of some field satisfies both.
  func and(_ other: Term) -> Term? {
    if parts.isEmpty { return other }
    var result = self
    for part in other.parts where !result.insert(part) { return nil }
    return result
  }

  /// Narrows the term; false when nothing satisfies it any more.
  mutating func insert(_ part: Part) -> Bool {
    guard let index = parts.firstIndex(where: { $0.field >= part.field }) else {
      parts.append(part)
      return true
    }
    if parts[index].field != part.field {
      parts.insert(part, at: index)
      return true
    }
    parts[index].values = parts[index].values.intersection(part.values)
    return !parts[index].values.isEmpty
  }
}

/// Conditions as disjunctions of terms.
enum DisjunctiveForm {
  /// The terms whose disjunction equals the condition; none for a condition that is never true. Nil when there would be
  /// more than `limit`: a conjunction of alternatives multiplies them.
  static func terms(of condition: Condition, limit: Int) -> [Term]? {
    switch condition {
    case .constant(let value): return value ? [Term()] : []
    case .literal(let literal):
      return literal.values.isEmpty ? [] : [Term(parts: [Term.Part(field: literal.field, values: literal.values)])]
    case .all(let parts): return conjunction(of: parts, limit: limit)
    case .any(let parts): return disjunction(of: parts, limit: limit)
    }
  }

  private static func conjunction(of parts: [Condition], limit: Int) -> [Term]? {
    var result = [Term()]
    for part in parts {
      // A literal narrows every term in place.
      if case .literal(let literal) = part {
        let named = Term.Part(field: literal.field, values: literal.values)
        if named.values.isEmpty { return [] }
        for index in result.indices.reversed() where !result[index].insert(named) { result.remove(at: index) }
        continue
      }
      guard let terms = terms(of: part, limit: limit) else { return nil }
      var product: [Term] = []
      for left in result {
        for right in terms {
          guard let both = left.and(right) else { continue }
          if product.count == limit { return nil }
          product.append(both)
        }
      }
      result = product
    }
    return result
  }

  /// Alternatives that each name the same single field are one set of its values.
  private static func disjunction(of parts: [Condition], limit: Int) -> [Term]? {
    var result: [Term] = []
    for part in parts {
      guard let terms = terms(of: part, limit: limit) else { return nil }
      for term in terms {
        if term.parts.isEmpty { return [Term()] }
        if term.parts.count == 1,
          let same = result.firstIndex(where: { $0.parts.count == 1 && $0.parts[0].field == term.parts[0].field })
        {
          result[same].parts[0].values = result[same].parts[0].values.union(term.parts[0].values)
        } else if !result.contains(term) {
          if result.count == limit { return nil }
          result.append(term)
        }
      }
    }
    return result
  }
}
