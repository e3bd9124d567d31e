/// What makes one feasible assignment of a `SelectionModel` better than another; the greater is the better.
///
/// Compared in this order:
/// 1. more kept options taken: what was decided before is disturbed least;
/// 2. more required items taken;
/// 3. a larger value: `Σ_need weight · min(amount, Σ gains of taken items) + Σ bonus − Σ cost of taken options`;
/// 4. a smaller load of all taken items;
/// 5. a smaller sum of the end days of the taken options.
///
/// Between assignments equal in all five, the lexicographically smallest wins, in item order, by option index, where
/// "not taken" is larger than any index. Together this is a strict total order on assignments: the best one is unique.
public struct Objective: Sendable, Hashable {
  public var requiredMet: Int
  public var kept: Int
  public var value: Int
  public var load: Int
  public var endDaySum: Int

  /// An objective; see the type.
  public init(requiredMet: Int, kept: Int = 0, value: Int, load: Int, endDaySum: Int) {
    self.requiredMet = requiredMet
    self.kept = kept
    self.value = value
    self.load = load
    self.endDaySum = endDaySum
  }
}

extension Objective: Comparable {
  public static func < (a: Objective, b: Objective) -> Bool {
    (a.kept, a.requiredMet, a.value, b.load, b.endDaySum) < (b.kept, b.requiredMet, b.value, a.load, a.endDaySum)
  }
}
