/// The answer of `AllocationSearch`: a feasible allocation and what is proven about it.
public struct Allocation: Sendable, Hashable {
  /// How much is proven.
  public enum Status: Sendable, Hashable {
    /// No allocation takes more required items, and none with as many has a larger value.
    case optimal
    /// The allocation is feasible, `requiredBound` and `bound` are true, and something is left between.
    case bounded
  }

  /// Per participant, per item the index of the option taken, or nil.
  public var assignments: [[Int?]]
  /// How many required items are taken, everybody's together.
  public var requiredMet: Int
  /// No feasible allocation takes more required items.
  public var requiredBound: Int
  /// The weighted values of all participants, and what the goals reached are worth.
  public var value: Int
  /// No feasible allocation with at least `requiredMet` required items has a larger value.
  public var bound: Int
  /// Per capacity, how many taken options use it.
  public var used: [Int]
  /// Per capacity, what one more seat is worth in value by the dual prices; 0 where seats are left.
  public var prices: [Int]
  /// Per capacity, how many more required items one more seat lets take by the dual prices; 0 where seats are left.
  public var requiredPrices: [Int]
  /// Per goal, how many taken items count towards it; may be beyond the target.
  public var reached: [Int]
  public var status: Status
  /// How many sets of prices were tried.
  public var iterations: Int
  /// Nodes of all the searches for single participants.
  public var nodes: Int

  /// The value that might still be won: `bound − value`, 0 when optimal.
  public var gap: Int { bound - value }
}
