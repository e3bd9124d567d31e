import RouteModel

/// A made-up municipality: people, organisations, tests, monitoring, completions and retests.
///
/// Nobody in it exists; surnames say so. The same catalog, number and seed give the same data set on every machine.
/// Proportions (roles, features, drop-out) are plausible, not measured.
public struct SyntheticMunicipality: Sendable {
  private let catalog: Catalog
  private let targets: [Role: [CompetencyCode: Points]]
  private var random: SeededGenerator

  /// The day of the first test.
  public static let testDay = CalendarDate(dayNumber: 19_492)  // 2023-05-15
  /// The day of the retest.
  public static let retestDay = CalendarDate(dayNumber: 19_892)  // 2024-06-18

  /// A generator over the competencies, measures and municipalities of a catalog.
  public init(catalog: Catalog, seed: UInt64) {
    self.catalog = catalog
    random = SeededGenerator(seed: seed)
    var targets: [Role: [CompetencyCode: Points]] = [:]
    for competency in catalog.competencies {
      for (role, target) in competency.targets { targets[role, default: [:]][competency.code] = target }
    }
    self.targets = targets
  }

  /// A data set of `people` people in one municipality (nil: spread over all).
  public mutating func dataSet(people count: Int, municipality: String?) -> DataSet {
    var organisations: [Organisation] = []
    var dossiers: [Dossier] = []
    for number in 1...max(1, count) {
      let place = municipality ?? random.pick(catalog.municipalities)?.key
      let role = role()
      let kind = kind(for: role)
      let organisation = organisation(number, place, kind)
      organisations.append(organisation)
      dossiers.append(dossier(person(number, place, role, organisation), organisation))
    }
    return DataSet(dossiers: dossiers, organisations: organisations)
  }

  private mutating func role() -> Role {
    switch random.number(1...100) {
    case 1...48: .head
    case 49...82: .reserve
    case 83...89: .deputy
    case 90...94: .team
    case 95...98: .municipalSpecialist
    default: .municipalHead
    }
  }

  private mutating func kind(for role: Role) -> OrganisationKind {
    if role == .municipalSpecialist || role == .municipalHead { return .municipalAuthority }
    return random.chance(22) ? .preschool : .school
  }

  private mutating func organisation(
    _ number: Int, _ municipality: String?, _ kind: OrganisationKind
  ) -> Organisation {
    var features: [DatedFeature] = []
    if kind == .school {
      let shares: [(Feature, Int)] = [(.lowResults, 22), (.hardConditions, 28), (.atRisk, 25), (.innovative, 18)]
      let stated = CalendarDate(year: 2023, month: 2, day: 1)
      for (feature, share) in shares where random.chance(share) {
        features.append(DatedFeature(feature: feature, source: "учебный пример", date: stated))
      }
    }
    let title =
      switch kind {
      case .preschool: "Детский сад (пример) № \(number)"
      case .municipalAuthority: "Управление образования (пример) № \(number)"
      default: "Школа (пример) № \(number)"
      }
    return Organisation(
      id: "ОО-\(padded(number))", name: title, municipality: municipality, kind: kind, features: features)
  }

  private mutating func person(
    _ number: Int, _ municipality: String?, _ role: Role, _ organisation: Organisation
  ) -> Person {
    let names = SyntheticNames()
    let months = role == .head && random.chance(15) ? random.number(1...11) : random.number(12...180)
    return Person(
      id: "Р-\(padded(number))", name: names.name(&random), municipality: municipality,
      organisation: organisation.id, organisationKind: organisation.kind,
      position: names.position(role, organisation.kind), role: role,
      appointedOn: SyntheticMunicipality.testDay.adding(months: -months),
      hasManagementRetraining: random.chance(role == .reserve ? 35 : 70),
      formats: random.chance(10) ? [.remote] : nil, team: role == .team ? "К-\(padded(number / 5 + 1))" : nil,
      mentor: role == .reserve && random.chance(40) ? "Наставникова О. О." : nil)
  }

  private func padded(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, 3 - text.count)) + text
  }

  // MARK: Tests and monitoring

  private mutating func dossier(_ person: Person, _ organisation: Organisation) -> Dossier {
    let framework = catalog.framework(for: organisation.kind)
    let ability = random.number(42...78)
    let completions = completions(person)
    let isRetested = random.chance(85)
    var scores: [Score] = []
    for competency in framework where !random.chance(4) {
      guard let target = target(competency.code, person.role) else { continue }
      let pre = clamp(random.around((ability + target.hundredths / 100) / 2 - 4, spread: 34))
      scores.append(score(competency.code, pre, .pretest, Self.testDay))
      guard isRetested else { continue }
      let learned = completions.flatMap { catalog.gains(of: $0.measure) }
        .filter { $0.competency == competency.code }.reduce(0) { $0 + $1.points.hundredths / 100 }
      let post = clamp(pre + learned * random.number(50...100) / 100 + random.around(1, spread: 12))
      scores.append(score(competency.code, post, .retest, Self.retestDay))
    }
    return Dossier(
      person: person, organisation: organisation, scores: scores, indicators: indicators(person, organisation),
      completions: completions)
  }

  private func target(_ competency: CompetencyCode, _ role: Role) -> Points? {
    targets[role]?[competency] ?? targets[.head]?[competency] ?? targets[.reserve]?[competency]
  }

  /// A result on a test of 40 items: whole items, so that scores look as tests make them.
  private func score(_ code: CompetencyCode, _ percent: Int, _ wave: Wave, _ date: CalendarDate) -> Score {
    let right = (percent * 40 + 50) / 100
    return Score(
      competency: code, date: date, form: wave == .pretest ? "А" : "Б", points: Points(hundredths: right * 250),
      items: 40, wave: wave)
  }

  private func clamp(_ percent: Int) -> Int { min(98, max(12, percent)) }

  private mutating func indicators(_ person: Person, _ organisation: Organisation) -> [IndicatorValue] {
    guard person.role == .head, organisation.kind == .school,
      let from = CalendarDate(year: 2023, month: 3, day: 1), let to = CalendarDate(year: 2023, month: 6, day: 30)
    else { return [] }
    return catalog.indicators.compactMap { indicator in
      guard indicator.kind == .boolean, !random.chance(10) else { return nil }
      return IndicatorValue(
        indicator: indicator.code, period: DateSpan(from: from, to: to), value: .boolean(random.chance(60)),
        source: "учебный пример")
    }
  }

  /// What the person has done between test and retest, and now and then before the test.
  private mutating func completions(_ person: Person) -> [Completion] {
    let teaching = catalog.measures.filter { $0.kind.teaches }
    var result: [Completion] = []
    if random.chance(12), let measure = random.pick(teaching) {
      result.append(completion(measure, on: Self.testDay.adding(days: -random.number(20...90))))
    }
    if random.chance(75) {
      for _ in 0..<random.number(1...3) {
        guard let measure = random.pick(teaching), !result.contains(where: { $0.measure == measure.code }) else {
          continue
        }
        result.append(completion(measure, on: Self.testDay.adding(days: random.number(140...360))))
      }
    }
    return result
  }

  private mutating func completion(_ measure: Measure, on date: CalendarDate) -> Completion {
    Completion(
      measure: measure.code, date: date, hours: measure.hours, document: "пример-\(random.number(1000...9999))")
  }
}
