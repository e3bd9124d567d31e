/// A set of values of one field: closed intervals of coded values, and perhaps "no value".
///
/// Invariant: `intervals` are ascending, not empty, disjoint and not adjacent, so that equal sets are equal values.
/// Codes: decimals in hundredths, dates as days, enumerations by position, booleans as 0 and 1.
public struct ValueSet: Sendable, Hashable {
  /// The intervals.
  public private(set) var intervals: [ClosedRange<Int32>]
  /// Whether a missing value is in the set.
  public var containsMissing: Bool

  /// The code that stands for a missing value in fact vectors.
  public static let missing = Int32.min

  /// A set of known values.
  public init(_ intervals: [ClosedRange<Int32>], containsMissing: Bool = false) {
    self.containsMissing = containsMissing
    if intervals.count <= 1 {
      self.intervals = intervals
      return
    }
    var merged: [ClosedRange<Int32>] = []
    for interval in intervals.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, Int(interval.lowerBound) <= Int(last.upperBound) + 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, interval.upperBound)
      } else {
        merged.append(interval)
      }
    }
    self.intervals = merged
  }

  /// Only "no value".
  public static let onlyMissing = ValueSet([], containsMissing: true)

  /// Whether nothing is in the set.
  public var isEmpty: Bool { intervals.isEmpty && !containsMissing }

  /// Whether the coded value (or `missing`) is in the set; O(intervals).
  @inlinable public func contains(_ value: Int32) -> Bool {
    if value == Self.missing { return containsMissing }
    for interval in intervals where value <= interval.upperBound { return value >= interval.lowerBound }
    return false
  }

  /// The known values of `domain` that are not in the set; a missing value is in neither, because a comparison with it
  /// is unknown both ways.
  public func knownComplement(in domain: ClosedRange<Int32>) -> ValueSet {
    var result: [ClosedRange<Int32>] = []
    var next = Int(domain.lowerBound)
    for interval in intervals {
      if Int(interval.lowerBound) > next { result.append(Int32(next)...(interval.lowerBound - 1)) }
      next = max(next, Int(interval.upperBound) + 1)
    }
    if next <= Int(domain.upperBound) { result.append(Int32(next)...domain.upperBound) }
    return ValueSet(result)
  }

  /// The values in both sets.
  public func intersection(_ other: ValueSet) -> ValueSet {
    var result: [ClosedRange<Int32>] = []
    for a in intervals {
      for b in other.intervals where a.overlaps(b) { result.append(a.clamped(to: b)) }
    }
    return ValueSet(result, containsMissing: containsMissing && other.containsMissing)
  }

  /// The values in either set.
  public func union(_ other: ValueSet) -> ValueSet {
    ValueSet(intervals + other.intervals, containsMissing: containsMissing || other.containsMissing)
  }
}
