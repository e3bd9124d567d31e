import Diagnostics
import Optimization
import RouteModel
import RuleLanguage
import RuleMatching

/// Makes individual routes: deficits → candidates → exact choice → explained route.
public struct RoutePlanner: Sendable {
  /// What is the same for all people.
  public let context: PlanningContext
  /// The nodes one search may take where nobody says otherwise.
  public static let usualNodeLimit = 2_000_000
  /// The nodes one search may take before it stops with a proven gap.
  public let nodeLimit: Int

  /// A planner.
  public init(context: PlanningContext, nodeLimit: Int = usualNodeLimit) {
    self.context = context
    self.nodeLimit = nodeLimit
  }

  /// A fact that replaces what the dossier says.
  public struct FactChange: Sendable, Hashable {
    /// The field, by position in the vocabulary.
    public var field: Int
    /// The coded value.
    public var value: Int32

    /// A change.
    public init(field: Int, value: Int32) {
      self.field = field
      self.value = value
    }
  }

  /// The route of a person made on a date.
  ///
  /// - Parameters:
  ///   - changes: facts to assume instead of the dossier's.
  ///   - digest: the dossier's digest, where it is known already.
  /// - Complexity: exponential in the worst case, bounded by the node limit; far below a millisecond on real catalogs.
  public func route(
    for dossier: Dossier, asOf: CalendarDate, changes: [FactChange] = [], digest: String? = nil
  ) -> Route {
    plan(for: dossier, asOf: asOf, changes: changes, digest: digest).route
  }

  /// A route with what it was made from, for explanations and other views of the same decision.
  ///
  /// - Parameter approved: a route to change as little as possible.
  func plan(
    for dossier: Dossier, asOf: CalendarDate, changes: [FactChange] = [], revising approved: ApprovedRoute? = nil,
    digest: String? = nil
  ) -> Plan {
    context.memories.with(context, on: asOf) { memory in
      let draft = draft(for: dossier, changes: changes, memory, revising: approved)
      let solution = memory.search.solve(draft.decision.model, nodeLimit: nodeLimit)
      let violations = ModelChecker.violations(of: solution.assignment, in: draft.decision.model)
      precondition(violations.isEmpty, "the search broke a constraint: \(violations)")
      precondition(
        ModelChecker.objective(of: solution.assignment, in: draft.decision.model) == solution.objective,
        "the search misjudged its own answer")
      let builder = RouteBuilder(
        context: context, dossier: dossier, draft: draft, solution: solution, memory: memory, digest: digest)
      return Plan(draft: draft, solution: solution, route: builder.build())
    }
  }

  /// Everything up to the choice.
  func draft(
    for dossier: Dossier, asOf: CalendarDate, changes: [FactChange], revising approved: ApprovedRoute? = nil
  ) -> Draft {
    context.memories.with(context, on: asOf) { draft(for: dossier, changes: changes, $0, revising: approved) }
  }

  func draft(
    for dossier: Dossier, changes: [FactChange], _ memory: PlanningMemory, revising approved: ApprovedRoute? = nil
  ) -> Draft {
    let day = memory.day
    let earlier = approved.map { EarlierSteps($0, dossier, context, asOf: day.asOf) }
    let results = context.facts.results(of: dossier, asOf: day.asOf)
    var base = context.facts.facts(of: dossier, asOf: day.asOf, results: results)
    for change in changes { base[change.field] = change.value }
    let role = Role.allCases[Int(base[context.names.role])]
    let kind = base.known(context.names.organisationKind).map { OrganisationKind.allCases[Int($0)] }
    let profile = context.profiler.profile(
      base, role: role, kind: kind, fired: memory.firedDiagnostics(base, context))
    let conclusions = memory.conclusions(profile.facts, context)
    let pool = CandidatePool(
      context: context, dossier: dossier, profile: profile, conclusions: conclusions, role: role, kind: kind,
      memory: memory, inProgress: dossier.inProgress(on: day.asOf) + (earlier?.runningByPlan ?? []), earlier: earlier
    ).build()
    var decision = RouteDecision(pool: pool, profile: profile, context: context, day: day)
    var periods = day.periods
    if let earlier {
      periods = earlier.periods(day, context.policy)
      decision.model.periods = PlanningDay.modelPeriods(periods)
    }
    return Draft(
      results: results, profile: profile, horizon: day.horizon, periods: periods, conclusions: conclusions, pool: pool,
      decision: decision, earlier: earlier)
  }

  /// A person's profile, candidates and model. A reference, because all that explains a route looks at it.
  final class Draft: Sendable {
    /// The test results that count, by competency: their positions among the dossier's.
    let results: [Int?]
    let profile: DeficitProfile
    let horizon: DateSpan
    /// The limits on hours.
    let periods: [RouteLimits.Period]
    /// By measure position.
    let conclusions: [MeasureConclusion]
    let pool: [PooledMeasure]
    let decision: RouteDecision
    /// The approved route that is made anew; nil where there is none.
    let earlier: EarlierSteps?

    init(
      results: [Int?], profile: DeficitProfile, horizon: DateSpan, periods: [RouteLimits.Period],
      conclusions: [MeasureConclusion], pool: [PooledMeasure], decision: RouteDecision, earlier: EarlierSteps?
    ) {
      self.results = results
      self.profile = profile
      self.horizon = horizon
      self.periods = periods
      self.conclusions = conclusions
      self.pool = pool
      self.decision = decision
      self.earlier = earlier
    }

    /// The same person with other candidates.
    func with(_ pool: [PooledMeasure], _ decision: RouteDecision) -> Draft {
      Draft(
        results: results, profile: profile, horizon: horizon, periods: periods, conclusions: conclusions, pool: pool,
        decision: decision, earlier: earlier)
    }
  }

  /// A decided draft.
  struct Plan: Sendable {
    var draft: Draft
    var solution: Solution
    var route: Route
  }
}
