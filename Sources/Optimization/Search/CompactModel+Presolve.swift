extension CompactModel {
  /// Flattens `model` into buffers of `arena`. Drops options that alone exceed a period, options that start before a
  /// prerequisite can have ended, and items left without options (also those in a cycle of prerequisites, whose options
  /// are dropped one by one). O(options · periods), more only when there are prerequisites.
  init(_ model: SelectionModel, in arena: Arena) {
    var gainCount = 0
    var optionCount = 0
    var prerequisiteCount = 0
    for item in model.items {
      gainCount += item.gains.count
      optionCount += item.options.count
      prerequisiteCount += item.prerequisites.count
    }
    self.init(arena, model, gainCount, optionCount)
    scale = model.items.reduce(1) { $0 + $1.load }
    needCount = model.needs.count
    periodCount = model.periods.count
    for (index, need) in model.needs.enumerated() {
      amount[index] = need.amount
      unitScore[index] = scale * need.weight
    }
    // A capacity beyond all loads is no limit, and would only make the numbers large.
    for (index, period) in model.periods.enumerated() { capacity[index] = min(period.capacity, scale) }

    let alive = arena.buffer(repeating: false, optionCount)
    let usable = arena.buffer(repeating: false, model.items.count)
    markOptions(model, alive, usable)
    hasPrerequisites = prerequisiteCount > 0
    if hasPrerequisites { Self.tightenOrder(model, alive, usable) }
    copyItems(model, alive, usable, arena)
    if hasPrerequisites { copyPrerequisites(model, usable, arena) }
    rankOptions()
    numberDays(model, arena)
  }

  private init(_ arena: Arena, _ model: SelectionModel, _ gains: Int, _ options: Int) {
    let items = model.items.count
    amount = arena.buffer(Int.self, model.needs.count)
    unitScore = arena.buffer(Int.self, model.needs.count)
    capacity = arena.buffer(Int.self, model.periods.count)
    original = arena.buffer(Int.self, items)
    load = arena.buffer(Int.self, items)
    ownScore = arena.buffer(Int.self, items)
    surrogate = arena.buffer(Int.self, items)
    fixedPeriods = arena.buffer(UInt64.self, items)
    minEnd = arena.buffer(Int.self, items)
    group = arena.buffer(Int.self, items)
    required = arena.buffer(Int.self, items)
    gainFrom = arena.buffer(repeating: 0, items + 1)
    optionFrom = arena.buffer(repeating: 0, items + 1)
    directFrom = arena.buffer(repeating: 0, items + 1)
    closureFrom = arena.buffer(repeating: 0, items + 1)
    gainNeed = arena.buffer(Int.self, gains)
    gainAmount = arena.buffer(Int.self, gains)
    direct = gainNeed
    closure = gainNeed
    isPrerequisite = arena.buffer(repeating: false, items)
    choice = arena.buffer(Int.self, options)
    start = arena.buffer(Int.self, options)
    end = arena.buffer(Int.self, options)
    rank = arena.buffer(Int.self, options)
    minRank = arena.buffer(Int.self, items)
    exclusive = arena.buffer(Bool.self, options)
    periods = arena.buffer(UInt64.self, options)
    days = periods
    blocked = periods
  }

  private func markOptions(
    _ model: SelectionModel, _ alive: UnsafeMutablePointer<Bool>, _ usable: UnsafeMutablePointer<Bool>
  ) {
    if model.concurrency == 0 { return }
    var position = 0
    for (index, item) in model.items.enumerated() {
      for option in item.options {
        alive[position] = model.periods.allSatisfy {
          option.start < $0.start || $0.end < option.start || item.load <= $0.capacity
        }
        if alive[position] { usable[index] = true }
        position += 1
      }
    }
  }

  /// Drops options that no option of a prerequisite precedes, until nothing changes.
  private static func tightenOrder(
    _ model: SelectionModel, _ alive: UnsafeMutablePointer<Bool>, _ usable: UnsafeMutablePointer<Bool>
  ) {
    var first = [0]
    for item in model.items { first.append((first.last ?? 0) + item.options.count) }
    func earliestEnd(_ index: Int) -> Int? {
      let options = model.items[index].options
      return options.indices.filter { alive[first[index] + $0] }.map { options[$0].end }.min()
    }
    var changed = true
    while changed {
      changed = false
      for (index, item) in model.items.enumerated() where usable[index] && !item.prerequisites.isEmpty {
        var earliest = Int.min
        for prerequisite in item.prerequisites { earliest = max(earliest, earliestEnd(prerequisite) ?? Int.max) }
        for (choice, option) in item.options.enumerated()
        where alive[first[index] + choice] && option.start <= earliest {
          alive[first[index] + choice] = false
          changed = true
        }
        usable[index] = item.options.indices.contains { alive[first[index] + $0] }
      }
    }
  }

  private mutating func copyItems(
    _ model: SelectionModel, _ alive: UnsafeMutablePointer<Bool>, _ usable: UnsafeMutablePointer<Bool>, _ arena: Arena
  ) {
    let groups = arena.buffer(Int.self, model.items.count)
    let seen = arena.buffer(repeating: -1, needCount)
    var position = 0
    for (index, item) in model.items.enumerated() {
      defer { position += item.options.count }
      guard usable[index] else { continue }
      let new = itemCount
      itemCount += 1
      original[new] = index
      load[new] = item.load
      if item.required {
        required[requiredCount] = new
        requiredCount += 1
      }
      group[new] = item.group.map { denseGroup($0, groups) } ?? -1
      copyGains(item, new, seen)
      copyOptions(item, new, alive + position, model)
    }
  }

  private mutating func denseGroup(_ group: Int, _ groups: Ints) -> Int {
    for known in 0..<groupCount where groups[known] == group { return known }
    groups[groupCount] = group
    groupCount += 1
    return groupCount - 1
  }

  /// Several gains on one need become one, none is larger than the need.
  private func copyGains(_ item: SelectionModel.Item, _ new: Int, _ seen: Ints) {
    var next = gainFrom[new]
    for gain in item.gains where gain.amount > 0 && unitScore[gain.need] > 0 && amount[gain.need] > 0 {
      let known = seen[gain.need]
      if known >= gainFrom[new] {
        gainAmount[known] = min(gainAmount[known] + gain.amount, amount[gain.need])
      } else {
        seen[gain.need] = next
        gainNeed[next] = gain.need
        gainAmount[next] = min(gain.amount, amount[gain.need])
        next += 1
      }
    }
    gainFrom[new + 1] = next
  }

  private mutating func copyOptions(
    _ item: SelectionModel.Item, _ new: Int, _ alive: UnsafeMutablePointer<Bool>, _ model: SelectionModel
  ) {
    var next = optionFrom[new]
    var cheapest = Int.max
    var dearest = Int.min
    var fewest = Int.max
    var earliest = Int.max
    var everywhere = ~UInt64(0)
    for (index, option) in item.options.enumerated() where alive[index] {
      var inside: UInt64 = 0
      for (number, period) in model.periods.enumerated()
      where period.start <= option.start && option.start <= period.end {
        inside |= 1 << UInt64(number)
      }
      choice[next] = index
      start[next] = option.start
      end[next] = option.end
      rank[next] = option.cost
      exclusive[next] = option.exclusive
      periods[next] = inside
      everywhere &= inside
      cheapest = min(cheapest, option.cost)
      dearest = max(dearest, option.cost)
      fewest = min(fewest, inside.nonzeroBitCount)
      earliest = min(earliest, option.end)
      next += 1
    }
    optionFrom[new + 1] = next
    if dearest > cheapest { hasCosts = true }
    ownScore[new] = scale * (item.bonus - cheapest) - item.load
    surrogate[new] = item.load * fewest
    fixedPeriods[new] = everywhere
    minEnd[new] = earliest
  }
}
