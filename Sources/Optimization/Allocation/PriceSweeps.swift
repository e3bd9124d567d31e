/// Prices for the plans in hand where the linear program would be too large: an incremental subgradient method (Nedić and
/// Bertsekas 2001) that goes through the types again and again. Each in turn takes its best plan, whose seats become a
/// little dearer; all become cheaper at the rate at which they are there.
///
/// Steps fall from sweep to sweep, and the mean of the later prices is the answer (Polyak and Juditsky 1992). Floating
/// point, one type after another: the same on every machine.
struct PriceSweeps {
  let rows: [RestrictedMaster.Row]
  private(set) var columns: PlanColumns
  /// Per row, the mean of the later prices.
  private(set) var prices: [Double]
  /// The price that a row moves by when all that is there of it is wanted twice, at a step of 1.
  private let scale: [Double]
  private let least: [Double]
  private let most: [Double]

  /// How many types are looked at before what is there is brought in.
  private static var batch: Int { 16 }

  /// Starts at `prices`; `typical` is the price of a seat that is wanted.
  init(_ columns: PlanColumns, _ rows: [RestrictedMaster.Row], prices: [Double], typical: Double) {
    self.columns = columns
    self.rows = rows
    self.prices = prices
    least = rows.map(\.prices.lowerBound)
    most = rows.map(\.prices.upperBound)
    scale = prices.map { max(typical, abs($0) / 4) }
  }

  /// Sweeps `count` times with steps from `first` down to `last`.
  mutating func run(_ count: Int, from first: Double, to last: Double) {
    var current = prices
    var sum = [Double](repeating: 0, count: rows.count)
    var samples = 0.0
    let types = columns.types.count
    let everybody = columns.counts.reduce(0, +)
    // Steps fall by the same factor from sweep to sweep; the powers are worked out by multiplication alone.
    var step = first
    let factor = Self.root(last / first, count - 1)
    for sweep in 0..<count {
      let rate = zip(scale, rows).map { step * $0 / max(1, $1.amount) }
      let supply = zip(rate, rows).map { $0 * $1.amount / everybody }
      let isLate = 2 * sweep >= count
      var start = 0
      while start < types {
        let end = min(types, start + Self.batch)
        var here = 0.0
        for type in start..<end {
          let count = columns.counts[type]
          here += count
          raise(&current, columns.best(type, at: current).column, rate, by: count)
        }
        lower(&current, supply, by: here)
        if isLate {
          for row in sum.indices { sum[row] += current[row] }
          samples += 1
        }
        start = end
      }
      step *= factor
    }
    prices = sum.map { $0 / max(1, samples) }
  }

  /// What a column has in a row makes that dearer.
  private func raise(_ prices: inout [Double], _ column: Int, _ rate: [Double], by count: Double) {
    for entry in Int(columns.rowFrom[column])..<Int(columns.rowFrom[column + 1]) {
      let row = Int(columns.rows[entry])
      prices[row] += rate[row] * count
    }
  }

  /// What is there for `count` participants makes all rows cheaper, within their bounds.
  private func lower(_ prices: inout [Double], _ supply: [Double], by count: Double) {
    prices.withUnsafeMutableBufferPointer { prices in
      supply.withUnsafeBufferPointer { supply in
        for row in prices.indices {
          prices[row] = min(max(prices[row] - supply[row] * count, least[row]), most[row])
        }
      }
    }
  }

  /// Goes on from `start` through the present prices, twice as far each time, as long as the bound for the plans in hand
  /// falls: some prices can only rise together, little by little in sweeps.
  mutating func extrapolate(from start: [Double]) {
    var lowest = bound(prices)
    let direction = zip(prices, start).map { $0 - $1 }
    var reach = 1.0
    for _ in 0..<8 {
      reach *= 2
      let trial = rows.indices.map { row in
        min(max(start[row] + reach * direction[row], least[row]), most[row])
      }
      let found = bound(trial)
      if found >= lowest { return }
      (lowest, prices) = (found, trial)
    }
  }

  /// How plans mix in whole numbers: what everybody takes in one sweep more. Where prices return to where they were, about
  /// as much has been taken as there is.
  func settled(_ step: Double) -> PlanMix {
    var current = prices
    let everybody = columns.counts.reduce(0, +)
    let rate = zip(scale, rows).map { step * $0 / max(1, $1.amount) }
    let supply = zip(rate, rows).map { $0 * $1.amount / everybody }
    var mix = PlanMix(types: columns.types, amounts: [])
    for isLast in [false, false, true] {
      for type in columns.types.indices {
        var taken: [(plan: Int32, amount: Double)] = []
        for _ in 0..<Int(columns.counts[type]) {
          let column = columns.best(type, at: current).column
          for entry in Int(columns.rowFrom[column])..<Int(columns.rowFrom[column + 1]) {
            current[Int(columns.rows[entry])] += rate[Int(columns.rows[entry])]
          }
          for row in rows.indices {
            current[row] = min(
              max(current[row] - supply[row], rows[row].prices.lowerBound), rows[row].prices.upperBound)
          }
          guard isLast else { continue }
          let plan = Int32(column) - columns.first[type]
          if let known = taken.firstIndex(where: { $0.plan == plan }) {
            taken[known].amount += 1
          } else {
            taken.append((plan, 1))
          }
        }
        if isLast { mix.amounts.append(taken) }
      }
    }
    return mix
  }

  /// The number whose `count`-th power is `value` ≤ 1, by halving.
  private static func root(_ value: Double, _ count: Int) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      var power = 1.0
      for _ in 0..<max(1, count) { power *= middle }
      if power < value { low = middle } else { high = middle }
    }
    return high
  }

  /// `Σ price · amount + Σ what each type's best plan is worth`: a bound for the plans in hand.
  func bound(_ prices: [Double]) -> Double {
    var sum = 0.0
    for (row, price) in zip(rows, prices) { sum += row.amount * price }
    for type in columns.types.indices {
      sum += columns.counts[type] * columns.best(type, at: prices).worth
    }
    return sum
  }
}
