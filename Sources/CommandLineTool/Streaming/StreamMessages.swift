import Diagnostics
import Synchronization

/// The messages of a run over many people: told as they come, a limited number of them, and counted; or kept.
final class StreamMessages: Sendable {
  private struct State {
    var kept: [Diagnostic] = []
    var errors = 0
    /// What may still be told: warnings take no error's place.
    var room = (errors: Invocation.mostMessages, others: Invocation.mostMessages)
    var untold = 0
  }

  private let invocation: Invocation
  private let isTelling: Bool
  private let state = Mutex(State())

  /// No messages yet; `isTelling`, where they are told as they come.
  init(_ invocation: Invocation, isTelling: Bool) {
    self.invocation = invocation
    self.isTelling = isTelling
  }

  /// The messages that are kept: none where they are told.
  var kept: [Diagnostic] { state.withLock { $0.kept } }
  /// How many errors there were.
  var errors: Int { state.withLock { $0.errors } }

  func add(_ diagnostics: [Diagnostic]) {
    guard !diagnostics.isEmpty else { return }
    let told = state.withLock { state in
      state.errors += diagnostics.count { $0.severity == .error }
      guard isTelling else {
        state.kept += diagnostics
        return [Diagnostic]()
      }
      return diagnostics.filter { Self.takesRoom($0.severity == .error, &state) }
    }
    invocation.report(told)
  }

  private static func takesRoom(_ isError: Bool, _ state: inout State) -> Bool {
    let room = isError ? \State.room.errors : \State.room.others
    guard state[keyPath: room] > 0 else {
      state.untold += 1
      return false
    }
    state[keyPath: room] -= 1
    return true
  }

  /// Says how many messages were not told.
  func finish() { invocation.report(untold: state.withLock { $0.untold }) }
}
