/// `NarrowRows` of the fewest words that will do.
enum NarrowIndex: Sendable {
  case one(NarrowRows<UInt64>)
  case two(NarrowRows<SIMD2<UInt64>>)
  case four(NarrowRows<SIMD4<UInt64>>)

  /// Nil when there are more than 64 rules, none, or too many terms.
  init?(_ lists: [[Term]], _ columns: [Column], _ probes: Probes, position: [Int: Int]) {
    guard !lists.isEmpty, let layout = NarrowLayout(lists) else { return nil }
    func rows<Word: RowWord>() -> NarrowRows<Word>? {
      NarrowRows(layout, columns, probes, position: position, ruleCount: lists.count)
    }
    let index: NarrowIndex? =
      switch layout.layers {
      case 1: rows().map(Self.one)
      case 2: rows().map(Self.two)
      default: rows().map(Self.four)
      }
    guard let index else { return nil }
    self = index
  }

  /// How many slots `match` needs room for.
  var slotRoom: Int {
    switch self {
    case .one(let rows): rows.slotRoom
    case .two(let rows): rows.slotRoom
    case .four(let rows): rows.slotRoom
    }
  }

  /// The rules that hold, for each of `count` rows of facts; `room` has space for `slotRoom` slots, all zero at first.
  func match(
    _ facts: UnsafePointer<Int32>, fieldCount: Int, count: Int, into result: UnsafeMutablePointer<UInt64>,
    _ room: UnsafeMutablePointer<UInt16>
  ) {
    switch self {
    case .one(let rows): rows.match(facts, fieldCount: fieldCount, count: count, into: result, room)
    case .two(let rows): rows.match(facts, fieldCount: fieldCount, count: count, into: result, room)
    case .four(let rows): rows.match(facts, fieldCount: fieldCount, count: count, into: result, room)
    }
  }
}
