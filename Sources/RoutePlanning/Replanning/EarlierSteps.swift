import RouteModel

/// An approved route on the day it is made anew: what is over, what runs, what is still ahead.
struct EarlierSteps: Sendable {
  /// Where an approved step stands.
  enum Standing: Sendable, Hashable {
    /// The data say it is completed.
    case completed
    /// The data say it is in progress.
    case running
    /// By the plan it has begun and is not over, and its session is still held; the data say nothing of it.
    case runningByPlan
    /// It has not begun, or its session is no longer held as it was.
    case ahead
    /// By the plan it is over, and the data do not say it is completed.
    case overdue
  }

  /// An approved step with its measure's position in the catalog.
  struct Entry: Sendable {
    var step: ApprovedRoute.Step
    var position: Int?
    var standing: Standing
  }

  /// The steps in date order.
  let entries: [Entry]
  private let approvedAsOf: CalendarDate
  private let ahead: [Int: ApprovedRoute.Step]
  private let undated: Set<Int>

  init(_ approved: ApprovedRoute, _ dossier: Dossier, _ context: PlanningContext, asOf: CalendarDate) {
    let completed = Set(dossier.completions.filter { $0.date <= asOf }.map(\.measure))
    let running = Set(dossier.inProgress(on: asOf).map(\.measure))
    let entries = approved.steps.map { step in
      let standing: Standing =
        completed.contains(step.measure)
        ? .completed : running.contains(step.measure) ? .running : Self.planned(step, context.catalog, asOf)
      return Entry(step: step, position: context.names.measurePositions[step.measure], standing: standing)
    }
    self.entries = entries
    approvedAsOf = approved.asOf
    var ahead: [Int: ApprovedRoute.Step] = [:]
    for entry in entries where entry.standing == .ahead {
      if let position = entry.position { ahead[position] = entry.step }
    }
    self.ahead = ahead
    undated = Set(ahead.keys.filter { context.entries[$0].sessions.isEmpty })
  }

  /// Where a step stands of which the data say nothing.
  private static func planned(_ step: ApprovedRoute.Step, _ catalog: Catalog, _ asOf: CalendarDate) -> Standing {
    if step.days.to < asOf { return .overdue }
    guard step.firstDay < asOf else { return .ahead }
    let sessions = catalog.sessions(of: step.measure)
    let isHeld =
      sessions.isEmpty ? step.isMonth : sessions.contains { $0.id == step.session && $0.days == step.days }
    return isHeld ? .runningByPlan : .ahead
  }

  /// What runs by the plan alone, as the data would say it.
  var runningByPlan: [StartedMeasure] {
    entries.filter { $0.standing == .runningByPlan }.map { entry in
      StartedMeasure(
        measure: entry.step.measure, started: entry.step.days.from, session: entry.step.session,
        ends: entry.step.days.to)
    }
  }

  /// Whether the measure at a position is approved and still ahead.
  func isAhead(_ position: Int) -> Bool { ahead[position] != nil }

  /// Whether an option of the measure at a position is the approved one: the same session on the same days, or the same
  /// month of an undated measure.
  func keeps(_ option: SessionOption, of position: Int) -> Bool {
    guard let step = ahead[position], step.session == option.id else { return false }
    return undated.contains(position) || step.days == option.days
  }

  /// The limits on hours from `day` on, less what was completed of the approved route in the same period. The approved
  /// route's year goes on.
  func periods(_ day: PlanningDay, _ policy: PlanningPolicy) -> [RouteLimits.Period] {
    let done = entries.filter { $0.standing == .completed }.map { (start: $0.step.days.from, hours: $0.step.hours) }
    return policy.periods(in: day.horizon, yearFrom: approvedAsOf, done: done)
  }

  /// The hours of completed steps that leave less room in the limits on hours from `day` on.
  func hoursDone(_ day: PlanningDay, _ policy: PlanningPolicy) -> Int {
    entries.filter { entry in
      guard entry.standing == .completed else { return false }
      let step = (start: entry.step.days.from, hours: entry.step.hours)
      return policy.periods(in: day.horizon, yearFrom: approvedAsOf, done: [step])
        != policy.periods(in: day.horizon, yearFrom: approvedAsOf)
    }.reduce(0) { $0 + $1.step.hours }
  }
}
