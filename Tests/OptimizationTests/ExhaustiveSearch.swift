import Optimization

/// The oracle: tries every assignment, judges each by the definitions of `SelectionModel` and `Objective`.
///
/// The only shortcut is that an option clashing with those already taken is not carried on, because the limits on
/// periods and days never loosen by taking more.
struct ExhaustiveSearch {
  let model: SelectionModel
  private(set) var best: [Int?] = []
  private(set) var objective: Objective?
  private var assignment: [Int?]

  init(_ model: SelectionModel) {
    self.model = model
    assignment = Array(repeating: nil, count: model.items.count)
    extend(0)
  }

  private mutating func extend(_ item: Int) {
    guard item < model.items.count else {
      judge()
      return
    }
    for option in model.items[item].options.indices {
      assignment[item] = option
      if keepsLimits(item) { extend(item + 1) }
    }
    assignment[item] = nil
    if !model.items[item].committed { extend(item + 1) }
  }

  /// Assignments come in lexicographic order with "not taken" last, so the first of equal ones stays.
  private mutating func judge() {
    for (item, choice) in assignment.enumerated() {
      guard let choice, !model.items[item].committed else { continue }
      for earlier in model.items[item].prerequisites {
        guard let other = assignment[earlier] else { return }
        if model.items[earlier].options[other].end >= model.items[item].options[choice].start { return }
      }
    }
    let candidate = score()
    if let objective, !(objective < candidate) { return }
    objective = candidate
    best = assignment
  }

  private func score() -> Objective {
    var result = Objective(requiredMet: 0, value: 0, load: 0, endDaySum: 0)
    var gained = [Int](repeating: 0, count: model.needs.count)
    for (item, choice) in zip(model.items, assignment) {
      guard let choice else { continue }
      if item.required { result.requiredMet += 1 }
      if item.options[choice].kept { result.kept += 1 }
      result.value += item.bonus - item.options[choice].cost
      result.load += item.load
      result.endDaySum += item.options[choice].end
      for gain in item.gains { gained[gain.need] += gain.amount }
    }
    for (need, amount) in zip(model.needs, gained) { result.value += need.weight * min(need.amount, amount) }
    return result
  }

  private func keepsLimits(_ new: Int) -> Bool {
    var taken: [(item: Int, option: SelectionModel.Option)] = []
    for (item, choice) in assignment.enumerated() where item <= new {
      if let choice { taken.append((item, model.items[item].options[choice])) }
    }
    // Limits speak to what is not committed: each is looked at only where such an item counts.
    for period in model.periods {
      var (load, added) = (0, 0)
      for (item, option) in taken where option.start >= period.start && option.start <= period.end {
        load += model.items[item].load
        if !model.items[item].committed { added += model.items[item].load }
      }
      if added > 0, load > period.capacity { return false }
    }
    for (_, first) in taken {
      var (running, present) = (0, 0)
      var (addedRunning, addedPresent) = (false, false)
      for (item, option) in taken where option.start <= first.start && first.start <= option.end {
        running += 1
        if option.exclusive { present += 1 }
        guard !model.items[item].committed else { continue }
        addedRunning = true
        if option.exclusive { addedPresent = true }
      }
      if addedPresent, present > 1 { return false }
      if addedRunning, running > (model.concurrency ?? Int.max) { return false }
    }
    for group in 0...2 {
      let members = taken.filter { model.items[$0.item].group == group }
      if members.count > 1, members.contains(where: { !model.items[$0.item].committed }) { return false }
    }
    return true
  }
}
