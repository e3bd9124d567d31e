import RouteModel

/// The moment of an xAPI statement, `2023-10-13T18:40:00+10:00`: its date as it is written, in the offset it is written in.
enum StatementMoment {
  /// The date; nil when the text is no moment of ISO 8601 in the extended form.
  static func date(_ text: String) -> CalendarDate? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 16, bytes[10] | 0x20 == UInt8(ascii: "t") || bytes[10] == 0x20,
      bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), bytes[13] == UInt8(ascii: ":"),
      let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10]),
      let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]), hour < 24, minute < 60,
      isRest(bytes[16...])
    else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  /// Whether seconds, their fraction and an offset follow, each of which may be absent.
  private static func isRest(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    if rest.first == UInt8(ascii: ":") {
      // 60 is a leap second.
      guard rest.count >= 3, let second = number(rest.dropFirst().prefix(2)), second <= 60 else { return false }
      rest = rest.dropFirst(3)
      if let mark = rest.first, mark == UInt8(ascii: ".") || mark == UInt8(ascii: ",") {
        let fraction = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
        guard !fraction.isEmpty else { return false }
        rest = rest.dropFirst(1 + fraction.count)
      }
    }
    guard let sign = rest.first else { return true }
    if sign | 0x20 == UInt8(ascii: "z") { return rest.count == 1 }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return false }
    let digits = rest.dropFirst().filter { $0 != UInt8(ascii: ":") }
    guard [2, 4].contains(digits.count), [2, 4, 5].contains(rest.count - 1), let hours = number(digits.prefix(2)),
      hours <= 14
    else { return false }
    return digits.count == 2 || (number(digits.dropFirst(2)).map { $0 < 60 } ?? false)
  }

  private static func number(_ bytes: some Sequence<UInt8>) -> Int? {
    var value = 0
    for byte in bytes {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }
}
