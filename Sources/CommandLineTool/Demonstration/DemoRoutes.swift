import Diagnostics
import Reports
import RouteModel
import RoutePlanning

/// The routes of a demonstration's people, made piece by piece: of each remains its line in the overview, of one the
/// whole, so that memory does not grow with routes.
struct DemoRoutes {
  /// The route that shows most of what a route can say.
  private(set) var shown: Route?
  /// The lines of the overview, some hundreds of people at a time.
  private(set) var overview: [String] = []

  private static let pieceSize = 1 << 10

  /// Makes the routes on all cores and writes them to `files`, where there are any.
  init(_ demo: Demonstration, into files: DemoFiles?) throws(CommandFailure) {
    let (planner, asOf, language) = (demo.project.planner, demo.asOf, demo.invocation.language)
    let (people, isWriting) = (demo.data.dossiers, files != nil)
    for start in stride(from: 0, to: people.count, by: Self.pieceSize) {
      let piece = Array(people[start..<min(people.count, start + Self.pieceSize)])
      let made = piece.parallelMap { dossier in
        RouteTraces(planner.route(for: dossier, asOf: asOf), language, isWriting: isWriting)
      }
      for traces in made where shown.map({ Self.weight(traces.route) > Self.weight($0) }) ?? true {
        shown = traces.route
      }
      overview.append(made.map(\.overview).joined())
      for traces in made { try files?.write(traces.json, page: traces.page) }
    }
  }

  /// Steps with reasons, above all required ones, preferably of a head; the first among equals is shown.
  private static func weight(_ route: Route) -> Int {
    let reasons = route.steps.count { !$0.because.isEmpty }
    return 10 * route.steps.count { $0.required } + reasons + (route.person.role == .head ? 5 : 0)
  }
}

/// What a route leaves behind in a demonstration.
private struct RouteTraces: Sendable {
  let route: Route
  /// Its lines of the overview.
  let overview: String
  /// Its line of JSON and its page, where they are written.
  let json: [UInt8]
  let page: String

  init(_ route: Route, _ language: Language, isWriting: Bool) {
    self.route = route
    var lines = TextPage(language: language)
    Self.overview(route, to: &lines)
    overview = lines.text
    guard isWriting else {
      (json, page) = ([], "")
      return
    }
    var writer = JSONWriter()
    RouteJSON(language: language).write(route, to: &writer)
    writer.endLine()
    json = writer.bytes
    var text = TextPage(language: language)
    RouteText().write(route, to: &text)
    page = text.text
  }

  private static func overview(_ route: Route, to page: inout TextPage) {
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

/// The routes and pages of a demonstration in its folder, whole or not there at all.
final class DemoFiles {
  private let routes: StreamedOutput
  private let pages: StreamedOutput
  private let notice: String

  /// The files of routes and of pages.
  static let names = ["routes.ndjson", "routes.txt"]

  /// Starts the files; `notice` stands between pages.
  init(in folder: String, _ invocation: Invocation, notice: String) throws(CommandFailure) {
    func start(_ name: String) throws(CommandFailure) -> StreamedOutput {
      try StreamedOutput(invocation.surroundings.absolute("\(folder)/\(name)"), shown: "\(folder)/\(name)")
    }
    routes = try start(Self.names[0])
    pages = try start(Self.names[1])
    self.notice = notice
    try pages.write(Array((notice + "\n\n").utf8))
  }

  /// Adds a route.
  func write(_ line: [UInt8], page: String) throws(CommandFailure) {
    try routes.write(line)
    try pages.write(Array((page + "\n" + notice + "\n\n").utf8))
  }

  func commit() throws(CommandFailure) {
    try routes.commit()
    try pages.commit()
  }
}
