extension SelectionModel {
  /// Whether some item is committed or some option kept.
  var hasEarlierDecisions: Bool {
    items.contains { item in item.committed || item.options.contains(where: \.kept) }
  }

  /// How many items have an option that keeps an earlier decision.
  var keptCount: Int {
    items.count { item in item.options.contains(where: \.kept) }
  }

  /// What a required item and a kept option have to be worth so that both come before any value, and kept options before
  /// required items; 0 where the model has none.
  var priorityFactors: (kept: Int, required: Int) {
    let range = valueRange
    let width = range.upperBound - range.lowerBound + 1
    let required = items.count(where: \.required)
    return (keptCount == 0 ? 0 : width * (required + 1), required == 0 ? 0 : width)
  }

  /// The periods as they bend to what is committed: none holds less than the committed load that starts in it.
  var bentPeriods: [Period] {
    periods.map { period in
      var period = period
      period.capacity = max(period.capacity, committedLoad(in: period))
      return period
    }
  }

  func committedLoad(in period: Period) -> Int {
    var load = 0
    for item in items where item.committed {
      if let option = item.options.first, period.start <= option.start, option.start <= period.end {
        load += item.load
      }
    }
    return load
  }

  /// Bounds on the value of any feasible assignment: full coverage by all items, with the largest and the smallest sums
  /// of bonus − cost that the load of all periods allows. O(needs · gains + options · periods).
  var valueRange: ClosedRange<Int> {
    var most = 0
    for (index, need) in needs.enumerated() {
      var gained = 0
      for item in items where !item.options.isEmpty {
        for gain in item.gains where gain.need == index { gained += gain.amount }
      }
      most += need.weight * min(need.amount, gained)
    }
    most += largestSum { item in item.options.map { item.bonus - $0.cost }.max() ?? 0 }
    let least = -largestSum { item in item.options.map { $0.cost - item.bonus }.max() ?? 0 }
    return least...most
  }

  /// An upper bound on `Σ profit` over feasible sets: the fractional knapsack over all periods.
  private func largestSum(_ profit: (Item) -> Int) -> Int {
    let parts = items.filter { !$0.options.isEmpty }.map { item -> (profit: Int, load: Int) in
      let counts = item.options.map { option in
        periods.count { $0.start <= option.start && option.start <= $0.end }
      }
      return (max(0, profit(item)), item.load * (counts.min() ?? 0))
    }
    let total = parts.reduce(0) { $0 + $1.load }
    var room = bentPeriods.reduce(0) { $0 + min($1.capacity, total) }
    var sum = 0
    for part in parts.sorted(by: { $0.profit * $1.load > $1.profit * $0.load }) {
      if part.load > room { return sum + (part.profit * room + part.load - 1) / part.load }
      room -= part.load
      sum += part.profit
    }
    return sum
  }
}
