import RouteModel

/// The dated sessions that are still to come or run on the day, and whose seats they have.
struct SeatBook: Sendable {
  /// A session with what is known of its seats.
  struct Entry: Sendable {
    var session: Session
    /// People who are in it already.
    var inProgress: Int
    /// The capacity that stands for its seats; nil where their number is unknown.
    var capacity: Int?
  }

  /// By measure, then first day, as the catalog lists them.
  let entries: [Entry]
  /// Capacity → entry.
  let limited: [Int]
  private let index: [String: Int]

  /// The sessions of teaching measures that end on the first day of the horizon or later and begin within it. What people
  /// are in already has its seats. O(sessions + people).
  init(_ context: PlanningContext, _ day: PlanningDay, _ people: [Dossier]) {
    let catalog = context.catalog
    let plain = SessionOptions(
      catalog: catalog, horizon: day.horizon, blackouts: day.blackouts,
      travel: TravelDays(general: 0, home: nil, catalog: catalog))
    var inProgress: [String: Int] = [:]
    for person in people {
      for started in person.inProgress(on: day.asOf) {
        guard let measure = catalog.measure(spelled: started.measure.text), measure.kind.teaches else { continue }
        inProgress[plain.remainder(of: started, measure).id, default: 0] += 1
      }
    }
    var entries: [Entry] = []
    var limited: [Int] = []
    var index: [String: Int] = [:]
    for position in context.teaching {
      for session in context.entries[position].sessions where session.days.overlaps(day.horizon) {
        var capacity: Int?
        if session.seats != nil {
          capacity = limited.count
          limited.append(entries.count)
        }
        index[session.id] = entries.count
        entries.append(Entry(session: session, inProgress: inProgress[session.id] ?? 0, capacity: capacity))
      }
    }
    self.entries = entries
    self.limited = limited
    self.index = index
  }

  /// The entry of the session with that id.
  func entry(_ id: String) -> Int? { index[id] }

  /// The capacity that an option of a dated measure uses; nil where seats are unknown.
  func capacity(_ id: String) -> Int? { index[id].flatMap { entries[$0].capacity } }

  /// The seats of a capacity that nobody is in yet.
  func seatsLeft(_ capacity: Int) -> Int {
    let entry = entries[limited[capacity]]
    return max(0, (entry.session.seats ?? 0) - entry.inProgress)
  }
}
