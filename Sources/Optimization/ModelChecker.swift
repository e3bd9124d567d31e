/// Re-verifies an assignment against a `SelectionModel`, from the definitions alone: nothing here is shared with the
/// search, so an error of the search cannot hide in the check.
public enum ModelChecker {
  /// Every constraint `assignment` breaks, in the order of the model's description; empty when it is feasible.
  /// O(options taken²) and O(periods · items).
  public static func violations(of assignment: [Int?], in model: SelectionModel) -> [Violation] {
    guard assignment.count == model.items.count else {
      return [.wrongLength(expected: model.items.count, found: assignment.count)]
    }
    let missing = assignment.indices.compactMap { item in
      assignment[item].flatMap { option -> Violation? in
        let exists = model.items[item].options.indices.contains(option)
        return exists ? nil : .noSuchOption(item: item, option: option)
      }
    }
    if !missing.isEmpty { return missing }
    let dropped = model.items.indices.filter { model.items[$0].committed && assignment[$0] == nil }
    if !dropped.isEmpty { return dropped.map { .commitmentDropped(item: $0) } }
    let taken = takenOptions(assignment, model)
    return overloads(taken, model) + clashes(taken, model) + brokenOrder(taken, model) + doubledGroups(taken, model)
  }

  /// The objective of `assignment`, from its definition. Precondition: one entry per item, options exist.
  public static func objective(of assignment: [Int?], in model: SelectionModel) -> Objective {
    let taken = takenOptions(assignment, model)
    var value = 0
    for (index, need) in model.needs.enumerated() {
      var gained = 0
      for (item, _) in taken {
        for gain in model.items[item].gains where gain.need == index { gained += gain.amount }
      }
      value += need.weight * min(need.amount, gained)
    }
    for (item, option) in taken { value += model.items[item].bonus - option.cost }
    return Objective(
      requiredMet: taken.count { model.items[$0.item].required },
      kept: taken.count(where: \.option.kept),
      value: value,
      load: taken.reduce(0) { $0 + model.items[$1.item].load },
      endDaySum: taken.reduce(0) { $0 + $1.option.end })
  }

  private typealias Taken = (item: Int, option: SelectionModel.Option)

  private static func takenOptions(_ assignment: [Int?], _ model: SelectionModel) -> [Taken] {
    var taken: [Taken] = []
    taken.reserveCapacity(assignment.count)
    for (item, option) in assignment.enumerated() {
      if let option { taken.append((item, model.items[item].options[option])) }
    }
    return taken
  }

  private static func overloads(_ taken: [Taken], _ model: SelectionModel) -> [Violation] {
    model.periods.enumerated().compactMap { index, period in
      var load = 0
      // What is committed may exceed the capacity by itself, but nothing with a load is added to it then.
      var isAdded = false
      for (item, option) in taken where period.start <= option.start && option.start <= period.end {
        load += model.items[item].load
        isAdded = isAdded || (!model.items[item].committed && model.items[item].load > 0)
      }
      return load <= period.capacity || !isAdded
        ? nil : .overload(period: index, load: load, capacity: period.capacity)
    }
  }

  /// A day covered most often is a day on which something starts, so those days are enough.
  private static func clashes(_ taken: [Taken], _ model: SelectionModel) -> [Violation] {
    var found: [(day: Int, violation: Violation)] = []
    for (place, (_, first)) in taken.enumerated() {
      let day = first.start
      if taken[..<place].contains(where: { $0.option.start == day }) { continue }
      func isRunning(_ one: Taken) -> Bool { one.option.start <= day && day <= one.option.end }
      func isPresent(_ one: Taken) -> Bool { isRunning(one) && one.option.exclusive }
      if let limit = model.concurrency, taken.count(where: isRunning) > limit {
        let running = taken.filter(isRunning)
        if !areCommitted(running, model) {
          found.append((day, .tooManyAtOnce(day: day, items: running.map(\.item), limit: limit)))
        }
      }
      if taken.count(where: isPresent) > 1 {
        let present = taken.filter(isPresent)
        if !areCommitted(present, model) {
          found.append((day, .exclusiveClash(day: day, items: present.map(\.item))))
        }
      }
    }
    // By day; of one day the number at once comes first, as it was found.
    return found.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
      .map(\.element.violation)
  }

  private static func areCommitted(_ taken: [Taken], _ model: SelectionModel) -> Bool {
    taken.allSatisfy { model.items[$0.item].committed }
  }

  private static func brokenOrder(_ taken: [Taken], _ model: SelectionModel) -> [Violation] {
    taken.flatMap { item, option in
      (model.items[item].committed ? [] : model.items[item].prerequisites).compactMap { prerequisite -> Violation? in
        guard let earlier = taken.first(where: { $0.item == prerequisite }) else {
          return .prerequisiteMissing(item: item, prerequisite: prerequisite)
        }
        return earlier.option.end < option.start ? nil : .prerequisiteTooLate(item: item, prerequisite: prerequisite)
      }
    }
  }

  private static func doubledGroups(_ taken: [Taken], _ model: SelectionModel) -> [Violation] {
    let groups = taken.compactMap { model.items[$0.item].group }
    if groups.count < 2 { return [] }
    return Set(groups).sorted().compactMap { group in
      let items = taken.map(\.item).filter { model.items[$0].group == group }
      let added = items.contains { !model.items[$0].committed }
      return items.count > 1 && added ? .groupTakenTwice(group: group, items: items) : nil
    }
  }
}
