import Diagnostics
import RouteModel
import RuleLanguage
import RuleMatching

/// The facts of a person with the deficits filled in, and what the deficits rest on.
struct DeficitProfile: Sendable {
  /// One competency of the framework.
  struct Line: Sendable {
    var competency: Int
    var target: Points
    var score: Points?
    /// Points added by diagnostics, with the positions of the rules that added them.
    var added: [(rule: Int, points: Points)]
    var deficit: Points?
    /// The band's position in the scale.
    var band: Int?
  }

  /// The facts, deficits included.
  var facts: FactVector
  /// The lines, by competency.
  var lines: [Line]
  /// The diagnostics that fired.
  var firedDiagnostics: [Int]
}

/// Computes deficits: the test gap plus what fired diagnostics add.
///
/// `gap = max(0, target − score)`, `deficit = min(100, gap + Σ added)`. Without a score the gap is unknown: the deficit is
/// what monitoring alone adds, or unknown when it adds nothing.
struct DeficitProfiler: Sendable {
  let names: RouteVocabulary
  let rules: RuleSet
  let framework: TargetFramework

  func profile(_ base: FactVector, role: Role, kind: OrganisationKind?) -> DeficitProfile {
    let fired = rules.diagnostics.indices.filter { Evaluator.isTrue(rules.diagnostics[$0].condition, base) }
    return profile(base, role: role, kind: kind, fired: fired)
  }

  /// The same where it is known which diagnostics fire.
  func profile(_ base: FactVector, role: Role, kind: OrganisationKind?, fired: [Int]) -> DeficitProfile {
    var facts = base
    var added: [Int: [(rule: Int, points: Points)]] = [:]
    for index in fired {
      for addition in rules.diagnostics[index].additions {
        added[addition.competency, default: []].append((index, Points(hundredths: addition.hundredths)))
      }
    }
    let lines = framework.lines(for: role, in: kind).map { line in
      let score = facts.known(names.scores + line.competency).map { Points(hundredths: Int($0)) }
      let additions = added[line.competency] ?? []
      let sum = additions.reduce(Points.zero) { $0 + $1.points }
      var deficit: Points?
      if let given = facts.known(names.deficits + line.competency) {
        deficit = Points(hundredths: Int(given))
      } else if let score {
        deficit = min(.hundred, max(.zero, line.target - score) + sum)
      } else if !additions.isEmpty {
        deficit = min(.hundred, sum)
      }
      if let deficit { facts[names.deficits + line.competency] = Int32(deficit.hundredths) }
      let band = deficit.flatMap { deficit in rules.scale.firstIndex { deficit.hundredths >= $0.lower } }
      return DeficitProfile.Line(
        competency: line.competency, target: line.target, score: score, added: additions, deficit: deficit, band: band)
    }
    return DeficitProfile(facts: facts, lines: lines, firedDiagnostics: fired)
  }
}
