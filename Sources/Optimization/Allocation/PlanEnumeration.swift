/// All plans of one participant that lose little against the best one at some prices, of those that are alike in what
/// they use the best one each (Lawler 1972: the rest of a set of plans is split by where it first differs).
struct PlanEnumeration {
  /// A plan, and what it loses against the best one.
  struct Column: Sendable {
    var plan: [Int32]
    var loss: Int
  }

  private let type: ParticipantType
  private let prices: AllocationPrices
  private let search: PricedSearch
  private let most: Int
  private var best = 0
  /// Per item, the capacities (−1 for none of them, −2 for not taken) still allowed.
  private var allowed: [Set<Int32>]
  /// The items whose choice others notice.
  private let visible: [Int]
  private(set) var columns: [Column] = []
  /// How many searches may still be made.
  private var limit: Int
  /// Whether the list is whole: the limit was not reached.
  private(set) var isComplete = true

  /// Lists the plans of `type` that lose at most `most` at `prices`, with at most `limit` searches.
  init(_ type: ParticipantType, _ prices: AllocationPrices, losing most: Int, _ search: PricedSearch, limit: Int) {
    self.type = type
    self.prices = prices
    self.search = search
    self.most = most
    self.limit = limit
    let compact = type.compact
    allowed = (0..<type.itemCount).map { item in
      var classes: Set<Int32> = [-2]
      for option in compact.optionFrom[item]..<compact.optionFrom[item + 1] { classes.insert(type.use[option]) }
      return classes
    }
    visible = (0..<type.itemCount).filter { item in
      // Where only required items count, others are taken for their sake only.
      if prices.ownValue == 0, type.required[item] == 0, !(compact.hasPrerequisites && compact.isPrerequisite[item]) {
        return false
      }
      return type.required[item] > 0 || type.goalFrom[item] < type.goalFrom[item + 1]
        || (compact.optionFrom[item]..<compact.optionFrom[item + 1]).contains { type.use[$0] >= 0 }
    }
    list(from: 0)
    columns.sort { $0.loss < $1.loss }
  }

  private mutating func list(from start: Int) {
    if limit <= 0 {
      isComplete = false
      return
    }
    limit -= 1
    let forced = visible.filter { !self.allowed[$0].contains(-2) }
    let (allowed, type) = (allowed, type)
    let answer = search.solve(type, prices, forced: forced) { allowed[Int(type.item[$0])].contains(type.use[$0]) }
    let plan = search.plan
    if answer.value < answer.bound { isComplete = false }
    if forced.contains(where: { plan[$0] < 0 }) { return }
    if columns.isEmpty { best = answer.value }
    if best - answer.value > most { return }
    columns.append(Column(plan: plan, loss: best - answer.value))
    let before = self.allowed
    for place in start..<visible.count {
      let item = visible[place]
      let taken: Int32 = plan[item] < 0 ? -2 : type.use[Int(plan[item])]
      if self.allowed[item].count > 1 {
        let kept = self.allowed[item]
        self.allowed[item].remove(taken)
        list(from: place)
        self.allowed[item] = kept
      }
      self.allowed[item] = [taken]
      if !isComplete { break }
    }
    self.allowed = before
  }
}
