/// A `SelectionModel` flattened for the search: only items and options that some feasible assignment uses, in their
/// order, in flat buffers of an `Arena`, with the numbers the search asks for again and again.
///
/// Value and load are one number here, the *score*: `scale · value − load`, with `scale` larger than any load, so that
/// a larger score is a larger value, or the same value and less load.
struct CompactModel {
  typealias Ints = UnsafeMutablePointer<Int>
  typealias Words = UnsafeMutablePointer<UInt64>

  /// One more than the load of all items.
  var scale = 1
  var itemCount = 0
  var needCount = 0
  var periodCount = 0
  /// Levels of coverage that are watched, 0 when concurrency is not limited.
  var concurrency = 0
  /// How many days are watched, and the words a set of them takes.
  var dayCount = 0
  var wordCount = 0
  /// The unit of the first part of an option's rank; larger than any difference of end day sums.
  var rankUnit = 1
  /// By how much a score must be larger to be better: 0 where equal scores are told apart, by end days and order; 1
  /// where any answer of the best score will do.
  var margin = 0
  /// Whether some item has options of different cost.
  var hasCosts = false
  /// Whether some item has prerequisites, or a group.
  var hasPrerequisites = false
  var groupCount = 0
  var requiredCount = 0

  /// Per need: the amount, and the score of one unit.
  var amount: Ints
  var unitScore: Ints
  var capacity: Ints

  /// Per item: its index in the model, load, and score without gains at its cheapest option.
  var original: Ints
  var load: Ints
  var ownScore: Ints
  /// The least load it puts on the periods, summed over them.
  var surrogate: Ints
  /// The periods in which all its options start, as bits.
  var fixedPeriods: Words
  var minEnd: Ints
  var group: Ints
  /// The required items, then ends of ranges into the lists below (`from[i] ..< from[i + 1]`).
  var required: Ints
  var gainFrom: Ints
  var optionFrom: Ints
  var directFrom: Ints
  var closureFrom: Ints

  /// Gains, one per need of an item.
  var gainNeed: Ints
  var gainAmount: Ints
  /// Direct prerequisites; and all of them, each before the items it is needed for.
  var direct: Ints
  /// Whether some item needs it; only filled when there are prerequisites.
  var isPrerequisite: UnsafeMutablePointer<Bool>
  var closure: Ints

  /// Per option: its index in the item, days, and rank within the item (0 for the best: cost first, then end day).
  var choice: Ints
  var start: Ints
  var end: Ints
  var rank: Ints
  /// The least rank of an item's options.
  var minRank: Ints
  var exclusive: UnsafeMutablePointer<Bool>
  /// The periods its load counts in, as bits; the watched days it covers, `wordCount` words each.
  var periods: Words
  var days: Words
  /// The watched days that are taken beside all items: by an exclusive block, then by at least 1, 2, … blocks.
  var blocked: Words
}
