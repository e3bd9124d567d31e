import Optimization
import RouteModel

/// A teaching measure with all that decides whether a person can take it. A few references: every person's pool holds
/// every measure.
struct PooledMeasure: Sendable {
  let base: FrameworkMeasure
  let conclusion: MeasureConclusion
  /// The options open to the person; nil unless the measure is in the model.
  var offered: MeasureOptions?
  /// Why it is not in the model; nil when it is.
  var closed: Verdict?
  private var rare: Rare?

  /// What few measures have.
  private final class Rare: Sendable {
    let missing: UInt64
    let requires: [MeasureCode]
    let fullSessions: [FullSession]
    let startedOn: CalendarDate?

    init(missing: UInt64, requires: [MeasureCode], fullSessions: [FullSession], startedOn: CalendarDate?) {
      self.missing = missing
      self.requires = requires
      self.fullSessions = fullSessions
      self.startedOn = startedOn
    }
  }

  init(_ base: FrameworkMeasure, _ conclusion: MeasureConclusion) {
    self.base = base
    self.conclusion = conclusion
  }

  /// Not completed prerequisites.
  var requires: [MeasureCode] { rare?.requires ?? [] }
  /// The same as a bit per prerequisite of the measure, as far as there are bits.
  var missing: UInt64 { rare?.missing ?? 0 }
  /// Sessions that are not among the options because others have all their seats.
  var fullSessions: [FullSession] {
    get { rare?.fullSessions ?? [] }
    set { rare = Rare(missing: missing, requires: requires, fullSessions: newValue, startedOn: startedOn) }
  }
  /// The day it was started, when it is in progress.
  var startedOn: CalendarDate? {
    get { rare?.startedOn }
    set { rare = Rare(missing: missing, requires: requires, fullSessions: fullSessions, startedOn: newValue) }
  }

  /// Says which prerequisites are not completed, by their number among the measure's prerequisites.
  mutating func lacks(_ numbers: [Int], _ codes: [MeasureCode]) {
    let missing = numbers.reduce(UInt64(0)) { $0 | 1 << UInt64($1 & 63) }
    rare = Rare(missing: missing, requires: codes, fullSessions: fullSessions, startedOn: startedOn)
  }

  var entry: MeasureEntry { base.entry }
  /// Gains on the framework's competencies, by competency.
  var gains: [CompetencyPoints] { base.points }
  /// The competencies of the gains by position.
  var gainPositions: [Int] { base.positions }
  var options: [SessionOption] { offered?.open ?? [] }
  /// The options as the optimiser reads them.
  var modelOptions: [SelectionModel.Option] { offered?.model ?? [] }
  var position: Int { entry.position }
  var measure: Measure { entry.measure }
  var hours: Int { entry.measure.hours ?? 0 }
  var isOpen: Bool { closed == nil }
  /// Value besides gains: `100 · priority − price · hours`.
  func bonus(hourPrice: Points) -> Int { 100 * conclusion.priority - hourPrice.hundredths * hours }
}
