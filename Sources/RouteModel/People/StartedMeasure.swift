/// A measure a person has started and not completed yet.
public struct StartedMeasure: Sendable, Hashable {
  /// The measure.
  public var measure: MeasureCode
  /// The day it was started.
  public var started: CalendarDate
  /// The session's id; nil where not stated.
  public var session: String?
  /// The day it ends; nil where not stated.
  public var ends: CalendarDate?

  /// A started measure.
  public init(measure: MeasureCode, started: CalendarDate, session: String? = nil, ends: CalendarDate? = nil) {
    self.measure = measure
    self.started = started
    self.session = session
    self.ends = ends
  }
}

extension Dossier {
  /// What is in progress on a date: started by then and not completed by then, each measure once (the latest start), by
  /// code.
  public func inProgress(on date: CalendarDate) -> [StartedMeasure] {
    if started.isEmpty, completions.allSatisfy({ $0.started == nil }) { return [] }
    var all = started
    for completion in completions {
      guard let start = completion.started, completion.date > date else { continue }
      all.append(
        StartedMeasure(
          measure: completion.measure, started: start, session: completion.session, ends: completion.date))
    }
    let completed = Set(completions.filter { $0.date <= date }.map(\.measure))
    var result: [StartedMeasure] = []
    for entry in all.sorted(by: Self.precedes) where entry.started <= date && !completed.contains(entry.measure) {
      if result.last?.measure == entry.measure { result.removeLast() }
      result.append(entry)
    }
    return result
  }

  static func precedes(_ a: StartedMeasure, _ b: StartedMeasure) -> Bool {
    if a.measure != b.measure { return a.measure < b.measure }
    if a.started != b.started { return a.started < b.started }
    return (a.session ?? "", a.ends?.dayNumber ?? 0) < (b.session ?? "", b.ends?.dayNumber ?? 0)
  }
}
