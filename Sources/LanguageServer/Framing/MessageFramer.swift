/// Cuts a stream of bytes into messages: header fields, an empty line, `Content-Length` bytes (Language Server Protocol
/// 3.17, base protocol).
///
/// Reads may end anywhere. After a broken header the framer looks for the next `Content-Length`, so that one bad message
/// does not end the conversation. It never fails and holds no more than one message beyond what was read last.
public struct MessageFramer: Sendable {
  /// What comes out.
  public enum Frame: Sendable, Hashable {
    /// The content of a message.
    case message([UInt8])
    /// A header that can't be followed; what was wrong with it.
    case broken(Mistake)
  }

  /// What can be wrong with a header.
  public enum Mistake: Sendable, Hashable {
    /// No `Content-Length`, or bytes that are no header at all.
    case noLength
    /// A length that is not a whole number from 0.
    case badLength(String)
    /// A length beyond `largestMessage`; the content is passed over.
    case tooLong(Int)
  }

  /// The longest message that is read, in bytes: far more than all rule files of a region.
  public static let largestMessage = 32 << 20
  /// The longest header.
  private static let largestHeader = 4096

  private var buffer: [UInt8] = []
  private var start = 0
  /// The length of the content that is awaited; nil while a header is.
  private var awaited: Int?
  /// Bytes of a message that is too long, still to be passed over.
  private var toSkip = 0
  /// Whether the bytes after a broken header are being searched for the next one.
  private var isLost = false

  /// A framer at the start of a stream.
  public init() {}

  /// Whether the stream stands between two messages.
  public var isAtBoundary: Bool { start == buffer.count && awaited == nil && toSkip == 0 }

  /// Takes in what was read.
  public mutating func append(_ bytes: some Sequence<UInt8>) {
    if start > 0 {
      buffer.removeFirst(start)
      start = 0
    }
    buffer += bytes
  }

  /// The next message or mistake; nil until more is read.
  public mutating func next() -> Frame? {
    if toSkip > 0 {
      let skipped = min(toSkip, buffer.count - start)
      start += skipped
      toSkip -= skipped
      if toSkip > 0 { return nil }
    }
    if let length = awaited {
      guard buffer.count - start >= length else { return nil }
      defer { start += length }
      awaited = nil
      return .message(Array(buffer[start..<(start + length)]))
    }
    if isLost {
      findHeader()
      if isLost { return nil }
    }
    guard let (fields, end) = header() else {
      guard buffer.count - start > Self.largestHeader else { return nil }
      start += 1
      isLost = true
      return .broken(.noLength)
    }
    start = end
    switch Self.length(fields) {
    case .success(let length) where length > Self.largestMessage:
      toSkip = length
      return .broken(.tooLong(length))
    case .success(let length):
      awaited = length
      return next()
    case .failure(let mistake):
      isLost = true
      return .broken(mistake.mistake)
    }
  }

  // MARK: Header

  private static let name = Array("content-length".utf8)

  /// The bytes of the header that stands here and where its content starts. Lone line feeds end lines, too.
  private func header() -> (fields: ArraySlice<UInt8>, end: Int)? {
    var index = start
    var lineStart = start
    while index < buffer.count {
      guard buffer[index] == 0x0A else {
        index += 1
        continue
      }
      let isEmpty = index == lineStart || (index == lineStart + 1 && buffer[lineStart] == 0x0D)
      index += 1
      if isEmpty { return (buffer[start..<lineStart], index) }
      lineStart = index
    }
    return nil
  }

  /// Goes on to the next `Content-Length`, or as far as it can't start.
  private mutating func findHeader() {
    while buffer.count - start >= Self.name.count {
      if buffer[start..<(start + Self.name.count)].elementsEqual(Self.name, by: { $0 | 0x20 == $1 }) {
        isLost = false
        return
      }
      start += 1
    }
  }

  private struct Failure: Error { var mistake: Mistake }

  private static func length(_ fields: ArraySlice<UInt8>) -> Result<Int, Failure> {
    var found: Int?
    for line in fields.split(separator: 0x0A) {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let field = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      guard field == "content-length" else { continue }
      let value = line[(colon + 1)...].filter { $0 > 0x20 }
      guard !value.isEmpty, value.allSatisfy({ (0x30...0x39).contains($0) }),
        let length = Int(String(decoding: value, as: UTF8.self))
      else { return .failure(Failure(mistake: .badLength(String(decoding: value.prefix(40), as: UTF8.self)))) }
      found = length
    }
    return found.map { .success($0) } ?? .failure(Failure(mistake: .noLength))
  }

  // MARK: Writing

  /// A message with its header.
  public static func frame(_ content: [UInt8]) -> [UInt8] {
    Array("Content-Length: \(content.count)\r\n\r\n".utf8) + content
  }
}
