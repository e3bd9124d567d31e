import Growth
import RouteModel

let managing = CompetencyCode("К1")
let teaching = CompetencyCode("К2")
let relativeTen = GrowthTarget(percent: Points(10), formula: .relative)

func day(_ text: String) -> CalendarDate { CalendarDate(parsing: text) ?? CalendarDate(dayNumber: 0) }

func score(
  _ wave: Wave, _ hundredths: Int, on date: String? = nil, _ competency: CompetencyCode = managing, items: Int? = nil,
  form: String? = nil
) -> Score {
  Score(
    competency: competency, date: day(date ?? (wave == .pretest ? "2023-09-01" : "2024-05-15")), form: form,
    points: Points(hundredths: hundredths), items: items, wave: wave)
}

/// A pair of results in hundredths of a point.
func pair(
  _ pretest: Int?, _ retest: Int?, _ competency: CompetencyCode = managing, items: Int? = nil,
  forms: (String?, String?) = (nil, nil)
) -> ScorePair {
  let scores =
    [
      pretest.map { score(.pretest, $0, competency, items: items, form: forms.0) },
      retest.map { score(.retest, $0, competency, items: items, form: forms.1) },
    ].compactMap(\.self)
  return ScorePair.pairs(
    of: Dossier(person: Person(id: "1", role: .head), scores: scores), competencies: [competency],
    asOf: day("2024-12-31"), pretest: .latest, retest: .latest)[0]
}

/// A person with results in one competency, in hundredths of a point.
func dossier(
  _ id: Int, _ pretest: Int?, _ retest: Int?, role: Role = .head, municipality: String? = "южный", items: Int? = nil,
  completed: String? = nil
) -> Dossier {
  Dossier(
    person: Person(id: "П\(id)", municipality: municipality, role: role),
    scores: [
      pretest.map { score(.pretest, $0, items: items) }, retest.map { score(.retest, $0, items: items) },
    ].compactMap(\.self),
    completions: completed.map { [Completion(measure: MeasureCode("1.6"), date: day($0))] } ?? [])
}

func analysis(_ target: GrowthTarget = relativeTen) -> RetestAnalysis {
  RetestAnalysis(target: target, asOf: day("2024-12-31"))
}

func isClose(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-12) -> Bool {
  guard let a else { return false }
  return abs(a - b) <= tolerance * max(1, abs(b))
}

func isRelativelyClose(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool { abs(a - b) <= tolerance * abs(b) }
