/// The plans in hand as the columns of a linear program: per type one after another, in the order they were found, so
/// that a plan keeps its number within its type when more are found.
///
/// Rows are the capacities, then the goals, then one for required items.
struct PlanColumns {
  /// The types, and how many participants each has.
  private(set) var types: [(shard: Int32, index: Int32)] = []
  private(set) var counts: [Double] = []
  /// Per type, its first column; then the number of columns.
  private(set) var first: [Int32] = [0]
  /// Per column: what it is worth; its first entry in `rows`. An entry counts 1 in its row; a row may come twice.
  private(set) var worth: [Double] = []
  private(set) var rowFrom: [Int32] = [0]
  private(set) var rows: [Int32] = []

  /// The plans of the types in every `step`-th shard. With `requiredWorth`, only required items are worth something, and
  /// only types that have some are there.
  init(_ types: ParticipantTypes, _ pools: PlanPools, everyShard step: Int, requiredWorth: Int? = nil) {
    let goalRow = Int32(types.capacities.count)
    let requiredRow = goalRow + Int32(types.goals.count)
    for shard in stride(from: 0, to: types.shards.count, by: step) {
      for (index, type) in types.shards[shard].types.enumerated() {
        if requiredWorth != nil, !type.hasRequired { continue }
        self.types.append((Int32(shard), Int32(index)))
        counts.append(Double(type.count))
        let pool = pools.shards[shard].pools[index]
        for plan in 0..<pool.count {
          worth.append(Double(requiredWorth.map { $0 * Int(pool.required[plan]) } ?? pool.values[plan]))
          for option in pool.options(plan) {
            let item = Int(type.item[Int(option)])
            if type.use[Int(option)] >= 0 { rows.append(type.use[Int(option)]) }
            if requiredWorth != nil { continue }
            for goal in type.goalFrom[item]..<type.goalFrom[item + 1] { rows.append(goalRow + type.goals[Int(goal)]) }
            if type.required[item] > 0 { rows.append(requiredRow) }
          }
          rowFrom.append(Int32(rows.count))
        }
        first.append(Int32(worth.count))
      }
    }
  }

  /// The rows of a plan of a type.
  func rows(_ type: Int, _ plan: Int32) -> ArraySlice<Int32> {
    let column = Int(first[type] + plan)
    return rows[Int(rowFrom[column])..<Int(rowFrom[column + 1])]
  }

  func worth(_ type: Int, _ plan: Int32) -> Double { worth[Int(first[type] + plan)] }

  /// The type's best column at prices of the rows, the first of equals, what it is worth less the prices, and the same of
  /// the column `key`.
  func best(_ type: Int, at prices: [Double], key: Int = -1) -> (column: Int, worth: Double, keyWorth: Double) {
    rows.withUnsafeBufferPointer { rows in
      rowFrom.withUnsafeBufferPointer { rowFrom in
        worth.withUnsafeBufferPointer { worths in
          prices.withUnsafeBufferPointer { prices in
            let first = Int(first[type])
            var best = (column: first, worth: -Double.infinity, keyWorth: 0.0)
            var start = Int(rowFrom[first])
            for column in first..<Int(self.first[type + 1]) {
              var worth = worths[column]
              let end = Int(rowFrom[column + 1])
              for entry in start..<end { worth -= prices[Int(rows[entry])] }
              start = end
              if worth > best.worth { (best.column, best.worth) = (column, worth) }
              if column == key { best.keyWorth = worth }
            }
            return best
          }
        }
      }
    }
  }
}

/// How many participants of each type have which of its plans, in a solution of the linear program.
struct PlanMix {
  /// The types of the program.
  var types: [(shard: Int32, index: Int32)]
  /// Per type: plans by their numbers, and how many have them.
  var amounts: [[(plan: Int32, amount: Double)]]
}
