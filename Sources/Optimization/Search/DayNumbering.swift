/// Numbers the distinct days of a list in order: a bitmap with counts where the days span a few years, else a sorted list.
struct DayNumbering {
  private var first: Int
  private var words: Int
  private var bits: UnsafeMutablePointer<UInt64>
  private var before: UnsafeMutablePointer<Int>
  private var sorted: [Int] = []
  /// How many distinct days there are.
  private(set) var count = 0

  /// Precondition: `count` > 0.
  init(_ days: UnsafeMutablePointer<Int>, _ count: Int, _ arena: Arena) {
    var last = days[0]
    first = days[0]
    for index in 0..<count {
      first = min(first, days[index])
      last = max(last, days[index])
    }
    words = (last - first) / 64 + 1
    if words > 256 {
      words = 0
      bits = arena.buffer(UInt64.self, 0)
      before = arena.buffer(Int.self, 0)
      sorted = Set(UnsafeBufferPointer(start: days, count: count)).sorted()
      self.count = sorted.count
      return
    }
    bits = arena.buffer(repeating: 0, words)
    before = arena.buffer(Int.self, words)
    for index in 0..<count {
      let day = days[index] - first
      bits[day >> 6] |= 1 << UInt64(day & 63)
    }
    for word in 0..<words {
      before[word] = self.count
      self.count += bits[word].nonzeroBitCount
    }
  }

  /// How many of the days are before `day`.
  func number(of day: Int) -> Int {
    if words == 0 { return sorted.partitioningIndex { $0 >= day } }
    let offset = day - first
    if offset < 0 { return 0 }
    if offset >> 6 >= words { return count }
    return before[offset >> 6] + (bits[offset >> 6] & ((1 << UInt64(offset & 63)) - 1)).nonzeroBitCount
  }
}

extension [Int] {
  /// The first index whose element satisfies `belongs`, which is false up to some index and true from there on.
  fileprivate func partitioningIndex(where belongs: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if belongs(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
