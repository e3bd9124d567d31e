import RuleAnalysis
import RuleLanguage

/// The values of a field next to where a comparison changes its truth.
struct BoundaryValues {
  private let literal: Literal
  private let universe: ValueSet

  init(_ literal: Literal, in space: ProfileSpace) {
    self.literal = literal
    universe = space.universe[literal.field]
  }

  /// Sets of values for which the comparison is true, or known to be false: single ones at thresholds first, then ends
  /// of the domain, at last all of them, for computed fields that can't have every value.
  func choices(where wanted: Bool) -> [ValueSet] {
    guard let domain = universe.intervals.first else { return [] }
    var candidates: [Int32] = []
    for interval in literal.values.intervals {
      if interval.lowerBound > domain.lowerBound { candidates += [interval.lowerBound, interval.lowerBound - 1] }
      if interval.upperBound < domain.upperBound { candidates += [interval.upperBound, interval.upperBound + 1] }
    }
    candidates += literal.values.intervals.flatMap { [$0.lowerBound, $0.upperBound] }
    candidates += [domain.lowerBound, domain.upperBound]
    var seen: Set<Int32> = []
    let single = candidates.filter { value in
      domain.contains(value) && literal.values.contains(value) == wanted && seen.insert(value).inserted
    }
    var choices = single.map { ValueSet([$0...$0]) }
    if literal.asksPresence, universe.containsMissing, literal.values.containsMissing == wanted {
      choices.append(.onlyMissing)
    }
    let known = ValueSet(literal.values.intervals)
    choices.append(wanted ? known : known.knownComplement(in: domain))
    return choices.filter { !$0.isEmpty }
  }

  /// Whether a value lies within one unit (a point, a month, a day) of a threshold of the comparison, on either side;
  /// always so where there is no order and so no threshold.
  static func isNear(_ value: Int32, _ literal: Literal, _ domain: Domain) -> Bool {
    guard domain.isOrdered, !literal.asksPresence else { return true }
    let codes = domain.codes
    let edges = literal.values.intervals.flatMap { interval in
      (interval.lowerBound > codes.lowerBound ? [interval.lowerBound] : [])
        + (interval.upperBound < codes.upperBound ? [interval.upperBound + 1] : [])
    }
    // An edge is the first value of the upper side.
    return edges.isEmpty || edges.contains { value >= $0 - domain.unit && value < $0 + domain.unit }
  }
}

extension Domain {
  /// What people count a quantity by: a whole point of a decimal, a day of a date, one of a whole number.
  var unit: Int32 { if case .decimal = self { 100 } else { 1 } }
}
