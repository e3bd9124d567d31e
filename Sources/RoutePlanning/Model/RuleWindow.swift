import RouteModel
import RuleLanguage

/// A rule's wish for the time of a measure, in dates.
struct RuleWindow: Sendable {
  /// The rule's name.
  let rule: String
  let window: SchoolYearWindow

  /// Whether `days` start and end in the window of the school year they start in.
  func holds(_ days: DateSpan) -> Bool {
    let (first, last) = bounds(around: days.from)
    return first.map { $0 <= days.from } ?? true && last.map { days.to <= $0 } ?? true
  }

  /// The part of `days`, which lie in one school year, that is in the window.
  func clip(_ days: DateSpan) -> DateSpan {
    let (first, last) = bounds(around: days.from)
    return DateSpan(from: max(days.from, first ?? days.from), to: min(days.to, last ?? days.to))
  }

  /// The window's days in the school year of `day`; nil where it is open.
  private func bounds(around day: CalendarDate) -> (CalendarDate?, CalendarDate?) {
    let (year, month, _) = day.components
    let begins = month >= 9 ? year : year - 1
    func date(_ day: PolicySettings.MonthDay) -> CalendarDate {
      let first =
        CalendarDate(year: day.month >= 9 ? begins : begins + 1, month: day.month, day: 1)
        ?? CalendarDate(dayNumber: 0)
      return min(first.adding(days: day.day - 1), first.endOfMonth)
    }
    return (window.notBefore.map(date), window.notAfter.map(date))
  }
}
