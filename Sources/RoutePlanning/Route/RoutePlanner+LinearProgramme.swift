import Diagnostics
import Optimization
import RouteModel

extension RoutePlanner {
  /// The person's decision as a CPLEX LP file, so that any MILP solver can confirm `requiredMet` and `value`.
  ///
  /// - Parameter approved: a route to change as little as possible; nil where there is none.
  public func linearProgramme(
    for dossier: Dossier, asOf: CalendarDate, revising approved: ApprovedRoute? = nil
  ) -> String {
    let draft = draft(for: dossier, asOf: asOf, changes: [], revising: approved)
    let decision = draft.decision
    let measures = decision.items.map { draft.pool[$0].measure.code.text }
    let options = decision.items.map { draft.pool[$0].options.map(\.id) }
    let needs = decision.needs.map(\.text)
    // Names of LP variables are ASCII: look-alikes keep the codes readable.
    let names = LPNames(
      need: { LookAlike.latin(needs[$0]) }, item: { LookAlike.latin(measures[$0]) },
      option: { LookAlike.latin(options[$0][$1]) })
    return LPModel(decision.model, names: names).text
  }
}
