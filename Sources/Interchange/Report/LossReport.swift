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
/// Invariant: of every unit, read = taken + dropped, and there is one loss per dropped thing. All losses are counted; of
/// one effect and reason the first 20,000 are kept with their places, so that a hostile file can't fill the memory.
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
  /// The losses that are kept, in the order of the source.
  public private(set) var losses: [Loss] = []
  private var counts: [Kind: Int] = [:]

  private struct Kind: Sendable, Hashable {
    var effect: Loss.Effect
    var reason: LossReason
  }

  /// How many losses of one effect and reason are kept.
  public static let mostKept = 20_000
  /// How many characters of a detail are kept.
  static let longestDetail = 300

  init(_ format: ExchangeFormat, _ direction: ExchangeDirection, source: String, units: [ExchangeUnit]) {
    self.format = format
    self.direction = direction
    self.source = source
    totals = units.map { Total(unit: $0) }
  }

  /// The count of a unit.
  public func total(_ unit: ExchangeUnit) -> Total { totals.first { $0.unit == unit } ?? Total(unit: unit) }

  /// The same with every kept loss as `change` leaves it.
  public func mapping(_ change: (Loss) -> Loss) -> LossReport {
    var copy = self
    copy.losses = losses.map(change)
    return copy
  }

  /// How many losses there are of one effect and reason, kept or not.
  public func count(_ effect: Loss.Effect, _ reason: LossReason) -> Int {
    counts[Kind(effect: effect, reason: reason)] ?? 0
  }

  /// How many losses are counted and not kept.
  public var unkept: Int { counts.values.reduce(0) { $0 + max(0, $1 - Self.mostKept) } }

  /// Whether anything was dropped.
  public var hasDropped: Bool { totals.contains { $0.dropped > 0 } }

  /// Counts one as read and taken.
  mutating func take(_ unit: ExchangeUnit) {
    for index in totals.indices where totals[index].unit == unit { totals[index].taken += 1 }
  }

  /// Counts one as read and dropped.
  mutating func drop(_ unit: ExchangeUnit, _ reason: LossReason, at place: Loss.Place, _ detail: LocalizedText) {
    for index in totals.indices where totals[index].unit == unit { totals[index].dropped += 1 }
    add(Loss(effect: .dropped, unit: unit, reason: reason, place: place, detail: detail))
  }

  /// Notes a loss within something that is taken.
  mutating func note(_ effect: Loss.Effect, _ reason: LossReason, at place: Loss.Place, _ detail: LocalizedText) {
    add(Loss(effect: effect, unit: nil, reason: reason, place: place, detail: detail))
  }

  private mutating func add(_ loss: Loss) {
    let count = counts[Kind(effect: loss.effect, reason: loss.reason), default: 0] + 1
    counts[Kind(effect: loss.effect, reason: loss.reason)] = count
    guard count <= Self.mostKept else { return }
    var loss = loss
    loss.detail = LocalizedText(ru: Self.cut(loss.detail.russian), en: Self.cut(loss.detail.english))
    switch loss.place {
    case .row(let line, let column): loss.place = .row(line, column: column.map(Self.cut))
    case .path(let path): loss.place = .path(Self.cut(path))
    case .code(let code): loss.place = .code(Self.cut(code))
    case .whole: break
    }
    losses.append(loss)
  }

  private static func cut(_ text: String) -> String {
    text.utf8.count > longestDetail && text.count > longestDetail ? text.prefix(longestDetail) + "…" : text
  }
}
