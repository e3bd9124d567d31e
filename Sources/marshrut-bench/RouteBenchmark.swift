import Optimization
import SyntheticData

/// One route: 40 candidates with three sessions each, many from seeds, through the exact search and its checker; and
/// instances that are hard on purpose.
struct RouteBenchmark {
  private let seed: UInt64 = 20_230_901

  func run() {
    print("seed \(seed); one thread")
    measure("40 candidates × 3 sessions", count: 5_000) { _, random in random.dated() }
    for hardness in SyntheticDecisions.Hardness.allCases {
      measure("hard: \(hardness)", count: 100) { _, random in random.hard(hardness) }
    }
  }

  private func measure(_ name: String, count: Int, _ model: (Int, inout SyntheticDecisions) -> SelectionModel) {
    let search = ExactSearch()
    var times: [Double] = []
    var (bounded, worst, nodes, violated) = (0, 0.0, 0, 0)
    for index in 0..<count {
      var random = SyntheticDecisions(seed: seed &+ UInt64(index))
      let model = model(index, &random)
      var solutions: [Solution] = []
      times.append(Stopwatch.median(of: 3) { solutions.append(search.solve(model)) }.median)
      guard let solution = solutions.first else { continue }
      nodes += solution.nodes
      if solution.status == .bounded {
        bounded += 1
        worst = max(worst, 100 * Double(solution.gap) / Double(max(1, abs(solution.objective.value))))
      }
      let isRight =
        ModelChecker.violations(of: solution.assignment, in: model).isEmpty
        && ModelChecker.objective(of: solution.assignment, in: model) == solution.objective
      if !isRight { violated += 1 }
    }
    times.sort()
    print("\n\(name), \(count) instances")
    Report.show("median", (times[count / 2], times[0]), 1e6, "µs")
    Report.show("99th percentile", (times[count * 99 / 100], times[0]), 1e6, "µs")
    Report.show("slowest", (times[count - 1], times[0]), 1e6, "µs")
    print("  optimal \(count - bounded), bounded \(bounded), \(nodes / count) nodes each")
    if bounded > 0 { Report.show("largest gap of a bounded one", (worst, worst), 1, "%") }
    print(violated == 0 ? "  all verified" : "  WRONG: \(violated)")
  }
}
