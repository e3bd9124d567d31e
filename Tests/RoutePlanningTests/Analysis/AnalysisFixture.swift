import Diagnostics
import RouteModel
import RuleAnalysis
import RuleLanguage
import RuleMatching
import TestSupport

@testable import RoutePlanning

/// A small catalog whose parts tests can change, and rules over it.
struct AnalysisFixture {
  var competencies = [
    AnalysisFixture.competency("К1", [.head: 70, .reserve: 60]), AnalysisFixture.competency("К2", [.head: 50]),
  ]
  var measures = ["1.1", "1.2", "1.3", "1.4"].map { AnalysisFixture.measure($0) }
  var gains = [
    Gain(measure: MeasureCode("1.1"), competency: CompetencyCode("К1"), points: Points(10), status: .estimate),
    Gain(measure: MeasureCode("1.2"), competency: CompetencyCode("К2"), points: Points(10), status: .estimate),
  ]
  var prerequisites: [Prerequisite] = []
  var scale = "критический от 40 вес 8, высокий от 20 вес 4, низкий больше 0 вес 1"

  static func competency(_ code: String, _ targets: [Role: Int]) -> Competency {
    Competency(
      code: CompetencyCode(code), title: code, groups: [], targets: targets.mapValues { Points($0) }, source: "",
      status: .estimate)
  }

  static func measure(_ code: String, audience: String = "всегда", group: String? = nil) -> Measure {
    let day = CalendarDate(dayNumber: 19_600)
    return Measure(
      code: MeasureCode(code), title: code, kind: .course, track: 1, audience: audience, audiencePlace: .nowhere,
      hours: 8, hoursStatus: .estimate, format: .remote, term: "",
      window: DateSpan(from: day, to: day.adding(days: 90)),
      windowStatus: .estimate, organiser: "", coverage: nil, expectedResult: "", group: group, source: "")
  }

  /// The catalog with indicators «план» (yes or no) and «охват» (percent) and one municipality.
  var catalog: Catalog {
    let indicators = [("Т1", "план", IndicatorKind.boolean), ("Т2", "охват", .percent)].map {
      Indicator(
        code: $0.0, name: $0.1, title: $0.1, track: 1, numerator: "", denominator: "", sample: "", kind: $0.2, note: "")
    }
    return Catalog(
      competencies: competencies, measures: measures, gains: gains, prerequisites: prerequisites,
      indicators: indicators, municipalities: [Municipality(key: "орёл", names: [], aliases: [])])
  }

  /// The context of rules written after policy and scale; a mistake in them stops the test.
  func context(_ rules: String) -> PlanningContext {
    let made = make([rules])
    guard let context = made.context else {
      preconditionFailure(DiagnosticRenderer(language: .english).render(made.diagnostics))
    }
    return context
  }

  /// The context of several files, or nil when they have mistakes.
  func compiled(_ files: String...) -> PlanningContext? { make(files).context }

  private func make(_ files: [String]) -> (context: PlanningContext?, diagnostics: [Diagnostic]) {
    let settings = "политика\n  цель роста: 10 % относительный\nшкала дефицита \(scale)\n"
    let catalog = catalog
    let names = RouteVocabulary(catalog)
    let trees = files.enumerated().map { position, text in
      SyntaxTree(parsing: SourceText(path: "\(position).rules", text: position == 0 ? settings + text : text))
    }
    let compiled = RuleCompiler(vocabulary: names.vocabulary).compile(trees)
    guard let rules = compiled.rules else { return (nil, compiled.diagnostics) }
    return PlanningContext.make(catalog: catalog, rules: rules, names: names, rulesDigest: "r", catalogDigest: "c")
  }

  /// `правило «name» если … то …` with reason and basis.
  static func rule(_ name: String, _ condition: String, _ conclusions: String) -> String {
    "правило «\(name)» если \(condition) то \(conclusions) потому что «п» основание «о»\n"
  }

  /// `диагностика «name» если … то …` with reason and basis.
  static func diagnostic(_ name: String, _ condition: String, _ additions: String) -> String {
    "диагностика «\(name)» если \(condition) то \(additions) потому что «п» основание «о»\n"
  }
}

extension PlanningContext {
  /// The findings with an id.
  func findings(_ id: String) -> [AnalysisFindingText] {
    RuleAnalyzer(context: self).findings().filter { $0.diagnostic.id.rawValue == id }.map {
      AnalysisFindingText(
        severity: $0.diagnostic.severity, message: $0.diagnostic.message.russian, proof: $0.proof?.russian,
        example: $0.example)
    }
  }
}

/// The wording of a finding.
struct AnalysisFindingText: Hashable {
  var severity: Severity
  var message: String
  var proof: String?
  var example: String?
}
