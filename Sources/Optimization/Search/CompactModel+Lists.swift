extension CompactModel {
  /// Lists direct and transitive prerequisites in the new numbering. Precondition: they have no cycles among usable items.
  mutating func copyPrerequisites(
    _ model: SelectionModel, _ usable: UnsafeMutablePointer<Bool>, _ arena: Arena
  ) {
    var renumbered = [Int?](repeating: nil, count: model.items.count)
    for item in 0..<itemCount { renumbered[original[item]] = item }
    let directLists = (0..<itemCount).map { item in
      Set(model.items[original[item]].prerequisites.compactMap { renumbered[$0] }).sorted()
    }
    func visit(_ item: Int, _ list: inout [Int]) {
      for earlier in directLists[item] where !list.contains(earlier) {
        visit(earlier, &list)
        if !list.contains(earlier) { list.append(earlier) }
      }
    }
    let closures = (0..<itemCount).map { item in
      var list: [Int] = []
      visit(item, &list)
      return list
    }
    for earlier in directLists.joined() { isPrerequisite[earlier] = true }
    direct = Self.flatten(directLists, directFrom, arena)
    closure = Self.flatten(closures, closureFrom, arena)
  }

  private static func flatten(_ lists: [[Int]], _ from: Ints, _ arena: Arena) -> Ints {
    let flat = arena.buffer(Int.self, lists.reduce(0) { $0 + $1.count })
    var next = 0
    for (index, list) in lists.enumerated() {
      for value in list {
        flat[next] = value
        next += 1
      }
      from[index + 1] = next
    }
    return flat
  }

  /// Replaces costs in `rank` by ranks. An item's ranks order its options by cost, then end day; the sum of the ranks of
  /// a set of items orders its schedules by cost, then end day sum.
  mutating func rankOptions() {
    for item in 0..<itemCount {
      var latest = Int.min
      for option in optionFrom[item]..<optionFrom[item + 1] { latest = max(latest, end[option]) }
      rankUnit += latest - minEnd[item]
    }
    for item in 0..<itemCount {
      let range = optionFrom[item]..<optionFrom[item + 1]
      var cheapest = Int.max
      for option in range { cheapest = min(cheapest, rank[option]) }
      minRank[item] = Int.max
      for option in range {
        rank[option] = (rank[option] - cheapest) * rankUnit + end[option] - minEnd[item]
        minRank[item] = min(minRank[item], rank[option])
      }
    }
  }

  /// Gives every option the set of days it covers, as bits over the days on which some option starts: two spans that
  /// meet do so on the start of one of them, and most spans cover a day where one of them starts.
  mutating func numberDays(_ model: SelectionModel, _ arena: Arena) {
    let count = optionFrom[itemCount]
    concurrency = model.concurrency.map { $0 >= itemCount + model.blocks.count ? 0 : $0 } ?? 0
    var watched = concurrency > 0
    for option in 0..<count where exclusive[option] { watched = true }
    guard watched, count > 0 else { return }
    let numbering = model.blocks.isEmpty ? DayNumbering(start, count, arena) : numbering(with: model.blocks, arena)
    dayCount = numbering.count
    wordCount = (dayCount + 63) / 64
    days = arena.buffer(repeating: 0, count * wordCount)
    for option in 0..<count { mark(start[option]...end[option], numbering, in: days + option * wordCount) }
    block(model.blocks, numbering, arena)
  }

  /// Sets the bits of the watched days in `span`.
  private func mark(_ span: ClosedRange<Int>, _ numbering: DayNumbering, in mask: Words) {
    let last = numbering.number(of: span.upperBound + 1)
    var next = numbering.number(of: span.lowerBound)
    while next < last {
      let inWord = min(64 - next & 63, last - next)
      mask[next >> 6] |= (inWord == 64 ? ~0 : (1 << UInt64(inWord)) - 1) << UInt64(next & 63)
      next += inWord
    }
  }

  /// Days on which an option or a block starts.
  private func numbering(with blocks: [SelectionModel.Option], _ arena: Arena) -> DayNumbering {
    let count = optionFrom[itemCount]
    let starts = arena.buffer(Int.self, count + blocks.count)
    starts.update(from: start, count: count)
    for (index, block) in blocks.enumerated() { starts[count + index] = block.start }
    return DayNumbering(starts, count + blocks.count, arena)
  }

  private mutating func block(_ blocks: [SelectionModel.Option], _ numbering: DayNumbering, _ arena: Arena) {
    blocked = arena.buffer(repeating: 0, wordCount * (1 + concurrency))
    let mask = arena.buffer(UInt64.self, wordCount)
    for block in blocks {
      mask.update(repeating: 0, count: wordCount)
      mark(block.start...block.end, numbering, in: mask)
      for word in 0..<wordCount {
        if block.exclusive { blocked[word] |= mask[word] }
        var below = mask[word]
        for level in 0..<concurrency {
          let place = (level + 1) * wordCount + word
          let before = blocked[place]
          blocked[place] = before | below
          below &= before
        }
      }
    }
  }
}
