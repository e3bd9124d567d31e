import RouteModel
import Synchronization

/// The memories of a context that no thread uses at the moment.
final class PlanningMemories: Sendable {
  private let idle = Mutex<[PlanningMemory]>([])

  /// Runs `body` with a memory of its own, ready for routes made on `asOf`.
  func with<Result>(
    _ context: PlanningContext, on asOf: CalendarDate, _ body: (PlanningMemory) -> Result
  ) -> Result {
    let memory = idle.withLock { $0.popLast() } ?? PlanningMemory(context)
    memory.turn(to: asOf, context)
    let result = body(memory)
    idle.withLock { $0.append(memory) }
    return result
  }
}
