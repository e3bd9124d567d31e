import Diagnostics
import RouteModel
import RoutePlanning
import RuleLanguage

/// Small random catalogs, rules and people, for comparing routes with exhaustive search.
public struct RandomPlanning {
  private var random: SplitMix64

  /// A source of instances; the same seed gives the same ones.
  public init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// The day all instances are made for.
  public static let asOf = CalendarDate(year: 2023, month: 9, day: 1) ?? CalendarDate(dayNumber: 0)

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 1...100, using: &random) <= percent }
  private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  /// A planner over a random catalog and random rules, and a person to plan for.
  public mutating func instance() -> (planner: RoutePlanner, dossier: Dossier, rules: String) {
    let catalog = catalog()
    let rules = rules(catalog)
    let names = RouteVocabulary(catalog)
    let tree = SyntaxTree(parsing: SourceText(path: "random.rules", text: rules))
    let compiled = RuleCompiler(vocabulary: names.vocabulary).compile([tree])
    guard let ruleSet = compiled.rules else {
      preconditionFailure(DiagnosticRenderer(language: .english).render(compiled.diagnostics))
    }
    let made = PlanningContext.make(
      catalog: catalog, rules: ruleSet, names: names, rulesDigest: "r", catalogDigest: "c")
    guard let context = made.context else {
      preconditionFailure(DiagnosticRenderer(language: .english).render(made.diagnostics))
    }
    return (RoutePlanner(context: context), dossier(catalog), rules)
  }

  private mutating func catalog() -> Catalog {
    let competencies = (1...3).map { index in
      Competency(
        code: CompetencyCode("К\(index)"), title: "К\(index)", groups: [], targets: [.head: Points(number(50...80))],
        source: "", status: .estimate)
    }
    let count = number(2...6)
    var measures: [Measure] = []
    var gains: [Gain] = []
    var sessions: [Session] = []
    var prerequisites: [Prerequisite] = []
    for index in 1...count {
      let code = MeasureCode("1.\(index)")
      let dated = chance(75)
      let window = DateSpan(
        from: Self.asOf.adding(days: number(-40...20)), to: Self.asOf.adding(days: number(25...100)))
      measures.append(
        Measure(
          code: code, title: "М\(index)", kind: .course, track: 1,
          audience: chance(85) ? "всегда" : "школа: зона_риска", audiencePlace: .nowhere, hours: number(1...9) * 8,
          hoursStatus: .estimate, format: chance(50) ? .inPerson : .remote, term: "", window: dated ? nil : window,
          windowStatus: .estimate, organiser: "", coverage: nil, expectedResult: "",
          group: chance(30) ? "г\(number(1...2))" : nil, source: ""))
      for competency in competencies where chance(55) {
        gains.append(
          Gain(
            measure: code, competency: competency.code, points: Points(hundredths: number(1...2500)),
            status: .estimate))
      }
      for session in 0..<(dated ? number(1...3) : 0) {
        let start = Self.asOf.adding(days: number(-5...60))
        sessions.append(
          Session(
            measure: code, id: "\(index)-\(session)",
            days: DateSpan(from: start, to: start.adding(days: number(0...12))),
            municipality: [nil, "А", "Б", "В"].randomElement(using: &random) ?? nil, place: "",
            format: [.inPerson, .remote, .mixed].randomElement(using: &random) ?? .remote,
            seats: chance(10) ? 0 : nil, status: .estimate))
      }
      if index > 1, chance(25) {
        prerequisites.append(Prerequisite(measure: code, requires: MeasureCode("1.\(number(1...(index - 1)))")))
      }
    }
    return Catalog(
      competencies: competencies, measures: measures, gains: gains, prerequisites: prerequisites, sessions: sessions,
      municipalities: ["А", "Б", "В"].map { key in
        Municipality(
          key: key, names: [.init(text: key, from: nil, to: nil)], aliases: [], travelDays: key == "В" ? 3 : nil)
      })
  }

  private mutating func rules(_ catalog: Catalog) -> String {
    let load = ["год", "квартал", "месяц"].randomElement(using: &random) ?? "год"
    var text = """
      политика
        цель роста: 10 % относительный
        нагрузка: не более \(number(3...14) * 8) часов за \(load), не более \(number(1...3)) мероприятий одновременно
        цена часа: \(number(0...3)),\(number(0...9))
        не занимать: \(number(10...14)) октября – \(number(15...25)) октября
        дорога: \(number(0...2)) дня
      шкала дефицита высокий от 25 вес \(number(2...8)), низкий больше 0 вес 1

      """
    for measure in catalog.measures {
      let conclusion =
        switch number(1...10) {
        case 1...3: "обязательно №\(measure.code)"
        case 4...6: "рекомендовать №\(measure.code) с весом \(number(1...40))"
        case 7: "исключить №\(measure.code)"
        default: ""
        }
      if conclusion.isEmpty { continue }
      var dates = ""
      if chance(25), !conclusion.hasPrefix("исключить") {
        dates = chance(50) ? "не раньше \(number(5...30)) сентября" : "не позже \(number(5...30)) ноября"
      }
      text += "правило «П\(measure.code)» если балл К1 не выше \(number(40...100)) то \(conclusion) \(dates) "
      text += "потому что «п» основание «о»\n"
    }
    return text
  }

  private mutating func dossier(_ catalog: Catalog) -> Dossier {
    var scores: [Score] = []
    for competency in catalog.competencies where chance(85) {
      scores.append(
        Score(
          competency: competency.code, date: Self.asOf.adding(days: -90),
          points: Points(hundredths: number(1000...9000)),
          wave: .pretest))
    }
    var completions: [Completion] = []
    for measure in catalog.measures where chance(8) {
      completions.append(Completion(measure: measure.code, date: Self.asOf.adding(days: -number(1...300))))
    }
    var started: [StartedMeasure] = []
    for measure in catalog.measures where chance(10) {
      let sessions = catalog.sessions(of: measure.code)
      started.append(
        StartedMeasure(
          measure: measure.code, started: Self.asOf.adding(days: -number(0...20)),
          session: chance(50) ? sessions.randomElement(using: &random)?.id : nil))
    }
    let features = chance(50) ? [DatedFeature(feature: .atRisk)] : []
    return Dossier(
      person: Person(
        id: "1", municipality: [nil, "А", "Б"].randomElement(using: &random) ?? nil, role: .head,
        formats: chance(15) ? [.remote, .inPerson] : nil),
      organisation: Organisation(id: "o", features: features), scores: scores, completions: completions,
      started: started)
  }
}
