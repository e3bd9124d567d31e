/// Finds the unique best assignment of a `SelectionModel`, with a proof, by branch and bound.
///
/// An instance keeps its memory from one model to the next: use one per thread for many models. Answers do not depend on
/// what was solved before. The answer is not checked here; `ModelChecker` does that independently.
public final class ExactSearch {
  private let arena = Arena()
  private let patience: Int

  /// A search with no memory taken yet beyond a small block.
  public convenience init() { self.init(patience: 150) }

  /// A search that looks for a schedule plainly for about `patience` nodes, before it works out prices for days.
  package init(patience: Int) { self.patience = patience }

  /// The best assignment of `model`, or at `nodeLimit` nodes the best one met, with true bounds.
  ///
  /// Exponential in the worst case, as the problem is NP-hard; a typical model of 40 items takes tens of microseconds.
  /// Precondition: `model.isWellFormed`.
  public func solve(_ model: SelectionModel, nodeLimit: Int = 1_000_000) -> Solution {
    precondition(model.isWellFormed, "the model is not well-formed")
    guard model.hasEarlierDecisions else { return solvePlain(model, nodeLimit: nodeLimit) }
    let decisions = EarlierDecisions(model)
    return decisions.solution(from: solvePlain(decisions.reduced, nodeLimit: nodeLimit))
  }

  private func solvePlain(_ model: SelectionModel, nodeLimit: Int) -> Solution {
    arena.reset()
    let compact = CompactModel(model, in: arena)
    var search = BranchAndBound(compact, nodeLimit: nodeLimit, patience: patience, in: arena)
    let skips = search.run()
    if search.bestScore == Int.min { search.fallBack() }

    var assignment = [Int?](repeating: nil, count: model.items.count)
    for item in 0..<compact.itemCount where search.best[item] >= 0 {
      assignment[compact.original[item]] = compact.choice[search.best[item]]
    }
    let objective = Self.objective(of: assignment, in: model)
    var bound = objective.value
    if search.stopped {
      let open = search.openEverywhere ? search.rootBound() : search.openScore
      // A score is scale · value − load, the load less than the scale.
      if open > Int.min { bound = max(bound, Self.floorDivide(open + compact.scale - 1, compact.scale)) }
    }
    return Solution(
      assignment: assignment, objective: objective, status: search.stopped ? .bounded : .optimal, bound: bound,
      requiredBound: search.stopped ? compact.requiredCount - skips : objective.requiredMet,
      keptBound: 0, nodes: search.nodes)
  }

  /// `ExactSearch().solve(model, nodeLimit:)`, for a single model.
  public static func solve(_ model: SelectionModel, nodeLimit: Int = 1_000_000) -> Solution {
    ExactSearch().solve(model, nodeLimit: nodeLimit)
  }

  static func floorDivide(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : -((-a + b - 1) / b) }

  static func objective(of assignment: [Int?], in model: SelectionModel) -> Objective {
    var uncovered = model.needs.map(\.amount)
    var objective = Objective(requiredMet: 0, value: 0, load: 0, endDaySum: 0)
    for (item, choice) in zip(model.items, assignment) {
      guard let choice else { continue }
      for gain in item.gains {
        let covered = min(gain.amount, uncovered[gain.need])
        uncovered[gain.need] -= covered
        objective.value += model.needs[gain.need].weight * covered
      }
      objective.requiredMet += item.required ? 1 : 0
      objective.kept += item.options[choice].kept ? 1 : 0
      objective.value += item.bonus - item.options[choice].cost
      objective.load += item.load
      objective.endDaySum += item.options[choice].end
    }
    return objective
  }
}
