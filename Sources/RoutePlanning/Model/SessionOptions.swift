import Diagnostics
import RouteModel

/// Which sessions of a measure a person can take.
struct SessionOptions: Sendable {
  let catalog: Catalog
  let horizon: DateSpan
  let blackouts: [DateSpan]

  /// The options open to a person, earliest first, and why the others are closed.
  struct Answer: Sendable {
    var options: [SessionOption] = []
    var closed: [(id: String, why: LocalizedText)] = []
  }

  /// O(sessions), or O(months of the horizon) for an undated measure.
  func options(of measure: Measure, formats: Set<Format>?) -> Answer {
    let sessions = catalog.sessions(of: measure.code)
    return sessions.isEmpty ? months(of: measure, formats) : dated(sessions, formats)
  }

  /// Whether someone who can take `formats` can take `format`. Mixed needs both of its halves or its own name.
  private func allows(_ formats: Set<Format>?, _ format: Format) -> Bool {
    guard let formats else { return true }
    return formats.contains(format) || (format == .mixed && formats.isSuperset(of: [.inPerson, .remote]))
  }

  private func dated(_ sessions: [Session], _ formats: Set<Format>?) -> Answer {
    var answer = Answer()
    for session in sessions {
      if session.days.from < horizon.from || session.days.to > horizon.to {
        answer.closed.append((session.id, Reasons.outsideHorizon(session.days)))
      } else if let window = blackouts.first(where: { $0.overlaps(session.days) }) {
        answer.closed.append((session.id, Reasons.blackout(window)))
      } else if session.seats == 0 {
        answer.closed.append((session.id, Reasons.noSeats))
      } else if !allows(formats, session.format) {
        answer.closed.append((session.id, Reasons.format(session.format)))
      } else {
        answer.options.append(
          SessionOption(id: session.id, days: session.days, format: session.format, seats: session.seats))
      }
    }
    return answer
  }

  /// One option per month of the window: the longest run of days that no blackout touches, if the hours fit into it.
  private func months(of measure: Measure, _ formats: Set<Format>?) -> Answer {
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
      let free = longestFree(in: days)
      if free.dayCount >= neededDays {
        answer.options.append(SessionOption(id: id, days: free, format: measure.format, seats: nil))
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
