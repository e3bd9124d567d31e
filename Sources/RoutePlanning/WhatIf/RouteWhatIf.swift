import Diagnostics
import RouteModel
import RuleLanguage
import RuleMatching

/// A person's route as it is, and as it would be if some things were otherwise.
public struct RouteWhatIf: Sendable {
  /// What is assumed, in words.
  public struct Change: Sendable, Hashable {
    /// Of what.
    public var name: LocalizedText
    /// As it is.
    public var from: LocalizedText
    /// As assumed.
    public var to: LocalizedText
  }

  /// A competency whose deficit changes.
  public struct DeficitChange: Sendable {
    /// As it is; nil where the person's framework does not have it.
    public var before: CompetencyDeficit?
    /// As it would be; nil where the framework would not have it.
    public var after: CompetencyDeficit?
    /// The competency.
    public var competency: CompetencyCode
  }

  /// What is assumed, in the order it was given.
  public var assumed: [Change]
  /// The route as it is.
  public var before: Route
  /// The route as it would be.
  public var after: Route

  /// The competencies whose score, target or deficit changes, by code.
  public var deficits: [DeficitChange] {
    let codes = Set(before.deficits.map(\.competency)).union(after.deficits.map(\.competency)).sorted()
    return codes.compactMap { code in
      let old = before.deficits.first { $0.competency == code }
      let new = after.deficits.first { $0.competency == code }
      let isSame = old?.deficit == new?.deficit && old?.score == new?.score && old?.target == new?.target
      return isSame ? nil : DeficitChange(before: old, after: new, competency: code)
    }
  }

  /// The difference of the steps; nil where they, their reasons and the forecast are the same.
  public var change: RouteChange? { RouteChange(before: before, after: after) }

  /// Findings that come or go, by what they say.
  public var findings: (new: [Finding], gone: [Finding]) {
    let (old, new) = (Set(before.findings), Set(after.findings))
    return (after.findings.filter { !old.contains($0) }, before.findings.filter { !new.contains($0) })
  }
}

extension RoutePlanner {
  /// A person's route as it is and as it would be under assumptions.
  public func whatIf(
    _ assumptions: [Assumption], for dossier: Dossier, asOf: CalendarDate
  ) throws(NumbersTooLarge) -> RouteWhatIf {
    let changes = assumptions.compactMap { assumption in
      if case .fact(let change) = assumption { change } else { nil }
    }
    let plan = plan(for: dossier, asOf: asOf)
    let assumed = RoutePlanner(context: try context.assuming(assumptions), nodeLimit: nodeLimit)
    return RouteWhatIf(
      assumed: assumptions.map { described($0, plan) }, before: plan.route,
      after: assumed.route(for: dossier, asOf: asOf, changes: changes))
  }

  private func described(_ assumption: Assumption, _ plan: Plan) -> RouteWhatIf.Change {
    switch assumption {
    case .fact(let change):
      let field = context.names.vocabulary.fields[change.field]
      func value(_ code: Int32) -> LocalizedText {
        LocalizedText(ru: field.domain.text(of: code, in: .russian), en: field.domain.text(of: code, in: .english))
      }
      return RouteWhatIf.Change(
        name: LocalizedText(ru: field.name.russian, en: field.name.english),
        from: value(plan.draft.profile.facts[change.field]), to: value(change.value))
    case .seats(let code, let seats):
      let now = context.catalog.sessions(of: code).map { Self.number($0.seats) }
      let all = Set(now).count == 1 ? Array(now.prefix(1)) : now
      return RouteWhatIf.Change(
        name: LocalizedText(ru: "№\(code), места", en: "№\(code), seats"),
        from: LocalizedText(
          ru: all.map(\.russian).joined(separator: ", "), en: all.map(\.english).joined(separator: ", ")),
        to: Self.number(seats))
    case .hours(let code, let hours):
      return RouteWhatIf.Change(
        name: LocalizedText(ru: "№\(code), часы", en: "№\(code), hours"),
        from: Self.number(context.catalog.measure(spelled: code.text)?.hours), to: Self.number(hours))
    case .sessionSeats(let id, let seats):
      return RouteWhatIf.Change(
        name: LocalizedText(ru: "сессия «\(id)», места", en: "session «\(id)», seats"),
        from: Self.number(context.catalog.sessions.first { $0.id == id }?.seats), to: Self.number(seats))
    case .cancelled(let id):
      return RouteWhatIf.Change(
        name: LocalizedText(ru: "сессия «\(id)»", en: "session «\(id)»"),
        from: LocalizedText(ru: "проводится", en: "held"), to: LocalizedText(ru: "отменена", en: "cancelled"))
    case .load(let hours):
      return RouteWhatIf.Change(
        name: LocalizedText(ru: "нагрузка, часов", en: "load, hours"),
        from: Self.number(context.rules.policy.hours.first?.hours), to: Self.number(hours))
    case .concurrent(let count):
      return RouteWhatIf.Change(
        name: LocalizedText(ru: "мероприятий одновременно", en: "measures at once"),
        from: context.rules.policy.concurrent.map { Self.number($0) }
          ?? LocalizedText(ru: "без предела", en: "no limit"), to: Self.number(count))
    }
  }

  private static func number(_ value: Int?) -> LocalizedText {
    value.map { LocalizedText(verbatim: String($0)) } ?? LocalizedText(ru: "нет данных", en: "no data")
  }
}
