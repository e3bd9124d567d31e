/// The best assignment met. Among sets of equal score the schedule decides, and it is worked out only then.
extension BranchAndBound {
  /// Offers the set on the stack, with its witness, as the answer. `score` counts every item at its cheapest option.
  mutating func offer(_ depth: Int, _ count: Int, _ score: Int) {
    if score < neededScore { return }
    if !model.hasCosts, score > bestScore {
      write(depth, count, best)
      bestScore = score
      bestIsScheduled = false
      return
    }
    scheduleBest()
    write(depth, count, rival)
    let (cost, endDaySum) = improveSchedule(rival, costing: affordable(score))
    // Cut off in the middle: a better schedule of this set may be left.
    if stopped { leaveOpen(score) }
    let rivalScore = score - model.scale * cost
    if rivalScore > bestScore || (rivalScore == neededScore && precedesBest(endDaySum)) {
      best.update(from: rival, count: model.itemCount)
      bestScore = rivalScore
      bestEndDaySum = endDaySum
      bestIsScheduled = true
    }
  }

  /// The score from which on a set may be the answer.
  var neededScore: Int { bestScore == Int.min ? Int.min : bestScore + model.margin }

  /// The most a schedule may cost beyond the cheapest options, of a set with this score, to be of use.
  private func affordable(_ score: Int) -> Int {
    bestScore == Int.min ? Int.max : (score - neededScore) / model.scale
  }

  /// Works out the best schedule of the incumbent, if that is still to be done.
  mutating func scheduleBest() {
    if bestIsScheduled || bestScore == Int.min || model.margin > 0 { return }
    bestEndDaySum = improveSchedule(best).endDaySum
    bestIsScheduled = true
  }

  private func write(_ depth: Int, _ count: Int, _ options: Ints) {
    options.update(repeating: -1, count: model.itemCount)
    for index in 0..<count { options[stack[index]] = frames[depth].option[index] }
  }

  /// Whether `rival`, of equal score, comes first: by end days, then in item order, where "not taken" comes last.
  private func precedesBest(_ endDaySum: Int) -> Bool {
    if endDaySum != bestEndDaySum { return endDaySum < bestEndDaySum }
    for item in 0..<model.itemCount where rival[item] != best[item] {
      return UInt(bitPattern: rival[item]) < UInt(bitPattern: best[item])
    }
    return false
  }
}
