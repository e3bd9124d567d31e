import RouteModel

/// A route's way from draft to completion.
extension Workspace {
  /// What moves a route on.
  public enum Move: String, Sendable, Hashable {
    /// From draft to those who approve.
    case submit
    /// The person works by it from now on; earlier versions are replaced.
    case approve
    /// Back to draft.
    case `return`

    /// The states it can start from.
    public var from: [RouteState] { self == .submit ? [.draft] : [.onApproval] }
    /// The state it ends in.
    public var to: RouteState {
      switch self {
      case .submit: .onApproval
      case .approve: .approved
      case .return: .draft
      }
    }
  }

  /// Moves a version on, the latest unless one is named.
  public func move(
    _ person: String, version: Int? = nil, _ move: Move, comment: String?, stamp: Stamp
  ) throws(WorkspaceError) -> SavedRoute {
    try main.transaction { () throws(WorkspaceError) in
      let row = try requirePerson(person)
      guard let number = try versionOrLatest(version, of: person) else { throw .noRoute(person: row.id, version: nil) }
      let route = try route(of: person, version: number)
      guard move.from.contains(route.state) else { throw .wrongState(route.state, needed: move.from) }
      try databaseErrors { () throws(DatabaseError) in
        if move == .approve {
          try main.run(
            "UPDATE route SET state = 'replaced' WHERE person = ? AND version < ? AND state <> 'completed'",
            [.integer(row.key), .integer(number)])
        }
        try set(move.to, row, number)
        try addEvent(
          kind: move.rawValue, person: row.key, version: number, revision: nil, comment: comment, stamp)
      }
      return try self.route(of: person, version: number)
    }
  }

  private func versionOrLatest(_ version: Int?, of person: String) throws(WorkspaceError) -> Int? {
    if let version { return version }
    return try versions(of: person).last?.version
  }

  private func set(_ state: RouteState, _ person: PersonRow, _ version: Int) throws(DatabaseError) {
    try main.run(
      "UPDATE route SET state = ? WHERE person = ? AND version = ?",
      [.text(state.rawValue), .integer(person.key), .integer(version)])
  }

  /// What marking a completion did.
  public struct CompletionOutcome: Sendable, Hashable {
    /// Whether the completion was marked already, with the same data.
    public var wasKnown: Bool
    /// Whether another completion of the same day was replaced; it stays in the history.
    public var replaced: Bool
    /// The route in force afterwards.
    public var route: SavedRoute?
  }

  /// Marks a measure as completed, and moves the route in force on.
  public func complete(
    _ completion: Completion, of person: String, stamp: Stamp
  ) throws(WorkspaceError) -> CompletionOutcome {
    try main.transaction { () throws(WorkspaceError) in
      let row = try requirePerson(person)
      let last = try latestRevision()
      var counts = ImportOutcome.Counts()
      try databaseErrors { () throws(DatabaseError) in
        let writer = try FactWriter(.completion, main, revision: last + 1)
        let fact = [FactRow(completion)]
        try writer.apply(fact, of: row.key, isNew: false, isComplete: false, writes: false, &counts)
        guard !counts.isEmpty else { return }
        try record(
          revision: last + 1, kind: "completion", source: "№\(completion.measure)", digest: "", counts, stamp)
        var ignored = ImportOutcome.Counts()
        try writer.apply(fact, of: row.key, isNew: false, isComplete: false, writes: true, &ignored)
      }
      let route = try follow(row, isNew: !counts.isEmpty, completion, revision: last + 1, stamp)
      return CompletionOutcome(wasKnown: counts.isEmpty, replaced: counts.changed > 0, route: route)
    }
  }

  /// Sets the state of the route in force by what is completed.
  private func follow(
    _ person: PersonRow, isNew: Bool, _ completion: Completion, revision: Int, _ stamp: Stamp
  ) throws(WorkspaceError) -> SavedRoute? {
    let inForce = try versions(of: person.id).last { $0.state.isInForce }
    if isNew {
      try databaseErrors { () throws(DatabaseError) in
        try addEvent(
          kind: "complete", person: person.key, version: inForce?.version, revision: revision,
          comment: "№\(completion.measure), \(completion.date.iso)", stamp)
      }
    }
    guard let inForce else { return nil }
    let route = try route(of: person.id, version: inForce.version)
    let done = try completed(route)
    let state: RouteState =
      route.steps.allSatisfy { done[$0.measure] != nil } ? .completed : done.isEmpty ? route.state : .inProgress
    try databaseErrors { () throws(DatabaseError) in try set(state, person, route.version) }
    return try self.route(of: person.id, version: route.version)
  }

  /// What a person has completed, earliest first.
  public func completions(of person: String) throws(WorkspaceError) -> [Completion] {
    let row = try requirePerson(person)
    let revision = try latestRevision()
    let all = try databaseErrors { () throws(DatabaseError) in
      try facts(.completion, of: row.key, at: revision).compactMap(\.completion)
    }
    return all.sorted { ($0.date, $0.measure) < ($1.date, $1.measure) }
  }

  /// The steps of a route that are completed, by measure: those with a completion on or after the route's date.
  public func completed(_ route: SavedRoute) throws(WorkspaceError) -> [MeasureCode: Completion] {
    let steps = Set(route.steps.map(\.measure))
    var result: [MeasureCode: Completion] = [:]
    for completion in try completions(of: route.person)
    where steps.contains(completion.measure) && completion.date >= route.asOf && result[completion.measure] == nil {
      result[completion.measure] = completion
    }
    return result
  }
}
