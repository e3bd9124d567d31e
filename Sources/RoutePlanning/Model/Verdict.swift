import Diagnostics
import RouteModel

/// What became of a measure and why. A reference, because many measures of many people share one.
final class Verdict: Sendable {
  let state: Candidate.State
  let reason: LocalizedText

  init(_ state: Candidate.State, _ reason: LocalizedText) {
    self.state = state
    self.reason = reason
  }

  static let notAsked = Verdict(.notEligible, Reasons.notAsked)
}
