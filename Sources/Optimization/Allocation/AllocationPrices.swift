/// Dual prices: what participants pay for seats, and are paid for what counts and for what is required.
struct AllocationPrices: Sendable {
  /// Per capacity, ≥ 0.
  var seats: [Int]
  /// Per goal, between 0 and its worth.
  var goals: [Int]
  /// For each required item taken.
  var required: Int
  /// What the participants' own values count: 1, or 0 where only required items are looked at.
  var ownValue = 1
}
