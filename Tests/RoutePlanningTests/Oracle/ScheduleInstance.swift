import Diagnostics
import RouteModel
import RoutePlanning
import RuleLanguage
import TestSupport

/// A small region and one person with every constraint a schedule can have, in plain values that an oracle can read
/// without the rule language.
struct ScheduleInstance {
  /// What the one rule on a measure says; it fires when К1 is measured and not above `threshold`.
  struct MeasureRule {
    enum Kind {
      case require
      case recommend(Int)
      case exclude
    }
    var kind: Kind
    var threshold: Int
    /// Not before and not after: month and day.
    var notBefore: (month: Int, day: Int)?
    var notAfter: (month: Int, day: Int)?
  }

  enum Period: String, CaseIterable {
    case year = "год"
    case halfYear = "полугодие"
    case quarter = "квартал"
    case month = "месяц"
  }

  var asOf = SampleRegion.date("2023-09-01")
  var horizonMonths = 4
  var hoursCap = 0
  var period = Period.year
  var concurrent = 2
  var hourPrice = 10
  var blackout = (from: (month: 10, day: 12), to: (month: 10, day: 20))
  var travelDays = 0
  var highWeight = 4
  var targets: [String: Int] = [:]
  var measures: [Measure] = []
  var gains: [Gain] = []
  var sessions: [Session] = []
  var prerequisites: [Prerequisite] = []
  var rules: [String: MeasureRule] = [:]
  /// The days of travel of a municipality of its own.
  let farAway = (key: "В", days: 3)

  var home: String?
  var formats: Set<Format>?
  var isAtRisk = false
  var scores: [(competency: String, hundredths: Int, date: CalendarDate)] = []
  var completions: [Completion] = []
  var started: [StartedMeasure] = []

  private static let months = [
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
    "декабря",
  ]

  // MARK: The product's view

  var catalog: Catalog {
    Catalog(
      competencies: targets.keys.sorted().map { code in
        Competency(
          code: CompetencyCode(code), title: code, groups: [], targets: [.head: Points(targets[code] ?? 0)],
          source: "", status: .estimate)
      }, measures: measures, gains: gains, prerequisites: prerequisites, sessions: sessions,
      municipalities: ["А", "Б", farAway.key].map { key in
        Municipality(
          key: key, names: [.init(text: key, from: nil, to: nil)], aliases: [],
          travelDays: key == farAway.key ? farAway.days : nil)
      })
  }

  var ruleText: String {
    func day(_ date: (month: Int, day: Int)) -> String { "\(date.day) \(Self.months[date.month - 1])" }
    var text = """
      политика
        цель роста: 10 % относительный
        нагрузка: не более \(hoursCap) часов за \(period.rawValue), не более \(concurrent) мероприятий одновременно
        цена часа: 0,\(hourPrice < 10 ? "0" : "")\(hourPrice)
        не занимать: \(day(blackout.from)) – \(day(blackout.to))
        дорога: \(travelDays) дня
        горизонт: \(horizonMonths) месяцев
      шкала дефицита высокий от 25 вес \(highWeight), низкий больше 0 вес 1

      """
    for code in rules.keys.sorted() {
      guard let rule = rules[code] else { continue }
      let conclusion =
        switch rule.kind {
        case .require: "обязательно №\(code)"
        case .recommend(let weight): "рекомендовать №\(code) с весом \(weight)"
        case .exclude: "исключить №\(code)"
        }
      let dates = [rule.notBefore.map { "не раньше \(day($0))" }, rule.notAfter.map { "не позже \(day($0))" }]
        .compactMap(\.self).joined(separator: " ")
      text += "правило «П\(code)» если балл К1 не выше \(rule.threshold) то \(conclusion) \(dates) "
      text += "потому что «п» основание «о»\n"
    }
    return text
  }

  var planner: RoutePlanner { SampleRegion.planner(catalog, rules: "", policy: ruleText) }

  var dossier: Dossier {
    Dossier(
      person: Person(id: "1", municipality: home, role: .head, formats: formats),
      organisation: Organisation(id: "o", features: isAtRisk ? [DatedFeature(feature: .atRisk)] : []),
      scores: scores.map {
        Score(
          competency: CompetencyCode($0.competency), date: $0.date, points: Points(hundredths: $0.hundredths),
          wave: .pretest)
      }, completions: completions, started: started)
  }
}

