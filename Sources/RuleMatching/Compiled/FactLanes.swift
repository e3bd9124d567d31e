/// Eight neighbouring values of a fact row, moved to where sixteen bits suffice and held at the ends.
///
/// Only where a field's first and last cut lie matters: `shift` puts them within sixteen bits, and what is beyond either
/// end stays beyond an end. This also holds where the subtraction wraps around, and for the missing value, because two
/// values of 32 bits are never as far apart as a whole turn. So the lanes serve fields of which all values that no rule
/// names are one class, missing or not. A lane that was given nothing has slot 0.
struct FactLanes: Sendable, BitwiseCopyable {
  static let count = 8

  /// Where the values start in a row, in bytes.
  private let offset: Int
  private var shift = SIMD8<Int32>()

  init(first: Int) { offset = first * MemoryLayout<Int32>.stride }

  /// Moves a lane's `value` to `place`.
  mutating func move(_ value: Int, to place: Int, lane: Int) { shift[lane] = Int32(truncatingIfNeeded: value - place) }

  @inline(__always)
  func values(_ facts: UnsafePointer<Int32>) -> SIMD8<Int16> {
    let moved = UnsafeRawPointer(facts).loadUnaligned(fromByteOffset: offset, as: SIMD8<Int32>.self) &- shift
    // Lane by lane the compiler sees the one instruction that narrows eight numbers and holds them at the ends.
    var result = SIMD8<Int16>()
    for lane in 0..<Self.count { result[lane] = Int16(truncatingIfNeeded: max(-32768, min(32767, moved[lane]))) }
    return result
  }
}

/// Lanes of fields with short tables: a slot for what is below the first cut, one for each code, one for what is beyond.
struct DirectLanes: Sendable, BitwiseCopyable {
  private var facts: FactLanes
  private var least = SIMD8<Int16>()
  private var most = SIMD8<Int16>()

  init(first: Int) { facts = FactLanes(first: first) }

  /// Gives a lane the `span + 2` slots from `slot` on; `low` has the second.
  mutating func set(lane: Int, slot: Int, low: Int, span: Int) {
    facts.move(low, to: slot + 1, lane: lane)
    least[lane] = Int16(slot)
    most[lane] = Int16(slot + span + 1)
  }

  @inline(__always)
  func slots(_ row: UnsafePointer<Int32>) -> SIMD8<Int16> {
    facts.values(row).clamped(lowerBound: least, upperBound: most)
  }
}

/// Lanes of wide fields with few cuts: how many cuts a value has reached is counted for all eight at once.
struct RankedLanes: Sendable, BitwiseCopyable {
  /// The widest span of cuts.
  static let spanLimit = (1 << 16) - 2
  /// The most cuts of a field that are counted.
  static let cutLimit = 16
  /// Cuts are counted so many at a time.
  private static var step: Int { 4 }

  private var facts: FactLanes
  private var base = SIMD8<Int16>()
  /// Where the cuts are: one of each lane a time.
  private let firstCuts: Int
  private var stepCount = 0

  init(first: Int, firstCuts: Int) {
    facts = FactLanes(first: first)
    self.firstCuts = firstCuts
  }

  /// Gives a lane the slots from `slot` on: one for each number of reached cuts.
  mutating func set(lane: Int, slot: Int, column: Column, cuts: inout [SIMD8<Int16>]) {
    guard let low = column.cuts.first else { return }
    facts.move(low, to: -32767, lane: lane)
    base[lane] = Int16(slot)
    stepCount = max(stepCount, (column.cuts.count + Self.step - 1) / Self.step)
    while cuts.count < firstCuts + stepCount * Self.step { cuts.append(SIMD8(repeating: Int16.max)) }
    // Reached is beyond the code before.
    for (index, cut) in column.cuts.enumerated() { cuts[firstCuts + index][lane] = Int16(cut - low - 32768) }
  }

  @inline(__always)
  func slots(_ row: UnsafePointer<Int32>, _ cuts: UnsafePointer<SIMD8<Int16>>) -> SIMD8<Int16> {
    let values = facts.values(row)
    var slots = base
    var cut = cuts + firstCuts
    for _ in 0..<stepCount {
      for _ in 0..<Self.step {
        slots = slots.replacing(with: slots &+ 1, where: values .> cut.pointee)
        cut += 1
      }
    }
    return slots
  }
}
