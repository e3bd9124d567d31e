import Diagnostics
import Optimization
import RouteModel
import RuleLanguage
import RuleMatching

/// Answers «why» for one person and measure, by solving the person's model again with the opposite decision and with
/// changed facts. Every claim it makes has been planned, not guessed.
public struct RouteExplainer: Sendable {
  let planner: RoutePlanner

  /// An explainer of a planner's routes.
  public init(planner: RoutePlanner) { self.planner = planner }

  var context: PlanningContext { planner.context }

  /// Why `measure` is or is not in the route of `dossier`. Some eighty searches at most.
  public func explain(_ measure: Measure, for dossier: Dossier, asOf: CalendarDate) -> MeasureExplanation {
    let plan = planner.plan(for: dossier, asOf: asOf)
    let candidate = plan.route.candidates.first { $0.measure == measure.code }
    let step = plan.route.steps.first { $0.measure == measure.code }
    var explanation = MeasureExplanation(
      route: plan.route, measure: measure, candidate: candidate, step: step,
      rules: ruleAnswers(measure, plan.draft.profile.facts))
    explanation.opposite = opposite(measure, plan)
    if step == nil, let candidate, candidate.state != .completed {
      explanation.change = ChangeSearch(planner: planner, dossier: dossier, asOf: asOf, plan: plan)
        .smallest(for: measure)
    }
    return explanation
  }

  private func ruleAnswers(_ measure: Measure, _ facts: FactVector) -> [MeasureExplanation.RuleAnswer] {
    guard let position = context.names.measurePositions[measure.code] else { return [] }
    return context.rules.rules.compactMap { rule in
      guard let conclusion = rule.conclusions.first(where: { $0.measure == position }) else { return nil }
      let truth = Evaluator.truth(rule.condition, facts)
      let speaking = truth == .isTrue ? ConditionTrace.supporting(rule.condition, facts) : rule.condition.literals
      let citation = RuleCitation(
        rule: rule.header.name, file: rule.header.file, line: rule.header.line, text: rule.header.reason,
        basis: rule.header.basis, facts: unique(context.names.facts(behind: speaking, facts)),
        dates: conclusion.window.map(Reasons.dates))
      let missing = truth == .isTrue ? [] : ConditionTrace.blocking(rule.condition, facts) ?? []
      return MeasureExplanation.RuleAnswer(
        citation: citation, conclusion: conclusion.kind, truth: truth,
        missing: missing.map { context.names.text(of: [$0]) })
    }
  }

  private func unique(_ facts: [NamedFact]) -> [NamedFact] {
    var seen: Set<String> = []
    return facts.filter { seen.insert($0.name).inserted }
  }

  /// The best route with the decision on the measure turned round.
  private func opposite(_ measure: Measure, _ plan: RoutePlanner.Plan) -> MeasureExplanation.Opposite? {
    let decision = plan.draft.decision
    guard let item = decision.items.firstIndex(where: { plan.draft.pool[$0].measure.code == measure.code }) else {
      return nil
    }
    let isIn = plan.solution.assignment[item] != nil
    let solution = isIn ? without(item, decision.model) : with(item, decision.model)
    func codes(_ assignment: [Int?]) -> [MeasureCode] {
      assignment.indices.filter { assignment[$0] != nil }.map { plan.draft.pool[decision.items[$0]].measure.code }
    }
    let (before, after) = (codes(plan.solution.assignment), codes(solution.assignment))
    let required = decision.model.items.indices.filter { decision.model.items[$0].required }
    func requiredMet(_ assignment: [Int?]) -> Int { required.count { assignment[$0] != nil } }
    return MeasureExplanation.Opposite(
      isPossible: isIn || solution.assignment[item] != nil,
      loss: plan.solution.objective.value - solution.objective.value,
      requiredLost: requiredMet(plan.solution.assignment) - requiredMet(solution.assignment),
      leaves: before.filter { !after.contains($0) }, enters: after.filter { !before.contains($0) })
  }

  private func without(_ item: Int, _ model: SelectionModel) -> Solution {
    var model = model
    model.items[item].options = []
    return ExactSearch.solve(model, nodeLimit: planner.nodeLimit)
  }

  /// The best route that holds the item: beside all required measures if that can be, else instead of some of them.
  private func with(_ item: Int, _ model: SelectionModel) -> Solution {
    var model = model
    model.items[item].required = true
    let beside = ExactSearch.solve(model, nodeLimit: planner.nodeLimit)
    if beside.assignment[item] != nil { return beside }
    for other in model.items.indices { model.items[other].required = other == item }
    return ExactSearch.solve(model, nodeLimit: planner.nodeLimit)
  }
}
