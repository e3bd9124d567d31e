/// One decision for many: everybody's own `SelectionModel`, coupled by capacities that are shared and by goals.
///
/// The unknown is an *allocation*: per participant an assignment of its model. It is feasible when every assignment is,
/// and when of each capacity no more than its seats are used by taken options, everybody's together.
///
/// Better is, in this order:
/// 1. more required items taken, everybody's together;
/// 2. a larger value: `Σ weight · value of the participant's assignment + Σ_goal worth · min(reached, target)`.
///
/// Of equal ones any may be the answer, but always the same for the same model: see `AllocationSearch`. The model knows
/// nothing of what participants and capacities stand for; all numbers are whole.
public struct AllocationModel: Sendable, Hashable {
  /// A hard limit: at most so many taken options use it. With no seats, the options that use it cannot be taken.
  public struct Capacity: Sendable, Hashable {
    public var seats: Int

    /// A capacity of `seats` ≥ 0.
    public init(seats: Int) { self.seats = seats }
  }

  /// A wish: each taken item that counts towards it adds `worth`, up to `target` of them.
  public struct Goal: Sendable, Hashable {
    public var target: Int
    public var worth: Int

    /// A goal of `target` ≥ 0 items worth `worth` ≥ 0 each.
    public init(target: Int, worth: Int) {
      self.target = target
      self.worth = worth
    }
  }

  /// One of the many.
  public struct Participant: Sendable, Hashable {
    /// What is decided for it alone. No option has a cost or is kept: prices are the search's to set.
    public var model: SelectionModel
    /// Multiplies its own value in the sum; at least 1.
    public var weight: Int
    /// Per item, per option: the index of the capacity it uses, or nil. Committed items use none: their seats are gone.
    public var uses: [[Int?]]
    /// Per item: the goals it counts towards when taken, at any option; each at most once. A committed item counts too.
    public var counts: [[Int]]

    /// A participant; see the properties.
    public init(model: SelectionModel, weight: Int = 1, uses: [[Int?]], counts: [[Int]]) {
      self.model = model
      self.weight = weight
      self.uses = uses
      self.counts = counts
    }
  }

  public var participants: [Participant]
  public var capacities: [Capacity]
  public var goals: [Goal]

  /// A model; see the properties.
  public init(participants: [Participant], capacities: [Capacity], goals: [Goal] = []) {
    self.participants = participants
    self.capacities = capacities
    self.goals = goals
  }
}
