import RouteModel

/// The JSON of parts that many routes share: it is written once and copied.
public struct RouteFragments: Sendable {
  var deficits: PartFragments<CompetencyDeficit>
  var offers: PartFragments<Step.Offer>
  var estimates: PartFragments<Step.Offer>
  var citations: PartFragments<RuleCitation>
  var candidates: PartFragments<Candidate>
  var points: FragmentMemo<CompetencyPoints, Void>
  var limits: FragmentMemo<RouteLimits, Void>

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

/// Texts of parts that are known by their identity: each is kept with its text, and as long as it lives, no other can
/// have the same identity.
typealias PartFragments<Part: Sendable> = FragmentMemo<ObjectIdentifier, Part>

extension ObjectIdentifier: FragmentKey {
  var fragmentHash: UInt64 { NumberHash.of(self) }
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

/// Texts of parts, by what decides them. The owner is what has to live as long as the key is kept.
struct FragmentMemo<Key: FragmentKey, Owner: Sendable>: Sendable {
  private struct Entry {
    var key: Key
    var range: Range<Int>
  }

  private let isKept: Bool
  private var slots = HashSlots()
  private var entries: ContiguousArray<Entry> = []
  private var owners: [Owner] = []
  private var text: [UInt8] = []
  /// Parts that come up once only must not fill the memory: after that many bytes it starts anew.
  private static var limit: Int { 1 << 23 }

  init(isKept: Bool) { self.isKept = isKept }

  /// Writes what `body` writes of a part: whole values or members. `body` must depend on the key only, and write
  /// something. A look-up does not touch the owner, so it counts no references.
  @inline(__always)
  mutating func write(
    _ key: Key, _ owner: @autoclosure () -> Owner, to writer: inout JSONWriter, _ body: (inout JSONWriter) -> Void
  ) {
    guard isKept, !writer.indented else { return body(&writer) }
    let hash = key.fragmentHash
    if let known = slots.find(hash, { entries[$0].key == key }) { return writer.fragment(text, entries[known].range) }
    add(key, hash, owner(), to: &writer, body)
  }

  private mutating func add(
    _ key: Key, _ hash: UInt64, _ owner: Owner, to writer: inout JSONWriter, _ body: (inout JSONWriter) -> Void
  ) {
    var fresh = JSONWriter()
    body(&fresh)
    if text.count + fresh.count > Self.limit {
      slots.removeAll()
      entries.removeAll(keepingCapacity: true)
      owners.removeAll(keepingCapacity: true)
      text.removeAll(keepingCapacity: true)
    }
    let start = text.count
    fresh.withBytes { text.append(contentsOf: $0) }
    slots.add(hash)
    entries.append(Entry(key: key, range: start..<text.count))
    owners.append(owner)
    writer.fragment(text, start..<text.count)
  }
}

extension FragmentMemo where Owner == Void {
  /// The same for a key that names nothing.
  @inline(__always)
  mutating func write(_ key: Key, to writer: inout JSONWriter, _ body: (inout JSONWriter) -> Void) {
    write(key, (), to: &writer, body)
  }
}
