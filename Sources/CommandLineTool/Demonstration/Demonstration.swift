import Diagnostics
import Growth
import Reports
import RouteModel
import RoutePlanning
import SyntheticData
import Tables

/// The whole job on made-up people: one route in full, everybody in a table, the retest. Every page says that nobody in
/// it exists.
struct Demonstration {
  let invocation: Invocation
  let project: ProjectLoader.Project
  let data: DataSet
  let asOf: CalendarDate
  let seed: Int

  private var notice: LocalizedText {
    LocalizedText(
      ru: "УЧЕБНЫЙ ПРИМЕР: люди, организации и результаты вымышлены (зерно \(seed))",
      en: "SAMPLE: people, organisations and results are made up (seed \(seed))")
  }

  /// The day of the summary of growth: after the retest.
  private var retestDay: CalendarDate { SyntheticMunicipality.retestDay.adding(days: 1) }

  /// Writes tables, routes and pages into a folder, or the tables into a workbook, where one is given; then prints the
  /// page.
  func show(writingTo path: String?) throws(CommandFailure) {
    let routes: DemoRoutes
    if let path, !WorkbookOutput.isWorkbook(path) {
      try requireNothing(in: path)
      try writeTables(to: path)
      let files = try DemoFiles(in: path, invocation, notice: notice[invocation.language])
      routes = try DemoRoutes(self, into: files)
      try files.commit()
    } else {
      if let path {
        try WorkbookOutput(invocation: invocation, path: path).write(sheets: DataSetWriter.sheets(DataRecords(data)))
      }
      routes = try DemoRoutes(self, into: nil)
    }
    print(routes)
  }

  private func print(_ routes: DemoRoutes) {
    var page = TextPage(language: invocation.language, color: invocation.colorOut)
    page.line(notice[invocation.language], .caution)
    if let shown = routes.shown { RouteText().write(shown, to: &page) }
    page.heading(page.say("Все маршруты", "All routes"))
    invocation.console.out(page.text)
    for lines in routes.overview { invocation.console.out(lines) }
    page = TextPage(language: invocation.language, color: invocation.colorOut)
    page.blank()
    page.line(notice[invocation.language], .caution)
    let report = RetestCommand.report(on: data, project.context, retestDay)
    RetestText().write(report, municipalities: municipalities, to: &page)
    page.blank()
    page.line(notice[invocation.language], .caution)
    invocation.console.out(page.text)
  }

  private var municipalities: [String: String] {
    Dictionary(
      project.context.catalog.municipalities.map { ($0.key, $0.name(on: asOf)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Nothing of somebody's own is written over.
  private func requireNothing(in folder: String) throws(CommandFailure) {
    let names = DataSetWriter.fileNames + DemoFiles.names
    let output = WorkbookOutput(invocation: invocation, path: folder)
    for name in names { try output.requireNothing(at: "\(folder)/\(name)") }
  }

  private func writeTables(to folder: String) throws(CommandFailure) {
    try Output(invocation: invocation, path: nil).makeFolder(folder)
    for table in DataSetWriter.files(DataRecords(data)) {
      let path = "\(folder)/\(table.name)"
      let file = try StreamedOutput(invocation.surroundings.absolute(path), shown: path)
      for part in table.parts { try file.write(part) }
      try file.commit()
    }
  }
}
