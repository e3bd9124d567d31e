import RouteModel
import Testing

/// The calendar against counting days one by one.
@Suite struct CalendarDateTests {
  private static func isLeap(_ year: Int) -> Bool { year % 400 == 0 || year % 4 == 0 && year % 100 != 0 }
  private static let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

  @Test func everyDayOfElevenCenturies() {
    // 1900-01-01 is 25,567 days before 1970-01-01: 70 years and 17 leap days.
    var number = -(70 * 365 + 17)
    for year in 1900...2999 {
      for month in 1...12 {
        let length = month == 2 && Self.isLeap(year) ? 29 : Self.lengths[month - 1]
        if CalendarDate.daysIn(month: month, year: year) != length { Issue.record("\(year)-\(month)") }
        for day in 1...length {
          let date = CalendarDate(year: year, month: month, day: day)
          let back = CalendarDate(dayNumber: number).components
          if date?.dayNumber != number || back != (year, month, day) { Issue.record("\(year)-\(month)-\(day)") }
          number += 1
        }
        #expect(CalendarDate(year: year, month: month, day: length + 1) == nil)
      }
    }
    #expect(CalendarDate(year: 1970, month: 1, day: 1)?.dayNumber == 0)
    #expect(CalendarDate(year: 2023, month: 9, day: 1)?.dayNumber == 19_601)
  }

  @Test(arguments: ["2023-09-01", "01.09.2023", "1.9.2023", "2023-9-1"])
  func isRead(_ text: String) { #expect(CalendarDate(parsing: text)?.iso == "2023-09-01", "\(text)") }

  @Test(arguments: [
    "", "31.02.2023", "29.02.2023", "29.02.1900", "00.01.2023", "1.13.2023", "01.09.23", "2023-09-01T00:00",
    "01/09/2023",
    "1 сентября 2023", "01.09.2023.", "-2023-09-01", "٠١.٠٩.٢٠٢٣", "01.09.20233", "2023-09-",
  ])
  func isRefused(_ text: String) { #expect(CalendarDate(parsing: text) == nil, "\(text)") }

  @Test func monthsAreAdded() throws {
    func date(_ text: String) throws -> CalendarDate { try #require(CalendarDate(parsing: text)) }
    #expect(try date("2024-01-31").adding(months: 1).iso == "2024-02-29")
    #expect(try date("2023-01-31").adding(months: 1).iso == "2023-02-28")
    #expect(try date("2023-03-31").adding(months: -1).iso == "2023-02-28")
    #expect(try date("2023-09-01").adding(months: 12).iso == "2024-09-01")
    #expect(try date("2023-09-17").startOfMonth.iso == "2023-09-01")
    #expect(try date("2024-02-03").endOfMonth.iso == "2024-02-29")
    #expect(try date("2020-02-29").wholeMonths(until: date("2021-02-28")) == 12)
    #expect(try date("2023-01-15").wholeMonths(until: date("2023-02-14")) == 0)
    #expect(try date("2023-01-15").wholeMonths(until: date("2023-02-15")) == 1)
    #expect(try date("2023-02-15").wholeMonths(until: date("2023-01-15")) == 0)
  }

  /// Spans against sets of days.
  @Test func spans() {
    for a in 0...4 {
      for b in 0...4 {
        for c in 0...4 {
          for d in 0...4 {
            let first = DateSpan(from: CalendarDate(dayNumber: a), to: CalendarDate(dayNumber: b))
            let second = DateSpan(from: CalendarDate(dayNumber: c), to: CalendarDate(dayNumber: d))
            let (x, y) = (Set(a <= b ? Array(a...b) : []), Set(c <= d ? Array(c...d) : []))
            #expect(first.isEmpty == x.isEmpty && first.dayCount == x.count)
            #expect(first.overlaps(second) == !x.isDisjoint(with: y), "\(a)–\(b), \(c)–\(d)")
            if !x.isEmpty, !y.isEmpty { #expect(first.intersection(second).dayCount == x.intersection(y).count) }
            for day in 0...4 { #expect(first.contains(CalendarDate(dayNumber: day)) == x.contains(day)) }
          }
        }
      }
    }
  }
}
