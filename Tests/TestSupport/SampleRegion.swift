import Diagnostics
import RouteModel
import RoutePlanning
import RuleLanguage

/// A small region in memory: three competencies, six measures, rules in text, so that a test says all it depends on.
public enum SampleRegion {
  /// The day routes are made for.
  public static let asOf = date("2023-09-01")

  /// A date that exists.
  public static func date(_ text: String) -> CalendarDate { CalendarDate(parsing: text) ?? CalendarDate(dayNumber: 0) }

  /// The days `from` to `to`.
  public static func days(_ from: String, _ to: String) -> DateSpan { DateSpan(from: date(from), to: date(to)) }

  /// A measure with an open window and no dates of its own.
  public static func measure(
    _ code: String, hours: Int? = 16, kind: MeasureKind = .course, audience: String = "всегда",
    format: Format = .remote, window: DateSpan? = days("2023-01-01", "2024-12-31"), group: String? = nil
  ) -> Measure {
    Measure(
      code: MeasureCode(code), title: "Мероприятие \(code)", kind: kind, track: 1, audience: audience,
      audiencePlace: .cell(file: "measures.csv", line: 2, column: "аудитория"), hours: hours, hoursStatus: .estimate,
      format: format, term: "", window: window, windowStatus: .estimate, organiser: "ХК ИРО", coverage: nil,
      expectedResult: "", group: group, source: "п. \(code)")
  }

  /// A dated session.
  public static func session(
    _ measure: String, _ id: String, _ from: String, _ to: String, format: Format = .remote, seats: Int? = nil
  ) -> Session {
    Session(
      measure: MeasureCode(measure), id: id, days: days(from, to), municipality: nil, place: "г. Хабаровск",
      format: format, seats: seats, status: .estimate)
  }

  /// The catalog of the region with some parts replaced.
  public static func catalog(
    measures: [Measure] = [
      measure("1.5"), measure("1.6", hours: 36), measure("1.12", hours: 8), measure("1.1", hours: nil, kind: .document),
    ],
    gains: [(String, String, Int)] = [("1.5", "К2", 15), ("1.6", "К1", 20), ("1.12", "К1", 5)],
    sessions: [Session] = [], prerequisites: [(String, String)] = []
  ) -> Catalog {
    Catalog(
      competencies: ["К1", "К2", "К3"].map {
        Competency(
          code: CompetencyCode($0), title: "Компетенция \($0)", groups: [],
          targets: [.head: Points(70), .reserve: Points(60)], source: "", status: .estimate)
      },
      measures: measures,
      gains: gains.map {
        Gain(measure: MeasureCode($0.0), competency: CompetencyCode($0.1), points: Points($0.2), status: .estimate)
      },
      prerequisites: prerequisites.map { Prerequisite(measure: MeasureCode($0.0), requires: MeasureCode($0.1)) },
      sessions: sessions,
      indicators: [
        Indicator(
          code: "Т1.3", name: "ВПР-решения", title: "Доля…", track: 1, numerator: "", denominator: "", sample: "",
          kind: .boolean, note: "")
      ],
      municipalities: [
        Municipality(
          key: "Амурский", names: [.init(text: "Амурский муниципальный район", from: nil, to: nil)], aliases: [])
      ])
  }

  /// Policy and scale without any rule.
  public static let policy = """
    политика
      цель роста: 10 % относительный
      нагрузка: не более 108 часов за год, не более 2 мероприятий одновременно
      цена часа: 0,1
      не занимать: 25 мая – 30 июня
    шкала дефицита критический от 40 вес 8, высокий от 25 вес 4, средний от 10 вес 2, низкий больше 0 вес 1

    """

  /// A rule in one line.
  public static func rule(_ name: String, _ condition: String, _ conclusions: String) -> String {
    "правило «\(name)» если \(condition) то \(conclusions) потому что «причина» основание «основание»\n"
  }

  /// A planner, or a crash with the messages: tests state rules that are right.
  public static func planner(_ catalog: Catalog = catalog(), rules: String = "", policy: String = policy)
    -> RoutePlanner
  {
    RoutePlanner(context: context(catalog, rules: rules, policy: policy))
  }

  /// A planning context.
  public static func context(
    _ catalog: Catalog = catalog(), rules: String = "", policy: String = policy
  ) -> PlanningContext {
    let names = RouteVocabulary(catalog)
    let tree = SyntaxTree(parsing: SourceText(path: "Rules/sample.rules", text: policy + rules))
    let compiled = RuleCompiler(vocabulary: names.vocabulary).compile([tree])
    let renderer = DiagnosticRenderer(language: .english)
    guard let ruleSet = compiled.rules else { preconditionFailure(renderer.render(compiled.diagnostics)) }
    let made = PlanningContext.make(
      catalog: catalog, rules: ruleSet, names: names, rulesDigest: "r", catalogDigest: "c")
    guard let context = made.context else { preconditionFailure(renderer.render(made.diagnostics)) }
    return context
  }

  /// A head of a school with scores in the given competencies.
  public static func head(
    _ scores: [String: Int], features: [Feature] = [], completed: [String] = [], indicators: [IndicatorValue] = [],
    role: Role = .head, formats: Set<Format>? = nil
  ) -> Dossier {
    Dossier(
      person: Person(id: "Р-1", name: "Примерова Анна", municipality: "Амурский", role: role, formats: formats),
      organisation: Organisation(id: "О-1", kind: .school, features: features.map { DatedFeature(feature: $0) }),
      scores: scores.map {
        Score(
          competency: CompetencyCode($0.key), date: date("2023-05-15"), points: Points($0.value), items: 40,
          wave: .pretest)
      }, indicators: indicators,
      completions: completed.map { Completion(measure: MeasureCode($0), date: date("2023-02-01")) })
  }
}
