/// Finds a good allocation for an `AllocationModel` together with true bounds, by Lagrangian decomposition.
///
/// With a price on every seat, and a reward for what counts towards goals and for what is required, everybody's best plan
/// is found by the exact search alone, and the sum of what these plans are worth is a bound on every allocation
/// (Geoffrion 1974). First prices are found for required items alone: they bound how many can be taken. Then prices for
/// the value among allocations that take as many. The plans met on the way are the columns of a linear program, which
/// gives the next prices: see `ColumnGeneration`; of many participants, samples find most of the way. At the last prices
/// nearly everybody has one plan in the program's solution, and the seats of these plans are about as many as there are:
/// that is the allocation, but for a few who are looked after one by one. Of a small model all plans that could be part of
/// a better allocation are listed and combined.
///
/// What is guaranteed: the allocation is feasible; both bounds are true, whatever the limits; `optimal` is proven; the
/// answer depends on the model and the limits only, not on `jobs`. Participants that are alike in everything are told
/// apart by their order: of equal claims on a seat, who comes first has it. How small the gap is, is not guaranteed;
/// with thousands of participants it is usually below a thousandth.
public struct AllocationSearch: Sendable {
  /// How many threads are used; the answer does not depend on it.
  public var jobs: Int
  /// The node limit of each search for a single participant.
  public var nodeLimit: Int
  /// How many sets of prices are tried in a row at most: for required items, for the value, on each sample.
  public var priceLimit: Int
  /// How many combinations of plans are looked at, at most, to close the gap of a small model.
  public var closingLimit: Int

  /// A search on `jobs` threads.
  public init(jobs: Int = 1, nodeLimit: Int = 100_000, priceLimit: Int = 40, closingLimit: Int = 300_000) {
    self.jobs = max(1, jobs)
    self.nodeLimit = nodeLimit
    self.priceLimit = max(1, priceLimit)
    self.closingLimit = max(0, closingLimit)
  }

  /// A feasible allocation of `model`, with true bounds. Precondition: `model.isWellFormed`.
  public func solve(_ model: AllocationModel) -> Allocation {
    precondition(model.isWellFormed, "the model is not well-formed")
    let types = ParticipantTypes(model, jobs: jobs, nodeLimit: nodeLimit)
    var run = AllocationRun(types, priceLimit: priceLimit, closingLimit: closingLimit)
    run.run()
    return run.allocation(of: model)
  }
}
