import RouteModel

/// The JSON of lists that many routes share: the options and gains of a measure are mostly the same list for everybody,
/// so their text is written once and copied.
public struct RouteFragments: Sendable {
  var gains: ListFragments<CompetencyPoints>
  var sessions: ListFragments<SessionOption>

  /// No texts yet.
  public init() { self.init(isKept: true) }

  init(isKept: Bool) {
    gains = ListFragments(isKept: isKept)
    sessions = ListFragments(isKept: isKept)
  }
}

/// Texts of lists, by the lists' memory: two lists that share memory are equal, and a list that is kept here can neither
/// change in place nor give its address to another.
struct ListFragments<Element: Sendable>: Sendable {
  private struct Entry {
    var list: [Element]
    var bytes: [UInt8]
  }

  private let isKept: Bool
  private var entries: [UInt: Entry] = [:]
  /// More lists than that are not shared ones: it starts anew.
  private static var limit: Int { 4096 }

  init(isKept: Bool) { self.isKept = isKept }

  /// Writes the list as an array.
  mutating func write(
    _ list: [Element], to writer: inout JSONWriter, _ element: (inout JSONWriter, Element) -> Void
  ) {
    guard isKept, !writer.indented, !list.isEmpty else { return Self.write(list, &writer, element) }
    let address = list.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
    if let known = entries[address], known.list.count == list.count { return writer.fragment(known.bytes) }
    var fresh = JSONWriter()
    Self.write(list, &fresh, element)
    if entries.count >= Self.limit { entries.removeAll(keepingCapacity: true) }
    let bytes = fresh.bytes
    entries[address] = Entry(list: list, bytes: bytes)
    writer.fragment(bytes)
  }

  private static func write(
    _ list: [Element], _ writer: inout JSONWriter, _ element: (inout JSONWriter, Element) -> Void
  ) {
    writer.array { writer in
      for value in list { element(&writer, value) }
    }
  }
}
