/// Dates of fact lines.
enum FactDate {
  /// Days from 1970-01-01 of `2023-09-01`; nil when it is no such text or day. Years 1900 to 2999.
  static func dayNumber(_ text: UnsafePointer<UInt8>, _ length: Int) -> Int? {
    guard length == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for index in range {
        guard text[index] &- 0x30 < 10 else { return nil }
        value = value * 10 + Int(text[index] - 0x30)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      (1900...2999).contains(year), (1...12).contains(month), day >= 1
    else { return nil }
    let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    let length = month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    guard day <= length else { return nil }
    // Years that start in March, so that the leap day is the last (Hinnant, "chrono-compatible low-level date algorithms").
    let shifted = month > 2 ? year : year - 1
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
  }
}
