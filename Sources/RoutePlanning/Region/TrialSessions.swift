import RouteModel

/// Sessions that could be opened: of every measure that is held in sessions, of the usual length, size and formats, once a
/// month, from a Monday after the 9th where one fits (the holidays of January and May are over then), else from the first.
struct TrialSessions {
  private let plan: RegionPlan
  /// The size where no session of the catalog says its own.
  private static let usualSeats = 25

  init(_ plan: RegionPlan) { self.plan = plan }

  /// By measure, then format.
  func all() -> [DemandPlanner.Trial] {
    let everywhere = plan.context.catalog.sessions.compactMap(\.seats).filter { $0 > 0 }
    return plan.context.teaching.flatMap { position -> [DemandPlanner.Trial] in
      let entry = plan.context.entries[position]
      guard !entry.sessions.isEmpty, entry.measure.hours != nil, let window = entry.measure.window else { return [] }
      let open = window.intersection(plan.day.horizon)
      guard !open.isEmpty else { return [] }
      let formats = Format.allCases.filter { format in entry.sessions.contains { $0.format == format } }
      return formats.compactMap { format in
        let alike = entry.sessions.filter { $0.format == format }
        let seats =
          median(alike.compactMap(\.seats).filter { $0 > 0 }) ?? median(everywhere) ?? Self.usualSeats
        let length = median(alike.map(\.days.dayCount)) ?? 1
        let sessions = sessions(entry.measure, format, seats, length, in: open)
        return sessions.isEmpty
          ? nil
          : DemandPlanner.Trial(
            measure: entry.measure, position: position, format: format, seats: seats, sessions: sessions)
      }
    }
  }

  /// The lower one of the two middle values, so that it is one of them.
  private func median(_ values: [Int]) -> Int? {
    values.isEmpty ? nil : values.sorted()[(values.count - 1) / 2]
  }

  private func sessions(
    _ measure: Measure, _ format: Format, _ seats: Int, _ length: Int, in open: DateSpan
  ) -> [Session] {
    var sessions: [Session] = []
    var month = open.from.startOfMonth
    while month <= open.to {
      let first = max(month, open.from)
      let days =
        days(length, from: max(first, month.adding(days: 9)), until: month.endOfMonth, in: open)
        ?? days(length, from: first, until: month.endOfMonth, in: open)
      if let days {
        // No session of the catalog has such an id: they are one word.
        sessions.append(
          Session(
            measure: measure.code, id: "+ \(measure.code) \(days.from.iso)", days: days, municipality: nil, place: "",
            format: format, seats: seats, status: .estimate))
      }
      month = month.adding(months: 1)
    }
    return sessions
  }

  /// Day 4 of 1970 was a Monday.
  private func isMonday(_ date: CalendarDate) -> Bool { (date.dayNumber - 4).isMultiple(of: 7) }

  /// The first run of days that begins on a Monday and touches no blackout.
  private func days(_ length: Int, from first: CalendarDate, until last: CalendarDate, in open: DateSpan) -> DateSpan? {
    var start = first
    while start <= last {
      let days = DateSpan(from: start, to: start.adding(days: length - 1))
      if days.to > open.to { return nil }
      if isMonday(start), !plan.day.blackouts.contains(where: { $0.overlaps(days) }) { return days }
      start = start.adding(days: 1)
    }
    return nil
  }
}
