import Optimization
import RouteModel
import RuleLanguage
import RuleMatching

/// One person of a region as the allocation sees them.
struct RegionMember: Sendable {
  /// How the person stands to a measure with a coverage target, before seats are shared.
  enum Standing: Sendable, Hashable {
    case completed
    case inProgress
    /// Can be taken: the item of the model.
    case open(item: Int)
    case closed(CoverageResult.Obstacle)
  }

  /// The person's own decision.
  var model: SelectionModel
  /// Item, option → capacity.
  var uses: [[Int?]]
  /// Item → position of the measure in the catalog.
  var measures: [Int]
  /// Need → competency.
  var needs: [CompetencyCode]
  /// Item → the sessions of its options; nil for an undated measure and for what is in progress, whose seat is counted
  /// already.
  var sessions: [[String]?]
  /// Required measures that are not completed.
  var requiredOf: Int
  /// The weight of the heaviest band among the person's deficits; 1 without deficits.
  var heaviestBand: Int
  /// How the person stands to every coverage target.
  var standings: [Standing]
  /// The best route if all seats were the person's own.
  var alone: Solution

  /// Whether taking the item needs a seat of which there is a known number.
  func isLimited(_ item: Int) -> Bool { uses[item].contains { $0 != nil } }

  /// How many limited seats an assignment takes.
  func limitedSeats(_ assignment: [Int?]) -> Int {
    assignment.indices.count { assignment[$0] != nil && isLimited($0) }
  }

  /// Whether an assignment takes an item with a seat of that capacity.
  func takes(_ capacity: Int, _ item: Int, _ assignment: [Int?]) -> Bool {
    assignment[item].map { uses[item][$0] == capacity } ?? false
  }

  /// How often an assignment uses each capacity; adds to `used`.
  func add(_ assignment: [Int?], to used: inout [Int], _ sign: Int = 1) {
    for (item, option) in assignment.enumerated() {
      if let option, let capacity = uses[item][option] { used[capacity] += sign }
    }
  }

  /// Makes a member of a drafted person.
  init(
    _ draft: RoutePlanner.Draft, _ context: PlanningContext, _ book: SeatBook, _ census: CoverageCensus,
    solve: (SelectionModel) -> Solution
  ) {
    let decision = draft.decision
    model = decision.model
    needs = decision.needs
    measures = decision.items.map { draft.pool[$0].position }
    sessions = decision.items.map { index in
      let entry = draft.pool[index]
      return entry.startedOn == nil && !entry.entry.sessions.isEmpty ? entry.options.map(\.id) : nil
    }
    uses = zip(decision.items, sessions).map { index, sessions in
      sessions?.map { book.capacity($0) } ?? draft.pool[index].options.map { _ in nil }
    }
    requiredOf = draft.pool.count { $0.conclusion.isRequired && $0.closed?.state != .completed }
    let weights = draft.profile.lines.compactMap { line in
      (line.deficit ?? .zero) > .zero ? line.band.map { context.rules.scale[$0].weight } : nil
    }
    heaviestBand = max(1, weights.max() ?? 1)
    var itemOfMeasure: [Int: Int] = [:]
    for (item, position) in measures.enumerated() { itemOfMeasure[position] = item }
    standings = census.goals.map { goal in
      if draft.profile.facts[context.names.completed + goal.position] == 1 { return .completed }
      guard let entry = draft.pool.first(where: { $0.position == goal.position }) else { return .closed(.notEligible) }
      if entry.startedOn != nil { return .inProgress }
      if let item = itemOfMeasure[goal.position] { return .open(item: item) }
      return .closed(Self.obstacle(entry))
    }
    alone = solve(model)
  }

  private static func obstacle(_ entry: PooledMeasure) -> CoverageResult.Obstacle {
    switch entry.closed?.state {
    case .infeasible: .noSession
    // Its alternative is completed: nothing asks for it any more.
    case .completed: .notAsked
    case .notEligible: entry.closed?.reason == Reasons.notAsked ? .notAsked : .notEligible
    default: .notEligible
    }
  }
}

extension SelectionModel {
  /// The model without the options that `isClosed` names, and per item the indexes that the others had. What is committed
  /// stays.
  func closing(_ isClosed: (_ item: Int, _ option: Int) -> Bool) -> (model: SelectionModel, options: [[Int]]) {
    var model = self
    var options: [[Int]] = []
    options.reserveCapacity(items.count)
    for item in items.indices {
      let kept = items[item].options.indices.filter { items[item].committed || !isClosed(item, $0) }
      if kept.count < items[item].options.count { model.items[item].options = kept.map { items[item].options[$0] } }
      options.append(kept)
    }
    return (model, options)
  }
}
