import RouteModel

/// The JSON of parts that many routes share: it is written once and copied.
///
/// A part is known by its identity; a part kept here is alive, so that no other can have the same.
public struct RouteFragments: Sendable {
  var deficits: FragmentMemo<CompetencyDeficit>
  var offers: FragmentMemo<Step.Offer>
  var estimates: FragmentMemo<Step.Offer>
  var citations: FragmentMemo<RuleCitation>
  var candidates: FragmentMemo<Candidate>

  /// No texts yet.
  public init() { self.init(isKept: true) }

  init(isKept: Bool) {
    deficits = FragmentMemo(isKept: isKept)
    offers = FragmentMemo(isKept: isKept)
    estimates = FragmentMemo(isKept: isKept)
    citations = FragmentMemo(isKept: isKept)
    candidates = FragmentMemo(isKept: isKept)
  }
}

/// Texts of parts, by the parts' identity.
struct FragmentMemo<Part: Sendable>: Sendable {
  private struct Entry {
    var identity: ObjectIdentifier
    var part: Part
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
  mutating func write(
    _ part: Part, _ identity: ObjectIdentifier, to writer: inout JSONWriter, _ body: (inout JSONWriter) -> Void
  ) {
    guard isKept, !writer.indented else { return body(&writer) }
    let hash = NumberHash.of(identity)
    if let known = slots.find(hash, { entries[$0].identity == identity }) {
      return writer.fragment(text, entries[known].range)
    }
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
    entries.append(Entry(identity: identity, part: part, range: start..<text.count))
    writer.fragment(text, start..<text.count)
  }
}
