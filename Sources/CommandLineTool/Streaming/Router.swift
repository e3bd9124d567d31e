import Diagnostics
import Reports
import RouteModel
import RoutePlanning

/// The route lines of one thread, of the people who are wanted.
final class Router {
  private var lines: RouteLines
  private let boxes: ByteBoxes
  private let municipality: String?
  /// The language in which searches are told of; nil where they are not.
  private let language: Language?
  private var report = ""
  /// People whose routes are not made yet, and where they come from: digests are taken of several at once.
  private var pending: [Dossier] = []
  private var places: [DiagnosticPlace?] = []
  private var arrivals: [RoutedBlock.Arrival] = []

  init(_ lines: consuming RouteLines, _ boxes: ByteBoxes, _ municipality: String?, reportsIn language: Language?) {
    self.lines = lines
    self.boxes = boxes
    self.municipality = municipality
    self.language = language
  }

  var catalog: Catalog { lines.planner.context.catalog }

  /// Adds a person; with a `place` it is not known yet whether the same person came before.
  func add(_ dossier: Dossier, at place: DiagnosticPlace? = nil) {
    guard municipality == nil || dossier.municipality == municipality else {
      guard let place else { return }
      // Not wanted, but a second person with the same id is a mistake all the same. Arrivals stay in their order.
      makeRoutes()
      return arrive(dossier, place, lines.count..<lines.count)
    }
    pending.append(dossier)
    places.append(place)
    if pending.count == 4 { makeRoutes() }
  }

  private func makeRoutes() {
    let digests = Dossier.digests(of: pending)
    for index in pending.indices {
      let start = lines.count
      let route = lines.add(pending[index], digest: digests[index])
      let told = language.map { SearchReport.line(route, $0) } ?? ""
      if let place = places[index] {
        arrive(pending[index], place, start..<lines.count, told)
      } else {
        report += told
      }
    }
    pending.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
  }

  private func arrive(_ dossier: Dossier, _ place: DiagnosticPlace, _ bytes: Range<Int>, _ report: String = "") {
    arrivals.append(
      RoutedBlock.Arrival(id: LookAlike.fold(dossier.person.id), place: place, bytes: bytes, report: report))
  }

  /// The routes so far; none afterwards.
  func block(_ diagnostics: [Diagnostic] = []) -> RoutedBlock {
    makeRoutes()
    defer {
      report = ""
      arrivals.removeAll(keepingCapacity: true)
    }
    let box = boxes.take()
    lines.take(into: box)
    return RoutedBlock(lines: box, diagnostics: diagnostics, arrivals: arrivals, report: report)
  }
}
