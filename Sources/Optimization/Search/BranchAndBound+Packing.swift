/// Whether loads can be spread over several periods at all, days left aside: where they cannot, no schedule exists, and
/// trying the days of every option would take long to show it.
extension BranchAndBound {
  /// Whether the first `count` items of the plan can be given periods. True as well when the node limit comes first.
  mutating func packsIntoPeriods(_ count: Int) -> Bool {
    if model.periodCount < 2 { return true }
    var load = 0
    for index in 0..<count {
      let item = plan[index]
      load += model.surrogate[item]
      var place = index
      while place > 0, model.load[packing[place - 1]] < model.load[item] {
        packing[place] = packing[place - 1]
        place -= 1
      }
      packing[place] = item
    }
    packed.update(repeating: 0, count: model.periodCount)
    return pack(0, count, load)
  }

  /// Places the items from `depth` on, heaviest first, `load` in sum.
  private mutating func pack(_ depth: Int, _ count: Int, _ load: Int) -> Bool {
    if depth == count { return true }
    nodes += 1
    if nodes >= nodeLimit {
      stopped = true
      return true
    }
    // Room too small for the lightest item is lost.
    let lightest = model.load[packing[count - 1]]
    var room = 0
    for period in 0..<model.periodCount {
      let left = model.capacity[period] - packed[period]
      if left >= lightest { room += left }
    }
    if room < load { return false }
    let item = packing[depth]
    var tried: UInt64?
    for option in model.optionFrom[item]..<model.optionFrom[item + 1]
    where model.periods[option] != tried && hasRoom(option, model.load[item], packed) {
      // Options stand in order of their start, so those of one period stand together.
      tried = model.periods[option]
      addToPeriods(option, model.load[item])
      let fits = pack(depth + 1, count, load - model.surrogate[item])
      addToPeriods(option, -model.load[item])
      if fits { return true }
    }
    return false
  }

  private func addToPeriods(_ option: Int, _ load: Int) {
    var periods = model.periods[option]
    while periods != 0 {
      packed[periods.trailingZeroBitCount] += load
      periods &= periods - 1
    }
  }
}
