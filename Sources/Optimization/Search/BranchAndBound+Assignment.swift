/// A first set of prices for a schedule: the exact dual of "each item starts on one watched day, and at most `concurrency`
/// items start on each", an assignment problem. Where every option covers one watched day, as months do, the bound they
/// give is the least rank itself.
///
/// The Hungarian method with potentials (Kuhn 1955; the row-by-row form of Jonker and Volgenant 1987), O(items² · places).
extension BranchAndBound {
  /// Sets the prices of days. False when no schedule can have a rank below the limit.
  mutating func assignDays(_ count: Int) -> Bool {
    guard model.concurrency > 0 else { return true }
    let days = model.dayCount
    let width = days * model.concurrency
    // An item without a day goes to a column of its own, at a cost that no schedule has.
    var none = 1
    for index in 0..<count {
      var dearest = 0
      for option in model.optionFrom[plan[index]]..<model.optionFrom[plan[index] + 1] {
        dearest = max(dearest, scheduleRank[option])
      }
      none += dearest
    }
    var cost = [Int](repeating: none, count: count * days)
    for index in 0..<count {
      for option in model.optionFrom[plan[index]]..<model.optionFrom[plan[index] + 1] {
        let place = index * days + firstDay(option)
        cost[place] = min(cost[place], scheduleRank[option])
      }
    }
    let (potentials, total) = Self.assign(count, width + count) { row, column in
      column < width ? cost[row * days + column / model.concurrency] : none
    }
    if total >= min(none, scheduleLimit) { return false }
    for day in 0..<days { price[day] = max(0, -potentials[day * model.concurrency]) }
    return true
  }

  private func firstDay(_ option: Int) -> Int {
    var word = 0
    while model.days[option * model.wordCount + word] == 0 { word += 1 }
    return 64 * word + model.days[option * model.wordCount + word].trailingZeroBitCount
  }

  /// The potentials of the columns and the cost of a cheapest assignment of all rows to columns. Precondition: no more
  /// rows than columns.
  private static func assign(
    _ rows: Int, _ columns: Int, _ cost: (_ row: Int, _ column: Int) -> Int
  ) -> (potentials: [Int], total: Int) {
    // Column `columns` stands for the row being added.
    var rowPotential = [Int](repeating: 0, count: rows)
    var potential = [Int](repeating: 0, count: columns + 1)
    var rowOf = [Int](repeating: -1, count: columns + 1)
    var cameFrom = [Int](repeating: 0, count: columns + 1)
    for row in 0..<rows {
      var column = columns
      rowOf[columns] = row
      var distance = [Int](repeating: Int.max, count: columns)
      var done = [Bool](repeating: false, count: columns + 1)
      while rowOf[column] >= 0 {
        done[column] = true
        let from = rowOf[column]
        var least = Int.max
        var next = column
        for other in 0..<columns where !done[other] {
          let reduced = cost(from, other) - rowPotential[from] - potential[other]
          if reduced < distance[other] {
            distance[other] = reduced
            cameFrom[other] = column
          }
          if distance[other] < least {
            least = distance[other]
            next = other
          }
        }
        for other in 0...columns {
          if done[other] {
            rowPotential[rowOf[other]] += least
            potential[other] -= least
          } else if other < columns {
            distance[other] -= least
          }
        }
        column = next
      }
      while column != columns {
        rowOf[column] = rowOf[cameFrom[column]]
        column = cameFrom[column]
      }
    }
    var total = 0
    for column in 0..<columns where rowOf[column] >= 0 { total += cost(rowOf[column], column) }
    return (potential, total)
  }
}
