/// Required items come before everything else: the search looks for an answer that skips none of them, then one, then
/// two, … Once an answer is found, no answer takes more, and within the same number of skips the best value is exact.
extension BranchAndBound {
  /// Runs the search to its end or its node limit. Returns the number of required items that must be skipped at least;
  /// exact unless `stopped`. An incumbent is there unless `stopped`.
  mutating func run() -> Int {
    for index in 0..<model.requiredCount {
      var place = index
      let item = model.required[index]
      while place > 0, model.surrogate[lightestFirst[place - 1]] > model.surrogate[item] {
        lightestFirst[place] = lightestFirst[place - 1]
        place -= 1
      }
      lightestFirst[place] = item
    }
    for skips in 0...model.requiredCount where canTakeRequired(0, skips) {
      decideRequired(0, 0, 0, 0, skips)
      if bestScore != Int.min {
        scheduleBest()
        return skips
      }
      if stopped { return skips }
    }
    return model.requiredCount
  }

  /// Decides the required items from `next` on, with `skips` left, on top of the `count` taken.
  private mutating func decideRequired(_ depth: Int, _ count: Int, _ score: Int, _ next: Int, _ skips: Int) {
    var next = next
    while next < model.requiredCount, position[model.required[next]] >= 0 { next += 1 }
    if next == model.requiredCount {
      rootDepth = depth
      return explore(depth, count, score, everyItem, 0..<model.itemCount)
    }
    if skips > 0 {
      nodes += 1
      if nodes >= nodeLimit { stopped = true }
      if !canTakeRequired(depth, skips) { return }
      // What is required may lower the value; the bound does without it then.
      let all = 0..<model.itemCount
      if bestScore != Int.min, prepare(depth, score, everyItem, all).candidates == 0, score < neededScore { return }
    }
    let item = model.required[next]
    if let gained = take(item, depth, count) {
      let taken = count + 1 + gained.prerequisites
      decideRequired(depth + 1, taken, score + gained.score, next + 1, skips)
      putBack(count..<taken)
    }
    if stopped {
      openEverywhere = openEverywhere || bestScore == Int.min || skips > 0
      return
    }
    if skips > 0 {
      leftOut[item] = true
      decideRequired(depth, count, score, next + 1, skips - 1)
      leftOut[item] = false
    }
  }

  /// Whether the load leaves room for all but `skips` of the required items undecided, the lightest ones first.
  private func canTakeRequired(_ depth: Int, _ skips: Int) -> Bool {
    var room = frames[depth].room
    var missing = -skips
    for index in 0..<model.requiredCount {
      let item = lightestFirst[index]
      if position[item] >= 0 || leftOut[item] { continue }
      let group = model.group[item]
      let fits = model.surrogate[item] <= room && !(group >= 0 && groupTaken[group])
      if fits { room -= model.surrogate[item] } else { missing += 1 }
    }
    return missing <= 0
  }

  /// Any answer, when the limit came before the search met one: required items as they fit, then others that add value.
  mutating func fallBack() {
    stopped = false
    var depth = 0
    var count = 0
    var score = 0
    for index in 0..<model.requiredCount where position[model.required[index]] < 0 {
      guard let gained = take(model.required[index], depth, count) else { continue }
      depth += 1
      count += 1 + gained.prerequisites
      score += gained.score
    }
    addGreedily(&depth, &count, &score)
    stopped = true
    offer(depth, count, score)
    putBack(0..<count)
  }

  /// Adds the most promising item that fits and raises the score, as long as there is one.
  private mutating func addGreedily(_ depth: inout Int, _ count: inout Int, _ score: inout Int) {
    var searching = true
    while searching {
      searching = false
      let (candidates, _) = prepare(depth, score, everyItem, 0..<model.itemCount)
      for index in 0..<candidates {
        guard let gained = take(frames[depth].candidate[index], depth, count) else { continue }
        let taken = count + 1 + gained.prerequisites
        if gained.score > 0 {
          depth += 1
          count = taken
          score += gained.score
          searching = true
          break
        }
        putBack(count..<taken)
      }
    }
  }

  /// A bound on the score of every feasible assignment, whatever it takes. Precondition: nothing is taken or left out.
  mutating func rootBound() -> Int {
    let incumbent = bestScore
    rootDepth = 0
    bestScore = Int.min
    defer { bestScore = incumbent }
    let (candidates, constant) = prepare(0, 0, everyItem, 0..<model.itemCount)
    var bound = constant
    for index in 0..<candidates { bound += max(0, frames[0].reduced[index]) }
    return max(bound, 0)
  }
}
