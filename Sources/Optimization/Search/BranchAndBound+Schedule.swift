/// Options for a set of items: one feasible schedule, or the best one, by depth-first search over the items of the plan.
///
/// Most calls end within a few dozen nodes. One that does not starts again with prices on days and periods (`+Prices`),
/// which make a far better bound, and with a memory of the states met (`ScheduleMemory`).
extension BranchAndBound {
  /// Looks for any schedule of the lowest `count` items of the stack, and makes it the witness of `frame`.
  mutating func replace(_ frame: Frame, _ count: Int) -> Bool {
    for index in 0..<count { planFewestOptionsFirst(stack[index], index) }
    scheduleRank = noRank
    guard packsIntoPeriods(count), schedule(count, below: 1) != nil else { return false }
    for index in 0..<count { frame.option[index] = found[stack[index]] }
    frame.used.update(from: seats[count].used, count: model.periodCount)
    frame.covered.update(from: seats[count].covered, count: coveredCount)
    return true
  }

  /// Replaces the schedule in `options` (per item an option or −1) by the best one of the same items: least cost, then
  /// least end day sum, then smallest in item order. Returns its cost and end day sum.
  /// One that costs more than `limit` need not be found: then what was there may stay.
  mutating func improveSchedule(_ options: Ints, costing limit: Int = Int.max) -> (cost: Int, endDaySum: Int) {
    // In item order: the first schedule met of a rank is then the smallest of that rank.
    var count = 0
    var rank = 0
    for item in 0..<model.itemCount where options[item] >= 0 {
      plan[count] = item
      count += 1
      rank += model.rank[options[item]]
    }
    scheduleRank = model.rank
    // Where end days do not count, what costs no more than the cheapest options is the best.
    var below = rank + 1 - model.margin
    if limit < rank / model.rankUnit { below = min(below, (limit + 1) * model.rankUnit) }
    if below > 0, let better = schedule(count, below: below) {
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

  /// The least rank below `limit` of a schedule of the first `count` items of the plan, by `scheduleRank`, where the
  /// first schedule of that rank is left in `found`. Nil when there is none, or when the node limit comes first.
  private mutating func schedule(_ count: Int, below limit: Int) -> Int? {
    seats[0].used.update(repeating: 0, count: model.periodCount)
    seats[0].covered.update(from: model.blocked, count: coveredCount)
    scheduleLimit = limit
    pricedRank = scheduleRank
    priceOfRoom = 0
    remembers = false
    sumLeastRanks(count)
    patience = nodes + plainNodes + (plainNodes == 0 ? 1 : 8 * count)
    extend(0, count, 0, 0)
    if nodes < patience || stopped { return scheduleLimit < limit ? scheduleLimit : nil }

    let firstFound = scheduleLimit
    // Found again, so that the first of equal ones is met first.
    scheduleLimit = min(limit, scheduleLimit + 1)
    patience = Int.max
    if !setPrices(count) { return nil }
    sumLeastRanks(count)
    startRemembering(count)
    extend(0, count, 0, 0)
    if stopped { return min(scheduleLimit, firstFound) < limit ? min(scheduleLimit, firstFound) : nil }
    return scheduleLimit < limit ? scheduleLimit : nil
  }

  private func sumLeastRanks(_ count: Int) {
    rankToCome[count] = 0
    for index in (0..<count).reversed() {
      let item = plan[index]
      var least = Int.max
      for option in model.optionFrom[item]..<model.optionFrom[item + 1] { least = min(least, pricedRank[option]) }
      leastRank[item] = least
      rankToCome[index] = rankToCome[index + 1] + least
    }
  }

  /// Extends the schedule of the first `depth` items of the plan, of rank `rank`, with prices `priced`.
  private mutating func extend(_ depth: Int, _ count: Int, _ rank: Int, _ priced: Int) {
    if depth == count {
      if rank >= scheduleLimit { return }
      scheduleLimit = rank
      for index in 0..<count { found[plan[index]] = chosen[plan[index]] }
      return
    }
    nodes += 1
    if nodes >= nodeLimit { stopped = true }
    if remembers, depth > 0, isKnown(depth, count, rank) { return }
    let item = plan[depth]
    defer { chosen[item] = -1 }
    for option in model.optionFrom[item]..<model.optionFrom[item + 1] {
      let next = priced + pricedRank[option]
      if next + rankToCome[depth + 1] - priceOfRoom >= scheduleLimit { continue }
      guard fits(option, item, seats[depth]), keepsOrder(option, item, depth) else { continue }
      occupy(option, item, seats[depth], seats[depth + 1])
      chosen[item] = option
      if !canFinish(depth + 1, count, scheduleLimit + priceOfRoom - next) { continue }
      extend(depth + 1, count, rank + scheduleRank[option], next)
      if stopped || nodes >= patience || scheduleLimit <= 0 { return }
    }
  }

  /// Whether every item to come still has an option, and their least ranks stay below `limit` in sum.
  private func canFinish(_ depth: Int, _ count: Int, _ limit: Int) -> Bool {
    var sum = rankToCome[depth]
    for index in depth..<count {
      let item = plan[index]
      var least = Int.max
      for option in model.optionFrom[item]..<model.optionFrom[item + 1]
      where pricedRank[option] < least && fits(option, item, seats[depth]) && keepsOrder(option, item, depth) {
        least = pricedRank[option]
        if least == leastRank[item] { break }
      }
      if least == Int.max { return false }
      sum += least - leastRank[item]
      if sum >= limit { return false }
    }
    return true
  }
}
