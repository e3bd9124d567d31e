import Diagnostics
import Optimization
import RouteModel

/// The options of a measure that are open to somebody. A reference, because many people have the same.
final class MeasureOptions: Sendable {
  let open: [SessionOption]
  /// The same as the optimiser reads them.
  let model: [SelectionModel.Option]
  /// The same as steps say them.
  let offers: [Step.Offer]
  /// Why there is none; nil when there are some.
  let obstacle: Verdict?

  /// Options of a measure, earliest first.
  init(_ entry: MeasureEntry, _ open: [SessionOption], obstacle: Verdict? = nil) {
    self.open = open
    model = open.map { option in
      var model = RouteDecision.option(option)
      model.kept = option.isApproved
      return model
    }
    offers = open.map(entry.offer)
    self.obstacle = obstacle
  }
}
