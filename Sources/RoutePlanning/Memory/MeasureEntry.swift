import Diagnostics
import RouteModel

/// A measure of the catalog with what belongs to it, looked up once. A reference, because every person's pool names all
/// of them.
final class MeasureEntry: Sendable {
  /// The measure's position in the catalog.
  let position: Int
  let measure: Measure
  /// Its dated sessions, earliest first.
  let sessions: [Session]
  /// The positions of its prerequisites.
  let prerequisites: [Int]
  /// The positions of the measures that stand for one another with it, itself among them; empty where none do.
  let alternatives: [Int]
  /// The first of those; a number of the group.
  var group: Int? { alternatives.first }
  /// Its gains: competency position and points.
  let gains: [(competency: Int, points: Points)]
  /// Which numbers of a step are estimates when it is taken at a session, by the session's position.
  private let sessionEstimates: [[LocalizedText]]
  /// The same for a month of an undated measure.
  private let monthEstimates: [LocalizedText]

  init(_ measure: Measure, at position: Int, _ catalog: Catalog, _ names: RouteVocabulary) {
    self.position = position
    self.measure = measure
    sessions = catalog.sessions(of: measure.code)
    prerequisites = catalog.prerequisites(of: measure.code).compactMap { names.measurePositions[$0] }
    alternatives =
      measure.group.map { group in catalog.measures.indices.filter { catalog.measures[$0].group == group } } ?? []
    let gains = catalog.gains(of: measure.code)
    self.gains = gains.compactMap { gain in names.position(of: gain.competency).map { ($0, gain.points) } }
    let hours = measure.hoursStatus == .document ? [] : [EstimateNames.hours]
    let gain = gains.allSatisfy { $0.status == .document } ? [] : [EstimateNames.gain]
    sessionEstimates = sessions.map { session in
      hours + (session.status == .document ? [] : [EstimateNames.session]) + gain
    }
    monthEstimates = hours + [EstimateNames.month] + gain
  }

  /// The measure at one of its options.
  func offer(_ option: SessionOption) -> Step.Offer {
    let index = sessions.firstIndex { $0.id == option.id }
    return Step.Offer(
      measure: measure.code, title: measure.title, kind: measure.kind, session: option,
      place: index.flatMap { sessions[$0].place }, hours: measure.hours ?? 0,
      estimates: index.map { sessionEstimates[$0] } ?? monthEstimates, organiser: measure.organiser)
  }
}
