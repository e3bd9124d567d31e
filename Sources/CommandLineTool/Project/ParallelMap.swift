import Dispatch
import Synchronization

extension Array where Element: Sendable {
  /// The results of `transform` in the order of the elements, computed on all cores. `done` is called with the number
  /// finished so far, from any thread, at most once per chunk.
  func parallelMap<Result: Sendable>(
    _ transform: @escaping @Sendable (Element) -> Result, done: @escaping @Sendable (Int) -> Void = { _ in }
  ) -> [Result] {
    let chunkSize = 16
    let chunks = (count + chunkSize - 1) / chunkSize
    let finished = Mutex<(results: [Int: [Result]], count: Int)>((results: [:], count: 0))
    DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
      let part = self[(chunk * chunkSize)..<Swift.min(count, (chunk + 1) * chunkSize)].map(transform)
      let total = finished.withLock { state in
        state.results[chunk] = part
        state.count += part.count
        return state.count
      }
      done(total)
    }
    let parts = finished.withLock { $0.results }
    return (0..<chunks).flatMap { parts[$0] ?? [] }
  }
}
