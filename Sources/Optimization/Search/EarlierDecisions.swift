/// A model without committed items and kept options that has the same answers: what the search itself solves.
///
/// Committed items are taken out: needs and capacities less what they cover, their days blocked, their groups closed,
/// and options that start before a committed prerequisite ends dropped. Where options are kept, a kept option costs
/// `factors.kept` less and a required item is worth `factors.required` more instead of being required: so much that a
/// larger value of the reduced model means more kept options first, then more required items.
struct EarlierDecisions {
  private let original: SelectionModel
  /// The model to solve.
  let reduced: SelectionModel
  /// The value of all assignments that committed items make up alone.
  let committedValue: Int
  /// What a kept option and a required item are worth in the reduced model; 0 when nothing is kept.
  private let factors: (kept: Int, required: Int)
  private let leastValue: Int
  /// Per item, the original index of each option left.
  let optionIndexes: [[Int]]

  /// Precondition: `model.isWellFormed`.
  init(_ model: SelectionModel) {
    original = model
    var reduced = SelectionModel(needs: model.needs, items: [], concurrency: model.concurrency)
    reduced.periods = model.periods.map { period in
      var period = period
      period.capacity = max(0, period.capacity - model.committedLoad(in: period))
      return period
    }
    var value = 0
    for item in model.items where item.committed {
      guard let option = item.options.first else { continue }
      value += item.bonus - option.cost
      for gain in item.gains {
        let covered = min(gain.amount, reduced.needs[gain.need].amount)
        reduced.needs[gain.need].amount -= covered
        value += covered * reduced.needs[gain.need].weight
      }
      reduced.blocks.append(option)
    }
    committedValue = value
    let factors = model.keptCount == 0 ? (kept: 0, required: 0) : model.priorityFactors
    var indexes: [[Int]] = []
    for item in model.items {
      let (left, kept) = Self.open(item, model, factors)
      reduced.items.append(left)
      indexes.append(kept)
    }
    self.factors = factors
    leastValue = model.valueRange.lowerBound
    optionIndexes = indexes
    self.reduced = reduced
  }

  /// The item with the options it has beside what is committed, and their original indexes.
  private static func open(
    _ item: SelectionModel.Item, _ model: SelectionModel, _ factors: (kept: Int, required: Int)
  ) -> (SelectionModel.Item, [Int]) {
    var left = item
    left.committed = false
    left.options = []
    left.prerequisites = item.prerequisites.filter { !model.items[$0].committed }
    let closed = item.group.map { group in model.items.contains { $0.committed && $0.group == group } } ?? false
    if item.committed || closed { return (left, []) }
    if factors.kept > 0, item.required {
      left.required = false
      left.bonus += factors.required
    }
    let finished = item.prerequisites.compactMap { earlier in
      model.items[earlier].committed ? model.items[earlier].options.first?.end : nil
    }
    var indexes: [Int] = []
    for (index, option) in item.options.enumerated() where finished.allSatisfy({ $0 < option.start }) {
      var option = option
      if option.kept { option.cost -= factors.kept }
      option.kept = false
      left.options.append(option)
      indexes.append(index)
    }
    return (left, indexes)
  }

  /// The answer of the reduced model as one of the original.
  func solution(from reducedSolution: Solution) -> Solution {
    var assignment = [Int?](repeating: nil, count: original.items.count)
    for (index, item) in original.items.enumerated() {
      assignment[index] = item.committed ? 0 : reducedSolution.assignment[index].map { optionIndexes[index][$0] }
    }
    var result = reducedSolution
    let committed = original.items.filter(\.committed)
    result.assignment = assignment
    result.objective = ExactSearch.objective(of: assignment, in: original)
    let total = committedValue + reducedSolution.bound
    if factors.kept == 0 {
      result.bound = total
      result.requiredBound += committed.count(where: \.required)
      result.keptBound = result.objective.kept
      return result
    }
    // An assignment that keeps as much and takes as many required items is worth `total` at most, in the reduced model
    // with what is committed added; a value is `leastValue` at least, so the rest bounds how many there can be.
    let kept = result.objective.kept - committed.count { $0.options.first?.kept ?? false }
    let required = result.objective.requiredMet - committed.count(where: \.required)
    let besideKept = total - factors.kept * kept
    result.bound = besideKept - factors.required * required
    result.keptBound = result.objective.kept
    result.requiredBound = result.objective.requiredMet
    if result.status == .bounded {
      let mostKept = ExactSearch.floorDivide(total - leastValue, factors.kept) - kept
      result.keptBound = min(original.keptCount, result.objective.kept + max(0, mostKept))
      if factors.required > 0 {
        let mostRequired = ExactSearch.floorDivide(besideKept - leastValue, factors.required) - required
        result.requiredBound = min(
          original.items.count(where: \.required), result.objective.requiredMet + max(0, mostRequired))
      }
    }
    return result
  }
}
