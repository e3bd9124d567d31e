import Diagnostics
import RouteModel
import RuleAnalysis
import RuleLanguage

/// Every measure that teaches can get into somebody's route.
///
/// A measure is asked for by a rule that requires or recommends it, by a deficit it gains on, or by a measure that needs it
/// first; and it must be open to the same person: of its audience, not excluded, neither it nor its alternative completed.
/// When no possible profile has both, nobody ever gets it.
struct EveryMeasureCanBeAskedFor: RouteCheck {
  static let id: DiagnosticID = "measure-never-asked"

  func findings(_ context: PlanningContext, _ solver: inout ConditionSolver) -> [AnalysisFinding] {
    var result: [AnalysisFinding] = []
    for measure in context.teaching {
      let open = open(measure, context, solver.space)
      let asked = asked(measure, context, solver.space, besides: [])
      guard !solver.isSatisfiable([open, asked]) else { continue }
      // An audience nobody is of is reported where it stands.
      guard solver.isSatisfiable([context.audiences[measure]]) else { continue }
      let isOpen = solver.isSatisfiable([open])
      result.append(
        AnalysisFinding(
          Diagnostic(
            .warning, Self.id,
            LocalizedText(
              ru: "\(context.code(measure)) никому не может попасть в маршрут",
              en: "\(context.code(measure)) can't get into anybody's route"),
            at: context.catalog.measures[measure].audiencePlace),
          proof: proof(isOpen: isOpen, isAsked: asked != .any([])), measures: [measure]))
    }
    return result
  }

  private func open(_ measure: Int, _ context: PlanningContext, _ space: ProfileSpace) -> Condition {
    let group = context.entries[measure].alternatives
    let alternatives = group.isEmpty ? [measure] : group
    return .all(alternatives.map(context.notCompleted) + [context.isOpen(measure, space)])
  }

  /// Who is asked for it: directly, when it is open to them, or on the way to a measure they are asked for, as long as it
  /// is not completed. `path` guards against cycles: going round one adds nobody.
  private func asked(
    _ measure: Int, _ context: PlanningContext, _ space: ProfileSpace, besides path: Set<Int>
  ) -> Condition {
    let rules = context.asking(for: measure).map(\.condition)
    let deficits = context.gains[measure].map { context.inDeficit($0.competency) }
    let direct: [Condition] =
      (rules + deficits).isEmpty ? [] : [.all([open(measure, context, space), .any(rules + deficits)])]
    let path = path.union([measure])
    let followers = context.teaching.filter { context.prerequisites[$0].contains(measure) && !path.contains($0) }
    let onTheWay = followers.map { follower in
      Condition.all([context.notCompleted(measure), asked(follower, context, space, besides: path)])
    }
    return .any(direct + onTheWay)
  }

  private func proof(isOpen: Bool, isAsked: Bool) -> LocalizedText {
    if !isAsked {
      return LocalizedText(
        ru: "его не требует и не рекомендует ни одно правило, у него нет прироста, и ничто не начинается после него",
        en: "no rule requires or recommends it, it has no gain, and nothing needs it first")
    }
    if !isOpen {
      return LocalizedText(
        ru: "всем, кто входит в его аудиторию, его исключают правила",
        en: "rules exclude it for everybody of its audience")
    }
    return LocalizedText(
      ru:
        "кому оно открыто, тем его не рекомендует ни одно правило, и дефицитов, на которые оно действует, у них не бывает",
      en: "to whom it is open, no rule recommends it, and they can't have a deficit it gains on")
  }
}
