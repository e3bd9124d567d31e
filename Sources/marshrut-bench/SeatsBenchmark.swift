import Foundation
import Optimization

/// Seats for a whole region: gap, time, prices tried and memory, for several regions and for a hundred thousand people.
/// Every allocation is verified by the independent checker.
struct SeatsBenchmark {
  private let seeds: ClosedRange<UInt64> = 20_230_901...20_230_908

  func run() {
    let jobs = ProcessInfo.processInfo.activeProcessorCount
    show("\(jobs) threads")
    for seed in seeds { measure(people: 5_000, sessions: 60, seed: seed, runs: seed == seeds.lowerBound ? 3 : 1, jobs) }
    measure(people: 100_000, sessions: 400, seed: seeds.lowerBound, runs: 1, jobs)
  }

  private func measure(people: Int, sessions: Int, seed: UInt64, runs: Int, _ jobs: Int) {
    show("\n\(people) people, \(sessions) sessions, seed \(seed)")
    let model = SeatsWorkload(people: people, sessions: sessions, seed: seed).model
    show("  the model alone: \(Self.peakMemory) MiB at most")
    let search = AllocationSearch(jobs: jobs)
    var allocations: [Allocation] = []
    let time = Stopwatch.median(of: runs) { allocations.append(search.solve(model)) }
    guard let first = allocations.first else { return }
    Report.show("allocation", time, 1, "s")
    let gap = 100 * Double(first.gap) / Double(max(1, abs(first.value)))
    Report.show("proven gap", (gap, gap), 1, "%")
    show(
      "  required \(first.requiredMet) of at most \(first.requiredBound), value \(first.value), bound \(first.bound)")
    show("  \(first.iterations) sets of prices, \(first.nodes) nodes, \(Self.peakMemory) MiB at most")
    let violations = AllocationChecker.violations(of: first, in: model)
    let same = allocations.allSatisfy { $0 == first }
    show("  \(violations.isEmpty ? "verified" : "WRONG: \(violations.prefix(3))"), runs \(same ? "agree" : "DIFFER")")
  }

  /// Prints at once, also into a pipe: a size takes its time.
  private func show(_ line: String) {
    print(line)
    fflush(nil)
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
