import RuleLanguage

/// Decides how each field is brought to its slots, and tells the class of each slot.
struct FactSlotPlan {
  /// Fewer fields are not worth lanes.
  private static let fewestLanes = 3

  private(set) var directLanes: [DirectLanes] = []
  private(set) var rankedLanes: [RankedLanes] = []
  private(set) var cuts: [SIMD8<Int16>] = []
  private(set) var tables: [Probes.Table] = []
  private(set) var tableStarts: [UInt16] = []
  private(set) var searches: [Probes.Search] = []
  private(set) var searchStarts: [UInt16] = []
  /// The column and class of each slot; slot 0 belongs to none.
  private(set) var classes: [(column: Int, index: Int)] = [(-1, 0)]

  private let columns: [Column]
  private let probes: Probes
  private var left: Set<Int>

  /// A plan in which at most `directLimit` slots hold codes; nil when there would be too many slots.
  init?(_ columns: [Column], _ probes: Probes, directLimit: Int) {
    self.columns = columns
    self.probes = probes
    left = Set(columns.indices)
    let lastField = columns.map(\.field).max() ?? -1
    var (direct, ranked): ([Int: Int], [Int: Int]) = ([:], [:])
    var used = 0
    let bySpan = columns.indices.sorted { (columns[$0].span, $0) < (columns[$1].span, $1) }
    for index in bySpan where lastField >= FactLanes.count - 1 && !columns[index].asksMissing {
      let column = columns[index]
      used += column.span + 2
      if used <= directLimit {
        direct[column.field] = index
      } else if column.span <= RankedLanes.spanLimit, column.cuts.count <= RankedLanes.cutLimit {
        ranked[column.field] = index
      }
    }
    for window in Self.windows(direct, lastField: lastField) { addDirect(window) }
    for window in Self.windows(ranked, lastField: lastField) { addRanked(window) }
    for index in left.sorted() { addSingle(index) }
    if classes.count > FactSlots.limit { return nil }
  }

  /// Neighbouring fields from `first` on, and the columns they are.
  private struct Window {
    var first: Int
    var columns: [(lane: Int, index: Int)]
  }

  /// As few windows as hold all of `fields`, each in one; none reaches beyond the last field.
  private static func windows(_ fields: [Int: Int], lastField: Int) -> [Window] {
    var (result, next): ([Window], Int) = ([], 0)
    for field in fields.keys.sorted() where field >= next {
      let first = min(field, lastField - FactLanes.count + 1)
      let members = (max(first, next)..<(first + FactLanes.count)).compactMap { field in
        fields[field].map { (field - first, $0) }
      }
      if members.count >= fewestLanes { result.append(Window(first: first, columns: members)) }
      next = first + FactLanes.count
    }
    return result
  }

  private mutating func addDirect(_ window: Window) {
    var lanes = DirectLanes(first: window.first)
    for (lane, index) in window.columns {
      let column = columns[index]
      lanes.set(lane: lane, slot: classes.count, low: column.cuts.first ?? 0, span: column.span)
      classes.append((index, 0))
      for entry in probes.classes(of: index, column).dropLast() { classes.append((index, Int(entry))) }
      left.remove(index)
    }
    directLanes.append(lanes)
  }

  private mutating func addRanked(_ window: Window) {
    var lanes = RankedLanes(first: window.first, firstCuts: cuts.count)
    for (lane, index) in window.columns where classes.count + RankedLanes.cutLimit < FactSlots.limit {
      lanes.set(lane: lane, slot: classes.count, column: columns[index], cuts: &cuts)
      // Class 0 is before the first cut and from the last one on.
      classes += columns[index].cuts.indices.map { (index, $0) } + [(index, 0)]
      left.remove(index)
    }
    rankedLanes.append(lanes)
  }

  private mutating func addSingle(_ index: Int) {
    let start = UInt16(truncatingIfNeeded: classes.count)
    if columns[index].hasTable {
      tables.append(probes.tables[index])
      tableStarts.append(start)
    } else {
      searches.append(probes.searches[index - probes.tables.count])
      searchStarts.append(start)
    }
    classes += (0..<columns[index].classCount).map { (index, $0) }
  }
}
