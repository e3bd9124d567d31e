/// The memory one thread matches in: made once, reused for every profile, so that matching allocates nothing.
///
/// Holds the answer of the last call until the next one. Not shareable between threads: make one for each.
public final class MatchWorkspace {
  /// Words of a bitmap of rules: bit `rule % 64` of word `rule / 64`.
  public let ruleWords: Int
  let matched: UnsafeMutablePointer<UInt64>
  let near: UnsafeMutablePointer<UInt64>
  /// The class of each column's value.
  let classes: UnsafeMutablePointer<UInt32>
  /// A row per block: the terms that hold, and those exactly one field away.
  let termMatched: UnsafeMutablePointer<SIMD8<UInt64>>
  let termNear: UnsafeMutablePointer<SIMD8<UInt64>>
  /// The bits of the numbers of the columns that violate the terms of a block, one bit of each number a row.
  let planes: UnsafeMutablePointer<SIMD8<UInt64>>
  /// The column that violates each term that is one field away; the second bytes of all numbers stand behind the first.
  let blocking: UnsafeMutablePointer<UInt8>
  /// The row that each column used in a block has there.
  let rowNumbers: UnsafeMutablePointer<UInt32>
  /// The slots of a block of rows; those that belong to no field stay zero.
  let slots: UnsafeMutablePointer<UInt16>

  init(ruleWords: Int, columns: Int, blocks: Int, uses: Int, planes planeCount: Int, slots slotCount: Int) {
    self.ruleWords = ruleWords
    matched = Self.memory(ruleWords, 0)
    near = Self.memory(ruleWords, 0)
    classes = Self.memory(columns, 0)
    termMatched = Self.memory(blocks, SIMD8())
    termNear = Self.memory(blocks, SIMD8())
    let bytesOfNumbers = (planeCount + 7) / 8
    planes = Self.memory(8 * bytesOfNumbers, SIMD8())
    blocking = Self.memory(bytesOfNumbers * blocks * Blocks.width, 0)
    rowNumbers = Self.memory(uses, 0)
    slots = Self.memory(slotCount, 0)
  }

  /// At least one element, so that no pointer dangles.
  private static func memory<Element: BitwiseCopyable>(
    _ count: Int, _ value: Element
  ) -> UnsafeMutablePointer<Element> {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, count))
    memory.initialize(repeating: value, count: max(1, count))
    return memory
  }

  deinit {
    matched.deallocate()
    near.deallocate()
    classes.deallocate()
    termMatched.deallocate()
    termNear.deallocate()
    planes.deallocate()
    blocking.deallocate()
    rowNumbers.deallocate()
    slots.deallocate()
  }

  /// The rules that fired in the last call of `match` or `nearMisses`, as a bitmap.
  public var matchedWords: UnsafeBufferPointer<UInt64> { UnsafeBufferPointer(start: matched, count: ruleWords) }
  /// The rules exactly one field away from firing in the last call of `nearMisses`, as a bitmap.
  public var nearWords: UnsafeBufferPointer<UInt64> { UnsafeBufferPointer(start: near, count: ruleWords) }
  /// The positions of the rules that fired, ascending.
  public var matchedRules: [Int] { Self.positions(matchedWords) }
  /// The positions of the rules one field away, ascending.
  public var nearRules: [Int] { Self.positions(nearWords) }

  private static func positions(_ words: UnsafeBufferPointer<UInt64>) -> [Int] {
    var result: [Int] = []
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        result.append(index * 64 + rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
    }
    return result
  }
}
