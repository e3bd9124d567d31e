/// A field as fact lines spell it.
public struct FactField: Sendable, Hashable {
  /// How its values are written.
  public enum Kind: Sendable, Hashable {
    /// One of the names.
    case enumeration([String])
    /// `true` or `false`.
    case boolean
    /// A whole number.
    case integer(ClosedRange<Int32>)
    /// A number, kept in hundredths.
    case decimal(ClosedRange<Int32>)
    /// A list of the names; each is a field of its own, from the position on.
    case set([String])
    /// `2023-09-01`, kept as days from 1970-01-01.
    case date(ClosedRange<Int32>)
  }

  /// The key.
  public var name: String
  /// The values.
  public var kind: Kind
  /// The position of the field, or of a set's first member, in a fact row.
  public var position: Int
}
