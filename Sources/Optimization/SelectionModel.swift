/// A model of one decision: which items to take, and at which of its options each, so that needs are covered best.
///
/// The unknown is an *assignment*: per item the index of one of its options, or nothing. An assignment is feasible when
/// 1. in every period, the loads of the items whose option **starts** in it add up to at most its capacity;
/// 2. at most `concurrency` taken options cover any one day, and at most one *exclusive* option does;
/// 3. every prerequisite of a taken item is taken, and ends before the item starts;
/// 4. of the items of one group, at most one is taken.
///
/// *Committed* items are taken in every assignment, at their only option, and the limits bend to them: beside them only
/// what fits is taken. A period holds at least their load; a day, a group and presence are limits for the other items
/// only, with what is committed counted in; their own prerequisites are not asked for.
///
/// Nothing taken is always feasible. What is best among the feasible, `Objective` says. The model knows nothing of what
/// items stand for; all numbers are whole, days are counted from any fixed day.
///
/// Well-formed (`isWellFormed`, a precondition of everything that reads a model): needs, loads, gains and capacities are
/// not negative, options and periods do not end before they start, indexes are in range, and magnitudes are such
/// that no sum the search forms overflows. Cyclic prerequisites are allowed: their items can never be taken.
public struct SelectionModel: Sendable, Hashable {
  /// Something to cover: each covered unit up to `amount` is worth `weight`, units beyond are worth nothing.
  public struct Need: Sendable, Hashable {
    public var amount: Int
    public var weight: Int

    /// A need of `amount` ≥ 0 units worth `weight` ≥ 0 each.
    public init(amount: Int, weight: Int) {
      self.amount = amount
      self.weight = weight
    }
  }

  /// What a taken item brings to one need; several gains on one need add up.
  public struct Gain: Sendable, Hashable {
    public var need: Int
    public var amount: Int

    /// A gain of `amount` ≥ 0 units on the need with index `need`.
    public init(need: Int, amount: Int) {
      self.need = need
      self.amount = amount
    }
  }

  /// One way to take an item: the days from `start` to `end`, both included.
  public struct Option: Sendable, Hashable {
    public var start: Int
    public var end: Int
    /// Whether it needs presence: two such options never share a day.
    public var exclusive: Bool
    /// Value lost when this option is taken: a price on its seat, normally 0.
    public var cost: Int
    /// Whether taking this option keeps what was decided before: more kept options come before anything else.
    public var kept: Bool

    /// An option over the days `start ... end`.
    public init(start: Int, end: Int, exclusive: Bool, cost: Int = 0, kept: Bool = false) {
      self.start = start
      self.end = end
      self.exclusive = exclusive
      self.cost = cost
      self.kept = kept
    }
  }

  /// Something that can be taken once, at one of its options.
  public struct Item: Sendable, Hashable {
    /// Counts against the capacity of the periods its option starts in.
    public var load: Int
    /// Value added when taken, whatever the needs; may be negative.
    public var bonus: Int
    /// Taken whenever possible: the number of required items taken comes before any value in the objective.
    public var required: Bool
    /// Taken in every assignment, at its only option; see the model.
    public var committed: Bool
    public var gains: [Gain]
    /// In the order in which ties prefer them; empty when the item cannot be taken.
    public var options: [Option]
    /// Indexes of items that must be taken and end before this item's option starts.
    public var prerequisites: [Int]
    /// At most one item with the same number is taken.
    public var group: Int?

    /// An item; see the properties.
    public init(
      load: Int, bonus: Int = 0, required: Bool = false, committed: Bool = false, gains: [Gain] = [], options: [Option],
      prerequisites: [Int] = [], group: Int? = nil
    ) {
      self.load = load
      self.bonus = bonus
      self.required = required
      self.committed = committed
      self.gains = gains
      self.options = options
      self.prerequisites = prerequisites
      self.group = group
    }
  }

  /// A span of days with a limit on the load that starts in it. Periods may overlap; days outside all are unlimited.
  public struct Period: Sendable, Hashable {
    public var start: Int
    public var end: Int
    public var capacity: Int

    /// The days `start ... end` with a capacity ≥ 0.
    public init(start: Int, end: Int, capacity: Int) {
      self.start = start
      self.end = end
      self.capacity = capacity
    }
  }

  public var needs: [Need]
  /// In the order in which ties prefer them.
  public var items: [Item]
  /// At most 64.
  public var periods: [Period]
  /// How many taken options may cover one day; nil for no limit.
  public var concurrency: Int?
  /// Days taken beside all items, only in what `CommittedReduction` makes of a model.
  var blocks: [Option] = []

  /// A model; see the properties.
  public init(needs: [Need], items: [Item], periods: [Period] = [], concurrency: Int? = nil) {
    self.needs = needs
    self.items = items
    self.periods = periods
    self.concurrency = concurrency
  }
}
