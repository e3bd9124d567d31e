/// What an option needs of periods, days and order, and placing one item more beside a witness.
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
  func fits(_ option: Int, _ item: Int, _ frame: Frame) -> Bool {
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
  func occupy(_ option: Int, _ item: Int, _ old: Frame, _ new: Frame) {
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

  /// Whether `option` follows the prerequisites of `item` among the items placed, and precedes those that need it.
  @inline(__always)
  func keepsOrder(_ option: Int, _ item: Int, _ depth: Int) -> Bool {
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
