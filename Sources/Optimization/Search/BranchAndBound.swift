/// Branch and bound over item sets: a node is a set of items that can be scheduled together, its children add one more.
///
/// Which items are taken decides required items, value and load; their options decide only costs and end days. So the
/// tree branches on items alone, each node keeps one feasible schedule as a witness, and the best schedule is looked for
/// only when a set may be the answer. Twelve equal months are thus one branch, not twelve.
///
/// Sets are met once each: a node's children take its candidates in turn and leave out those before. Bounds: `+Bound`.
/// Taking an item: `+Taking`. Schedules: `+Schedule`, `+Placement`. Required items: `+Required`. Incumbent: `+Incumbent`.
struct BranchAndBound {
  typealias Ints = CompactModel.Ints
  typealias Words = CompactModel.Words

  /// What is known at one depth of the tree.
  struct Frame: BitwiseCopyable {
    /// Per need, what is not covered yet.
    var uncovered: Ints
    /// The periods' capacity in sum, less the least load of the items taken; per period, the load that is in it whatever
    /// the options. Unlike the witness, both hold for every schedule.
    var room = 0
    var fixed: Ints
    /// The witness: the load in each period.
    var used: Ints
    /// The witness: watched days covered by an exclusive option, then by at least 1, 2, … options.
    var covered: Words
    /// The witness: the option of each item of `stack`.
    var option: Ints
    /// The candidates, with the score each would add now, and its reduced score in the bound.
    var candidate: Ints
    var marginal: Ints
    var reduced: Ints
    /// The multipliers of the bound: per need, and the price of load.
    var multiplier: Ints
    var price = 0
  }

  let model: CompactModel
  let nodeLimit: Int
  /// How long a schedule is looked for without prices.
  let plainNodes: Int
  let frames: UnsafeMutablePointer<Frame>
  let coveredCount: Int

  /// The items taken, prerequisites first, and where each stands (−1 for not taken).
  let stack: Ints
  let position: Ints
  /// Per item, whether it is left out in this part of the tree; per group, whether one of it is taken.
  let leftOut: UnsafeMutablePointer<Bool>
  let groupTaken: UnsafeMutablePointer<Bool>
  /// Room for the bound.
  let profit: Ints
  let trialProfit: Ints
  let trialMultiplier: Ints
  let coverage: Ints
  let everyItem: Ints
  /// The required items, by what they take of the periods.
  let lightestFirst: Ints
  /// Room for the schedules: the items in order, the option of each item or −1, the best found, least ranks to come.
  let seats: UnsafeMutablePointer<Frame>
  let plan: Ints
  let chosen: Ints
  let found: Ints
  let rankToCome: Ints
  let leastRank: Ints
  let noRank: Ints
  let priced: Ints
  let price: Ints
  let bestPrice: Ints
  let usage: Ints
  /// Room for packing loads into periods.
  let packing: Ints
  let packed: Ints
  /// The incumbent: per item an option or −1.
  let best: Ints
  let rival: Ints

  /// The schedule search: the rank of each option, and with prices; the price of all places; what ranks must be below.
  var scheduleRank: Ints
  var pricedRank: Ints
  var priceOfRoom = 0
  var scheduleLimit = 0
  /// The number of nodes at which it starts again with prices.
  var patience = Int.max
  /// Its memory: see `+Memory`.
  var remembers = false
  var memory: [Int] = []
  var memoryStride = 0
  var generation = 0
  var key: [Int] = []
  var bound: [Int] = []

  var nodes = 0
  /// The depth at which the required items are decided and the search proper starts.
  var rootDepth = 0
  /// The node limit was reached: what is still open is only bounded.
  var stopped = false
  /// The largest score that may be in a part of the tree left open.
  var openScore = Int.min
  /// Some part of the tree was left open before its bound was known.
  var openEverywhere = false
  var bestScore = Int.min
  var bestEndDaySum = 0
  /// Whether `best` holds the best schedule of its items, or just a feasible one.
  var bestIsScheduled = false

