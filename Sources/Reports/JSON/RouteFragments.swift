import RouteModel

/// The JSON of parts that many routes share: it is written once and copied.
public struct RouteFragments: Sendable {
  var deficits: FragmentMemo<PartIdentity<CompetencyDeficit>>
  var offers: FragmentMemo<PartIdentity<Step.Offer>>
  var estimates: FragmentMemo<PartIdentity<Step.Offer>>
  var citations: FragmentMemo<PartIdentity<RuleCitation>>
  var candidates: FragmentMemo<PartIdentity<Candidate>>
  var points: FragmentMemo<CompetencyPoints>
  var limits: FragmentMemo<RouteLimits>

  /// No texts yet.
  public init() { self.init(isKept: true) }

  init(isKept: Bool) {
    deficits = FragmentMemo(isKept: isKept)
    offers = FragmentMemo(isKept: isKept)
    estimates = FragmentMemo(isKept: isKept)
    citations = FragmentMemo(isKept: isKept)
    candidates = FragmentMemo(isKept: isKept)
    points = FragmentMemo(isKept: isKept)
    limits = FragmentMemo(isKept: isKept)
  }
}

/// What a text is kept under. Equal keys have equal hashes, well spread in all bits, and equal texts.
protocol FragmentKey: Equatable, Sendable {
  var fragmentHash: UInt64 { get }
}

/// A part known by its identity, which it keeps: as long as it lives, no other can have the same.
struct PartIdentity<Part: Sendable>: FragmentKey {
  let part: Part
  let identity: ObjectIdentifier

  static func == (left: Self, right: Self) -> Bool { left.identity == right.identity }

  var fragmentHash: UInt64 { NumberHash.of(identity) }
}

extension CompetencyPoints: FragmentKey {
  var fragmentHash: UInt64 {
    var hash = NumberHash()
    hash.add(Int(truncatingIfNeeded: competency.hash64))
    hash.add(points.hundredths)
    return hash.value
  }
}

extension RouteLimits: FragmentKey {
  var fragmentHash: UInt64 {
    var hash = NumberHash()
    hash.add(hourPrice.hundredths)
    hash.add(concurrent ?? -1)
    for period in hoursPerPeriod {
      hash.add(period.days.from.dayNumber)
      hash.add(period.days.to.dayNumber << 32 ^ period.cap)
    }
    return hash.value
  }
}

/// Texts of parts.
struct FragmentMemo<Key: FragmentKey>: Sendable {
  private struct Entry {
    var key: Key
    var range: Range<Int>
  }

  private let isKept: Bool
  private var slots = HashSlots()
  private var entries: ContiguousArray<Entry> = []
  private var text: [UInt8] = []
  /// Parts that come up once only must not fill the memory: after that many bytes it starts anew.
  private static var limit: Int { 1 << 23 }

  init(isKept: Bool) { self.isKept = isKept }

  /// Writes what `body` writes of a part: whole values or members. `body` must depend on the part only, and write
  /// something.
  @inline(__always)
  mutating func write(_ key: @autoclosure () -> Key, to writer: inout JSONWriter, _ body: (inout JSONWriter) -> Void) {
    write(key(), key().fragmentHash, { $0 == key() }, to: &writer, body)
  }

  /// The same by a key's hash and a comparison, so that a look-up makes no key.
  @inline(__always)
  mutating func write(
    _ key: @autoclosure () -> Key, _ hash: @autoclosure () -> UInt64, _ isKey: (Key) -> Bool,
    to writer: inout JSONWriter, _ body: (inout JSONWriter) -> Void
  ) {
    guard isKept, !writer.indented else { return body(&writer) }
    let hash = hash()
    if let known = slots.find(hash, { isKey(entries[$0].key) }) {
      return writer.fragment(text, entries[known].range)
    }
    add(key(), hash, to: &writer, body)
  }

  private mutating func add(
    _ key: Key, _ hash: UInt64, to writer: inout JSONWriter, _ body: (inout JSONWriter) -> Void
  ) {
    var fresh = JSONWriter()
    body(&fresh)
    if text.count + fresh.count > Self.limit {
      slots.removeAll()
      entries.removeAll(keepingCapacity: true)
      text.removeAll(keepingCapacity: true)
    }
    let start = text.count
    fresh.withBytes { text.append(contentsOf: $0) }
    slots.add(hash)
    entries.append(Entry(key: key, range: start..<text.count))
    writer.fragment(text, start..<text.count)
  }
}

extension FragmentMemo {
  /// Writes a part that is known by its identity.
  @inline(__always)
  mutating func write<Part>(
    _ part: @autoclosure () -> Part, _ identity: ObjectIdentifier, to writer: inout JSONWriter,
    _ body: (inout JSONWriter) -> Void
  ) where Key == PartIdentity<Part> {
    write(
      PartIdentity(part: part(), identity: identity), NumberHash.of(identity), { $0.identity == identity }, to: &writer,
      body)
  }
}
