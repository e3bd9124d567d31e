/// The plans that searches have found for the participants of one type, each once, in the order they were found. The
/// first is to take nothing.
struct PlanPool: Sendable {
  /// What each plan is worth in itself, by the weight; how many required items it takes.
  private(set) var values: [Int] = [0]
  private(set) var required: [Int32] = [0]
  /// The taken options of all plans, one plan after another; where each ends.
  private var options: [Int32] = []
  private var ends: [Int32] = [0]

  var count: Int { values.count }

  /// The taken options of a plan, in the order of items.
  func options(_ plan: Int) -> ArraySlice<Int32> { options[(plan == 0 ? 0 : Int(ends[plan - 1]))..<Int(ends[plan])] }

  /// The number of the plan (an option per item or −1), which is added if it is new.
  @discardableResult
  mutating func add(_ plan: [Int32], _ type: ParticipantType) -> Int {
    var size = 0
    for option in plan where option >= 0 { size += 1 }
    for number in 0..<count where isPlan(number, plan, size) { return number }
    let score = type.score(of: plan)
    values.append(score.value)
    required.append(Int32(score.required))
    for option in plan where option >= 0 { options.append(option) }
    ends.append(Int32(options.count))
    return count - 1
  }

  private func isPlan(_ number: Int, _ plan: [Int32], _ size: Int) -> Bool {
    let known = options(number)
    if known.count != size { return false }
    var place = known.startIndex
    for option in plan where option >= 0 {
      if known[place] != option { return false }
      place += 1
    }
    return true
  }

  /// A plan as an option per item or −1.
  func plan(_ number: Int, _ type: ParticipantType) -> [Int32] {
    var plan = [Int32](repeating: -1, count: type.itemCount)
    for option in options(number) { plan[Int(type.item[Int(option)])] = option }
    return plan
  }
}

/// The pools of all types, in shards as the types themselves.
final class PlanPools: @unchecked Sendable {
  /// One shard's pools; only one thread works with a shard at a time.
  final class Shard: @unchecked Sendable {
    var pools: [PlanPool]
    init(_ count: Int) { pools = [PlanPool](repeating: PlanPool(), count: count) }
  }

  let shards: [Shard]

  init(_ types: ParticipantTypes) { shards = types.shards.map { Shard($0.types.count) } }

  subscript(shard: Int32, index: Int32) -> PlanPool {
    get { shards[Int(shard)].pools[Int(index)] }
    set { shards[Int(shard)].pools[Int(index)] = newValue }
  }
}
