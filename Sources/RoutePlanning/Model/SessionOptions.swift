import Diagnostics
import RouteModel

/// Which sessions of a measure a person can take.
struct SessionOptions: Sendable {
  let catalog: Catalog
  let horizon: DateSpan
  let blackouts: [DateSpan]
  let travel: TravelDays

  /// The options open to a person, earliest first, and why the others are closed.
  struct Answer: Sendable {
    var options: [SessionOption] = []
    var closed: [(id: String, why: LocalizedText)] = []
  }

  /// O(sessions), or O(months of the horizon) for an undated measure.
  func options(of measure: Measure, formats: Set<Format>?, windows: [RuleWindow] = []) -> Answer {
    let sessions = catalog.sessions(of: measure.code)
    return sessions.isEmpty ? months(of: measure, formats, windows) : dated(sessions, formats, windows)
  }

  /// What is left of a measure that is in progress: its session where one is named or was running on the day it was
  /// started, else to the end of the month it was started in, and today at least.
  func remainder(of started: StartedMeasure, _ measure: Measure) -> SessionOption {
    let sessions = catalog.sessions(of: measure.code)
    let session =
      sessions.first { $0.id == started.session }
      ?? (started.session == nil
        ? sessions.first { $0.days.from <= started.started && started.started <= $0.days.to } : nil)
    let end = max(started.ends ?? session?.days.to ?? started.started.endOfMonth, horizon.from)
    let format = session?.format ?? measure.format
    let days = travel.days(to: session?.municipality, format)
    let (year, month, _) = started.started.components
    return SessionOption(
      id: session?.id ?? started.session ?? "\(year)-\(month < 10 ? "0" : "")\(month)",
      days: DateSpan(from: started.started, to: end), format: format, seats: session?.seats, travelDays: days,
      occupied: DateSpan(from: horizon.from, to: end.adding(days: days)))
  }

  /// Whether someone who can take `formats` can take `format`. Mixed needs both of its halves or its own name.
  private func allows(_ formats: Set<Format>?, _ format: Format) -> Bool {
    guard let formats else { return true }
    return formats.contains(format) || (format == .mixed && formats.isSuperset(of: [.inPerson, .remote]))
  }

  /// Which of `sessions` are open, and why the others are closed.
  func dated(_ sessions: [Session], _ formats: Set<Format>?, _ windows: [RuleWindow]) -> Answer {
    var answer = Answer()
    for session in sessions {
      let option = SessionOption(
        id: session.id, days: session.days, format: session.format, seats: session.seats,
        travelDays: travel.days(to: session.municipality, session.format))
      if let why = obstacle(option, formats, windows) {
        answer.closed.append((session.id, why))
      } else {
        answer.options.append(option)
      }
    }
    return answer
  }

  /// Why an option is not open, or nil when it is.
  private func obstacle(_ option: SessionOption, _ formats: Set<Format>?, _ windows: [RuleWindow]) -> LocalizedText? {
    let (days, occupied) = (option.days, option.occupied)
    if days.from < horizon.from || days.to > horizon.to { return Reasons.outsideHorizon(days) }
    if let window = blackouts.first(where: { $0.overlaps(days) }) { return Reasons.blackout(window) }
    if option.seats == 0 { return Reasons.noSeats }
    if !allows(formats, option.format) { return Reasons.format(option.format) }
    if occupied.from < horizon.from || occupied.to > horizon.to {
      return Reasons.travelOutsideHorizon(option.travelDays, occupied)
    }
    if let window = blackouts.first(where: { $0.overlaps(occupied) }) {
      return Reasons.blackoutWithTravel(window, option.travelDays)
    }
    return windows.first { !$0.holds(days) }.map { Reasons.outsideRuleWindow($0.rule, $0.window) }
  }

  /// One option per month of the window: the longest run of days that no blackout touches, if the hours fit into it.
  private func months(of measure: Measure, _ formats: Set<Format>?, _ windows: [RuleWindow]) -> Answer {
    var answer = Answer()
    guard let window = measure.window else { return answer }
    guard allows(formats, measure.format) else {
      answer.closed.append((measure.code.text, Reasons.format(measure.format)))
      return answer
    }
    let open = window.intersection(horizon)
    guard !open.isEmpty else {
      answer.closed.append((measure.code.text, Reasons.outsideHorizon(window)))
      return answer
    }
    // A day holds at most eight academic hours of study.
    let neededDays = max(1, ((measure.hours ?? 0) + 7) / 8)
    var month = open.from.startOfMonth
    while month <= open.to {
      let days = DateSpan(from: month, to: month.endOfMonth).intersection(open)
      let (year, number, _) = month.components
      let id = "\(year)-\(number < 10 ? "0" : "")\(number)"
      let wanted = windows.reduce(days) { $1.clip($0) }
      let free = wanted.isEmpty ? wanted : longestFree(in: wanted)
      if free.dayCount >= neededDays {
        answer.options.append(SessionOption(id: id, days: free, format: measure.format, seats: nil))
      } else if wanted != days, longestFree(in: days).dayCount >= neededDays,
        let narrow = windows.first(where: { $0.clip(days) != days })
      {
        answer.closed.append((id, Reasons.outsideRuleWindow(narrow.rule, narrow.window)))
      } else if let window = blackouts.first(where: { $0.overlaps(days) }) {
        answer.closed.append((id, Reasons.blackout(window)))
      } else {
        answer.closed.append((id, Reasons.outsideHorizon(days)))
      }
      month = month.adding(months: 1)
    }
    return answer
  }

  /// The longest run of days outside every blackout, the earliest of equals.
  private func longestFree(in days: DateSpan) -> DateSpan {
    var best = DateSpan(from: days.from, to: days.from.adding(days: -1))
    var start = days.from
    for blackout in blackouts where blackout.overlaps(days) {
      let run = DateSpan(from: start, to: blackout.from.adding(days: -1))
      if run.dayCount > best.dayCount { best = run }
      start = max(start, blackout.to.adding(days: 1))
    }
    let last = DateSpan(from: start, to: days.to)
    return last.dayCount > best.dayCount ? last : best
  }
}