/// Random instances with a seed.
struct ScheduleGenerator {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 1...100, using: &random) <= percent }
  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  mutating func pick<Value>(_ values: [Value], else other: Value) -> Value {
    values.randomElement(using: &random) ?? other
  }

  mutating func instance() -> ScheduleInstance {
    var made = ScheduleInstance()
    made.asOf = made.asOf.adding(days: number(0...20))
    made.hoursCap = number(2...10) * 8
    made.period = pick(ScheduleInstance.Period.allCases, else: .year)
    made.concurrent = number(1...3)
    made.hourPrice = number(0...30)
    made.travelDays = number(0...2)
    made.highWeight = number(2...8)
    for code in ["К1", "К2", "К3"] {
      made.targets[code] = number(50...80)
      if chance(88) {
        made.scores.append((code, number(1000...8500), made.asOf.adding(days: -90)))
        if chance(20) { made.scores.append((code, number(1000...8500), made.asOf.adding(days: number(-30...30)))) }
      }
    }
    for index in 1...number(2...5) { addMeasure(index, &made) }
    made.home = pick(["А", "Б", nil], else: nil)
    made.formats = chance(25) ? pick([[.remote], [.remote, .inPerson], [.mixed]], else: [.remote]) : nil
    made.isAtRisk = chance(50)
    return made
  }

  private mutating func addMeasure(_ index: Int, _ made: inout ScheduleInstance) {
    let code = MeasureCode("1.\(index)")
    let isDated = chance(75)
    let window = DateSpan(
      from: made.asOf.adding(days: number(-40...20)), to: made.asOf.adding(days: number(15...70)))
    made.measures.append(
      Measure(
        code: code, title: "М\(index)", kind: .course, track: 1, audience: chance(85) ? "всегда" : "школа: зона_риска",
        audiencePlace: .nowhere, hours: number(1...6) * 8, hoursStatus: .estimate,
        format: chance(50) ? .inPerson : .remote, term: "", window: isDated ? nil : window, windowStatus: .estimate,
        organiser: "", coverage: nil, expectedResult: "", group: chance(40) ? "г" : nil, source: ""))
    for competency in ["К1", "К2", "К3"] where chance(55) {
      made.gains.append(
        Gain(
          measure: code, competency: CompetencyCode(competency), points: Points(hundredths: number(1...2500)),
          status: .estimate))
    }
    for session in 0..<(isDated ? number(1...3) : 0) {
      let start = made.asOf.adding(days: number(-5...60))
      made.sessions.append(
        Session(
          measure: code, id: "\(index)-\(session)",
          days: DateSpan(from: start, to: start.adding(days: number(0...12))),
          municipality: pick([nil, "А", "Б", made.farAway.key], else: nil), place: "",
          format: pick([.inPerson, .remote, .mixed], else: .remote), seats: chance(8) ? 0 : nil, status: .estimate))
    }
    if index > 1, chance(30) {
      made.prerequisites.append(Prerequisite(measure: code, requires: MeasureCode("1.\(number(1...(index - 1)))")))
    }
    addRule(code, &made)
    if chance(8) { made.completions.append(Completion(measure: code, date: made.asOf.adding(days: -number(-10...99)))) }
    if chance(10) {
      let own = made.sessions.filter { $0.measure == code }
      made.started.append(
        StartedMeasure(
          measure: code, started: made.asOf.adding(days: -number(0...20)),
          session: chance(50) ? own.randomElement(using: &random)?.id : nil))
    }
  }

  private mutating func addRule(_ code: MeasureCode, _ made: inout ScheduleInstance) {
    let kind: ScheduleInstance.MeasureRule.Kind
    switch number(1...10) {
    case 1...3: kind = .require
    case 4...6: kind = .recommend(number(1...40))
    case 7: kind = .exclude
    default: return
    }
    var rule = ScheduleInstance.MeasureRule(kind: kind, threshold: number(40...100))
    if case .exclude = kind {
    } else if chance(30) {
      if chance(50) { rule.notBefore = (pick([9, 10], else: 9), number(5...30)) }
      if chance(50) { rule.notAfter = (11, number(5...30)) }
    }
    made.rules[code.text] = rule
  }
}
