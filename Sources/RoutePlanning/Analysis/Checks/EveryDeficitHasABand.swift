import Diagnostics
import RouteModel
import RuleAnalysis
import RuleLanguage

/// Every deficit lies in a band of the scale, and every band has people who can be in it.
///
/// Bands can't overlap: each reaches up to where the next begins. But below the lowest there can be a hole: deficits in it
/// weigh nothing, so routes ignore them. And a band can begin so high that with these targets and diagnostics nobody gets
/// there.
struct EveryDeficitHasABand: RouteCheck {
  static let id: DiagnosticID = "band-hole"
  static let unreachable: DiagnosticID = "band-unreachable"

  func findings(_ context: PlanningContext, _ solver: inout ConditionSolver) -> [AnalysisFinding] {
    let scale = context.rules.scale
    var result: [AnalysisFinding] = []
    if let lowest = scale.last, lowest.lower > 1 {
      let hole = ValueSet([1...Int32(lowest.lower - 1)])
      if let found = witness(of: hole, context, &solver) {
        result.append(holeFinding(lowest, found.witness, field: found.field))
      }
    }
    for (position, band) in scale.enumerated() {
      let upper = position == 0 ? Points.hundred.hundredths : scale[position - 1].lower - 1
      let values = ValueSet([Int32(band.lower)...Int32(upper)])
      if witness(of: values, context, &solver) == nil { result.append(unreachableFinding(band)) }
    }
    return result
  }

  /// Somebody with a deficit in `values`, in the first competency where there is one.
  private func witness(
    of values: ValueSet, _ context: PlanningContext, _ solver: inout ConditionSolver
  ) -> (witness: Witness, field: Int)? {
    for competency in context.names.competencies.indices {
      let field = context.names.deficits + competency
      if let witness = solver.witness(of: [ProfileSpace.asks(field, values)]) { return (witness, field) }
    }
    return nil
  }

  private func holeFinding(_ lowest: Band, _ witness: Witness, field: Int) -> AnalysisFinding {
    let bound = Points(hundredths: lowest.lower)
    return AnalysisFinding(
      Diagnostic(
        .warning, Self.id,
        LocalizedText(
          ru: "дефицит больше 0, но ниже \(bound.text(separator: ",")) не попадает ни в один уровень и ничего не весит",
          en: "a deficit above 0 and below \(bound.text()) is in no band and weighs nothing"), at: lowest.place),
      witness: witness, fields: [field])
  }

  private func unreachableFinding(_ band: Band) -> AnalysisFinding {
    AnalysisFinding(
      Diagnostic(
        .warning, Self.unreachable,
        LocalizedText(
          ru: "до уровня «\(band.name)» не доходит ничей дефицит",
          en: "nobody's deficit reaches the band «\(band.name)»"),
        at: band.place),
      proof: LocalizedText(
        ru: "ни в одной компетенции цель роли и прибавки диагностик вместе не дают такого дефицита",
        en: "in no competency do a role's target and what diagnostics add give such a deficit"))
  }
}
