/// `marshrut-bench MODE`: measures the hot paths and checks that their answers are right; `match` with other numbers of
/// rules when they are named.
///
/// One file per mode; every figure is the median of several runs, every seed is printed. Build in release.
@main struct Benchmark {
  static func main() {
    switch CommandLine.arguments.dropFirst().first {
    case "match", nil:
      let counts = CommandLine.arguments.dropFirst(2).compactMap { Int($0) }
      (counts.isEmpty ? MatchBenchmark() : MatchBenchmark(counts: counts)).run()
    case "compile": CompileBenchmark().run()
    case "route": RouteBenchmark().run()
    case "seats": SeatsBenchmark().run()
    default: print("usage: marshrut-bench match [RULES…]|compile|route|seats")
    }
  }
}
