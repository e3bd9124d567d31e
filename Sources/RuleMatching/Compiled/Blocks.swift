/// The rows of all terms, in blocks of 512.
struct Blocks: Sendable {
  static let width = 512

  /// The columns a block uses, and its row when nothing is violated.
  struct Block: Sendable, BitwiseCopyable {
    var firstUse: Int32
    var useCount: Int32
  }

  /// A column that some term of a block names.
  struct Use: Sendable, BitwiseCopyable {
    var column: Int32
    /// Where the column's map starts: `classCount` row numbers for this block.
    var map: UInt32
  }

  let count: Int
  let blocks: FrozenBuffer<Block>
  let bases: FrozenBuffer<SIMD8<UInt64>>
  let uses: FrozenBuffer<Use>
  /// Class → row; the blocks of one column and class stand together.
  let map: FrozenBuffer<UInt32>
  /// The distance of neighbouring classes in a column's map.
  let mapStride: Int
  let rows: FrozenBuffer<SIMD8<UInt64>>

  /// For each block and bit of column numbers, the uses of columns whose number has it, one list behind the other.
  let planeUses: FrozenBuffer<UInt32>
  /// Where each list starts, and where the last one ends.
  let planeBounds: FrozenBuffer<UInt32>

  /// Rows for `terms`; nil is a term that never holds. The numbers of columns have `planeCount` bits.
  init(_ terms: [Term?], _ columns: [Column], position: [Int: Int], planeCount: Int) {
    count = (terms.count + Self.width - 1) / Self.width
    mapStride = max(1, count)
    var mapBases: [Int] = []
    var mapCount = 0
    for column in columns {
      mapBases.append(mapCount)
      mapCount += column.classCount * mapStride
    }
    var map = [UInt32](repeating: 0, count: mapCount)
    var builder = RowBuilder()
    var blocks: [Block] = []
    var bases: [SIMD8<UInt64>] = []
    var uses: [Use] = []
    for block in 0..<count {
      let members = Array(terms[(block * Self.width)..<min(terms.count, (block + 1) * Self.width)])
      var base = SIMD8<UInt64>()
      for (bit, term) in members.enumerated() where term != nil { base[bit / 64] |= 1 << UInt64(bit % 64) }
      bases.append(base)
      let first = uses.count
      for (column, named) in TermSets.byColumn(members, columnCount: columns.count, position: position) {
        uses.append(Use(column: Int32(column), map: UInt32(mapBases[column] + block)))
        let numbers = builder.add(columns[column], members, named, all: base)
        for (index, row) in numbers.enumerated() { map[mapBases[column] + block + index * mapStride] = row }
      }
      blocks.append(Block(firstUse: Int32(first), useCount: Int32(uses.count - first)))
    }
    var (planeUses, planeBounds): ([UInt32], [UInt32]) = ([], [0])
    for block in blocks {
      let used = uses[Int(block.firstUse)..<Int(block.firstUse + block.useCount)]
      for plane in 0..<planeCount {
        planeUses += used.indices.filter { used[$0].column >> Int32(plane) & 1 == 1 }.map {
          UInt32($0 - used.startIndex)
        }
        planeBounds.append(UInt32(planeUses.count))
      }
    }
    self.planeUses = FrozenBuffer(planeUses)
    self.planeBounds = FrozenBuffer(planeBounds)
    self.blocks = FrozenBuffer(blocks)
    self.bases = FrozenBuffer(bases)
    self.uses = FrozenBuffer(uses)
    self.map = FrozenBuffer(map)
    rows = FrozenBuffer(builder.rows)
  }

  /// The number of the row that a column's value has in a block.
  @inline(__always)
  func row(_ use: Use, _ classes: UnsafePointer<UInt32>) -> Int {
    Int(map.start[Int(use.map) &+ Int(classes[Int(use.column)]) &* mapStride])
  }
}

/// The sets of values that terms ask of each column.
enum TermSets {
  /// Which part of which term names a column.
  struct Place {
    var term: Int
    var part: Int
  }

  /// For each column that some term names, by column: the places that name it.
  static func byColumn(
    _ terms: [Term?], columnCount: Int, position: [Int: Int]
  ) -> [(column: Int, named: [Place])] {
    var lists = [[Place]](repeating: [], count: columnCount)
    for (index, term) in terms.enumerated() {
      guard let term else { continue }
      for part in term.parts.indices {
        if let column = position[term.parts[part].field] { lists[column].append(Place(term: index, part: part)) }
      }
    }
    return lists.enumerated().filter { !$0.element.isEmpty }.map { ($0.offset, $0.element) }
  }
}

/// Makes the rows of one column in one block; classes no term tells apart share a row.
struct RowBuilder {
  private(set) var rows: [SIMD8<UInt64>] = []

  /// The number of the row of each class.
  mutating func add(
    _ column: Column, _ terms: [Term?], _ named: [TermSets.Place], all: SIMD8<UInt64>
  ) -> [UInt32] {
    // The bits that change at each class: rows are sums of changes, so that a wide set costs two entries.
    var changes = [SIMD8<UInt64>](repeating: SIMD8(), count: column.classCount + 1)
    var isChange = [Bool](repeating: false, count: column.classCount + 1)
    var row = all
    for place in named {
      guard let part = terms[place.term]?.parts[place.part] else { continue }
      let (word, mask) = (place.term / 64, UInt64(1) << UInt64(place.term % 64))
      row[word] &= ~mask
      for range in column.classes(of: part.values) {
        for edge in [range.lowerBound, range.upperBound] {
          changes[edge][word] ^= mask
          isChange[edge] = true
        }
      }
    }
    var numbers: [UInt32] = []
    numbers.reserveCapacity(column.classCount)
    for index in 0..<column.classCount {
      if isChange[index] { row ^= changes[index] }
      if index == 0 || isChange[index] { rows.append(row) }
      numbers.append(UInt32(rows.count - 1))
    }
    return numbers
  }
}
