/// A constraint of a `SelectionModel` that an assignment breaks, found by `ModelChecker`.
public enum Violation: Sendable, Hashable {
  /// The assignment does not have one entry per item.
  case wrongLength(expected: Int, found: Int)
  /// The item has no option with this index.
  case noSuchOption(item: Int, option: Int)
  /// The committed item is not taken.
  case commitmentDropped(item: Int)
  /// More load starts in the period than it holds.
  case overload(period: Int, load: Int, capacity: Int)
  /// More options cover the day than may run at once.
  case tooManyAtOnce(day: Int, items: [Int], limit: Int)
  /// More than one exclusive option covers the day.
  case exclusiveClash(day: Int, items: [Int])
  /// A prerequisite of the item is not taken.
  case prerequisiteMissing(item: Int, prerequisite: Int)
  /// A prerequisite of the item does not end before the item starts.
  case prerequisiteTooLate(item: Int, prerequisite: Int)
  /// More than one item of the group is taken.
  case groupTakenTwice(group: Int, items: [Int])
}
