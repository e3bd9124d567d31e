import Diagnostics
import Reports
import RouteModel
import RoutePlanning

/// What became of a block of people.
struct RoutedBlock: Sendable {
  /// The routes, a line each.
  var bytes: [UInt8]
  /// What was wrong with the people, in their order.
  var diagnostics: [Diagnostic]
}

/// Makes routes and writes them as lines of JSON into memory it keeps. One per thread.
struct RouteLines: ~Copyable {
  private let planner: RoutePlanner
  private let asOf: CalendarDate
  private let view: RouteJSON
  private var writer = JSONWriter()
  private var fragments = RouteFragments()

  init(planner: RoutePlanner, asOf: CalendarDate, view: RouteJSON) {
    self.planner = planner
    self.asOf = asOf
    self.view = view
  }

  /// Adds a person's route.
  mutating func add(_ dossier: Dossier) {
    view.write(planner.route(for: dossier, asOf: asOf), to: &writer, reusing: &fragments)
    writer.endLine()
  }

  /// The lines so far; none afterwards.
  mutating func take() -> [UInt8] {
    let bytes = writer.bytes
    writer.reset()
    return bytes
  }
}
