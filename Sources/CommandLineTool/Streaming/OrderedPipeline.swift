import Dispatch
import Foundation

/// Works on blocks with several threads and hands the results on in the order of the blocks.
///
/// A thread takes the next block when it is free, so the order of work is open and the order of results is not. At most
/// `4 · jobs` results wait for an earlier one: memory does not grow with the number of blocks.
struct OrderedPipeline<Block: Sendable, Output: Sendable>: Sendable {
  /// How many threads work at once.
  let jobs: Int

  /// Runs to the end of the blocks, to the first failure of `emit`, or to that of `next`: then all blocks before it are
  /// handed on.
  ///
  /// - Parameters:
  ///   - next: the next block, nil at the end; called by one thread at a time.
  ///   - makeWorker: called once per thread that works, for memory of its own.
  ///   - emit: takes the results, one at a time and in order.
  func run(
    next: @escaping @Sendable () throws(CommandFailure) -> Block?,
    makeWorker: @escaping @Sendable () -> (Block) -> Output,
    emit: @escaping @Sendable (Output) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    let line = PipelineLine(limit: 4 * jobs, next: next, emit: emit)
    DispatchQueue.concurrentPerform(iterations: jobs) { _ in
      // A thread that finds nothing to do needs no memory of its own.
      guard let first = line.take() else { return }
      let work = makeWorker()
      line.deliver(first.number, work(first.block))
      while let (number, block) = line.take() { line.deliver(number, work(block)) }
    }
    if let failure = line.failure ?? line.inputFailure { throw failure }
  }
}

/// What the threads share. Everything mutable is guarded by one of two locks, hence unchecked.
private final class PipelineLine<Block: Sendable, Output: Sendable>: @unchecked Sendable {
  private let limit: Int
  private let next: @Sendable () throws(CommandFailure) -> Block?
  private let emit: @Sendable (Output) throws(CommandFailure) -> Void
  private let input = NSLock()
  private var taken = 0
  private var isAtEnd = false
  /// What stopped the input. What was taken before it is worked on and handed on all the same.
  private(set) var inputFailure: CommandFailure?
  private let output = NSCondition()
  private var emitted = 0
  private var isEmitting = false
  private var waiting: [Int: Output] = [:]
  private var firstFailure: CommandFailure?

  init(
    limit: Int, next: @escaping @Sendable () throws(CommandFailure) -> Block?,
    emit: @escaping @Sendable (Output) throws(CommandFailure) -> Void
  ) {
    self.limit = limit
    self.next = next
    self.emit = emit
  }

  var failure: CommandFailure? {
    output.lock()
    defer { output.unlock() }
    return firstFailure
  }

  /// The next block with its number; nil at the end or after a failure.
  func take() -> (number: Int, block: Block)? {
    input.lock()
    defer { input.unlock() }
    guard !isAtEnd, failure == nil else { return nil }
    do {
      guard let block = try next() else {
        isAtEnd = true
        return nil
      }
      taken += 1
      return (taken - 1, block)
    } catch {
      inputFailure = error
      isAtEnd = true
      return nil
    }
  }

  /// Hands on a result, with those after it that wait for it.
  func deliver(_ number: Int, _ result: Output) {
    output.lock()
    // The result that all wait for never waits itself.
    while number - emitted >= limit, firstFailure == nil { output.wait() }
    waiting[number] = result
    if !isEmitting {
      isEmitting = true
      while firstFailure == nil, let ready = waiting.removeValue(forKey: emitted) {
        output.unlock()
        do {
          try emit(ready)
        } catch {
          fail(error)
        }
        output.lock()
        emitted += 1
        output.broadcast()
      }
      isEmitting = false
    }
    output.unlock()
  }

  private func fail(_ failure: CommandFailure) {
    output.lock()
    if firstFailure == nil { firstFailure = failure }
    output.broadcast()
    output.unlock()
  }
}
