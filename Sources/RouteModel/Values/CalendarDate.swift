/// A date of the proleptic Gregorian calendar without time or time zone.
///
/// Stored as days from 1970-01-01, so that comparing and adding days is integer arithmetic. The conversions follow
/// H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil, civil_from_days).
public struct CalendarDate: Sendable, Hashable, Comparable {
  /// Days from 1970-01-01, negative before it.
  public var dayNumber: Int

  /// The date that many days from 1970-01-01.
  public init(dayNumber: Int) { self.dayNumber = dayNumber }

  /// The date, or nil when there is no such day. Years 1900–2999 only: anything else is a slip of the hand.
  public init?(year: Int, month: Int, day: Int) {
    guard (1900...2999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.daysIn(month: month, year: year)
    else { return nil }
    self.init(uncheckedYear: year, month: month, day: day)
  }

  private init(uncheckedYear year: Int, month: Int, day: Int) {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.dayNumber = era * 146_097 + dayOfEra - 719_468
  }

  /// `2023-09-01` or `01.09.2023` (one-digit days and months are read too); nil otherwise.
  public init?(parsing text: some StringProtocol) {
    let iso = text.contains("-")
    let parts = text.split(separator: iso ? "-" : ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ $0.allSatisfy { ("0"..."9").contains($0) } }) else { return nil }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == 3 else { return nil }
    let (year, day) = iso ? (numbers[0], numbers[2]) : (numbers[2], numbers[0])
    self.init(year: year, month: numbers[1], day: day)
  }

  /// Year, month and day.
  public var components: (year: Int, month: Int, day: Int) {
    let z = dayNumber + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// How many days `month` has in `year`.
  public static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The first day of the date's month.
  public var startOfMonth: CalendarDate {
    CalendarDate(dayNumber: dayNumber - components.day + 1)
  }

  /// The last day of the date's month.
  public var endOfMonth: CalendarDate {
    let (year, month, day) = components
    return CalendarDate(dayNumber: dayNumber - day + Self.daysIn(month: month, year: year))
  }

  /// The same day `months` later (earlier when negative), or the last day of that month where it is shorter.
  public func adding(months: Int) -> CalendarDate {
    let (year, month, day) = components
    let total = year * 12 + (month - 1) + months
    let newYear = (total >= 0 ? total : total - 11) / 12
    let newMonth = total - newYear * 12 + 1
    return CalendarDate(
      uncheckedYear: newYear, month: newMonth, day: min(day, Self.daysIn(month: newMonth, year: newYear)))
  }

  /// The date `days` later.
  public func adding(days: Int) -> CalendarDate { CalendarDate(dayNumber: dayNumber + days) }

  /// Whole months from this date to `other`, 0 when `other` is not later.
  public func wholeMonths(until other: CalendarDate) -> Int {
    guard other > self else { return 0 }
    let (year, month, day) = components
    let (otherYear, otherMonth, otherDay) = other.components
    let months = (otherYear - year) * 12 + otherMonth - month
    let isLastDay = otherDay == Self.daysIn(month: otherMonth, year: otherYear)
    return max(0, otherDay < day && !isLastDay ? months - 1 : months)
  }

  /// Earlier first.
  public static func < (left: CalendarDate, right: CalendarDate) -> Bool { left.dayNumber < right.dayNumber }

  /// `2023-09-01`.
  public var iso: String {
    let (year, month, day) = components
    return "\(year)-\(twoDigits(month))-\(twoDigits(day))"
  }

  /// `01.09.2023`.
  public var dotted: String {
    let (year, month, day) = components
    return "\(twoDigits(day)).\(twoDigits(month)).\(year)"
  }
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

/// Whole days from `from` to `to`, both included.
public struct DateSpan: Sendable, Hashable {
  /// The first day.
  public var from: CalendarDate
  /// The last day.
  public var to: CalendarDate

  /// The days `from` to `to`; `to` before `from` is an empty span.
  public init(from: CalendarDate, to: CalendarDate) {
    self.from = from
    self.to = to
  }

  /// Whether no day is in the span.
  public var isEmpty: Bool { to < from }
  /// How many days.
  public var dayCount: Int { max(0, to.dayNumber - from.dayNumber + 1) }
  /// Whether `date` is in the span.
  public func contains(_ date: CalendarDate) -> Bool { from <= date && date <= to }
  /// Whether a day is in both spans.
  public func overlaps(_ other: DateSpan) -> Bool { !isEmpty && !other.isEmpty && from <= other.to && other.from <= to }
  /// The days in both spans.
  public func intersection(_ other: DateSpan) -> DateSpan {
    DateSpan(from: max(from, other.from), to: min(to, other.to))
  }
}
