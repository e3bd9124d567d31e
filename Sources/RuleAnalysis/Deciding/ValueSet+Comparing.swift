import RuleLanguage

extension ValueSet {
  /// Whether some value is in both sets. Allocates nothing.
  func meets(_ other: ValueSet) -> Bool {
    if containsMissing, other.containsMissing { return true }
    for a in intervals {
      for b in other.intervals where a.overlaps(b) { return true }
    }
    return false
  }

  /// Whether every value is in `other`. Intervals are never adjacent, so one of `other` must hold each of these.
  func isSubset(of other: ValueSet) -> Bool {
    if containsMissing, !other.containsMissing { return false }
    return intervals.allSatisfy { a in
      other.intervals.contains { $0.lowerBound <= a.lowerBound && a.upperBound <= $0.upperBound }
    }
  }

  /// The values of `universe` that are not in the set, "no value" like any other.
  func complement(in universe: ValueSet) -> ValueSet {
    let known = universe.intervals.reduce(ValueSet([])) { $0.union(knownComplement(in: $1)) }
    return ValueSet(known.intervals, containsMissing: universe.containsMissing && !containsMissing)
  }
}
