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

/// A seeded generator: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
