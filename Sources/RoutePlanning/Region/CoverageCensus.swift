import RouteModel

/// Who counts towards which coverage target.
///
/// Heads, reserve and the like count one by one. A municipality is reached when one of its people takes the measure, a
/// management team when one of its members does. Such a «one of» is no sum over people: it is counted and reported, but no
/// goal of the search.
struct CoverageCensus: Sendable {
  /// A measure with a target.
  struct Goal: Sendable {
    /// The measure's position in the catalog.
    var position: Int
    var measure: Measure
    var target: CoverageTarget
  }

  /// By measure.
  let goals: [Goal]
  /// Per goal and person: the unit the person belongs to, nil where the person does not count.
  let units: [[Int?]]
  /// Per goal: how many units there are, nil where the data set does not say.
  let totals: [Int?]

  /// O(targets · people).
  init(_ context: PlanningContext, _ people: [Dossier], municipality: String?) {
    let catalog = context.catalog
    goals = context.teaching.compactMap { position in
      let measure = catalog.measures[position]
      return measure.coverage.map { Goal(position: position, measure: measure, target: $0) }
    }
    let keys = municipality.map { [$0] } ?? catalog.municipalities.map(\.key)
    var known: [Denominator: (units: [Int?], total: Int?)] = [:]
    for denominator in Set(goals.map(\.target.denominator)) {
      known[denominator] = Self.units(of: denominator, people, municipalities: keys)
    }
    units = goals.map { known[$0.target.denominator]?.units ?? [] }
    totals = goals.map { known[$0.target.denominator]?.total ?? nil }
  }

  /// Whether every person of the denominator is a unit.
  static func countsPeople(_ denominator: Denominator) -> Bool {
    denominator != .municipalities && denominator != .innovativeTeams
  }

  private static func units(
    of denominator: Denominator, _ people: [Dossier], municipalities: [String]
  ) -> (units: [Int?], total: Int?) {
    switch denominator {
    case .municipalities:
      let index = Dictionary(zip(municipalities, 0...), uniquingKeysWith: { first, _ in first })
      return (people.map { $0.municipality.flatMap { index[$0] } }, municipalities.isEmpty ? nil : municipalities.count)
    case .innovativeTeams: return teams(people)
    case .headsAtRisk:
      let isKnown = people.contains { $0.person.role == .head && $0.organisation != nil }
      let units = numbered(people) { $0.person.role == .head && has(.atRisk, $0) }
      return (units, isKnown ? units.count { $0 != nil } : nil)
    default:
      let units = numbered(people) { counts($0.person.role, in: denominator) }
      let total = units.count { $0 != nil }
      return (units, total > 0 ? total : nil)
    }
  }

  private static func counts(_ role: Role, in denominator: Denominator) -> Bool {
    let isMunicipal = role == .municipalSpecialist || role == .municipalHead
    return switch denominator {
    case .heads: role == .head
    case .headsAndSpecialists: role == .head || isMunicipal
    case .reserve: role == .reserve
    case .staff: !isMunicipal
    default: false
    }
  }

  private static func has(_ feature: Feature, _ person: Dossier) -> Bool {
    person.organisation?.features.contains { $0.feature == feature } ?? false
  }

  /// Those who count, each a unit of its own.
  private static func numbered(_ people: [Dossier], _ isCounted: (Dossier) -> Bool) -> [Int?] {
    var next = 0
    return people.map { person in
      guard isCounted(person) else { return nil }
      next += 1
      return next - 1
    }
  }

  /// The management teams of innovative organisations: heads, deputies and team members. The team is the one a person's
  /// row names, else the first one named by people of the same organisation, else the organisation's own.
  private static func teams(_ people: [Dossier]) -> (units: [Int?], total: Int?) {
    let roles: Set<Role> = [.head, .deputy, .team]
    let members = people.map { roles.contains($0.person.role) && has(.innovative, $0) }
    var named: [String: String] = [:]
    for (person, isMember) in zip(people, members) where isMember {
      guard let team = person.person.team, let organisation = person.organisation?.id else { continue }
      named[organisation] = min(named[organisation] ?? team, team)
    }
    var index: [String: Int] = [:]
    let units = zip(people, members).map { person, isMember -> Int? in
      guard isMember, let organisation = person.organisation?.id else { return nil }
      let team = person.person.team ?? named[organisation]
      let key = team.map { "team " + $0 } ?? "organisation " + organisation
      let number = index[key] ?? index.count
      index[key] = number
      return number
    }
    let isKnown = people.contains { roles.contains($0.person.role) && $0.organisation != nil }
    return (units, isKnown ? index.count : nil)
  }
}
