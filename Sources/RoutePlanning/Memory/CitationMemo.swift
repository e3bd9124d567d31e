import RouteModel
import RuleLanguage
import RuleMatching

/// Citations kept by the rule and the facts that support it, so that people with the same facts share them.
struct CitationMemo {
  private struct Entry {
    var rule: Int
    var window: SchoolYearWindow?
    /// The fields of its support and their values.
    var facts: [(field: Int, value: Int32)]
    var citation: RuleCitation
  }

  private var slots = HashSlots()
  private var entries: [Entry] = []
  private static let limit = 1 << 14

  /// The citation of a rule whose condition holds by the facts of those fields: kept, or from `make`, which must depend on
  /// the rule, the window and those facts only.
  mutating func citation(
    _ rule: Int, _ window: SchoolYearWindow?, _ support: [Int], _ facts: FactVector, _ make: () -> RuleCitation
  ) -> RuleCitation {
    let hash = Self.hash(rule, window, support, facts)
    if let known = slots.find(hash, { holds($0, rule, window, support, facts) }) { return entries[known].citation }
    let citation = make()
    if entries.count >= Self.limit {
      entries.removeAll(keepingCapacity: true)
      slots.removeAll()
    }
    slots.add(hash)
    entries.append(
      Entry(
        rule: rule, window: window, facts: support.map { ($0, facts[$0]) },
        citation: citation))
    return citation
  }

  private static func hash(
    _ rule: Int, _ window: SchoolYearWindow?, _ support: [Int], _ facts: FactVector
  ) -> UInt64 {
    var hash = NumberHash()
    hash.add(window == nil ? rule : ~rule)
    for index in support.indices { hash.add(support[index] << 32 ^ Int(facts[support[index]])) }
    return hash.value
  }

  private func holds(
    _ index: Int, _ rule: Int, _ window: SchoolYearWindow?, _ support: [Int], _ facts: FactVector
  ) -> Bool {
    guard entries[index].rule == rule, entries[index].window == window, entries[index].facts.count == support.count
    else { return false }
    for position in support.indices {
      let field = support[position]
      guard entries[index].facts[position].field == field, entries[index].facts[position].value == facts[field]
      else { return false }
    }
    return true
  }
}
