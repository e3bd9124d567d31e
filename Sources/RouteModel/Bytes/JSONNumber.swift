/// The grammar of numbers in JSON (RFC 8259): no plus before, no zeros in front, a digit on both sides of the point.
public enum JSONNumber {
  /// What stands at a place.
  public enum Found: Equatable, Sendable {
    /// A number that ends before that position.
    case number(end: Int)
    /// The start of a number that lacks a digit at that position.
    case digitMissing(at: Int)
    /// No number.
    case nothing
  }

  /// Looks at the bytes from `start` on. O(length of the number).
  public static func find(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Found {
    var position = start
    func takes(_ wanted: UInt8...) -> Bool {
      guard position < bytes.count, wanted.contains(bytes[position]) else { return false }
      position += 1
      return true
    }
    func digits() -> Int {
      let first = position
      while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
      return position - first
    }
    _ = takes(UInt8(ascii: "-"))
    let first = position
    let whole = digits()
    guard whole > 0, whole == 1 || bytes[first] != UInt8(ascii: "0") else { return .nothing }
    if takes(UInt8(ascii: ".")), digits() == 0 { return .digitMissing(at: position) }
    if takes(UInt8(ascii: "e"), UInt8(ascii: "E")) {
      _ = takes(UInt8(ascii: "+"), UInt8(ascii: "-"))
      if digits() == 0 { return .digitMissing(at: position) }
    }
    return .number(end: position)
  }
}
