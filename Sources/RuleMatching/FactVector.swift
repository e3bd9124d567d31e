import RuleLanguage

/// The coded values of every field for one profile.
///
/// Invariant: as many values as the vocabulary has fields; `ValueSet.missing` where a value is not known.
public struct FactVector: Sendable, Hashable {
  /// The values, by field.
  public var values: [Int32]

  /// A profile of which nothing is known.
  public init(fieldCount: Int) { values = Array(repeating: ValueSet.missing, count: fieldCount) }

  /// The coded value of a field.
  @inlinable public subscript(field: Int) -> Int32 {
    get { values[field] }
    set { values[field] = newValue }
  }

  /// The coded value of a field, or nil when it is not known.
  public func known(_ field: Int) -> Int32? { values[field] == ValueSet.missing ? nil : values[field] }
}
