import RouteModel
import RuleLanguage
import RuleMatching

/// Citations kept by the rule and the facts that support it, so that people with the same facts share them.
struct CitationMemo {
  private struct Entry {
    var rule: Int
    var window: SchoolYearWindow?
    /// The support's fields and their values.
    var facts: [(field: Int, value: Int32)]
    var citation: RuleCitation
  }

  private var entries: [Int: Entry] = [:]
  private static let limit = 1 << 14

  /// The citation of a rule whose condition those literals support: kept, or from `make`, which must depend on the rule,
  /// the window and the facts of the literals only.
  mutating func citation(
    _ rule: Int, _ window: SchoolYearWindow?, _ support: [Literal], _ facts: FactVector, _ make: () -> RuleCitation
  ) -> RuleCitation {
    let key = Self.hash(rule, window, support, facts)
    if let entry = entries[key], Self.holds(entry, rule, window, support, facts) { return entry.citation }
    let citation = make()
    if entries.count >= Self.limit { entries.removeAll(keepingCapacity: true) }
    entries[key] = Entry(
      rule: rule, window: window, facts: support.map { ($0.field, facts[$0.field]) }, citation: citation)
    return citation
  }

  private static func hash(
    _ rule: Int, _ window: SchoolYearWindow?, _ support: [Literal], _ facts: FactVector
  ) -> Int {
    var hash = UInt64(truncatingIfNeeded: rule) &* 0x9E37_79B9_7F4A_7C15
    if window != nil { hash ^= 0x94D0_49BB_1331_11EB }
    for index in support.indices {
      let field = support[index].field
      hash =
        (hash ^ UInt64(truncatingIfNeeded: field) << 32 ^ UInt64(UInt32(bitPattern: facts[field])))
        &* 0xBF58_476D_1CE4_E5B9
      hash ^= hash &>> 29
    }
    return Int(truncatingIfNeeded: hash)
  }

  private static func holds(
    _ entry: Entry, _ rule: Int, _ window: SchoolYearWindow?, _ support: [Literal], _ facts: FactVector
  ) -> Bool {
    guard entry.rule == rule, entry.window == window, entry.facts.count == support.count else { return false }
    for index in support.indices {
      let field = support[index].field
      guard entry.facts[index].field == field, entry.facts[index].value == facts[field] else { return false }
    }
    return true
  }
}
