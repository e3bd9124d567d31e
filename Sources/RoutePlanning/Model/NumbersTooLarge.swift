import Diagnostics
import Optimization
import RouteModel

/// The numbers of rules and catalog multiply to more than can be counted exactly, so nothing is decided.
///
/// Comparisons are exact in whole numbers of 64 bits; ordinary weights, hours and worths stay thousands of times below.
public struct NumbersTooLarge: Error, Sendable {
  /// What to tell the user.
  public var diagnostic: Diagnostic {
    Diagnostic(
      .error, "numbers-too-large",
      LocalizedText(
        ru: "числа в правилах и каталоге вместе слишком велики, чтобы считать точно",
        en: "the numbers of rules and catalog are together too large to count exactly"),
      at: .nowhere,
      notes: [
        LocalizedText(
          ru: "уменьшите веса рекомендаций и уровней, баллы за место и за человека или часы мероприятий",
          en: "lower the weights of recommendations and bands, the worth of seats and people, or the hours of measures")
      ])
  }
}

extension RoutePlanner {
  /// Throws where the decision on a revision could not be counted exactly: keeping steps before all else makes its
  /// numbers larger than those of an ordinary route.
  public func requireCountable(
    _ dossier: Dossier, asOf: CalendarDate, revising approved: ApprovedRoute
  ) throws(NumbersTooLarge) {
    let model = draft(for: dossier, asOf: asOf, changes: [], revising: approved).decision.model
    guard model.isWellFormed else { throw NumbersTooLarge() }
  }
}
