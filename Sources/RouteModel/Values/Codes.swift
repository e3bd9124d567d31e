import Diagnostics

/// The code of a competency in the catalog's canonical spelling, for example `К1`.
public struct CompetencyCode: Sendable, Hashable, Comparable, CustomStringConvertible {
  private let spelling: ByteText
  /// The canonical spelling.
  public var text: String { spelling.text }
  /// A code in its canonical spelling.
  public init(_ text: String) { spelling = ByteText(text) }
  /// A hash of the spelling's bytes, for `HashSlots`.
  public var hash64: UInt64 { spelling.hash }
  /// The spelling.
  public var description: String { text }
  /// Numbers inside codes compare as numbers: К2 before К10.
  public static func < (left: CompetencyCode, right: CompetencyCode) -> Bool { naturalOrder(left.text, right.text) }
}

/// The code of a measure as the road map numbers it, for example `1.6`, without the sign №.
public struct MeasureCode: Sendable, Hashable, Comparable, CustomStringConvertible {
  private let spelling: ByteText
  /// The canonical spelling.
  public var text: String { spelling.text }
  /// A code in its canonical spelling.
  public init(_ text: String) { spelling = ByteText(text) }
  /// The spelling.
  public var description: String { text }
  /// Numbers inside codes compare as numbers: 1.2 before 1.10.
  public static func < (left: MeasureCode, right: MeasureCode) -> Bool { naturalOrder(left.text, right.text) }
}

/// Whether `left` stands before `right` when runs of digits compare as numbers and the rest by Unicode scalars.
///
/// A strict total order on different texts: where the parts are equal as numbers (`01`, `1`), the scalars decide.
/// O(length); nothing is allocated.
public func naturalOrder(_ left: String, _ right: String) -> Bool {
  var (left, right) = (left, right)
  // UTF-8 sorts as the scalars do, so bytes are enough.
  return left.withUTF8 { a in right.withUTF8 { b in precedes(a, b) } }
}

private func precedes(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
  var (i, j) = (0, 0)
  while i < a.count, j < b.count {
    if isDigit(a[i]), isDigit(b[j]) {
      let (x, y) = (number(a, &i), number(b, &j))
      if x.count != y.count { return x.count < y.count }
      for offset in 0..<x.count where a[x.lowerBound + offset] != b[y.lowerBound + offset] {
        return a[x.lowerBound + offset] < b[y.lowerBound + offset]
      }
    } else {
      if a[i] != b[j] { return a[i] < b[j] }
      (i, j) = (i + 1, j + 1)
    }
  }
  if a.count - i != b.count - j { return a.count - i < b.count - j }
  return a.lexicographicallyPrecedes(b)
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

/// The digits of the number at `start` without leading zeros; `start` moves behind it.
private func number(_ bytes: UnsafeBufferPointer<UInt8>, _ start: inout Int) -> Range<Int> {
  while start < bytes.count, bytes[start] == UInt8(ascii: "0") { start += 1 }
  let first = start
  while start < bytes.count, isDigit(bytes[start]) { start += 1 }
  return first..<start
}
