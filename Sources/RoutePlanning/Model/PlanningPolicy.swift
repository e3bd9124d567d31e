import RouteModel
import RuleLanguage

/// The rules' policy in the terms of planning.
struct PlanningPolicy: Sendable {
  let result: ResultPolicy
  let growth: GrowthTarget
  let concurrent: Int?
  let hourPrice: Points
  let horizonMonths: Int
  let travelDays: Int
  let hours: [PolicySettings.HoursLimit]
  private let windows: [PolicySettings.Window]

  init(_ settings: PolicySettings) {
    switch settings.result {
    case .latest: result = .latest
    case .best: result = .best
    case .bestWithin(let months): result = .bestWithin(months: months)
    }
    let formula: GrowthFormula =
      switch settings.growthFormula {
      case .absolute: .absolute
      case .normalised: .normalised
      case .relative: .relative
      }
    growth = GrowthTarget(percent: Points(hundredths: settings.growthPercent ?? 0), formula: formula)
    concurrent = settings.concurrent
    hourPrice = Points(hundredths: settings.hourPrice)
    horizonMonths = settings.horizonMonths
    travelDays = settings.travelDays
    hours = settings.hours
    windows = settings.windows
  }

  /// The days a route made on `asOf` looks at: that many months from the day itself.
  func horizon(from asOf: CalendarDate) -> DateSpan {
    DateSpan(from: asOf, to: asOf.adding(months: horizonMonths).adding(days: -1))
  }

  /// The windows to keep free that touch the horizon, earliest first.
  func blackouts(in horizon: DateSpan) -> [DateSpan] {
    var result: [DateSpan] = []
    for year in (horizon.from.components.year - 1)...(horizon.to.components.year) {
      for window in windows {
        let wraps = (window.to.month, window.to.day) < (window.from.month, window.from.day)
        let span = DateSpan(
          from: day(window.from, in: year), to: day(window.to, in: wraps ? year + 1 : year))
        if span.overlaps(horizon) { result.append(span) }
      }
    }
    return result.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
  }

  private func day(_ day: PolicySettings.MonthDay, in year: Int) -> CalendarDate {
    let first = CalendarDate(year: year, month: day.month, day: 1) ?? CalendarDate(dayNumber: 0)
    return CalendarDate(dayNumber: min(first.dayNumber + day.day - 1, first.endOfMonth.dayNumber))
  }

  /// The limits on hours within the horizon. A year is twelve months from the horizon's first day, or from the last
  /// anniversary of `yearFrom`; half-years, quarters and months are the calendar's.
  ///
  /// - Parameter done: first days and hours of what was done before the horizon: it takes room in its periods.
  func periods(
    in horizon: DateSpan, yearFrom: CalendarDate? = nil, done: [(start: CalendarDate, hours: Int)] = []
  ) -> [RouteLimits.Period] {
    hours.flatMap { limit in
      spans(of: limit.period, in: horizon, yearFrom: yearFrom).map { span in
        let spent = done.filter { span.from <= $0.start && $0.start <= span.to && $0.start < horizon.from }
        return RouteLimits.Period(
          days: span.intersection(horizon), cap: max(0, limit.hours - spent.reduce(0) { $0 + $1.hours }))
      }
    }
    .sorted { ($0.days.from, $0.days.to, $0.cap) < ($1.days.from, $1.days.to, $1.cap) }
  }

  /// The whole periods that touch the horizon.
  private func spans(
    of period: PolicySettings.Period, in horizon: DateSpan, yearFrom: CalendarDate?
  ) -> [DateSpan] {
    let months =
      switch period {
      case .year: 12
      case .halfYear: 6
      case .quarter: 3
      case .month: 1
      }
    var start = horizon.from
    if period == .year, let first = yearFrom, first < start {
      start = first
      while start.adding(months: 12) <= horizon.from { start = start.adding(months: 12) }
    } else if period != .year {
      let month = start.components.month
      start = start.startOfMonth.adding(months: -((month - 1) % months))
    }
    var result: [DateSpan] = []
    while start <= horizon.to {
      let next = start.adding(months: months)
      result.append(DateSpan(from: start, to: next.adding(days: -1)))
      start = next
    }
    return result
  }
}
