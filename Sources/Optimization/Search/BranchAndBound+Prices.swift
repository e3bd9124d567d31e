/// Prices for the places of a schedule: what a place on a watched day, in presence on one, or an hour of a period is worth.
///
/// With prices ≥ 0, `Σ_item min_option (rank + prices of what it takes) − Σ prices · places` is a lower bound on the rank
/// of any schedule. The prices start from an assignment of items to days and get better by subgradient steps, once per plan.
extension BranchAndBound {
  /// Sets `pricedRank` and `priceOfRoom`. False when the bound itself shows that no rank is below the limit.
  mutating func setPrices(_ count: Int) -> Bool {
    let size = placeCount
    price.update(repeating: 0, count: size)
    bestPrice.update(repeating: 0, count: size)
    pricedRank = priced
    if !assignDays(count) { return false }
    // Where only feasibility is asked, the assignment and the memory decide; prices beyond cost more than they save.
    if scheduleRank == noRank { return usePrices(count) < scheduleLimit }
    var bestBound = Int.min
    var factor = 1.0
    var waiting = 0
    for _ in 0..<40 {
      let bound = usePrices(count)
      if bound >= scheduleLimit { return false }
      // All that is left to find is the first schedule of the rank known.
      if bound == scheduleLimit - 1 { return true }
      waiting += 1
      if bound > bestBound {
        bestBound = bound
        bestPrice.update(from: price, count: size)
        waiting = 0
      } else if waiting > 4 {
        factor /= 2
        waiting = 0
      }
      var norm = 0.0
      for place in 0..<size where !(usage[place] < 0 && price[place] == 0) {
        norm += Double(usage[place]) * Double(usage[place])
      }
      if norm == 0 { break }
      let step = factor * Double(max(1, scheduleLimit - bound)) / norm
      for place in 0..<size {
        price[place] = Int(max(0, Double(price[place]) + step * Double(usage[place]) + 0.5))
      }
    }
    price.update(from: bestPrice, count: size)
    _ = usePrices(count)
    return true
  }

  /// Puts the prices on the options of the plan. Returns the bound; leaves in `usage` by how much each place would be
  /// taken beyond what there is, were every item at its least.
  private mutating func usePrices(_ count: Int) -> Int {
    let size = placeCount
    for place in 0..<size { usage[place] = -supply(place) }
    priceOfRoom = 0
    for place in 0..<size { priceOfRoom += price[place] * supply(place) }
    var bound = -priceOfRoom
    for index in 0..<count {
      let item = plan[index]
      var least = Int.max
      var choice = 0
      for option in model.optionFrom[item]..<model.optionFrom[item + 1] {
        var sum = scheduleRank[option]
        forEachPlace(option, item) { place, amount in sum += price[place] * amount }
        priced[option] = sum
        if sum < least {
          least = sum
          choice = option
        }
      }
      bound += least
      forEachPlace(choice, item) { place, amount in usage[place] += amount }
    }
    return bound
  }

  /// Places come in this order: watched days, watched days in presence, periods.
  var placeCount: Int { 2 * model.dayCount + model.periodCount }

  private func supply(_ place: Int) -> Int {
    let days = model.dayCount
    if place >= 2 * days { return model.capacity[place - 2 * days] }
    return place < days && model.concurrency > 0 ? model.concurrency : 1
  }

  @inline(__always)
  private func forEachPlace(_ option: Int, _ item: Int, _ visit: (_ place: Int, _ amount: Int) -> Void) {
    for word in 0..<model.wordCount {
      var days = model.days[option * model.wordCount + word]
      while days != 0 {
        let day = 64 * word + days.trailingZeroBitCount
        if model.concurrency > 0 { visit(day, 1) }
        if model.exclusive[option] { visit(model.dayCount + day, 1) }
        days &= days - 1
      }
    }
    var periods = model.periods[option]
    while periods != 0 {
      visit(2 * model.dayCount + periods.trailingZeroBitCount, model.load[item])
      periods &= periods - 1
    }
  }
}
