/// What is wrong with an allocation, found by `AllocationChecker`.
public enum AllocationViolation: Sendable, Hashable {
  /// There is not one assignment per participant.
  case wrongCount(expected: Int, found: Int)
  /// The participant's assignment breaks a constraint of its own model.
  case participant(Int, Violation)
  /// More taken options use the capacity than it has seats.
  case overCapacity(capacity: Int, used: Int, seats: Int)
  /// The allocation says another number of required items than its assignments take.
  case wrongRequiredMet(expected: Int, found: Int)
  /// The allocation says another value than its assignments have.
  case wrongValue(expected: Int, found: Int)
  /// The allocation says another use of the capacity than its assignments make.
  case wrongUsed(capacity: Int, expected: Int, found: Int)
  /// The allocation says another number of items that count towards the goal than its assignments take.
  case wrongReached(goal: Int, expected: Int, found: Int)
  /// A bound is below what the allocation itself has, or its status says more than its bounds prove.
  case falseBound
  /// A price is negative, or is asked for a seat although seats are left.
  case falsePrice(capacity: Int)
}
