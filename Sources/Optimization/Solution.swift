/// The answer of `ExactSearch`: a feasible assignment and what is proven about it.
public struct Solution: Sendable, Hashable {
  /// How much is proven.
  public enum Status: Sendable, Hashable {
    /// The assignment is the unique best one.
    case optimal
    /// The node limit came first: the assignment is feasible, `bound` and `requiredBound` are true.
    case bounded
  }

  /// Per item the index of the option taken, or nil.
  public var assignment: [Int?]
  public var objective: Objective
  public var status: Status
  /// No feasible assignment with at least `objective.requiredMet` required items and `objective.kept` kept options has a
  /// larger value; equal to `objective.value` when optimal.
  public var bound: Int
  /// No feasible assignment with at least `objective.kept` kept options takes more required items; equal to
  /// `objective.requiredMet` when optimal.
  public var requiredBound: Int
  /// No feasible assignment has more kept options; equal to `objective.kept` when optimal.
  public var keptBound: Int
  /// Nodes of the search: item sets looked at, and placements tried beyond the first of each.
  public var nodes: Int

  /// The value that might still be won: `bound − value`, 0 when optimal.
  public var gap: Int { bound - objective.value }
}
