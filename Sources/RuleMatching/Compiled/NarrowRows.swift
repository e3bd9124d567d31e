/// Rows of one word, for at most 64 terms. Short tables hold the rows themselves, so that a field costs one load.
struct NarrowRows: Sendable {
  /// The longest table whose slots hold rows.
  private static let directLimit = 512

  let base: UInt64
  /// Fields whose table holds rows: `base` is where it starts in `direct`.
  let directProbes: FrozenBuffer<Probes.Table>
  let direct: FrozenBuffer<UInt64>
  /// Fields whose table holds classes, and where their rows start.
  let classProbes: FrozenBuffer<Probes.Table>
  let classRows: FrozenBuffer<UInt32>
  let searchRows: FrozenBuffer<UInt32>
  let rows: FrozenBuffer<UInt64>

  init(_ terms: [Term?], _ columns: [Column], _ probes: Probes, position: [Int: Int]) {
    var base: UInt64 = 0
    for (bit, term) in terms.enumerated() where term != nil { base |= 1 << UInt64(bit) }
    var all = SIMD8<UInt64>()
    all[0] = base
    var directProbes: [Probes.Table] = []
    var direct: [UInt64] = []
    var classProbes: [Probes.Table] = []
    var classRows: [UInt32] = []
    var searchRows: [UInt32] = []
    var rows: [UInt64] = []
    for (column, named) in TermSets.byColumn(terms, columnCount: columns.count, position: position) {
      var builder = RowBuilder()
      let numbers = builder.add(columns[column], terms, named, all: all)
      let words = numbers.map { builder.rows[Int($0)][0] }
      if columns[column].hasTable {
        var probe = probes.tables[column]
        if columns[column].span <= Self.directLimit {
          let slots = (0..<(columns[column].span + 2)).map { words[Int(probes.classes[Int(probe.base) + $0])] }
          probe.base = UInt32(direct.count)
          directProbes.append(probe)
          direct += slots
        } else {
          classProbes.append(probe)
          classRows.append(UInt32(rows.count))
          rows += words
        }
      } else {
        searchRows.append(UInt32(rows.count))
        rows += words
      }
    }
    self.base = base
    self.directProbes = FrozenBuffer(directProbes)
    self.direct = FrozenBuffer(direct)
    self.classProbes = FrozenBuffer(classProbes)
    self.classRows = FrozenBuffer(classRows)
    self.searchRows = FrozenBuffer(searchRows)
    self.rows = FrozenBuffer(rows)
  }

  /// The terms that hold.
  @inline(__always)
  func match(_ facts: UnsafePointer<Int32>, _ probes: Probes) -> UInt64 {
    var result = base
    let (directProbe, word) = (directProbes.start, direct.start)
    for index in 0..<directProbes.count {
      let probe = directProbe[index]
      result &= word[probe.slot(facts[Int(probe.field)])]
    }
    let row = rows.start
    for index in 0..<classProbes.count {
      let probe = classProbes.start[index]
      let entry = probes.classes.start[probe.slot(facts[Int(probe.field)])]
      result &= row[Int(classRows.start[index] &+ UInt32(entry))]
    }
    for index in 0..<probes.searches.count {
      let probe = probes.searches.start[index]
      result &= row[Int(searchRows.start[index] &+ probes.search(probe, facts[Int(probe.field)]))]
    }
    return result
  }
}
