import Diagnostics
import RouteModel
import RuleLanguage

/// Looks for what rules and catalog leave open together: measures nobody can ever get, competencies nothing closes.
public struct CatalogReview: Sendable {
  let context: PlanningContext

  /// A review of a context.
  public init(context: PlanningContext) { self.context = context }

  /// Warnings, by measure, then by competency.
  public func remarks() -> [Diagnostic] {
    unreachableMeasures() + competenciesWithoutGain() + missingHours() + uselessSessions()
  }

  /// Teaching measures that no rule asks for and that gain on nothing.
  private func unreachableMeasures() -> [Diagnostic] {
    let asked = Set(
      context.rules.rules.flatMap(\.conclusions).compactMap { conclusion -> Int? in
        if case .exclude = conclusion.kind { return nil }
        return conclusion.measure
      })
    return context.teaching.filter { !asked.contains($0) && context.gains[$0].isEmpty }.map { position in
      let measure = context.catalog.measures[position]
      return Diagnostic(
        .warning, "unreachable-measure",
        LocalizedText(
          ru: "№\(measure.code) никогда не попадёт в маршрут: его не рекомендует ни одно правило и у него нет прироста",
          en: "№\(measure.code) can never be in a route: no rule recommends it and it has no gain"),
        at: measure.audiencePlace)
    }
  }

  private func competenciesWithoutGain() -> [Diagnostic] {
    let gained = Set(context.teaching.flatMap { context.gains[$0].map(\.competency) })
    return context.names.competencies.indices.filter { !gained.contains($0) }.map { position in
      let code = context.names.competencies[position]
      return Diagnostic(
        .warning, "competency-without-measure",
        LocalizedText(
          ru: "дефицит \(code) закрыть нечем: ни у одного мероприятия нет по ней прироста",
          en: "nothing closes a deficit in \(code): no measure gains on it"), at: .nowhere)
    }
  }

  private func missingHours() -> [Diagnostic] {
    context.teaching.map { context.catalog.measures[$0] }.filter { $0.hours == nil }.map { measure in
      Diagnostic(
        .warning, "hours-unknown",
        LocalizedText(
          ru: "часы №\(measure.code) неизвестны: в маршрут его не поставить",
          en: "the hours of №\(measure.code) are unknown: it can't be part of a route"), at: measure.audiencePlace)
    }
  }

  /// Sessions nobody can take: on days the policy keeps free, or outside their measure's own window.
  private func uselessSessions() -> [Diagnostic] {
    context.catalog.sessions.compactMap { session in
      guard let measure = context.catalog.measure(spelled: session.measure.text) else { return nil }
      let free = context.policy.blackouts(in: session.days).first
      let outside = measure.window.map { $0.intersection(session.days) != session.days } ?? false
      let reason: LocalizedText
      if let free {
        reason = Reasons.blackout(free)
      } else if outside, let window = measure.window {
        reason = LocalizedText(
          ru: "она вне срока мероприятия (\(window.from.dotted)–\(window.to.dotted))",
          en: "it is outside the measure's term (\(window.from.iso) to \(window.to.iso))")
      } else {
        return nil
      }
      return Diagnostic(
        .warning, "useless-session",
        LocalizedText(
          ru: "сессия «\(session.id)» (№\(session.measure)): \(reason.russian)",
          en: "session «\(session.id)» (№\(session.measure)): \(reason.english)"), at: .nowhere)
    }
  }
}
