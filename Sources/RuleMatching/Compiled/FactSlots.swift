import RuleLanguage

/// From rows of facts to rows of slots: for each used field the number of its value's entry in a table of all fields.
///
/// Fields of eight neighbours are brought to their slots together: small fields have a slot for each code, wide fields
/// with few cuts one for each number of cuts reached. What is left, fields asked for «нет данных» and those with many
/// cuts, goes one by one through the tables of `Probes`, a slot for each class.
struct FactSlots: Sendable {
  /// Slots are told in sixteen bits.
  static let limit = 1 << 15
  /// The rows that are worked on together.
  static let block = 8

  /// The slots of a row, a multiple of eight; those that no field has are always 0.
  let width: Int
  private let directLanes: FrozenBuffer<DirectLanes>
  private let rankedLanes: FrozenBuffer<RankedLanes>
  private let cuts: FrozenBuffer<SIMD8<Int16>>
  private let tables: FrozenBuffer<Probes.Table>
  private let searches: FrozenBuffer<Probes.Search>
  /// The first slot of each table, then of each search.
  private let starts: FrozenBuffer<UInt16>
  private let probes: Probes

  init(_ plan: FactSlotPlan, _ probes: Probes) {
    directLanes = FrozenBuffer(plan.directLanes)
    rankedLanes = FrozenBuffer(plan.rankedLanes)
    cuts = FrozenBuffer(plan.cuts)
    tables = FrozenBuffer(plan.tables)
    searches = FrozenBuffer(plan.searches)
    starts = FrozenBuffer(plan.tableStarts + plan.searchStarts)
    self.probes = probes
    let octets = plan.directLanes.count + plan.rankedLanes.count + (plan.tables.count + plan.searches.count + 7) / 8
    width = octets * FactLanes.count
  }

  /// Writes the slots of `count` rows, at most a block. Field by field, so that what is known of a field stays in
  /// registers.
  func write(
    _ facts: UnsafePointer<Int32>, fieldCount: Int, count: Int, into slots: UnsafeMutablePointer<UInt16>
  ) {
    var target = slots
    for index in 0..<directLanes.count {
      let lanes = directLanes.start[index]
      each(facts, fieldCount, count, target) {
        UnsafeMutableRawPointer($1).storeBytes(of: lanes.slots($0), as: SIMD8<Int16>.self)
      }
      target += FactLanes.count
    }
    for index in 0..<rankedLanes.count {
      let lanes = rankedLanes.start[index]
      each(facts, fieldCount, count, target) {
        UnsafeMutableRawPointer($1).storeBytes(of: lanes.slots($0, cuts.start), as: SIMD8<Int16>.self)
      }
      target += FactLanes.count
    }
    for index in 0..<tables.count {
      let (probe, start) = (tables.start[index], starts.start[index])
      let classes = probes.classes.start
      each(facts + Int(probe.field), fieldCount, count, target) {
        $1.pointee = start &+ classes[probe.slot($0.pointee)]
      }
      target += 1
    }
    for index in 0..<searches.count {
      let (probe, start) = (searches.start[index], starts.start[tables.count &+ index])
      each(facts + Int(probe.field), fieldCount, count, target) {
        $1.pointee = start &+ UInt16(truncatingIfNeeded: probes.search(probe, $0.pointee))
      }
      target += 1
    }
  }

  @inline(__always)
  private func each(
    _ facts: UnsafePointer<Int32>, _ fieldCount: Int, _ count: Int, _ slots: UnsafeMutablePointer<UInt16>,
    _ body: (UnsafePointer<Int32>, UnsafeMutablePointer<UInt16>) -> Void
  ) {
    var (row, target) = (facts, slots)
    for _ in 0..<count {
      body(row, target)
      row += fieldCount
      target += width
    }
  }
}
