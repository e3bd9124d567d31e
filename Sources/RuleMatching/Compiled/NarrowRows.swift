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
  /// For each byte of the terms and each of its values, the rules: 256 words a byte. None where every term is a rule.
  let gathering: FrozenBuffer<UInt64>

  /// Rows for `terms`; the first `ruleCount` are the rules' own, `owners` the rules of the others.
  init(
    _ terms: [Term?], _ columns: [Column], _ probes: Probes, position: [Int: Int], ruleCount: Int, owners: [Int32]
  ) {
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
    let rules = (0..<ruleCount).map { UInt64(1) << UInt64($0) } + owners.map { UInt64(1) << UInt64($0) }
    var gathering: [UInt64] = []
    for byte in 0..<(owners.isEmpty ? 0 : (terms.count + 7) / 8) {
      for value in 0..<256 {
        let bits = (0..<8).filter { value >> $0 & 1 == 1 && byte * 8 + $0 < rules.count }
        gathering.append(bits.reduce(0) { $0 | rules[byte * 8 + $1] })
      }
    }
    self.gathering = FrozenBuffer(gathering)
  }

  /// The rules some term of which holds.
  @inline(__always)
  func rules(of terms: UInt64) -> UInt64 {
    guard gathering.count > 0 else { return terms }
    var (rest, result, table) = (terms, UInt64(0), gathering.start)
    for _ in 0..<(gathering.count / 256) {
      result |= table[Int(rest & 0xFF)]
      rest >>= 8
      table += 256
    }
    return result
  }

  /// How many profiles are taken through one field before the next one: few enough that their facts stay near.
  private static let batch = 128

  /// The rules that hold, for each of `count` rows of facts. Field by field over a batch of rows, so that what is known
  /// of a field stays in registers.
  func matchAll(
    _ facts: UnsafePointer<Int32>, fieldCount: Int, count: Int, into result: UnsafeMutablePointer<UInt64>,
    _ probes: Probes
  ) {
    var start = 0
    while start < count {
      let rows = min(Self.batch, count &- start)
      matchBatch(facts + start &* fieldCount, fieldCount, rows, result + start, probes)
      start &+= rows
    }
  }

  @inline(__always)
  private func matchBatch(
    _ facts: UnsafePointer<Int32>, _ fieldCount: Int, _ count: Int, _ result: UnsafeMutablePointer<UInt64>,
    _ probes: Probes
  ) {
    for row in 0..<count { result[row] = base }
    for index in 0..<directProbes.count {
      let probe = directProbes.start[index]
      let words = direct.start + Int(probe.base)
      var fact = facts + Int(probe.field)
      for row in 0..<count {
        result[row] &= words[probe.offset(fact.pointee)]
        fact += fieldCount
      }
    }
    for index in 0..<classProbes.count {
      let probe = classProbes.start[index]
      let classes = probes.classes.start + Int(probe.base)
      let words = rows.start + Int(classRows.start[index])
      var fact = facts + Int(probe.field)
      for row in 0..<count {
        result[row] &= words[Int(classes[probe.offset(fact.pointee)])]
        fact += fieldCount
      }
    }
    for index in 0..<probes.searches.count {
      let probe = probes.searches.start[index]
      let words = rows.start + Int(searchRows.start[index])
      var fact = facts + Int(probe.field)
      for row in 0..<count {
        result[row] &= words[Int(probes.search(probe, fact.pointee))]
        fact += fieldCount
      }
    }
    guard gathering.count > 0 else { return }
    for row in 0..<count { result[row] = rules(of: result[row]) }
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
