import Optimization
import TestSupport

/// Random models with a seed: small ones with every feature, for the oracle. Those of real size are `SyntheticDecisions`.
struct RandomModel {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// A small model in which some items are committed and some options kept.
  mutating func decided() -> SelectionModel {
    var model = small()
    for item in model.items.indices where !model.items[item].options.isEmpty {
      if chance(0.25) {
        model.items[item].committed = true
        model.items[item].options = [model.items[item].options[0]]
      }
      if chance(0.4) {
        model.items[item].options[pick(0...model.items[item].options.count - 1)].kept = true
      }
    }
    return model
  }

  /// A model small enough for exhaustive search, with anything a model can have but earlier decisions.
  mutating func small() -> SelectionModel {
    let days = [4, 8, 20, 60][pick(0...3)]
    let needCount = pick(0...4)
    let itemCount = pick(0...6)
    let coarse = chance(0.3)  // few distinct numbers: many ties
    let needs = (0..<needCount).map { _ in
      SelectionModel.Need(amount: coarse ? 2 : pick(0...30), weight: coarse ? 1 : pick(0...8))
    }
    let withCosts = chance(0.3)
    let withGroups = chance(0.3)
    let withOrder = chance(0.4)
    let items = (0..<itemCount).map { index -> SelectionModel.Item in
      let gains =
        needCount == 0
        ? []
        : (0..<pick(0...3)).map { _ in
          SelectionModel.Gain(need: pick(0...needCount - 1), amount: coarse ? pick(0...2) : pick(0...20))
        }
      let options = (0..<(chance(0.1) ? 0 : pick(1...3))).map { _ -> SelectionModel.Option in
        let start = pick(-2...days)
        return .init(
          start: start, end: start + (chance(0.5) ? pick(0...2) : pick(0...days / 2)), exclusive: chance(0.4),
          cost: withCosts ? pick(-3...12) : 0)
      }
      return .init(
        load: coarse ? pick(0...2) : pick(0...20), bonus: coarse ? pick(-1...1) : pick(-40...30),
        required: chance(0.25), gains: gains, options: options.sorted { ($0.start, $0.end) < ($1.start, $1.end) },
        prerequisites: withOrder ? (0..<pick(0...2)).map { _ in prerequisite(of: index, itemCount) } : [],
        group: withGroups && chance(0.6) ? pick(0...2) : nil)
    }
    return SelectionModel(
      needs: needs, items: items, periods: periods(days, largest: coarse ? 4 : 45),
      concurrency: chance(0.6) ? pick(1...3) : nil)
  }

  /// Mostly an earlier item, at times any one: cycles, and an item needing itself, must do no harm.
  private mutating func prerequisite(of index: Int, _ count: Int) -> Int {
    index > 0 && chance(0.9) ? pick(0...index - 1) : pick(0...count - 1)
  }

  private mutating func periods(_ days: Int, largest: Int) -> [SelectionModel.Period] {
    var result: [SelectionModel.Period] = []
    var start = pick(-2...1)
    for _ in 0..<pick(0...3) where start <= days {
      let end = start + pick(0...days)
      result.append(.init(start: start, end: end, capacity: pick(0...largest)))
      start = chance(0.15) ? start + 1 : end + pick(1...2)  // at times overlapping
    }
    return result
  }

  mutating func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  mutating func chance(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &random) < probability }
}
