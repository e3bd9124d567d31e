import Diagnostics

/// Something that did not pass from one system to the other as it was.
public struct Loss: Sendable, Hashable {
  /// What happened to it.
  public enum Effect: String, Sendable, Hashable, CaseIterable {
    /// It was not taken.
    case dropped
    /// It was made shorter.
    case cut
    /// It was taken as something else.
    case changed
    /// The other side has no place for it.
    case notHeld = "not-held"
    /// It was taken as it is; something about it is worth knowing.
    case remark
  }

  /// Where it stands in its source.
  public enum Place: Sendable, Hashable {
    /// A line of a file or row of a sheet, from 1, and the header of a column.
    case row(Int, column: String?)
    /// A value of a JSON document: `CFItems[3].fullStatement`.
    case path(String)
    /// The row of a catalog or data set with that code.
    case code(String)
    /// The source as a whole.
    case whole
  }

  /// What happened.
  public var effect: Effect
  /// What was counted, when it was dropped.
  public var unit: ExchangeUnit?
  /// Why.
  public var reason: LossReason
  /// Where.
  public var place: Place
  /// What exactly: the user's text in «».
  public var detail: LocalizedText
}

/// What an import or export read, took and lost.
///
/// Invariant: of every unit, read = taken + dropped, and there is one loss per dropped thing.
public struct LossReport: Sendable, Hashable {
  /// How many of one unit.
  public struct Total: Sendable, Hashable {
    /// What is counted.
    public var unit: ExchangeUnit
    /// How many were taken.
    public internal(set) var taken = 0
    /// How many were dropped.
    public internal(set) var dropped = 0
    /// How many were read.
    public var read: Int { taken + dropped }
  }

  /// The neighbour's format.
  public let format: ExchangeFormat
  /// Which way.
  public let direction: ExchangeDirection
  /// The source as messages name it.
  public let source: String
  /// The counts, in a fixed order.
  public private(set) var totals: [Total]
  /// All losses, in the order of the source.
  public private(set) var losses: [Loss] = []

  init(_ format: ExchangeFormat, _ direction: ExchangeDirection, source: String, units: [ExchangeUnit]) {
    self.format = format
    self.direction = direction
    self.source = source
    totals = units.map { Total(unit: $0) }
  }

  /// The count of a unit.
  public func total(_ unit: ExchangeUnit) -> Total { totals.first { $0.unit == unit } ?? Total(unit: unit) }

  /// Whether anything was dropped.
  public var hasDropped: Bool { totals.contains { $0.dropped > 0 } }

  /// Counts one as read and taken.
  mutating func take(_ unit: ExchangeUnit) {
    for index in totals.indices where totals[index].unit == unit { totals[index].taken += 1 }
  }

  /// Counts one as read and dropped.
  mutating func drop(_ unit: ExchangeUnit, _ reason: LossReason, at place: Loss.Place, _ detail: LocalizedText) {
    for index in totals.indices where totals[index].unit == unit { totals[index].dropped += 1 }
    losses.append(Loss(effect: .dropped, unit: unit, reason: reason, place: place, detail: detail))
  }

  /// Notes a loss within something that is taken.
  mutating func note(_ effect: Loss.Effect, _ reason: LossReason, at place: Loss.Place, _ detail: LocalizedText) {
    losses.append(Loss(effect: effect, unit: nil, reason: reason, place: place, detail: detail))
  }
}
