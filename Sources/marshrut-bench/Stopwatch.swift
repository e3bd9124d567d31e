/// Times pieces of work with the monotonic clock.
enum Stopwatch {
  /// The seconds of one run.
  static func seconds(_ work: () -> Void) -> Double {
    let duration = ContinuousClock().measure(work)
    return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }

  /// The median and the least of `runs` runs, in seconds.
  static func median(of runs: Int, _ work: () -> Void) -> (median: Double, least: Double) {
    let times = (0..<runs).map { _ in seconds(work) }.sorted()
    return (times[times.count / 2], times[0])
  }
}
