import RuleLanguage

/// Reads fact lines: one JSON object a line, `{"id": "p1", "age": 41, "city": "Perm", "tags": ["a"]}`.
///
/// Keys stand in any order; a missing key or `null` is a missing value; unknown keys are passed over. Numbers are taken
/// exactly, decimals to hundredths, half away from zero; numbers with exponents are numbers too. Texts may have escapes.
/// Made once per thread; reading a line allocates nothing unless it has mistakes.
public struct FactLineDecoder {
  /// The fields.
  public let fields: [FactField]
  /// The number of values in a row.
  public let valueCount: Int

  /// What a line is.
  public enum Line: Sendable, Hashable {
    /// Only white space.
    case blank
    /// A profile; the bytes of its `id` as they stand in the line, nil when it has none or `null`.
    case profile(id: Range<Int>?)
  }

  /// The keys of the first lines that name no field, with the line each was first seen in, counted from 1: they are
  /// passed over, but may be misspelled. At most `keptKeys`.
  public internal(set) var unknownKeys: [(name: String, line: UInt64)] = []
  /// The most unknown keys that are kept.
  static let keptKeys = 16
  /// The lines in which unknown keys are looked for: streams repeat their keys.
  static let searchedLines: UInt64 = 1000

  /// The mistakes of the last line.
  public internal(set) var mistakes: [FactMistake] = []

  /// The number in the table of keys that is `id`.
  let idKey: Int
  /// How to read each key, `id` the last.
  let plans: FrozenBuffer<KeyPlan>
  /// The names of the values of each field, then those of the keys.
  let names: NameTables
  /// For each key, one that followed it in some line, and behind them one that started a line: lines mostly have the
  /// same order of keys, and then a key costs two comparisons.
  var successors: [Int]
  /// The keys of this line, one bit each, and the line in which each of the others was last seen.
  var seen: UInt64 = 0
  var lastSeen: [UInt64]
  var lineNumber: UInt64 = 0
  var scratch: [UInt8] = []

  /// How to read a key and its value.
  struct KeyPlan: Sendable, BitwiseCopyable {
    enum Kind: UInt8, Sendable { case enumeration, boolean, integer, decimal, set, date, id }
    /// The key as it stands in a line, with quotation marks and a colon, up to sixteen bytes.
    var first: UInt64 = 0
    var firstMask: UInt64 = 0
    var second: UInt64 = 0
    var secondMask: UInt64 = 0
    /// The length of that; 0 for a key too long for this.
    var length = 0
    var kind: Kind
    var position: Int
    var count = 1
    var low: Int64 = 0
    var high: Int64 = 0
  }

  /// A decoder for the fields of a vocabulary file, `valueCount` values a row.
  public init(fields: [FactField], valueCount: Int) {
    self.fields = fields
    self.valueCount = valueCount
    idKey = fields.count
    let keys = fields.map(\.name) + ["id"]
    // A guess that the first line mends. The last entry is the start of a line, mostly followed by `id`.
    successors = Array(1..<keys.count) + [0, keys.count - 1]
    lastSeen = Array(repeating: 0, count: keys.count)
    let values: [[String]] = fields.map { field in
      switch field.kind {
      case .enumeration(let names), .set(let names): return names
      default: return []
      }
    }
    names = NameTables(values + [keys])
    let plans = fields.map(Self.plan) + [KeyPlan(kind: .id, position: 0)]
    self.plans = FrozenBuffer(zip(plans, keys).map(Self.encoded))
  }

  private static func plan(_ field: FactField) -> KeyPlan {
    var plan = KeyPlan(kind: .boolean, position: field.position)
    switch field.kind {
    case .enumeration: plan.kind = .enumeration
    case .boolean: plan.kind = .boolean
    case .set(let names): (plan.kind, plan.count) = (.set, names.count)
    case .integer(let range):
      (plan.kind, plan.low, plan.high) = (.integer, Int64(range.lowerBound), Int64(range.upperBound))
    case .decimal(let range):
      (plan.kind, plan.low, plan.high) = (.decimal, Int64(range.lowerBound), Int64(range.upperBound))
    case .date(let range):
      (plan.kind, plan.low, plan.high) = (.date, Int64(range.lowerBound), Int64(range.upperBound))
    }
    return plan
  }

  private static func encoded(_ plan: KeyPlan, _ name: String) -> KeyPlan {
    let bytes = [UInt8(ascii: "\"")] + Array(name.utf8) + Array("\":".utf8)
    guard bytes.count <= 16 else { return plan }
    var (result, words, masks) = (plan, SIMD2<UInt64>(), SIMD2<UInt64>())
    for (index, byte) in bytes.enumerated() {
      words[index / 8] |= UInt64(byte) << UInt64(index % 8 * 8)
      masks[index / 8] |= 0xFF << UInt64(index % 8 * 8)
    }
    (result.first, result.second) = (words[0].littleEndian, words[1].littleEndian)
    (result.firstMask, result.secondMask) = (masks[0].littleEndian, masks[1].littleEndian)
    result.length = bytes.count
    return result
  }

  /// Reads one line, without its line feed, into `row`, which has `valueCount` values. What is wrong is in `mistakes`,
  /// and then the row is not to be used.
  public mutating func decode(_ line: [UInt8], into row: inout [Int32]) -> Line {
    precondition(row.count == valueCount)
    let padded = line + [UInt8(ascii: "\n")] + [UInt8](repeating: 0, count: Self.slack)
    return padded.withUnsafeBufferPointer { bytes in
      row.withUnsafeMutableBufferPointer { row in
        guard let start = bytes.baseAddress, let values = row.baseAddress else { return .blank }
        return decode(start, lineLength: line.count, into: values)
      }
    }
  }

  /// The bytes after a line feed that must be readable.
  static let slack = 32

  /// Reads the line at `start`, which ends with a line feed at `lineLength` and has `slack` readable bytes behind.
  mutating func decode(
    _ start: UnsafePointer<UInt8>, lineLength: Int, into row: UnsafeMutablePointer<Int32>
  ) -> Line {
    lineNumber &+= 1
    seen = 0
    if !mistakes.isEmpty { mistakes.removeAll() }
    for index in 0..<valueCount { row[index] = ValueSet.missing }
    do throws(FactMistake) {
      return try object(FactScanner(bytes: start, end: lineLength), row)
    } catch {
      mistakes.append(error)
      return .profile(id: nil)
    }
  }
}
