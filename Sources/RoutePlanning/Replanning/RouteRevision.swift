import Diagnostics
import Optimization
import RouteModel

/// An approved route made anew so that as few of its steps as possible change.
///
/// What is completed or under way stays. Of the other approved steps, as many as possible stay *as they are*: the same
/// measure at the same session on the same days, or in the same month where the measure is undated. Every other one is
/// *changed*: moved to another session, or dropped. Their number is as small as it can be; only then the usual objective
/// counts, so a required measure takes the place of an approved step only where that changes no step more. What is added
/// besides counts as no change: it takes what room is left.
public struct RouteRevision: Sendable {
  /// What became of a step.
  public enum Fate: String, Sendable, Hashable {
    /// It is completed.
    case completed
    /// It has begun: by the data, or by the plan.
    case underWay = "under-way"
    /// It stays as it is.
    case kept
    /// The measure stays, at another session or on other days.
    case moved
    /// The measure leaves the route.
    case dropped
    /// The measure enters the route.
    case added
  }

  /// A step and what became of it.
  public struct Line: Sendable {
    /// The measure.
    public var measure: MeasureCode
    /// Its title.
    public var title: String
    /// What became of it.
    public var fate: Fate
    /// The approved step; nil where it is added.
    public var before: ApprovedRoute.Step?
    /// The step of the new route; nil where there is none.
    public var after: Step?
    /// Why it is moved, dropped or added; nil where it stays.
    public var reason: LocalizedText?
    /// Whether its days are over and nothing says it is completed.
    public var isOverdue: Bool
  }

  /// The approved route.
  public var approved: ApprovedRoute
  /// The new one.
  public var route: Route
  /// The approved steps in date order, then what is added, in date order.
  public var lines: [Line]
  /// The best that could be reached from here without keeping approved steps that are still ahead.
  public var unbound: (requiredMet: Int, value: Int)

  /// No route changes fewer approved steps: equal to `changed` unless the search stopped at its node limit.
  public var leastChanged: Int

  /// How many approved steps are moved or dropped: as few as possible.
  public var changed: Int { lines.count { $0.fate == .moved || $0.fate == .dropped } }
}

extension RoutePlanner {
  /// The approved route of a person made anew on a date, with as few changed steps as possible.
  ///
  /// - Complexity: as two routes.
  public func revision(of approved: ApprovedRoute, for dossier: Dossier, asOf: CalendarDate) -> RouteRevision {
    let plan = self.plan(for: dossier, asOf: asOf, revising: approved)
    let unbound = unbound(plan.draft.decision.model)
    let reader = RevisionReader(context: context, dossier: dossier, plan: plan)
    var route = plan.route
    let findings = route.findings + reader.findings(unbound)
    route.findings = findings.enumerated()
      .sorted { ($0.element.severity, $0.offset) < ($1.element.severity, $1.offset) }.map(\.element)
    var revision = RouteRevision(
      approved: approved, route: route, lines: reader.lines(), unbound: unbound, leastChanged: 0)
    revision.leastChanged = max(
      0, revision.changed - (plan.solution.keptBound - plan.solution.objective.kept))
    return revision
  }

  private func unbound(_ model: SelectionModel) -> (requiredMet: Int, value: Int) {
    var model = model
    for item in model.items.indices {
      for option in model.items[item].options.indices { model.items[item].options[option].kept = false }
    }
    let objective = ExactSearch.solve(model, nodeLimit: nodeLimit).objective
    return (objective.requiredMet, objective.value)
  }
}
