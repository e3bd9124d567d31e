import Foundation
import RouteModel
import Workspace

/// The folder of this run's workspaces; it goes away with the process, because workspaces outlive the tests' values.
private let root: String = {
  atexit { try? FileManager.default.removeItem(atPath: rootPath) }
  return rootPath
}()
private let rootPath = NSTemporaryDirectory() + "marshrut-workspaces-" + UUID().uuidString

/// A workspace in a folder of its own.
struct Cabinet {
  let folder: String
  var path: String { folder + "/район.db" }
  var namesPath: String { Workspace.namesPath(of: path) }

  init() throws {
    folder = root + "/" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  func create() throws(WorkspaceError) -> Workspace {
    try Workspace.create(at: path, identity: "00112233445566778899aabbccddeeff")
  }

  func open(_ access: Workspace.Access = .write, patience: Int32 = 10_000) throws(WorkspaceError) -> Workspace {
    try Workspace.open(path, for: access, patience: patience)
  }
}

let stamp = Stamp(at: "2023-09-01T10:15:00Z", actor: "Методист")

func day(_ text: String) -> CalendarDate { CalendarDate(parsing: text) ?? CalendarDate(dayNumber: 0) }

func score(_ competency: String, _ raw: Int, of maximum: Int = 100, on date: String = "2023-05-15") -> Score {
  Score(
    competency: CompetencyCode(competency), date: day(date), form: "А", raw: Points(raw), maximum: Points(maximum),
    items: 40, wave: .pretest)
}

/// Two people of one school, with rows in every table.
func sampleRecords(_ k1: Int = 48) -> DataRecords {
  DataRecords(
    people: [
      PersonRecord(
        person: Person(
          id: "Р-1", name: "Примерова Анна Ивановна", municipality: "Хабаровск", organisation: "ОО-1",
          organisationKind: .school, position: "директор", role: .head, appointedOn: day("2020-09-01"),
          hasManagementRetraining: true, formats: [.remote, .inPerson], team: "команда 1", mentor: "Наставникова О. П."),
        scores: [score("К1", k1), score("К2", 30, of: 40)],
        indicators: [
          IndicatorValue(
            indicator: "ВПР", period: DateSpan(from: day("2023-01-01"), to: day("2023-12-31")), value: .boolean(false),
            source: "мониторинг")
        ],
        completions: [
          Completion(measure: MeasureCode("1.5"), date: day("2023-02-01"), hours: 36, document: "уд. 771-ПК")
        ]),
      PersonRecord(person: Person(id: "Р-2", name: "Второва Мария", role: .reserve), scores: [score("К1", 70)]),
    ],
    organisations: [
      OrganisationRecord(
        organisation: Organisation(
          id: "ОО-1", name: "Школа № 1", municipality: "Хабаровск", kind: .school,
          features: [DatedFeature(feature: .atRisk, source: "список", date: day("2023-01-10"))]),
        indicators: [
          IndicatorValue(
            indicator: "доля", period: DateSpan(from: day("2023-03-01"), to: day("2023-03-31")),
            value: .number(Points(hundredths: 4550)))
        ])
    ])
}
