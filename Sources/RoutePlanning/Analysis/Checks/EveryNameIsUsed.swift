import Diagnostics
import RouteModel
import RuleAnalysis
import RuleLanguage

/// Every competency has a target for somebody, and every indicator of people and organisations decides something.
///
/// What is kept in the catalog and used by nothing is only a note: it may be there for reports.
struct EveryNameIsUsed: RouteCheck {
  static let id: DiagnosticID = "unused-name"

  func findings(_ context: PlanningContext, _ solver: inout ConditionSolver) -> [AnalysisFinding] {
    competencies(context) + indicators(context)
  }

  private func competencies(_ context: PlanningContext) -> [AnalysisFinding] {
    var tested: Set<Int> = []
    for role in Role.allCases {
      for kind in [nil] + OrganisationKind.allCases.map(Optional.some) {
        tested.formUnion(context.profiler.framework.lines(for: role, in: kind).map(\.competency))
      }
    }
    return context.names.competencies.indices.filter { !tested.contains($0) }.map { position in
      let code = context.names.competencies[position]
      return note(
        LocalizedText(
          ru: "у компетенции \(code) нет цели ни для одной роли: дефицита по ней не бывает",
          en: "the competency \(code) has no target for any role: nobody has a deficit in it"))
    }
  }

  private func indicators(_ context: PlanningContext) -> [AnalysisFinding] {
    let conditions = context.rules.namedConditions.map(\.condition) + context.audiences
    let used = Set(conditions.flatMap(\.literals).map(\.field))
    return context.names.indicatorPositions.sorted { $0.value < $1.value }
      .filter { !used.contains(context.names.indicators + $0.value) }
      .map { code, position in
        let name = context.names.vocabulary.fields[context.names.indicators + position].name
        return note(
          LocalizedText(
            ru: "\(name.russian) (\(code.text)) не использует ни одно правило",
            en: "no rule uses \(name.english) (\(code.text))"))
      }
  }

  private func note(_ message: LocalizedText) -> AnalysisFinding {
    AnalysisFinding(Diagnostic(.note, Self.id, message, at: .nowhere))
  }
}
