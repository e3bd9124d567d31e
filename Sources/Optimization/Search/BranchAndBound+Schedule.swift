/// Options for a set of items: one feasible schedule, or the best one.
extension BranchAndBound {
  /// Gives `item`, on top of the stack, an option beside the witness of `frame`, or finds a new witness for all.
  mutating func place(_ item: Int, _ frame: Frame, at top: Int) -> Bool {
    for option in model.optionFrom[item]..<model.optionFrom[item + 1]
    where fits(option, item, frame) && followsPrerequisites(option, item, frame) {
      occupy(option, item, frame, frame)
      frame.option[top] = option
      return true
    }
    return top > 0 && replace(frame, top + 1)
  }

  /// Whether `option` keeps to periods and days beside what `frame` holds.
  @inline(__always)
  private func fits(_ option: Int, _ item: Int, _ frame: Frame) -> Bool {
    if !hasRoom(option, model.load[item], frame.used) { return false }
    let days = model.days + option * model.wordCount
    let full = frame.covered + model.concurrency * model.wordCount
    for word in 0..<model.wordCount {
      if model.concurrency > 0, full[word] & days[word] != 0 { return false }
      if model.exclusive[option], frame.covered[word] & days[word] != 0 { return false }
    }
    return true
  }

  @inline(__always)
  func hasRoom(_ option: Int, _ load: Int, _ used: Ints) -> Bool {
    var periods = model.periods[option]
    while periods != 0 {
      let period = periods.trailingZeroBitCount
      if used[period] + load > model.capacity[period] { return false }
      periods &= periods - 1
    }
    return true
  }

  private func followsPrerequisites(_ option: Int, _ item: Int, _ frame: Frame) -> Bool {
    guard model.hasPrerequisites else { return true }
    for index in model.directFrom[item]..<model.directFrom[item + 1] {
      let earlier = frame.option[position[model.direct[index]]]
      if model.end[earlier] >= model.start[option] { return false }
    }
    return true
  }

  /// Writes what `old` holds and `option` into `new`, which may be the same.
  @inline(__always)
  private func occupy(_ option: Int, _ item: Int, _ old: Frame, _ new: Frame) {
    for period in 0..<model.periodCount { new.used[period] = old.used[period] }
    var periods = model.periods[option]
    while periods != 0 {
      new.used[periods.trailingZeroBitCount] += model.load[item]
      periods &= periods - 1
    }
    let days = model.days + option * model.wordCount
    for word in 0..<model.wordCount {
      let exclusive = model.exclusive[option] ? days[word] : 0
      new.covered[word] = old.covered[word] | exclusive
      var below = days[word]
      for level in 0..<model.concurrency {
        let place = (level + 1) * model.wordCount + word
        let before = old.covered[place]
        new.covered[place] = before | below
        below &= before
      }
    }
  }

  /// Looks for any schedule of the lowest `count` items of the stack, and makes it the witness of `frame`.
  private mutating func replace(_ frame: Frame, _ count: Int) -> Bool {
    for index in 0..<count { planFewestOptionsFirst(stack[index], index) }
    guard schedule(count, below: Int.max, any: true) != nil else { return false }
    for index in 0..<count { frame.option[index] = found[stack[index]] }
    frame.used.update(from: seats[count].used, count: model.periodCount)
    frame.covered.update(from: seats[count].covered, count: coveredCount)
    return true
  }

  /// Replaces the schedule in `options` (per item an option or −1) by the best one of the same items: least cost, then
  /// least end day sum, then smallest in item order. Returns its cost and end day sum.
  mutating func improveSchedule(_ options: Ints) -> (cost: Int, endDaySum: Int) {
    // In item order: the first schedule met of a rank is then the smallest of that rank.
    var count = 0
    var rank = 0
    for item in 0..<model.itemCount where options[item] >= 0 {
      plan[count] = item
      count += 1
      rank += model.rank[options[item]]
    }
    if let better = schedule(count, below: rank + 1, any: false) {
      rank = better
      for index in 0..<count { options[plan[index]] = found[plan[index]] }
    }
    var endDaySum = 0
    for index in 0..<count { endDaySum += model.end[options[plan[index]]] }
    return (rank / model.rankUnit, endDaySum)
  }

