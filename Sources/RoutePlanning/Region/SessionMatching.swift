/// The largest number of units that can each get one seat: a maximum flow from groups of equal units to sessions.
struct SessionMatching {
  /// How many units may take which capacities; sorted capacities → units.
  private var groups: [[Int]: Int] = [:]
  /// Units that need no limited seat.
  private var free = 0

  /// Adds a unit that can take any of `capacities`, or something without a limit.
  mutating func add(_ capacities: Set<Int>, isFree: Bool) {
    if isFree { free += 1 } else if !capacities.isEmpty { groups[capacities.sorted(), default: 0] += 1 }
  }

  /// The largest number of units with a seat when capacity `c` has `seats(c)`. O(groups² · sessions²) at most.
  func largest(_ seats: (Int) -> Int) -> Int {
    let rows = groups.keys.sorted { $0.lexicographicallyPrecedes($1) }
    let columns = Set(rows.joined()).sorted()
    let column = Dictionary(uniqueKeysWithValues: zip(columns, columns.indices))
    let links = rows.map { row in row.compactMap { column[$0] } }
    var supply = rows.map { groups[$0] ?? 0 }
    var room = columns.map(seats)
    var flow = rows.map { _ in columns.map { _ in 0 } }
    var total = free
    while let path = augmentingPath(links, supply, room, flow) {
      var amount = min(supply[path.rows[0]], room[path.columns[path.columns.count - 1]])
      for step in path.rows.indices.dropFirst() {
        amount = min(amount, flow[path.rows[step]][path.columns[step - 1]])
      }
      supply[path.rows[0]] -= amount
      room[path.columns[path.columns.count - 1]] -= amount
      for step in path.rows.indices {
        flow[path.rows[step]][path.columns[step]] += amount
        if step > 0 { flow[path.rows[step]][path.columns[step - 1]] -= amount }
      }
      total += amount
    }
    return total
  }

  /// A shortest way from a group with units left to a session with seats left: rows and columns alternate, and a row that
  /// is reached from a column gives that column's seat back.
  private func augmentingPath(
    _ links: [[Int]], _ supply: [Int], _ room: [Int], _ flow: [[Int]]
  ) -> (rows: [Int], columns: [Int])? {
    var cameFromColumn = [Int?](repeating: nil, count: links.count)
    var cameFromRow = [Int?](repeating: nil, count: room.count)
    var seen = supply.map { $0 > 0 }
    var queue = links.indices.filter { seen[$0] }
    var next = 0
    while next < queue.count {
      let row = queue[next]
      next += 1
      for column in links[row] where cameFromRow[column] == nil {
        cameFromRow[column] = row
        if room[column] > 0 { return path(to: column, cameFromRow, cameFromColumn) }
        for other in links.indices where !seen[other] && flow[other][column] > 0 {
          seen[other] = true
          cameFromColumn[other] = column
          queue.append(other)
        }
      }
    }
    return nil
  }

  private func path(
    to column: Int, _ cameFromRow: [Int?], _ cameFromColumn: [Int?]
  ) -> (rows: [Int], columns: [Int]) {
    var rows: [Int] = []
    var columns: [Int] = []
    var here: Int? = column
    while let end = here, let row = cameFromRow[end] {
      columns.append(end)
      rows.append(row)
      here = cameFromColumn[row]
    }
    return (rows.reversed(), columns.reversed())
  }
}
