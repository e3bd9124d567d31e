/// A model without committed items and kept options that has the same answers: what the search itself solves.
///
/// Committed items are taken out: needs and capacities less what they cover, their days blocked, their groups closed,
/// and options that start before a committed prerequisite ends dropped. A kept option costs `keptFactor` less, which is
/// more than any difference of values, so a larger value of the reduced model means more kept options first.
struct EarlierDecisions {
  private let original: SelectionModel
  /// The model to solve.
  let reduced: SelectionModel
  /// The value of all assignments that committed items make up alone.
  let committedValue: Int
  /// What a kept option is worth in the reduced model; 0 when there is none.
  private let keptFactor: Int
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
    let range = model.valueRange
    let factor = model.keptCount == 0 ? 0 : range.upperBound - range.lowerBound + 1
    var indexes: [[Int]] = []
    for item in model.items {
      let (left, kept) = Self.open(item, model, factor)
      reduced.items.append(left)
      indexes.append(kept)
    }
    keptFactor = factor
    leastValue = range.lowerBound
    optionIndexes = indexes
    self.reduced = reduced
  }

  /// The item with the options it has beside what is committed, and their original indexes.
  private static func open(
    _ item: SelectionModel.Item, _ model: SelectionModel, _ factor: Int
  ) -> (SelectionModel.Item, [Int]) {
    var left = item
    left.committed = false
    left.options = []
    left.prerequisites = item.prerequisites.filter { !model.items[$0].committed }
    let closed = item.group.map { group in model.items.contains { $0.committed && $0.group == group } } ?? false
    if item.committed || closed { return (left, []) }
    let finished = item.prerequisites.compactMap { earlier in
      model.items[earlier].committed ? model.items[earlier].options.first?.end : nil
    }
    var indexes: [Int] = []
    for (index, option) in item.options.enumerated() where finished.allSatisfy({ $0 < option.start }) {
      var option = option
      if option.kept { option.cost -= factor }
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
    let committedKept = committed.count { $0.options.first?.kept ?? false }
    let kept = result.objective.kept - committedKept
    result.bound = committedValue + reducedSolution.bound - keptFactor * kept
    result.requiredBound += committed.count(where: \.required)
    result.keptBound = result.objective.kept
    if result.status == .bounded, keptFactor > 0 {
      // A value of the whole is at least `leastValue`, so the bound leaves room for so many kept options.
      let most = ExactSearch.floorDivide(committedValue + reducedSolution.bound - leastValue, keptFactor)
      result.keptBound = max(result.objective.kept, min(original.keptCount, most + committedKept))
    }
    return result
  }
}
