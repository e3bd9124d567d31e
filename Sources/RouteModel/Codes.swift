import Diagnostics

/// The code of a competency in the catalog's canonical spelling, for example `К1`.
public struct CompetencyCode: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The canonical spelling.
  public let text: String
  /// A code in its canonical spelling.
  public init(_ text: String) { self.text = text }
  /// The spelling.
  public var description: String { text }
  /// Numbers inside codes compare as numbers: К2 before К10.
  public static func < (left: CompetencyCode, right: CompetencyCode) -> Bool { naturalOrder(left.text, right.text) }
}

/// The code of a measure as the road map numbers it, for example `1.6`, without the sign №.
public struct MeasureCode: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The canonical spelling.
  public let text: String
  /// A code in its canonical spelling.
  public init(_ text: String) { self.text = text }
  /// The spelling.
  public var description: String { text }
  /// Numbers inside codes compare as numbers: 1.2 before 1.10.
  public static func < (left: MeasureCode, right: MeasureCode) -> Bool { naturalOrder(left.text, right.text) }
}

/// Whether `left` stands before `right` when runs of digits compare as numbers and the rest by Unicode scalars.
///
/// A strict total order on different texts: where the parts are equal as numbers (`01`, `1`), the scalars decide.
public func naturalOrder(_ left: String, _ right: String) -> Bool {
  let a = Array(left.unicodeScalars)
  let b = Array(right.unicodeScalars)
  var i = 0
  var j = 0
  while i < a.count, j < b.count {
    if let (x, nextI) = number(a, i), let (y, nextJ) = number(b, j) {
      if x.count != y.count { return x.count < y.count }
      for (m, n) in zip(x, y) where m != n { return m < n }
      (i, j) = (nextI, nextJ)
    } else {
      if a[i] != b[j] { return a[i] < b[j] }
      (i, j) = (i + 1, j + 1)
    }
  }
  if a.count - i != b.count - j { return a.count - i < b.count - j }
  return a.lexicographicallyPrecedes(b)
}

/// The digits of the number at `start` without leading zeros, and where it ends.
private func number(_ scalars: [Unicode.Scalar], _ start: Int) -> (digits: ArraySlice<Unicode.Scalar>, end: Int)? {
  var end = start
  while end < scalars.count, ("0"..."9").contains(scalars[end]) { end += 1 }
  guard end > start else { return nil }
  let digits = scalars[start..<end]
  return (digits.drop { $0 == "0" }, end)
}
