import Diagnostics
import RuleAnalysis

/// The rules do what the examples expect.
///
/// The same answer as `rules test`, here so that one command tells all.
struct EveryExamplePasses: RouteCheck {
  static let id: DiagnosticID = "example-failed"

  func findings(_ context: PlanningContext, _ solver: inout ConditionSolver) -> [AnalysisFinding] {
    ExampleRunner(context: context).runAll().flatMap { outcome in
      outcome.mismatches.map { AnalysisFinding($0) }
    }
  }
}
