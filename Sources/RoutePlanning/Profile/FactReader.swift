import Diagnostics
import RouteModel
import RuleLanguage
import RuleMatching

/// Writes what a dossier says into a fact vector: the first stratum's facts, before deficits are known.
struct FactReader: Sendable {
  let names: RouteVocabulary
  let result: ResultPolicy

  /// The facts as of a date: later scores, indicators and completions do not count. O(rows + fields).
  func facts(of dossier: Dossier, asOf: CalendarDate) -> FactVector {
    facts(of: dossier, asOf: asOf, results: results(of: dossier, asOf: asOf))
  }

  /// The test results that count, by competency: their positions among the dossier's; nil where there is none. O(scores).
  func results(of dossier: Dossier, asOf: CalendarDate) -> [Int?] {
    var results = [Int?](repeating: nil, count: names.competencies.count)
    let scores = dossier.scores
    var start = 0
    while start < scores.count {
      var end = start + 1
      while end < scores.count, scores[end].competency == scores[start].competency { end += 1 }
      if let position = names.position(of: scores[start].competency) {
        results[position] = result.position(among: scores, start..<end, asOf: asOf)
      }
      start = end
    }
    return results
  }

  /// The facts where the results that count are known.
  func facts(of dossier: Dossier, asOf: CalendarDate, results: [Int?]) -> FactVector {
    var facts = FactVector(fieldCount: names.vocabulary.fields.count)
    let person = dossier.person
    facts[names.role] = RouteVocabulary.position(person.role)
    if let kind = dossier.organisationKind { facts[names.organisationKind] = RouteVocabulary.position(kind) }
    if let key = dossier.municipality, let position = names.municipalityPositions[ByteText(key)] {
      facts[names.municipality] = Int32(position)
    }
    if let appointed = person.appointedOn, appointed <= asOf {
      facts[names.tenure] = Int32(appointed.wholeMonths(until: asOf))
    }
    if let retraining = person.hasManagementRetraining { facts[names.retraining] = retraining ? 1 : 0 }
    facts[names.mentor] = person.mentor == nil ? 0 : 1
    facts[names.inTeam] = person.team == nil ? 0 : 1
    if let organisation = dossier.organisation { read(organisation, asOf, into: &facts) }
    read(dossier.completions, asOf, into: &facts)
    for indicator in dossier.indicators where indicator.period.from <= asOf { read(indicator, into: &facts) }
    for position in results.indices {
      guard let score = results[position] else { continue }
      facts[names.scores + position] = Int32(dossier.scores[score].points.hundredths)
    }
    return facts
  }

  private func read(_ organisation: Organisation, _ asOf: CalendarDate, into facts: inout FactVector) {
    for position in Feature.allCases.indices { facts[names.features + position] = 0 }
    for stated in organisation.features where stated.date.map({ $0 <= asOf }) ?? true {
      facts[names.features + Int(RouteVocabulary.position(stated.feature))] = 1
    }
  }

  private func read(_ completions: [Completion], _ asOf: CalendarDate, into facts: inout FactVector) {
    for position in names.measures.indices { facts[names.completed + position] = 0 }
    for completion in completions where completion.date <= asOf {
      if let position = names.measurePositions[completion.measure] { facts[names.completed + position] = 1 }
    }
  }

  /// Values come in the order of their periods, so the latest stays.
  private func read(_ indicator: IndicatorValue, into facts: inout FactVector) {
    guard let position = names.indicatorPositions[ByteText(indicator.indicator)] else { return }
    let field = names.indicators + position
    let domain = names.vocabulary.fields[field].domain
    switch (indicator.value, domain) {
    case (.boolean(let flag), .boolean): facts[field] = flag ? 1 : 0
    case (.number(let number), .decimal): facts[field] = Int32(clamping: number.hundredths)
    case (.number(let number), .integer): facts[field] = Int32(clamping: number.hundredths / 100)
    default: break
    }
  }
}
