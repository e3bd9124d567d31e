/// The bound: Lagrangian relaxation of the limits on load and of "no need is covered beyond its amount".
///
/// For any multipliers 0 ≤ μ_need ≤ weight and price λ ≥ 0, a set of candidates adds at most
/// `Σ_need (weight − μ) · uncovered + λ · room + Σ_candidate max(0, Σ μ · gain + own − λ · load)`,
/// gains cut to what is uncovered. All of it in whole numbers, so the bound is exact whatever multipliers are tried. Each
/// node starts from its parent's multipliers and betters them by a few subgradient steps (Held, Wolfe, Crowder 1974, with
/// Polyak's step length). Candidates whose reduced score shows that no better answer has them are dropped.
extension BranchAndBound {
  /// Fills the frame with the candidates of `list` worth branching on, best reduced score first. The bound on what they
  /// add is `constant` plus the positive reduced scores. No candidates: nothing below can be better than the incumbent.
  mutating func prepare(
    _ depth: Int, _ score: Int, _ list: Ints, _ range: Range<Int>
  ) -> (candidates: Int, constant: Int) {
    let frame = frames[depth]
    let room = frame.room
    var count = collect(frame, list, range, room)
    if count == 0 { return (0, 0) }

    let target = bestScore == Int.min ? Int.min : neededScore - score
    computeProfits(frame, frame.multiplier, count, profit)
    var price = frame.price
    var bound = slack(frame, frame.multiplier) + priceLoad(frame, profit, count, room, &price)
    if bound < target { return (0, 0) }
    descend(depth, count, room, target, &bound, &price)
    if bound < target { return (0, 0) }
    frames[depth].price = price

    // Reduced-cost fixing, then the order of branching.
    var kept = 0
    for index in 0..<count {
      let item = frame.candidate[index]
      let reduced = profit[index] - price * model.surrogate[item]
      if reduced < 0, bound + reduced < target { continue }
      let marginal = frame.marginal[index]
      var place = kept
      while place > 0, frame.reduced[place - 1] < reduced {
        frame.reduced[place] = frame.reduced[place - 1]
        frame.candidate[place] = frame.candidate[place - 1]
        frame.marginal[place] = frame.marginal[place - 1]
        place -= 1
      }
      frame.reduced[place] = reduced
      frame.candidate[place] = item
      frame.marginal[place] = marginal
      kept += 1
    }
    count = kept
    return (count, slack(frame, frame.multiplier) + price * room)
  }

  /// The items of `list` that could be added and would add to the score, with what each would add alone.
  private func collect(_ frame: Frame, _ list: Ints, _ range: Range<Int>, _ room: Int) -> Int {
    var count = 0
    for index in range {
      let item = list[index]
      if position[item] >= 0 || leftOut[item] || model.surrogate[item] > room { continue }
      if model.group[item] >= 0, groupTaken[model.group[item]] { continue }
      if model.periodCount > 1, !fitsSomePeriod(item, frame) { continue }
      if model.hasPrerequisites, isBlocked(item) { continue }
      var marginal = model.ownScore[item]
      for gain in model.gainFrom[item]..<model.gainFrom[item + 1] {
        let need = model.gainNeed[gain]
        marginal &+= model.unitScore[need] &* min(model.gainAmount[gain], frame.uncovered[need])
      }
      // Later it adds even less. At exactly 0 only the end days speak, and they speak against it unless not positive.
      if marginal < 0 || (marginal == 0 && model.minEnd[item] > 0) { continue }
      frame.candidate[count] = item
      frame.marginal[count] = marginal
      count += 1
    }
    return count
  }

  /// Whether some option of `item` has room in its periods beside the loads that are there in every schedule.
  func fitsSomePeriod(_ item: Int, _ frame: Frame) -> Bool {
    for option in model.optionFrom[item]..<model.optionFrom[item + 1]
    where hasRoom(option, model.load[item], frame.fixed) {
      return true
    }
    return false
  }

  /// Whether a prerequisite of `item` is left out.
  private func isBlocked(_ item: Int) -> Bool {
    for index in model.closureFrom[item]..<model.closureFrom[item + 1] where leftOut[model.closure[index]] {
      return true
    }
    return false
  }