  init(_ model: CompactModel, nodeLimit: Int, patience: Int, in arena: Arena) {
    let items = model.itemCount
    self.model = model
    self.nodeLimit = nodeLimit
    plainNodes = patience
    coveredCount = model.wordCount * (1 + model.concurrency)
    frames = arena.buffer(Frame.self, items + 2)
    seats = arena.buffer(Frame.self, items + 1)
    for depth in 0..<items + 2 {
      frames[depth] = Frame(
        uncovered: arena.buffer(Int.self, model.needCount),
        fixed: arena.buffer(Int.self, model.periodCount), used: arena.buffer(Int.self, model.periodCount),
        covered: arena.buffer(UInt64.self, coveredCount), option: arena.buffer(Int.self, items),
        candidate: arena.buffer(Int.self, items), marginal: arena.buffer(Int.self, items),
        reduced: arena.buffer(Int.self, items), multiplier: arena.buffer(Int.self, model.needCount))
    }
    let root = frames[0]
    for depth in 0..<items + 1 {
      seats[depth] = root
      seats[depth].used = arena.buffer(Int.self, model.periodCount)
      seats[depth].covered = arena.buffer(UInt64.self, coveredCount)
    }
    stack = arena.buffer(Int.self, items)
    position = arena.buffer(repeating: -1, items)
    leftOut = arena.buffer(repeating: false, items)
    groupTaken = arena.buffer(repeating: false, model.groupCount)
    profit = arena.buffer(Int.self, items)
    trialProfit = arena.buffer(Int.self, items)
    trialMultiplier = arena.buffer(Int.self, model.needCount)
    coverage = arena.buffer(Int.self, model.needCount)
    everyItem = arena.buffer(Int.self, items)
    lightestFirst = arena.buffer(Int.self, items)
    plan = arena.buffer(Int.self, items)
    chosen = arena.buffer(repeating: -1, items)
    found = arena.buffer(Int.self, items)
    rankToCome = arena.buffer(Int.self, items + 1)
    leastRank = arena.buffer(Int.self, items)
    let options = model.optionFrom[items]
    noRank = arena.buffer(repeating: 0, options)
    priced = arena.buffer(Int.self, options)
    let places = 2 * model.dayCount + model.periodCount
    price = arena.buffer(Int.self, places)
    bestPrice = arena.buffer(Int.self, places)
    usage = arena.buffer(Int.self, places)
    packing = arena.buffer(Int.self, items)
    packed = arena.buffer(Int.self, model.periodCount)
    scheduleRank = noRank
    pricedRank = noRank
    best = arena.buffer(repeating: -1, items)
    rival = arena.buffer(repeating: -1, items)
    for item in 0..<items { everyItem[item] = item }
    root.uncovered.update(from: model.amount, count: model.needCount)
    root.multiplier.update(from: model.unitScore, count: model.needCount)
    root.used.update(repeating: 0, count: model.periodCount)
    root.fixed.update(repeating: 0, count: model.periodCount)
    for period in 0..<model.periodCount { frames[0].room += model.capacity[period] }
    root.covered.update(from: model.blocked, count: coveredCount)
  }

  /// Looks at the set on the stack (`count` items, at `score`) and at every larger one that adds from `list`.
  mutating func explore(_ depth: Int, _ count: Int, _ score: Int, _ list: Ints, _ range: Range<Int>) {
    nodes += 1
    if nodes >= nodeLimit { stopped = true }
    offer(depth, count, score)
    let (candidates, constant) = prepare(depth, score, list, range)
    if candidates == 0 { return }
    let frame = frames[depth]
    var positive = 0
    for index in 0..<candidates { positive += max(0, frame.reduced[index]) }
    if stopped { return leaveOpen(score + constant + positive) }
    var index = 0
    defer { for earlier in 0..<index { leftOut[frame.candidate[earlier]] = false } }
    while index < candidates {
      // Everything from here on; then this child alone. Reduced scores fall, so the first test ends the loop.
      let bound = score + constant + positive + min(0, frame.reduced[index])
      if bound < neededScore { return }
      let item = frame.candidate[index]
      positive -= max(0, frame.reduced[index])
      if score + constant + positive + frame.reduced[index] >= neededScore {
        if let gained = take(item, depth, count) {
          let taken = count + 1 + gained.prerequisites
          explore(depth + 1, taken, score + gained.score, frame.candidate, index + 1..<candidates)
          putBack(count..<taken)
        } else if stopped {
          return leaveOpen(bound)
        }
      }
      leftOut[item] = true
      index += 1
      if stopped, index < candidates {
        return leaveOpen(score + constant + positive + min(0, frame.reduced[index]))
      }
    }
  }

  /// Notes that sets up to `bound` were not looked at.
  mutating func leaveOpen(_ bound: Int) { openScore = max(openScore, bound) }
}
