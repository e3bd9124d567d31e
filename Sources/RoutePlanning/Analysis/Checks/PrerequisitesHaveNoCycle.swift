import Diagnostics
import RouteModel
import RuleAnalysis

/// No measure has to come before itself.
///
/// Measures that need each other first can't start for anybody. Each cycle is reported once, from its first code.
struct PrerequisitesHaveNoCycle: RouteCheck {
  static let id: DiagnosticID = "prerequisite-cycle"

  func findings(_ context: PlanningContext, _ solver: inout ConditionSolver) -> [AnalysisFinding] {
    cycles(context.prerequisites).map { cycle in
      let path = (cycle + [cycle[0]]).map(context.code).joined(separator: " → ")
      return AnalysisFinding(
        Diagnostic(
          .error, Self.id,
          LocalizedText(
            ru: "предшествующие мероприятия образуют круг: \(path)", en: "prerequisites form a cycle: \(path)"),
          at: context.catalog.measures[cycle[0]].audiencePlace),
        proof: LocalizedText(
          ru: "каждое из них нужно закончить до начала предыдущего: начать нельзя ни с одного",
          en: "each has to be finished before the one before it starts: none can be first"), measures: cycle)
    }
  }

  /// A shortest cycle through the least measure of every group that reach each other. O(measures × prerequisites).
  private func cycles(_ edges: [[Int]]) -> [[Int]] {
    var seen: Set<Int> = []
    var result: [[Int]] = []
    for start in edges.indices where !seen.contains(start) {
      guard let cycle = shortestCycle(from: start, edges) else { continue }
      seen.formUnion(cycle)
      result.append(cycle)
    }
    return result
  }

  private func shortestCycle(from start: Int, _ edges: [[Int]]) -> [Int]? {
    var parent: [Int: Int] = [:]
    var queue = [start]
    var next = 0
    while next < queue.count {
      let measure = queue[next]
      next += 1
      for other in edges[measure] {
        if other == start {
          var path = [measure]
          while let last = path.last, last != start, let before = parent[last] { path.append(before) }
          return path.reversed()
        }
        if parent[other] == nil {
          parent[other] = measure
          queue.append(other)
        }
      }
    }
    return nil
  }
}
