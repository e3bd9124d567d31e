import Diagnostics
import RouteModel
import RuleAnalysis
import RuleLanguage

/// A requirement on rules and catalog together. The type's name is the requirement, its comment the users' documentation.
protocol RouteCheck: Sendable {
  /// The id of its findings.
  static var id: DiagnosticID { get }
  /// What does not meet the requirement.
  func findings(_ context: PlanningContext, _ solver: inout ConditionSolver) -> [AnalysisFinding]
}

extension PlanningContext {
  /// The rules that exclude a measure.
  func excluding(_ measure: Int) -> [Rule] {
    rules.rules.filter { $0.conclusions.contains { $0.measure == measure && $0.kind == .exclude } }
  }

  /// The rules that require or recommend a measure.
  func asking(for measure: Int) -> [Rule] {
    rules.rules.filter { $0.conclusions.contains { $0.measure == measure && $0.kind != .exclude } }
  }

  /// That a competency has a deficit.
  func inDeficit(_ competency: Int) -> Condition {
    ProfileSpace.asks(names.deficits + competency, ValueSet([1...Int32(Points.hundred.hundredths)]))
  }

  /// That a measure is not completed.
  func notCompleted(_ measure: Int) -> Condition { ProfileSpace.asks(names.completed + measure, is: 0) }

  /// That a measure is meant for the person and no rule excludes it.
  func isOpen(_ measure: Int, _ space: ProfileSpace) -> Condition {
    .all([audiences[measure]] + excluding(measure).map { space.negation($0.condition) })
  }

  /// `№1.6`
  func code(_ measure: Int) -> String { "№\(names.measures[measure])" }
}
