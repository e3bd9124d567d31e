import Optimization

/// Made-up decisions on single routes, from a seed: of the size of real use, and hard ones. Days are counted from the first
/// day of a 12-month horizon.
public struct SyntheticDecisions {
  private var random: SeededGenerator

  /// Decisions of a seed.
  public init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  private mutating func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  private mutating func chance(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &random) < probability }

  /// 40 items with 3 dated options each, 16 needs, 108 hours in the year, two at once, some order and alternatives.
  public mutating func dated(items count: Int = 40, options: Int = 3) -> SelectionModel {
    let items = (0..<count).map { index -> SelectionModel.Item in
      let length = pick(1...20)
      let presence = chance(0.4)
      return learning(
        index,
        options: (0..<options).map { _ in
          let start = pick(0...340)
          return .init(start: start, end: start + length, exclusive: presence)
        })
    }
    return year(items)
  }

  /// 36 items without dates: one option per month of a term of several months, mostly the whole year.
  public mutating func monthly(items count: Int = 36) -> SelectionModel {
    let items = (0..<count).map { index -> SelectionModel.Item in
      let first = chance(0.6) ? 0 : pick(0...8)
      let last = chance(0.6) ? 11 : pick(first...11)
      return learning(
        index, options: (first...last).map { .init(start: $0 * 30, end: $0 * 30 + 29, exclusive: false) })
    }
    return year(items)
  }

  /// Kinds of models that are hard on purpose: gains in proportion to hours, so that no item stands out.
  public enum Hardness: CaseIterable, Sendable {
    /// Overlapping options in two months, one at a time, small hours.
    case crowded
    /// Many small items in one tight year, a month each: a dozen and more are taken.
    case small
    /// So many hours allowed that only the number at once limits.
    case unlimited
    /// Two periods whose capacities differ, and dated options on both sides.
    case twoPeriods
    /// Nearly equal items: many almost equal answers.
    case alike
  }

  /// A hard model of one kind.
  public mutating func hard(_ kind: Hardness, items count: Int = 40) -> SelectionModel {
    let items = (0..<count).map { _ -> SelectionModel.Item in
      let load = [.small: pick(3...10), .alike: pick(17...19)][kind] ?? pick(8...30)
      let gains = (0..<3).map { _ in SelectionModel.Gain(need: pick(0...15), amount: load * 30 + pick(-20...20)) }
      return .init(load: load, bonus: -10 * load, gains: gains, options: hardOptions(kind))
    }
    var model = year(items)
    if kind == .crowded { model.concurrency = 1 }
    if kind == .unlimited { model.periods = [.init(start: 0, end: 365, capacity: 600)] }
    if kind == .twoPeriods {
      model.periods = [.init(start: 0, end: 119, capacity: 36), .init(start: 120, end: 365, capacity: 72)]
    }
    return model
  }

  private mutating func hardOptions(_ kind: Hardness) -> [SelectionModel.Option] {
    if kind == .small || kind == .unlimited || kind == .alike {
      return (0..<12).map { .init(start: $0 * 30, end: $0 * 30 + 29, exclusive: false) }
    }
    let options = (0..<4).map { _ -> SelectionModel.Option in
      let start = pick(0...(kind == .crowded ? 60 : 340))
      return .init(start: start, end: start + pick(3...14), exclusive: chance(0.5))
    }
    return options.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
  }

  private mutating func learning(_ index: Int, options: [SelectionModel.Option]) -> SelectionModel.Item {
    let load = [16, 18, 24, 36, 36, 40, 48, 72][pick(0...7)]
    return .init(
      load: load, bonus: (chance(0.4) ? 100 * pick(1...50) : 0) - 10 * load, required: chance(0.04),
      gains: (0..<pick(1...4)).map { _ in .init(need: pick(0...15), amount: 50 * pick(4...30)) },
      options: options.sorted { ($0.start, $0.end) < ($1.start, $1.end) },
      prerequisites: index > 0 && chance(0.08) ? [pick(0...index - 1)] : [], group: chance(0.1) ? pick(0...3) : nil)
  }

  private mutating func year(_ items: [SelectionModel.Item]) -> SelectionModel {
    let needs = (0..<16).map { _ in
      let amount = chance(0.3) ? 0 : pick(100...4_500)
      return SelectionModel.Need(amount: amount, weight: [1, 1, 2, 2, 4, 8][min(5, amount / 800)])
    }
    return SelectionModel(
      needs: needs, items: items, periods: [.init(start: 0, end: 365, capacity: 108)], concurrency: 2)
  }
}
