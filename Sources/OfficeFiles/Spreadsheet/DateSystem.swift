/// How a workbook counts days.
///
/// Source: ECMA-376 part 1, 18.17.4.1. In the 1900 system serial 1 is 1900-01-01 and serial 60 is 1900-02-29, a day
/// that never was; from serial 61 on the count is one day ahead. In the 1904 system serial 0 is 1904-01-01.
public enum DateSystem: Sendable, Hashable {
  /// The usual system.
  case from1900
  /// The system of old workbooks made on a Mac.
  case from1904

  /// Days from 1970-01-01 of the day with that serial; nil outside 1900–9999 and for the day that never was.
  func dayNumber(_ serial: Int) -> Int? {
    switch self {
    case .from1900:
      guard (1...2_958_465).contains(serial), serial != 60 else { return nil }
      return serial < 60 ? serial - 25_568 : serial - 25_569
    case .from1904:
      guard (0...2_957_003).contains(serial) else { return nil }
      return serial - 24_107
    }
  }

  /// The serial of a day in the 1900 system, from 1900-01-01 on; 60 is left out.
  static func serial(ofDay dayNumber: Int) -> Int { dayNumber + (dayNumber < -25_508 ? 25_568 : 25_569) }

  /// Days from 1970-01-01 of a day of the Gregorian calendar; nil when there is none. Years 1900–9999.
  static func dayNumber(year: Int, month: Int, day: Int) -> Int? {
    guard (1900...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
    let shifted = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = shifted.quotientAndRemainder(dividingBy: 400)
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The day and time of a serial's decimal text, to the nearest second.
  func date(_ serial: String, isYearFirst: Bool) -> SheetDate? {
    let parts = serial.split(separator: ".", maxSplits: 1)
    guard let first = parts.first, var days = Int(first) else { return nil }
    var seconds = 0
    if parts.count == 2 {
      // Nine decimals are a tenth of a millisecond.
      let digits = parts[1].prefix(9)
      guard var fraction = Int(digits) else { return nil }
      for _ in digits.count..<9 { fraction *= 10 }
      seconds = (fraction * 86_400 + 500_000_000) / 1_000_000_000
      if seconds == 86_400 { (days, seconds) = (days + 1, 0) }
    }
    return dayNumber(days).map { SheetDate(dayNumber: $0, seconds: seconds, isYearFirst: isYearFirst) }
  }
}

/// Whether a number format shows a date.
enum DateFormat: Sendable, Hashable {
  case notADate
  case yearFirst
  case yearLast
  /// Hours and minutes without a day: no date.
  case timeOnly

  /// The formats every workbook has, by number; ECMA-376 part 1, 18.8.30, with those of East Asian editions.
  init(builtIn id: Int) {
    switch id {
    case 14...17, 22, 27...31, 36, 50...54, 57, 58: self = .yearLast
    case 18...21, 32...35, 45...47, 55, 56: self = .timeOnly
    default: self = .notADate
    }
  }

  /// A format of the workbook's own: `dd.mm.yyyy`, `[$-419]d mmmm yyyy"г."`. Files hold the English letters whatever the
  /// program shows.
  init(code: String) {
    var letters: [Character] = []
    var rest = code.lowercased()[...]
    while let character = rest.popFirst() {
      switch character {
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "\\", "_", "*": rest = rest.dropFirst()
      case "[":
        // Colours, conditions and locales say nothing; elapsed time such as [h] is a time.
        let inside = rest.prefix { $0 != "]" }
        rest = rest.dropFirst(inside.count + 1)
        if !inside.isEmpty, inside.allSatisfy({ "hms".contains($0) }) { letters.append("h") }
      case ";": rest = ""
      default: letters.append(character)
      }
    }
    let (day, year) = (letters.firstIndex(of: "d"), letters.firstIndex(of: "y"))
    if let year {
      self = (day ?? letters.firstIndex(of: "m")).map { year < $0 } ?? true ? .yearFirst : .yearLast
    } else if day != nil {
      self = .yearLast
    } else if letters.contains("h") || letters.contains("s") {
      self = .timeOnly
    } else {
      self = letters.contains("m") && !letters.contains("0") ? .yearLast : .notADate
    }
  }
}
