import Diagnostics
import RouteModel
import RuleAnalysis
import RuleLanguage

/// Every rule that says when a measure is to be held leaves it a session.
///
/// «не раньше» and «не позже» narrow the sessions of the catalog (of an undated measure, the days of its term). When none
/// is left, nobody for whom the rule fires can take the measure; the same when two rules that can fire for one person
/// leave a session each, but none in common.
struct EveryWindowHasASession: RouteCheck {
  static let id: DiagnosticID = "window-without-session"

  private struct Wish {
    var rule: Rule
    var conclusion: Conclusion
    var window: RuleWindow
  }

  func findings(_ context: PlanningContext, _ solver: inout ConditionSolver) -> [AnalysisFinding] {
    var result: [AnalysisFinding] = []
    for measure in context.teaching {
      let wishes = wishes(for: measure, context)
      let empty = wishes.map { !leavesSession([$0], measure, context) }
      for (wish, isEmpty) in zip(wishes, empty) where isEmpty {
        result.append(finding(wish, measure, context))
      }
      for (index, first) in wishes.enumerated() where !empty[index] {
        for other in wishes.indices where other > index && !empty[other] {
          let pair = [first, wishes[other]]
          guard !leavesSession(pair, measure, context) else { continue }
          guard let witness = solver.witness(of: pair.map(\.rule.condition)) else { continue }
          result.append(collision(pair, measure, witness, context))
        }
      }
    }
    return result
  }

  private func wishes(for measure: Int, _ context: PlanningContext) -> [Wish] {
    context.rules.rules.compactMap { rule in
      guard let conclusion = rule.conclusions.first(where: { $0.measure == measure && $0.kind != .exclude }),
        let window = conclusion.window
      else { return nil }
      return Wish(
        rule: rule, conclusion: conclusion, window: RuleWindow(rule: rule.header.name, window: window))
    }
  }

  private func leavesSession(_ wishes: [Wish], _ measure: Int, _ context: PlanningContext) -> Bool {
    let row = context.catalog.measures[measure]
    let sessions = context.catalog.sessions(of: row.code)
    if !sessions.isEmpty {
      return sessions.contains { session in wishes.allSatisfy { $0.window.holds(session.days) } }
    }
    guard let term = row.window else { return true }
    var month = term.from.startOfMonth
    while month <= term.to {
      let days = DateSpan(from: month, to: month.endOfMonth).intersection(term)
      if !wishes.reduce(days, { $0.isEmpty ? $0 : $1.window.clip($0) }).isEmpty { return true }
      month = month.adding(months: 1)
    }
    return false
  }

  private func proof(_ measure: Int, _ context: PlanningContext) -> LocalizedText {
    let row = context.catalog.measures[measure]
    let sessions = context.catalog.sessions(of: row.code)
    func list(_ day: (CalendarDate) -> String) -> String {
      if sessions.isEmpty { return row.window.map { "\(day($0.from))–\(day($0.to))" } ?? "" }
      return sessions.map { "\($0.id) (\(day($0.days.from))–\(day($0.days.to)))" }.joined(separator: ", ")
    }
    return LocalizedText(
      ru: (sessions.isEmpty ? "срок мероприятия: " : "сессии: ") + list(\.dotted),
      en: (sessions.isEmpty ? "the measure's term: " : "sessions: ") + list(\.iso))
  }

  private func finding(_ wish: Wish, _ measure: Int, _ context: PlanningContext) -> AnalysisFinding {
    let (code, dates) = (context.code(measure), Reasons.dates(wish.window.window))
    return AnalysisFinding(
      Diagnostic(
        .warning, Self.id,
        LocalizedText(
          ru: "правило «\(wish.rule.header.name)» не оставляет \(code) ни одной сессии: \(dates.russian)",
          en: "the rule «\(wish.rule.header.name)» leaves \(code) no session: \(dates.english)"),
        at: .text(wish.rule.header.source, wish.conclusion.range)),
      proof: proof(measure, context), rules: [wish.rule.header.name], measures: [measure])
  }

  private func collision(
    _ pair: [Wish], _ measure: Int, _ witness: Witness, _ context: PlanningContext
  ) -> AnalysisFinding {
    let code = context.code(measure)
    let names = pair.map { "«\($0.rule.header.name)»" }
    return AnalysisFinding(
      Diagnostic(
        .warning, Self.id,
        LocalizedText(
          ru: "правила \(names.joined(separator: " и ")) вместе не оставляют \(code) ни одной сессии",
          en: "the rules \(names.joined(separator: " and ")) together leave \(code) no session"),
        at: .text(pair[1].rule.header.source, pair[1].conclusion.range)),
      witness: witness, proof: proof(measure, context), rules: pair.map(\.rule.header.name), measures: [measure])
  }
}
