import Diagnostics
import Reports
import RouteModel
import RoutePlanning

/// What became of a block of people.
struct RoutedBlock: Sendable {
  /// A person of a stream, where nobody has yet looked for an earlier one with the same id.
  struct Arrival: Sendable {
    /// The id, look-alikes folded.
    var id: String
    /// Where the person stands.
    var place: DiagnosticPlace
    /// Where the person's route stands in the block's bytes.
    var bytes: Range<Int>
  }

  /// The routes, a line each.
  var bytes: [UInt8]
  /// What was wrong with the people, in their order.
  var diagnostics: [Diagnostic]
  /// The people, where their ids are not known to differ.
  var arrivals: [Arrival] = []
  /// What is told of the searches, on standard error.
  var report = ""

  /// Takes out those who came before; each is a mistake.
  mutating func dropRepeated(_ seen: inout Set<String>) {
    var repeated: [Range<Int>] = []
    for arrival in arrivals where !seen.insert(arrival.id).inserted {
      repeated.append(arrival.bytes)
      diagnostics.append(
        Diagnostic(
          .error, "duplicate-person",
          LocalizedText(ru: "человек с этим номером уже был", en: "a person with this id came before"),
          at: arrival.place))
    }
    guard !repeated.isEmpty else { return }
    diagnostics.sort(by: Diagnostic.precedesInTables)
    for range in repeated.reversed() { bytes.removeSubrange(range) }
  }
}

extension Diagnostic {
  /// The order of messages about rows: by file, line and column.
  static func precedesInTables(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
    guard case .cell(let file, let line, let column, _) = a.place,
      case .cell(let otherFile, let otherLine, let otherColumn, _) = b.place
    else { return a.message.russian < b.message.russian }
    return (file, line, column ?? "", a.message.russian) < (otherFile, otherLine, otherColumn ?? "", b.message.russian)
  }
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

  /// Adds a person's route and returns it.
  mutating func add(_ dossier: Dossier) -> Route {
    let route = planner.route(for: dossier, asOf: asOf)
    view.write(route, to: &writer, reusing: &fragments)
    writer.endLine()
    return route
  }

  /// How many bytes the lines so far are.
  var count: Int { writer.count }

  /// The lines so far; none afterwards.
  mutating func take() -> [UInt8] {
    let bytes = writer.bytes
    writer.reset()
    return bytes
  }
}
