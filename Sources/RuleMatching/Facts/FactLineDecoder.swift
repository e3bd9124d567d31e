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

  /// The number in `keys` that is `id`.
  let idKey: Int
  let keys: NameTable
  /// For each key, the one that followed it in the last line, and its bytes with quotation marks: lines mostly have the
  /// same order of keys, and then a key costs two comparisons.
  var successors: [Int]
  let encodedKeys: [EncodedKey]
  let values: [NameTable]
  let plans: [FieldPlan]
  /// The line in which each key was last seen.
  var seen: [UInt64]
  var lineNumber: UInt64 = 0
  var scratch: [UInt8] = []

  /// A key as it stands in a line, up to sixteen bytes.
  struct EncodedKey: Sendable {
    var first: UInt64 = 0
    var firstMask: UInt64 = 0
    var second: UInt64 = 0
    var secondMask: UInt64 = 0
    /// The length with quotation marks; 0 for a key too long for this.
    var length = 0
  }

  /// How to read a field.
  struct FieldPlan: Sendable {
    enum Kind: Sendable { case enumeration, boolean, integer, decimal, set, date }
    var kind: Kind
    var low: Int64 = 0
    var high: Int64 = 0
    var position: Int
    var count = 1
  }

  /// A decoder for the fields of a vocabulary file, `valueCount` values a row.
  public init(fields: [FactField], valueCount: Int) {
    self.fields = fields
    self.valueCount = valueCount
    idKey = fields.count
    let names = fields.map(\.name) + ["id"]
    keys = NameTable(names)
    // The key after the last one of the vocabulary is a guess that the first line mends.
    successors = Array(1...(fields.count + 1)).map { $0 <= fields.count ? $0 : 0 }
    encodedKeys = names.map(Self.encoded)
    seen = Array(repeating: 0, count: names.count)
    values = fields.map { field in
      switch field.kind {
      case .enumeration(let names), .set(let names): NameTable(names)
      default: NameTable([])
      }
    }
    plans = fields.map { field in
      switch field.kind {
      case .enumeration: FieldPlan(kind: .enumeration, position: field.position)
      case .boolean: FieldPlan(kind: .boolean, position: field.position)
      case .integer(let range):
        FieldPlan(
          kind: .integer, low: Int64(range.lowerBound), high: Int64(range.upperBound), position: field.position)
      case .decimal(let range):
        FieldPlan(
          kind: .decimal, low: Int64(range.lowerBound), high: Int64(range.upperBound), position: field.position)
      case .date(let range):
        FieldPlan(kind: .date, low: Int64(range.lowerBound), high: Int64(range.upperBound), position: field.position)
      case .set(let names): FieldPlan(kind: .set, position: field.position, count: names.count)
      }
    }
  }

  private static func encoded(_ name: String) -> EncodedKey {
    let bytes = [UInt8(ascii: "\"")] + Array(name.utf8) + [UInt8(ascii: "\"")]
    var result = EncodedKey()
    guard bytes.count <= 16 else { return result }
    result.length = bytes.count
    for (index, byte) in bytes.enumerated() {
      let shift = UInt64(index % 8 * 8)
      if index < 8 {
        result.first |= UInt64(byte) << shift
        result.firstMask |= 0xFF << shift
      } else {
        result.second |= UInt64(byte) << shift
        result.secondMask |= 0xFF << shift
      }
    }
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
    if !mistakes.isEmpty { mistakes.removeAll() }
    for index in 0..<valueCount { row[index] = ValueSet.missing }
    var scanner = FactScanner(bytes: start, end: lineLength)
    do throws(FactMistake) {
      return try object(&scanner, row)
    } catch {
      mistakes.append(error)
      return .profile(id: nil)
    }
  }
}
