import Foundation
import Optimization

/// Seats for a whole region: gap, time, prices tried and memory, for a region and for a hundred thousand people. Every
/// allocation is verified by the independent checker.
struct SeatsBenchmark {
  private let seed: UInt64 = 20_230_901

  func run() {
    let jobs = ProcessInfo.processInfo.activeProcessorCount
    print("seed \(seed); \(jobs) threads")
    measure(people: 5_000, sessions: 60, runs: 3, jobs)
    measure(people: 100_000, sessions: 400, runs: 1, jobs)
  }

  private func measure(people: Int, sessions: Int, runs: Int, _ jobs: Int) {
    print("\n\(people) people, \(sessions) sessions")
    let model = SeatsWorkload(people: people, sessions: sessions, seed: seed).model
    let search = AllocationSearch(jobs: jobs)
    var allocations: [Allocation] = []
    let time = Stopwatch.median(of: runs) { allocations.append(search.solve(model)) }
    guard let first = allocations.first else { return }
    Report.show("allocation", time, 1, "s")
    let gap = 100 * Double(first.gap) / Double(max(1, abs(first.value)))
    Report.show("proven gap", (gap, gap), 1, "%")
    print(
      "  required \(first.requiredMet) of at most \(first.requiredBound), value \(first.value), bound \(first.bound)")
    print("  \(first.iterations) sets of prices, \(first.nodes) nodes, \(Self.peakMemory) MiB at most")
    let violations = AllocationChecker.violations(of: first, in: model)
    let same = allocations.allSatisfy { $0 == first }
    print("  \(violations.isEmpty ? "verified" : "WRONG: \(violations.prefix(3))"), runs \(same ? "agree" : "DIFFER")")
  }

  /// The largest resident memory of the process so far, in MiB.
  private static var peakMemory: Int {
    var usage = rusage()
    #if os(Linux)
      getrusage(RUSAGE_SELF.rawValue, &usage)
      return usage.ru_maxrss / 1_024
    #else
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss / 1_048_576
    #endif
  }
}
