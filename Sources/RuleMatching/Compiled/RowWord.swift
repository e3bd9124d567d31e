/// A row of bits for at most 64 rules: a word for each layer of their terms.
protocol RowWord: BitwiseCopyable, Sendable {
  /// How many layers of 64 terms a row has.
  static var layers: Int { get }
  /// The first `layers` words of a row.
  init(layersOf row: SIMD8<UInt64>)
  static func &= (left: inout Self, right: Self)
  /// The layers joined: a bit for each place some term of which holds.
  var joined: UInt64 { get }
}

extension UInt64: RowWord {
  static var layers: Int { 1 }
  init(layersOf row: SIMD8<UInt64>) { self = row[0] }
  @inline(__always) var joined: UInt64 { self }
}

extension SIMD2: RowWord where Scalar == UInt64 {
  static var layers: Int { 2 }
  init(layersOf row: SIMD8<UInt64>) { self = SIMD2(row[0], row[1]) }
  @inline(__always) var joined: UInt64 { self[0] | self[1] }
}

extension SIMD4: RowWord where Scalar == UInt64 {
  static var layers: Int { 4 }
  init(layersOf row: SIMD8<UInt64>) { self = row.lowHalf }
  @inline(__always) var joined: UInt64 { (lowHalf | highHalf).joined }
}
