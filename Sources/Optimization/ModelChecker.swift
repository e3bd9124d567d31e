/// Re-verifies an assignment against a `SelectionModel`, from the definitions alone: nothing here is shared with the
/// search, so an error of the search cannot hide in the check.
public enum ModelChecker {
  /// Every constraint `assignment` breaks, in the order of the model's description; empty when it is feasible.
  /// O(options taken²) and O(periods · items).
  public static func violations(of assignment: [Int?], in model: SelectionModel) -> [Violation] {
    guard assignment.count == model.items.count else {
      return [.wrongLength(expected: model.items.count, found: assignment.count)]
    }
    let missing = assignment.enumerated().compactMap { item, option in
      option.flatMap { model.items[item].options.indices.contains($0) ? nil : (item, $0) }
    }
    if !missing.isEmpty { return missing.map { .noSuchOption(item: $0.0, option: $0.1) } }
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
      requiredMet: taken.filter { model.items[$0.item].required }.count,
      kept: taken.filter(\.option.kept).count,
      value: value,
      load: taken.map { model.items[$0.item].load }.reduce(0, +),
      endDaySum: taken.map(\.option.end).reduce(0, +))
  }

  private typealias Taken = (item: Int, option: SelectionModel.Option)

  private static func takenOptions(_ assignment: [Int?], _ model: SelectionModel) -> [Taken] {
    assignment.enumerated().compactMap { item, option in option.map { (item, model.items[item].options[$0]) } }
  }

  private static func overloads(_ taken: [Taken], _ model: SelectionModel) -> [Violation] {
    model.periods.enumerated().compactMap { index, period in
      let inside = taken.filter { period.start <= $0.option.start && $0.option.start <= period.end }
      let load = inside.map { model.items[$0.item].load }.reduce(0, +)
      // What is committed may exceed the capacity by itself, but nothing with a load is added to it then.
      let added = inside.contains { !model.items[$0.item].committed && model.items[$0.item].load > 0 }
      return load <= period.capacity || !added
        ? nil : .overload(period: index, load: load, capacity: period.capacity)
    }
  }

  /// A day covered most often is a day on which something starts, so those days are enough.
  private static func clashes(_ taken: [Taken], _ model: SelectionModel) -> [Violation] {
    var found: [Violation] = []
    for day in Set(taken.map(\.option.start)).sorted() {
      let running = taken.filter { $0.option.start <= day && day <= $0.option.end }
      if let limit = model.concurrency, running.count > limit, !areCommitted(running, model) {
        found.append(.tooManyAtOnce(day: day, items: running.map(\.item), limit: limit))
      }
      let present = running.filter(\.option.exclusive)
      if present.count > 1, !areCommitted(present, model) {
        found.append(.exclusiveClash(day: day, items: present.map(\.item)))
      }
    }
    return found
  }

  private static func areCommitted(_ taken: [Taken], _ model: SelectionModel) -> Bool {
    taken.allSatisfy { model.items[$0.item].committed }
  }

  private static func brokenOrder(_ taken: [Taken], _ model: SelectionModel) -> [Violation] {
    taken.filter { !model.items[$0.item].committed }.flatMap { item, option in
      model.items[item].prerequisites.compactMap { prerequisite -> Violation? in
        guard let earlier = taken.first(where: { $0.item == prerequisite }) else {
          return .prerequisiteMissing(item: item, prerequisite: prerequisite)
        }
        return earlier.option.end < option.start ? nil : .prerequisiteTooLate(item: item, prerequisite: prerequisite)
      }
    }
  }

  private static func doubledGroups(_ taken: [Taken], _ model: SelectionModel) -> [Violation] {
    Set(taken.compactMap { model.items[$0.item].group }).sorted().compactMap { group in
      let items = taken.map(\.item).filter { model.items[$0].group == group }
      let added = items.contains { !model.items[$0].committed }
      return items.count > 1 && added ? .groupTakenTwice(group: group, items: items) : nil
    }
  }
}
