import Dispatch
import Synchronization

/// The results of `transform` on `0..<count` in order, worked out on `jobs` threads: the results do not depend on how
/// many there are.
func concurrentMap<Result: Sendable>(
  _ count: Int, jobs: Int, _ transform: @escaping @Sendable (Int) -> Result
) -> [Result] {
  guard jobs > 1, count > 1 else { return (0..<count).map(transform) }
  let size = 16
  let chunks = (count + size - 1) / size
  let taken = Mutex(0)
  let finished = Mutex<[Int: [Result]]>([:])
  DispatchQueue.concurrentPerform(iterations: min(jobs, chunks)) { _ in
    while true {
      let chunk = taken.withLock { next in
        next += 1
        return next - 1
      }
      guard chunk < chunks else { return }
      let part = (chunk * size..<min(count, (chunk + 1) * size)).map(transform)
      finished.withLock { $0[chunk] = part }
    }
  }
  let parts = finished.withLock { $0 }
  return (0..<chunks).flatMap { parts[$0] ?? [] }
}
