/// Adding an item to the set of a node, with what it needs first, and undoing that.
extension BranchAndBound {
  /// Takes `item` and its prerequisites on top of the `count` items taken at `depth`, into the frame below. Nil, with
  /// nothing changed, when no schedule holds them all: then none holds a larger set.
  mutating func take(_ item: Int, _ depth: Int, _ count: Int) -> (score: Int, prerequisites: Int)? {
    let above = frames[depth]
    let frame = frames[depth + 1]
    frame.uncovered.update(from: above.uncovered, count: model.needCount)
    frame.used.update(from: above.used, count: model.periodCount)
    frame.fixed.update(from: above.fixed, count: model.periodCount)
    frame.covered.update(from: above.covered, count: coveredCount)
    frame.option.update(from: above.option, count: count)
    frame.multiplier.update(from: above.multiplier, count: model.needCount)
    frames[depth + 1].price = above.price
    frames[depth + 1].room = above.room
    var taken = count
    var score = 0
    if model.hasPrerequisites {
      for index in model.closureFrom[item]..<model.closureFrom[item + 1] where position[model.closure[index]] < 0 {
        guard let gained = add(model.closure[index], depth + 1, &taken) else {
          putBack(count..<taken)
          return nil
        }
        score += gained
      }
    }
    guard let gained = add(item, depth + 1, &taken) else {
      putBack(count..<taken)
      return nil
    }
    return (score + gained, taken - count - 1)
  }

  private mutating func add(_ item: Int, _ depth: Int, _ taken: inout Int) -> Int? {
    let frame = frames[depth]
    let group = model.group[item]
    if leftOut[item] || (group >= 0 && groupTaken[group]) { return nil }
    if model.surrogate[item] > frame.room || !fitsSomePeriod(item, frame) { return nil }
    stack[taken] = item
    position[item] = taken
    guard place(item, frame, at: taken) else {
      position[item] = -1
      return nil
    }
    taken += 1
    if group >= 0 { groupTaken[group] = true }
    frames[depth].room -= model.surrogate[item]
    var fixed = model.fixedPeriods[item]
    while fixed != 0 {
      frame.fixed[fixed.trailingZeroBitCount] += model.load[item]
      fixed &= fixed - 1
    }
    var score = model.ownScore[item]
    for index in model.gainFrom[item]..<model.gainFrom[item + 1] {
      let need = model.gainNeed[index]
      let covered = min(model.gainAmount[index], frame.uncovered[need])
      frame.uncovered[need] -= covered
      score += model.unitScore[need] * covered
    }
    return score
  }

  /// Undoes `take` for these places of the stack.
  func putBack(_ places: Range<Int>) {
    for place in places {
      let item = stack[place]
      position[item] = -1
      if model.group[item] >= 0 { groupTaken[model.group[item]] = false }
    }
  }
}
