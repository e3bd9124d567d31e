import Diagnostics
import Synchronization

/// The messages of a run over many people: told as they come, a limited number of them, and counted; or kept.
final class StreamMessages: Sendable {
  private struct State {
    var kept: [Diagnostic] = []
    var errors = 0
    var told = 0
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
    let room = state.withLock { state in
      state.errors += diagnostics.count { $0.severity == .error }
      if !isTelling { state.kept += diagnostics }
      let room = max(0, Invocation.mostMessages - state.told)
      state.told += diagnostics.count
      return room
    }
    guard isTelling, room > 0 else { return }
    invocation.report(Array(diagnostics.prefix(room)))
    guard diagnostics.count >= room else { return }
    invocation.console.error(
      invocation.say(
        "… дальнейшие сообщения не показаны, ошибки только сосчитаны\n",
        "… further messages are not shown, errors are only counted\n"))
  }
}
