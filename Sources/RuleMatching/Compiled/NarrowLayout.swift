/// Where the terms of at most 64 rules stand in rows of few words: place `p` of layer `l` is bit `64 · l + p`.
///
/// The first `ruleCount` places are the rules' own. A rule with more terms than there are layers gets further places
/// behind them, so that after joining the layers every place still belongs to one rule.
struct NarrowLayout {
  let layers: Int
  /// A term for each bit, nil where there is none.
  private(set) var terms: [Term?]
  /// The rule of each place.
  private(set) var owners: [Int]

  /// The layout in the fewest layers out of 1, 2 and 4; nil when the terms do not fit.
  init?(_ lists: [[Term]]) {
    func places(_ layers: Int) -> Int { lists.reduce(0) { $0 + max(1, ($1.count + layers - 1) / layers) } }
    guard lists.count <= 64, let layers = [1, 2, 4].first(where: { places($0) <= 64 }) else { return nil }
    self.layers = layers
    terms = Array(repeating: nil, count: 64 * layers)
    owners = Array(lists.indices)
    for (rule, list) in lists.enumerated() {
      for (number, term) in list.enumerated() {
        let layer = number % layers
        if number >= layers, layer == 0 { owners.append(rule) }
        terms[64 * layer + (number < layers ? rule : owners.count - 1)] = term
      }
    }
  }
}
