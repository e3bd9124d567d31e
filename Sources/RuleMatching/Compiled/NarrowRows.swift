import RuleLanguage

/// Rows of few words, for at most 64 rules of few terms: one for each slot of `FactSlots`.
struct NarrowRows<Word: RowWord>: Sendable {
  private let base: Word
  private let slots: FactSlots
  private let rows: FrozenBuffer<Word>
  /// For each byte of the places behind the rules' own and each of its values, the rules: 256 words a byte.
  private let gathering: FrozenBuffer<UInt64>
  private let ruleCount: Int
  private let ruleMask: UInt64

  /// The bytes of the rows that stand for single codes: they should stay in the nearest cache, beside all else.
  private static var directBytes: Int { 16 << 10 }

  /// Rows for the terms of `layout`; nil when there are too many slots.
  init?(_ layout: NarrowLayout, _ columns: [Column], _ probes: Probes, position: [Int: Int], ruleCount: Int) {
    let limit = Self.directBytes / MemoryLayout<Word>.stride
    guard let plan = FactSlotPlan(columns, probes, directLimit: limit) else { return nil }
    var all = SIMD8<UInt64>()
    for (bit, term) in layout.terms.enumerated() where term != nil { all[bit / 64] |= 1 << UInt64(bit % 64) }
    var words = [[Word]](repeating: [], count: columns.count)
    for (index, named) in TermSets.byColumn(layout.terms, columnCount: columns.count, position: position) {
      var builder = RowBuilder()
      let numbers = builder.add(columns[index], layout.terms, named, all: all)
      words[index] = numbers.map { Word(layersOf: builder.rows[Int($0)]) }
    }
    let base = Word(layersOf: all)
    self.base = base
    slots = FactSlots(plan, probes)
    rows = FrozenBuffer(plan.classes.map { $0.column < 0 ? base : words[$0.column][$0.index] })
    self.ruleCount = ruleCount
    ruleMask = ruleCount == 64 ? ~0 : (1 << UInt64(ruleCount)) - 1
    gathering = FrozenBuffer(Self.gathering(Array(layout.owners.dropFirst(ruleCount))))
  }

  /// For three bytes at least, if there are any places.
  private static func gathering(_ owners: [Int]) -> [UInt64] {
    if owners.isEmpty { return [] }
    var result: [UInt64] = []
    for first in stride(from: 0, to: max(24, owners.count), by: 8) {
      let byte = min(owners.count, first)..<min(owners.count, first + 8)
      for value in 0..<256 {
        result.append(byte.reduce(0) { value >> ($1 - first) & 1 == 1 ? $0 | 1 << UInt64(owners[$1]) : $0 })
      }
    }
    return result
  }

  /// How many slots `match` needs room for.
  var slotRoom: Int { FactSlots.block * slots.width }

  /// The rules that hold, for each of `count` rows of facts; `room` has space for `slotRoom` slots, all zero at first.
  func match(
    _ facts: UnsafePointer<Int32>, fieldCount: Int, count: Int, into result: UnsafeMutablePointer<UInt64>,
    _ room: UnsafeMutablePointer<UInt16>
  ) {
    var start = 0
    while start < count {
      let length = min(FactSlots.block, count &- start)
      slots.write(facts + start &* fieldCount, fieldCount: fieldCount, count: length, into: room)
      var slot = UnsafePointer(room)
      for row in start..<(start &+ length) {
        result[row] = rules(of: terms(slot).joined)
        slot += slots.width
      }
      start &+= length
    }
  }

  /// The terms that hold.
  @inline(__always)
  private func terms(_ slot: UnsafePointer<UInt16>) -> Word {
    // Two slots a load: loads are what there are most of.
    var (result, pair) = (base, UnsafeRawPointer(slot).assumingMemoryBound(to: UInt32.self))
    for _ in 0..<(slots.width / FactLanes.count) {
      for index in 0..<(FactLanes.count / 2) {
        result &= rows.start[Int(pair[index] & 0xFFFF)]
        result &= rows.start[Int(pair[index] >> 16)]
      }
      pair += FactLanes.count / 2
    }
    return result
  }

  /// The rules of places.
  @inline(__always)
  private func rules(of places: UInt64) -> UInt64 {
    guard gathering.count > 0 else { return places }
    let (rest, table) = (places &>> UInt64(ruleCount), gathering.start)
    // Three bytes at once, which is mostly all of them.
    var result = places & ruleMask
    result |= table[Int(rest & 0xFF)] | table[256 &+ Int(rest >> 8 & 0xFF)] | table[512 &+ Int(rest >> 16 & 0xFF)]
    if gathering.count > 768 {
      for byte in 3..<(gathering.count / 256) { result |= table[byte &* 256 &+ Int(rest &>> UInt64(byte &* 8) & 0xFF)] }
    }
    return result
  }
}
