import Optimization
import RouteModel

/// What depends on the date and the policy only.
struct PlanningDay {
  let asOf: CalendarDate
  let horizon: DateSpan
  let blackouts: [DateSpan]
  /// The limits on hours within the horizon, as routes print them.
  let periods: [RouteLimits.Period]
  /// The same as the optimiser reads them.
  let modelPeriods: [SelectionModel.Period]

  init(_ asOf: CalendarDate, _ policy: PlanningPolicy) {
    self.asOf = asOf
    horizon = policy.horizon(from: asOf)
    blackouts = policy.blackouts(in: horizon)
    periods = policy.periods(in: horizon)
    modelPeriods = Self.modelPeriods(periods)
  }

  /// Limits as the optimiser reads them.
  static func modelPeriods(_ periods: [RouteLimits.Period]) -> [SelectionModel.Period] {
    periods.map {
      SelectionModel.Period(start: $0.days.from.dayNumber, end: $0.days.to.dayNumber, capacity: $0.cap)
    }
  }
}
