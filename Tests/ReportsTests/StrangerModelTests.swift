import Foundation
import Reports
import RouteModel
import RoutePlanning
import TestSupport
import Testing

/// A stranger who has only the JSON builds the model from `deficits`, `candidates` and `limits`, enumerates every choice,
/// and must find exactly the route's `requiredMet` and `value`.
@Suite struct StrangerModelTests {
  /// What a stranger reads, by the names of the format.
  private struct RouteFile: Decodable {
    struct Deficit: Decodable {
      var competency: String
      var deficit: Decimal?
      var weight: Int
    }
    struct Option: Decodable {
      var id: String
      var from: String
      var to: String
      var format: String
    }
    struct Gain: Decodable {
      var competency: String
      var points: Decimal
    }
    struct Candidate: Decodable {
      var measure: String
      var state: String
      var hours: Int?
      var priority: Int
      var required: Bool
      var gains: [Gain]
      var sessions: [Option]
      var requires: [String]
      var group: String?
      var inProgress: Bool?

      var isRunning: Bool { inProgress ?? false }
    }
    struct Period: Decodable {
      var from: String
      var to: String
      var cap: Int
    }
    struct Limits: Decodable {
      var hoursPerPeriod: [Period]
      var concurrent: Int?
      var hourPrice: Decimal
    }
    struct Objective: Decodable {
      var requiredMet: Int
      var requiredOf: Int
      var value: Int
      var status: String
      var bound: Int
    }
    struct Step: Decodable {
      var measure: String
      var session: String
    }
    var deficits: [Deficit]
    var candidates: [Candidate]
    var limits: Limits
    var objective: Objective
    var steps: [Step]
  }

  private func hundredths(_ number: Decimal) -> Int { NSDecimalNumber(decimal: number * 100).intValue }

  /// Every feasible choice's (requiredMet, value); ISO dates compare as texts.
  private func best(_ file: RouteFile) -> (requiredMet: Int, value: Int) {
    let open = file.candidates.filter { !$0.sessions.isEmpty }
    var best = (requiredMet: -1, value: Int.min)
    var chosen: [(RouteFile.Candidate, RouteFile.Option)] = []
    func visit(_ index: Int) {
      if index == open.count {
        guard isFeasible(chosen, file) else { return }
        let score = score(chosen, file)
        if score > best { best = score }
        return
      }
      if !open[index].isRunning { visit(index + 1) }
      for session in open[index].sessions {
        chosen.append((open[index], session))
        visit(index + 1)
        chosen.removeLast()
      }
    }
    visit(0)
    return best
  }

  /// What is in progress is taken whatever the limits; they hold for everything beside it.
  private func isFeasible(_ chosen: [(RouteFile.Candidate, RouteFile.Option)], _ file: RouteFile) -> Bool {
    for period in file.limits.hoursPerPeriod {
      let inside = chosen.filter { period.from <= $0.1.from && $0.1.from <= period.to }
      let hours = inside.reduce(0) { $0 + ($1.0.hours ?? 0) }
      if hours > period.cap, inside.contains(where: { !$0.0.isRunning }) { return false }
    }
    for (_, option) in chosen where chosen.contains(where: { $0.0.isRunning && meets($0.1, option) }) {
      // Where something is in progress, only the others' limits count.
      let sameDay = chosen.filter { $0.1.from <= option.from && option.from <= $0.1.to }
      if let limit = file.limits.concurrent, sameDay.count > limit, sameDay.contains(where: { !$0.0.isRunning }) {
        return false
      }
    }
    for (candidate, option) in chosen where !candidate.isRunning {
      // The most crowded day of a set of intervals is the first day of one of them.
      let sameDay = chosen.filter { $0.1.from <= option.from && option.from <= $0.1.to }
      if let limit = file.limits.concurrent, sameDay.count > limit { return false }
      if sameDay.count(where: { $0.1.format != "remote" }) > 1, option.format != "remote" { return false }
      if candidate.group != nil, chosen.count(where: { $0.0.group == candidate.group }) > 1 { return false }
      for code in candidate.requires where !chosen.contains(where: { $0.0.measure == code && $0.1.to < option.from }) {
        return false
      }
    }
    // Two that need presence may also meet on a day on which neither starts as the other's only: compare pairs.
    for (i, a) in chosen.enumerated() where a.1.format != "remote" {
      for b in chosen[(i + 1)...] where b.1.format != "remote" && meets(a.1, b.1) {
        if !a.0.isRunning || !b.0.isRunning { return false }
      }
    }
    return true
  }

  private func meets(_ a: RouteFile.Option, _ b: RouteFile.Option) -> Bool { a.from <= b.to && b.from <= a.to }

  private func score(_ chosen: [(RouteFile.Candidate, RouteFile.Option)], _ file: RouteFile) -> (Int, Int) {
    var value = 0
    for line in file.deficits {
      guard let deficit = line.deficit else { continue }
      let gained = chosen.flatMap(\.0.gains).filter { $0.competency == line.competency }
        .reduce(0) { $0 + hundredths($1.points) }
      value += line.weight * min(hundredths(deficit), gained)
    }
    for (candidate, _) in chosen {
      value += 100 * candidate.priority - hundredths(file.limits.hourPrice) * (candidate.hours ?? 0)
    }
    return (chosen.count { $0.0.required }, value)
  }

  @Test func jsonAloneGivesTheOptimum() throws {
    let seed: UInt64 = 2_023_09_01
    var source = RandomPlanning(seed: seed)
    var withSteps = 0
    var running = 0
    for round in 0..<1500 {
      let (planner, dossier, rules) = source.instance()
      let route = planner.route(for: dossier, asOf: RandomPlanning.asOf)
      var writer = JSONWriter()
      RouteJSON().write(route, to: &writer)
      let file = try JSONDecoder().decode(RouteFile.self, from: Data(writer.bytes))
      let best = best(file)
      #expect(file.objective.requiredMet == best.requiredMet, "seed \(seed), round \(round)\n\(rules)")
      #expect(file.objective.value == best.value, "seed \(seed), round \(round)\n\(rules)\n\(writer.text)")
      #expect(file.objective.status == "optimal")
      #expect(file.objective.bound == file.objective.value)
      let steps = file.steps.map(\.measure).sorted()
      #expect(steps == file.candidates.filter { $0.state == "chosen" }.map(\.measure).sorted())
      if !steps.isEmpty { withSteps += 1 }
      if file.candidates.contains(where: \.isRunning) { running += 1 }
    }
    #expect(withSteps > 600, "most instances have a route")
    #expect(running > 200, "some have something in progress")
  }
}
