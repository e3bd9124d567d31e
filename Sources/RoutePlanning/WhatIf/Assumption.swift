import RouteModel
import RuleLanguage

/// Something assumed instead of what the data, the catalog or the policy say.
public enum Assumption: Sendable, Hashable {
  /// A fact about the person.
  case fact(RoutePlanner.FactChange)
  /// The seats of every dated session of a measure.
  case seats(MeasureCode, Int)
  /// The hours of a measure.
  case hours(MeasureCode, Int)
  /// The seats of one session, by its id.
  case sessionSeats(String, Int)
  /// That a session is not held, by its id.
  case cancelled(String)
  /// The policy's one limit on hours.
  case load(Int)
  /// How many measures may run at once.
  case concurrent(Int)

  /// What it speaks of: two assumptions with one subject contradict each other or repeat.
  public enum Subject: Sendable, Hashable {
    case fact(Int)
    case seats(MeasureCode)
    case hours(MeasureCode)
    case session(String)
    case load
    case concurrent
  }

  /// What it speaks of.
  public var subject: Subject {
    switch self {
    case .fact(let change): .fact(change.field)
    case .seats(let code, _): .seats(code)
    case .hours(let code, _): .hours(code)
    case .sessionSeats(let id, _), .cancelled(let id): .session(id)
    case .load: .load
    case .concurrent: .concurrent
    }
  }
}

extension PlanningContext {
  /// The context with catalog and policy as assumed; facts are not its matter. The digests stay those of the files.
  func assuming(_ assumptions: [Assumption]) throws(NumbersTooLarge) -> PlanningContext {
    var (measures, sessions, rules) = (catalog.measures, catalog.sessions, rules)
    for assumption in assumptions {
      switch assumption {
      case .fact: continue
      case .seats(let code, let seats):
        for index in sessions.indices where sessions[index].measure == code { sessions[index].seats = seats }
      case .hours(let code, let hours):
        for index in measures.indices where measures[index].code == code { measures[index].hours = hours }
      case .sessionSeats(let id, let seats):
        for index in sessions.indices where sessions[index].id == id { sessions[index].seats = seats }
      case .cancelled(let id):
        // Taken out, a measure's only session would make the measure undated.
        for index in sessions.indices where sessions[index].id == id { sessions[index].seats = 0 }
      case .load(let hours): for index in rules.policy.hours.indices { rules.policy.hours[index].hours = hours }
      case .concurrent(let count): rules.policy.concurrent = count
      }
    }
    let changed = Catalog(
      groups: catalog.groups, competencies: catalog.competencies, measures: measures, gains: catalog.gains,
      prerequisites: catalog.prerequisites, sessions: sessions, indicators: catalog.indicators,
      municipalities: catalog.municipalities)
    let made = PlanningContext.make(
      catalog: changed, rules: rules, names: names, rulesDigest: rulesDigest, catalogDigest: catalogDigest)
    // The audiences are those that were understood before.
    guard let context = made.context else { throw NumbersTooLarge() }
    return context
  }
}
