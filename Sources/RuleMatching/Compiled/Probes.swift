import RuleLanguage

/// How the class of each column's value is found.
struct Probes: Sendable {
  /// A column with a table: slot `value - low` below `span`, then a slot for other known values, then the missing one's.
  struct Table: Sendable, BitwiseCopyable {
    var field: Int32
    var low: Int32
    var span: UInt32
    var base: UInt32

    /// The slot of a value, without branches.
    @inline(__always) func slot(_ value: Int32) -> Int { Int(truncatingIfNeeded: base) &+ offset(value) }

    /// The slot counted from `base`. The missing value, the least number, is beyond every span, and one slot further.
    @inline(__always) func offset(_ value: Int32) -> Int {
      let offset = min(UInt32(bitPattern: value &- low), span)
      return Int(truncatingIfNeeded: offset) &+ (value == ValueSet.missing ? 1 : 0)
    }
  }

  /// A column with a wide domain: its cuts are searched.
  struct Search: Sendable, BitwiseCopyable {
    var field: Int32
    var base: UInt32
    var count: UInt32
    var missingClass: UInt32
  }

  let tables: FrozenBuffer<Table>
  let classes: FrozenBuffer<UInt16>
  let searches: FrozenBuffer<Search>
  let cuts: FrozenBuffer<Int64>

  /// The columns with tables come first.
  init(_ columns: [Column]) {
    var tables: [Table] = []
    var classes: [UInt16] = []
    var searches: [Search] = []
    var cuts: [Int64] = []
    classes.reserveCapacity(columns.lazy.filter(\.hasTable).map { $0.span + 2 }.reduce(0, +))
    for column in columns {
      guard column.hasTable else {
        searches.append(
          Search(
            field: Int32(column.field), base: UInt32(cuts.count), count: UInt32(column.cuts.count),
            missingClass: UInt32(column.missingClass)))
        cuts += column.cuts.map(Int64.init)
        continue
      }
      let low = Int32(truncatingIfNeeded: column.cuts.first ?? 0)
      tables.append(
        Table(field: Int32(column.field), low: low, span: UInt32(column.span), base: UInt32(classes.count)))
      for (index, cut) in column.cuts.dropLast().enumerated() {
        classes += repeatElement(UInt16(index + 1), count: column.cuts[index + 1] - cut)
      }
      classes.append(0)
      classes.append(UInt16(column.missingClass))
    }
    self.tables = FrozenBuffer(tables)
    self.classes = FrozenBuffer(classes)
    self.searches = FrozenBuffer(searches)
    self.cuts = FrozenBuffer(cuts)
  }

  /// The class of each slot of a column that has a table.
  func classes(of index: Int, _ column: Column) -> UnsafeBufferPointer<UInt16> {
    UnsafeBufferPointer(start: classes.start + Int(tables[index].base), count: column.span + 2)
  }

  /// Writes the class of every column.
  @inline(__always)
  func classify(_ facts: UnsafePointer<Int32>, _ result: UnsafeMutablePointer<UInt32>) {
    let (table, entries, count) = (tables.start, classes.start, tables.count)
    for index in 0..<count {
      let probe = table[index]
      result[index] = UInt32(entries[probe.slot(facts[Int(probe.field)])])
    }
    for index in 0..<searches.count {
      let probe = searches.start[index]
      result[count &+ index] = search(probe, facts[Int(probe.field)])
    }
  }

  /// The class of a value by binary search without unpredictable branches.
  @inline(__always)
  func search(_ probe: Search, _ value: Int32) -> UInt32 {
    let first = cuts.start + Int(probe.base)
    let wanted = Int64(value)
    var position = 0
    var length = Int(probe.count)
    while length > 1 {
      let half = length / 2
      position = first[position &+ half &- 1] <= wanted ? position &+ half : position
      length &-= half
    }
    let below = first[position] <= wanted ? position &+ 1 : position
    let known = UInt32(truncatingIfNeeded: below == Int(probe.count) ? 0 : below)
    return value == ValueSet.missing ? probe.missingClass : known
  }
}
