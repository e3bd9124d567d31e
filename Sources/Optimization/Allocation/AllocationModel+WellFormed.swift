extension AllocationModel {
  /// Whether the model keeps the limits named in its description, and no sum the search forms overflows; O(size).
  public var isWellFormed: Bool {
    capacities.allSatisfy { $0.seats >= 0 }
      && goals.allSatisfy { $0.target >= 0 && $0.worth >= 0 }
      && participants.allSatisfy(isWellFormed)
      && magnitude < 0x1p58
  }

  private func isWellFormed(_ participant: Participant) -> Bool {
    let items = participant.model.items
    guard participant.weight >= 1, participant.model.isWellFormed else { return false }
    guard participant.uses.count == items.count, participant.counts.count == items.count else { return false }
    for (item, data) in items.enumerated() {
      let (uses, counts) = (participant.uses[item], participant.counts[item])
      guard uses.count == data.options.count, counts.allSatisfy(goals.indices.contains) else { return false }
      guard Set(counts).count == counts.count else { return false }
      for (option, use) in zip(data.options, uses) {
        if option.cost != 0 || option.kept { return false }
        guard let use else { continue }
        if data.committed || !capacities.indices.contains(use) { return false }
      }
    }
    return true
  }

  /// An upper bound on the numbers the search forms: see `SelectionModel.magnitude`. Prices stay below what all needs and
  /// bonuses of the participant with the most, and the goals of one item, are worth; the sum over all is formed too.
  private var magnitude: Double {
    var most = 0.0
    var total = 0.0
    for participant in participants {
      var value = 0.0
      for need in participant.model.needs { value += Double(need.amount) * Double(need.weight) }
      for item in participant.model.items { value += Double(item.bonus.magnitude) }
      value *= Double(participant.weight)
      most = max(most, value)
      total += value
    }
    for goal in goals { total += Double(goal.target) * Double(goal.worth) }
    let worth = goals.reduce(0.0) { $0 + Double($1.worth) }
    let price = 16 * (most + worth + 1)
    let seats = capacities.reduce(0.0) { $0 + Double($1.seats) }
    var largest = total + price * (seats + Double(participants.count) + 1)
    for participant in participants {
      var load = 1.0
      var days = 1.0
      for item in participant.model.items {
        load += Double(item.load)
        var day = 0.0
        for option in item.options { day = max(day, Double(max(option.start.magnitude, option.end.magnitude))) }
        days += 2 * day
      }
      let periods = Double(participant.model.periods.count + 1)
      let items = Double(participant.model.items.count + 1)
      largest = max(largest, price * items * max(load * load * periods, days))
    }
    return largest
  }
}
