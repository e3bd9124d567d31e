import Diagnostics
import LanguageServer
import RouteModel
import RuleLanguage
import TestSupport

/// A region in memory: the sample vocabulary, a small catalog, and any rule files.
struct TestRegion: RegionSource {
  static let folder = "/край/Rules"

  var files: [String: String] = ["all.rules": sampleRules]
  var hasVocabulary = true
  var diagnostics: [Diagnostic] = []

  static func uri(_ name: String) -> String { DocumentURI(file: folder + "/" + name).text }

  func region(near folder: String?) -> Region {
    var rows = CatalogRows()
    rows.measures[MeasureCode("1.6")] = .cell(file: "/край/Catalog/measures.csv", line: 4, column: "код")
    rows.competencies[CompetencyCode("К1")] = .cell(file: "/край/Catalog/competencies.csv", line: 2, column: "код")
    rows.indicators["Т1.3"] = .cell(file: "/край/Catalog/indicators.csv", line: 5, column: "код")
    let sorted = files.sorted { $0.key < $1.key }
    return Region(
      rulesFolder: Self.folder,
      files: sorted.map { Region.File(path: Self.folder + "/" + $0.key, text: $0.value) },
      vocabulary: hasVocabulary ? sampleVocabulary() : nil, catalog: catalog, rows: rows, diagnostics: diagnostics)
  }

  private var catalog: Catalog {
    Catalog(
      competencies: [
        Competency(
          code: CompetencyCode("К1"), title: "Качество", groups: [],
          targets: [.head: Points(75), .reserve: Points(65)],
          source: "", status: .estimate)
      ],
      measures: [
        Measure(
          code: MeasureCode("1.6"), title: "Курсы для школ", kind: .course, track: 1, audience: "роль = руководитель",
          audiencePlace: .nowhere, hours: 36, hoursStatus: .estimate, format: .inPerson, term: "2023-2024 гг.",
          window: nil, windowStatus: .document, organiser: "", coverage: nil, expectedResult: "", group: nil, source: ""
        )
      ],
      gains: [
        Gain(
          measure: MeasureCode("1.6"), competency: CompetencyCode("К1"), points: Points(hundredths: 1250),
          status: .estimate)
      ],
      indicators: [
        Indicator(
          code: "Т1.3", name: "ВПР-решения", title: "Доля руководителей", track: 1, numerator: "принявшие решения",
          denominator: "все", sample: "", kind: .boolean, note: "")
      ])
  }
}
