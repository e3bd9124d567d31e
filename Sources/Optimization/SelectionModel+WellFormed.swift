extension SelectionModel {
  /// How many periods a model may have: a word holds a bit for each.
  public static let mostPeriods = 64

  /// Whether the model keeps the limits named in its description; O(size).
  public var isWellFormed: Bool {
    needs.allSatisfy { $0.amount >= 0 && $0.weight >= 0 }
      && periods.count <= Self.mostPeriods && periods.allSatisfy { $0.start <= $0.end && $0.capacity >= 0 }
      && (concurrency ?? 0) >= 0
      && items.allSatisfy(isWellFormed)
      && magnitude < 0x1p60
  }

  private func isWellFormed(_ item: Item) -> Bool {
    item.load >= 0
      && item.gains.allSatisfy { needs.indices.contains($0.need) && $0.amount >= 0 }
      && item.options.allSatisfy { $0.start <= $0.end }
      && (!item.committed || item.options.count == 1)
      && item.prerequisites.allSatisfy(items.indices.contains)
  }

  /// An upper bound on the numbers the search forms: value · load² (a price of load, in units of value and load, times
  /// the load of all periods) and value · days (the score of a schedule).
  private var magnitude: Double {
    var value = 0.0
    var load = 1.0
    var days = 1.0
    var kept = 0.0
    for need in needs { value += Double(need.amount) * Double(need.weight) }
    for item in items {
      var cost = 0.0
      var day = 0.0
      for option in item.options {
        cost = max(cost, Double(option.cost.magnitude))
        if option.kept { kept += 1 }
        day = max(day, Double(max(option.start.magnitude, option.end.magnitude)))
      }
      value += Double(item.bonus.magnitude) + cost
      load += Double(item.load)
      days += 2 * day
    }
    // A required item is worth more than the range of values, which is at most twice the largest, where options are
    // kept; a kept option is worth more than all required items.
    if kept > 0 {
      let required = Double(items.count(where: \.required))
      let width = 2 * value + 1
      value += width * required + width * (required + 1) * kept
    }
    return (value + 1) * max(load * load * Double(periods.count + 1), days)
  }
}