  private func computeProfits(_ frame: Frame, _ multiplier: Ints, _ count: Int, _ profit: Ints) {
    for index in 0..<count {
      let item = frame.candidate[index]
      var sum = model.ownScore[item]
      for gain in model.gainFrom[item]..<model.gainFrom[item + 1] {
        let need = model.gainNeed[gain]
        sum &+= multiplier[need] &* min(model.gainAmount[gain], frame.uncovered[need])
      }
      profit[index] = sum
    }
  }

  private func slack(_ frame: Frame, _ multiplier: Ints) -> Int {
    var sum = 0
    for need in 0..<model.needCount { sum &+= (model.unitScore[need] &- multiplier[need]) &* frame.uncovered[need] }
    return sum
  }

  /// The least of `λ · room + Σ max(0, profit − λ · load)` over the λ tried, from `price` on; leaves the best λ in it.
  /// The function is convex with straight pieces: each step goes to where the tangents on both sides meet.
  private func priceLoad(_ frame: Frame, _ profit: Ints, _ count: Int, _ room: Int, _ price: inout Int) -> Int {
    var low: (value: Int, slope: Int)?
    var high = (value: 0, slope: room)
    var trial = price
    var least = Int.max
    for _ in 0..<6 {
      var value = 0
      var slope = room
      for index in 0..<count {
        let load = model.surrogate[frame.candidate[index]]
        if profit[index] &- trial &* load > 0 {
          value &+= profit[index]
          slope &-= load
        }
      }
      let result = value + slope * trial
      if result < least {
        least = result
        price = trial
      }
      if slope == 0 || (slope > 0 && trial == 0) { break }
      if slope < 0 { low = (value, slope) } else { high = (value, slope) }
      // Without a tangent on the low side, λ = 0 is next.
      guard let low else {
        trial = 0
        continue
      }
      let next = max(0, (low.value - high.value) / (high.slope - low.slope))
      if next == trial { break }
      trial = next
    }
    return least
  }

  /// Betters the multipliers of the frame; leaves the profits of the best ones in `profit`.
  private mutating func descend(
    _ depth: Int, _ count: Int, _ room: Int, _ target: Int, _ bound: inout Int, _ price: inout Int
  ) {
    let frame = frames[depth]
    // At the root about as many steps as there are candidates: more did not make the tree smaller.
    let steps = depth == rootDepth ? min(24, count) : 2
    trialMultiplier.update(from: frame.multiplier, count: model.needCount)
    trialProfit.update(from: profit, count: count)
    var trialPrice = price
    var trialBound = bound
    for _ in 0..<steps {
      coverage.update(repeating: 0, count: model.needCount)
      for index in 0..<count {
        let item = frame.candidate[index]
        if trialProfit[index] - trialPrice * model.surrogate[item] <= 0 { continue }
        for gain in model.gainFrom[item]..<model.gainFrom[item + 1] {
          let need = model.gainNeed[gain]
          coverage[need] &+= min(model.gainAmount[gain], frame.uncovered[need])
        }
      }
      var norm = 0.0
      for need in 0..<model.needCount {
        let excess = coverage[need] - frame.uncovered[need]
        let atEnd = excess > 0 ? 0 : model.unitScore[need]
        coverage[need] = trialMultiplier[need] == atEnd ? 0 : excess
        norm += Double(coverage[need]) * Double(coverage[need])
      }
      if norm == 0 { return }
      let goal = target == Int.min ? trialBound - trialBound / 16 : target
      let step = Double(trialBound - goal + 1) / norm
      for need in 0..<model.needCount where coverage[need] != 0 {
        let moved = Double(trialMultiplier[need]) - step * Double(coverage[need])
        trialMultiplier[need] = Int(min(max(moved, 0), Double(model.unitScore[need])))
      }
      computeProfits(frame, trialMultiplier, count, trialProfit)
      trialBound = slack(frame, trialMultiplier) + priceLoad(frame, trialProfit, count, room, &trialPrice)
      if trialBound < bound {
        bound = trialBound
        price = trialPrice
        frame.multiplier.update(from: trialMultiplier, count: model.needCount)
        profit.update(from: trialProfit, count: count)
        if bound < target { return }
      }
    }
  }
}