  /// Items with the fewest options come first: where no schedule exists, that shows soonest.
  private func planFewestOptionsFirst(_ item: Int, _ count: Int) {
    let options = model.optionFrom[item + 1] - model.optionFrom[item]
    var place = count
    while place > 0, model.optionFrom[plan[place - 1] + 1] - model.optionFrom[plan[place - 1]] > options {
      plan[place] = plan[place - 1]
      place -= 1
    }
    plan[place] = item
  }

  /// The least rank below `limit` of a schedule of the first `count` items of the plan, which is left in `found`; or the
  /// first such schedule met. Nil when there is none, or when the node limit comes first.
  private mutating func schedule(_ count: Int, below limit: Int, any: Bool) -> Int? {
    rankToCome[count] = 0
    for index in (0..<count).reversed() { rankToCome[index] = rankToCome[index + 1] + model.minRank[plan[index]] }
    seats[0].used.update(repeating: 0, count: model.periodCount)
    seats[0].covered.update(repeating: 0, count: coveredCount)
    var limit = limit
    let start = limit
    extend(0, count, 0, &limit, any)
    return limit < start ? limit : nil
  }

  private mutating func extend(_ depth: Int, _ count: Int, _ rank: Int, _ limit: inout Int, _ any: Bool) {
    if depth == count {
      limit = rank
      for index in 0..<count { found[plan[index]] = chosen[plan[index]] }
      return
    }
    nodes += 1
    if nodes >= nodeLimit { stopped = true }
    let item = plan[depth]
    defer { chosen[item] = -1 }
    for option in model.optionFrom[item]..<model.optionFrom[item + 1] {
      let next = rank + model.rank[option]
      if next + rankToCome[depth + 1] >= limit { continue }
      guard fits(option, item, seats[depth]), keepsOrder(option, item, depth) else { continue }
      occupy(option, item, seats[depth], seats[depth + 1])
      chosen[item] = option
      if !canFinish(depth + 1, count, limit - next) { continue }
      extend(depth + 1, count, next, &limit, any)
      if stopped || (any && limit < Int.max) { return }
    }
  }

  /// Whether every item to come still has an option, and their least ranks stay below `limit` in sum.
  private func canFinish(_ depth: Int, _ count: Int, _ limit: Int) -> Bool {
    var sum = rankToCome[depth]
    for index in depth..<count {
      let item = plan[index]
      var least = Int.max
      for option in model.optionFrom[item]..<model.optionFrom[item + 1]
      where model.rank[option] < least && fits(option, item, seats[depth]) && keepsOrder(option, item, depth) {
        least = model.rank[option]
        if least == model.minRank[item] { break }
      }
      if least == Int.max { return false }
      sum += least - model.minRank[item]
      if sum >= limit { return false }
    }
    return true
  }

  /// Whether `option` follows the prerequisites of `item` among the items placed, and precedes those that need it.
  @inline(__always)
  private func keepsOrder(_ option: Int, _ item: Int, _ depth: Int) -> Bool {
    guard model.hasPrerequisites else { return true }
    for index in model.directFrom[item]..<model.directFrom[item + 1] {
      let earlier = chosen[model.direct[index]]
      if earlier >= 0, model.end[earlier] >= model.start[option] { return false }
    }
    guard model.isPrerequisite[item] else { return true }
    for place in 0..<depth {
      let later = plan[place]
      for index in model.directFrom[later]..<model.directFrom[later + 1] where model.direct[index] == item {
        if model.end[option] >= model.start[chosen[later]] { return false }
      }
    }
    return true
  }
}
