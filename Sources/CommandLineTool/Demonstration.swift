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

  /// What the command prints.
  func page() -> String {
    var page = TextPage(language: invocation.language, color: invocation.colorOut)
    page.line(notice[invocation.language], .caution)
    let routes = routes()
    if let shown = mostInstructive(routes) { RouteText().write(shown, to: &page) }
    overview(routes, &page)
    page.blank()
    page.line(notice[invocation.language], .caution)
    let report = RetestCommand.report(on: data, project.context, retestDay)
    RetestText().write(report, municipalities: municipalities, to: &page)
    page.blank()
    page.line(notice[invocation.language], .caution)
    return page.text
  }

  private func routes() -> [Route] {
    let (planner, asOf) = (project.planner, asOf)
    return data.dossiers.parallelMap { planner.route(for: $0, asOf: asOf) }
  }

  /// The head whose route has the most steps with reasons, the first among equals: it shows most of what a route can say.
  private func mostInstructive(_ routes: [Route]) -> Route? {
    func weight(_ route: Route) -> Int {
      let reasons = route.steps.count { !$0.because.isEmpty }
      return 10 * route.steps.count { $0.required } + reasons + (route.person.role == .head ? 5 : 0)
    }
    var best: Route?
    for route in routes where best.map({ weight(route) > weight($0) }) ?? true { best = route }
    return best
  }

  private var municipalities: [String: String] {
    Dictionary(
      project.context.catalog.municipalities.map { ($0.key, $0.name(on: asOf)) },
      uniquingKeysWith: { first, _ in first })
  }

  private func overview(_ routes: [Route], _ page: inout TextPage) {
    page.heading(page.say("Все маршруты", "All routes"))
    for route in routes {
      let steps = route.steps.map { "№\($0.measure)" }.joined(separator: " ")
      let growth = route.forecast.growth.map { $0.text(separator: page.language == .russian ? "," : ".") + " %" } ?? "—"
      let role = route.person.role.words(in: page.language)
      page.line(
        page.say(
          "\(route.person.id) \(role): \(route.objective.hours) ч, прогноз \(growth); \(steps.isEmpty ? "шагов нет" : steps)",
          "\(route.person.id) \(role): \(route.objective.hours) h, forecast \(growth); \(steps.isEmpty ? "no steps" : steps)"
        ),
        indent: 2, hanging: 6)
    }
  }

  /// Writes tables, routes and pages into a folder.
  func write(to folder: String) throws(CommandFailure) {
    let output = Output(invocation: invocation, path: nil)
    if folder.lowercased().hasSuffix(".xlsx") {
      try output.write(try WorkbookOutput.bytes(DataSetWriter.sheets(DataRecords(data)), folder), to: folder)
      return
    }
    try output.makeFolder(folder)
    for table in DataSetWriter.tables(DataRecords(data)) {
      try output.write(table.bytes, to: "\(folder)/\(table.name)")
    }
    let routes = routes()
    var lines: [UInt8] = []
    var pages = notice[invocation.language] + "\n\n"
    for route in routes {
      var writer = JSONWriter()
      RouteJSON(language: invocation.language).write(route, to: &writer)
      lines += writer.bytes + [UInt8(ascii: "\n")]
      var page = TextPage(language: invocation.language)
      RouteText().write(route, to: &page)
      pages += page.text + "\n" + notice[invocation.language] + "\n\n"
    }
    try output.write(lines, to: "\(folder)/routes.ndjson")
    try output.write(Array(pages.utf8), to: "\(folder)/routes.txt")
  }
}
