import Diagnostics
import Reports
import RouteModel
import RoutePlanning
import Synchronization

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
    /// What is told of the search for the route.
    var report = ""
  }

  /// The routes, a line each.
  var lines: ByteBox
  /// What was wrong with the people, in their order.
  var diagnostics: [Diagnostic]
  /// The people, where their ids are not known to differ.
  var arrivals: [Arrival] = []
  /// What is told of the searches, on standard error.
  var report = ""

  /// Takes out those who came before; each is a mistake.
  mutating func dropRepeated(_ seen: inout Set<String>) {
    var repeated: [Range<Int>] = []
    for arrival in arrivals {
      if seen.insert(arrival.id).inserted {
        report += arrival.report
        continue
      }
      repeated.append(arrival.bytes)
      diagnostics.append(
        Diagnostic(
          .error, "duplicate-person",
          LocalizedText(ru: "человек с этим номером уже был", en: "a person with this id came before"),
          at: arrival.place))
    }
    guard !repeated.isEmpty else { return }
    diagnostics.sort(by: Diagnostic.precedesInTables)
    for range in repeated.reversed() { lines.bytes.remove(range) }
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

/// Bytes that pass from thread to thread without being copied; one thread at a time has them, hence unchecked.
final class ByteBox: @unchecked Sendable {
  var bytes = ByteBuffer()
}

/// Boxes whose bytes are written: their memory is used again.
final class ByteBoxes: Sendable {
  private let idle = Mutex<[ByteBox]>([])

  func take() -> ByteBox { idle.withLock { $0.popLast() } ?? ByteBox() }
  func giveBack(_ box: ByteBox) { idle.withLock { $0.append(box) } }
}

/// Makes routes and writes them as lines of JSON into memory it keeps. One per thread.
struct RouteLines: ~Copyable {
  let planner: RoutePlanner
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
  mutating func add(_ dossier: Dossier, digest: String) -> Route {
    let route = planner.route(for: dossier, asOf: asOf, digest: digest)
    view.write(route, to: &writer, reusing: &fragments)
    writer.endLine()
    return route
  }

  /// How many bytes the lines so far are.
  var count: Int { writer.count }

  /// Puts the lines so far into the box; none are left afterwards.
  mutating func take(into box: ByteBox) { writer.exchange(with: &box.bytes) }
}
