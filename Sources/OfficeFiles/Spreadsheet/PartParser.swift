import Foundation
import FoundationXML

/// Parses one XML part of an office file as it is inflated, and hands its elements to `handler`.
///
/// Nothing but elements, attributes and text is accepted: a part with a document type or entity declarations is refused
/// before the XML library sees the declaration, so no entity is ever expanded. Prefixes of names are dropped.
final class PartParser: NSObject, XMLParserDelegate {
  /// What is done with the elements of a part. Throws to stop.
  protocol Handler: AnyObject {
    func start(_ element: String, _ attributes: [String: String]) throws(WorkbookFailure)
    func text(_ text: String) throws(WorkbookFailure)
    func end(_ element: String) throws(WorkbookFailure)
  }

  private let part: String
  private let handler: any Handler
  private var failure: WorkbookFailure?
  /// How many elements are open, and whether there was one: the library takes a part that is cut off for a whole one.
  private var depth = 0
  private var isEmpty = true

  private init(_ part: String, _ handler: any Handler) {
    self.part = part
    self.handler = handler
  }

  /// Parses the entry of that name.
  static func parse(_ archive: ZipArchive, _ part: String, _ handler: any Handler) throws(WorkbookFailure) {
    let input: InflatingStream
    do throws(ZipFailure) {
      input = InflatingStream(try archive.stream(of: part))
    } catch {
      throw .archive(error)
    }
    let delegate = PartParser(part, handler)
    let parser = XMLParser(stream: input)
    parser.delegate = delegate
    let isParsed = parser.parse()
    if let failure = delegate.failure { throw failure }
    if let failure = input.failure { throw failure.named(part) }
    guard isParsed, delegate.depth == 0, !delegate.isEmpty else {
      throw .malformed(part: part, line: parser.lineNumber)
    }
  }

  private func run(_ parser: XMLParser, _ body: () throws(WorkbookFailure) -> Void) {
    guard failure == nil else { return }
    do throws(WorkbookFailure) {
      try body()
    } catch {
      failure = error
      parser.abortParsing()
    }
  }

  private static func local(_ name: String) -> String {
    name.utf8.lastIndex(of: UInt8(ascii: ":")).map { String(name[name.index(after: $0)...]) } ?? name
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    depth += 1
    isEmpty = false
    run(parser) { () throws(WorkbookFailure) in
      let hasPrefix = attributes.keys.contains { $0.utf8.contains(UInt8(ascii: ":")) }
      let named =
        hasPrefix
        ? Dictionary(attributes.map { (Self.local($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
        : attributes
      try handler.start(Self.local(name), named)
    }
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    depth -= 1
    run(parser) { () throws(WorkbookFailure) in try handler.end(Self.local(name)) }
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    run(parser) { () throws(WorkbookFailure) in try handler.text(text) }
  }

  func parser(_ parser: XMLParser, foundCDATA data: Data) {
    run(parser) { () throws(WorkbookFailure) in try handler.text(String(decoding: data, as: UTF8.self)) }
  }
}

/// The bytes of an archive's entry as the XML library asks for them.
private final class InflatingStream: InputStream {
  enum Failure {
    case archive(ZipFailure)
    case declaration
    case encoding

    func named(_ part: String) -> WorkbookFailure {
      switch self {
      case .archive(let failure): .archive(failure)
      case .declaration: .declaresEntities(part: part)
      case .encoding: .notUTF8(part: part)
      }
    }
  }

  private(set) var failure: Failure?
  private var stream: ZipEntryStream
  private var rest: ArraySlice<UInt8> = []
  private var isFirst = true
  private var text = UTF8Check()
  /// The last bytes seen, so that a declaration parted by two pieces is found.
  private var tail: [UInt8] = []

  init(_ stream: ZipEntryStream) {
    self.stream = stream
    super.init(data: Data())
  }

  override func open() {}
  override func close() {}
  override var hasBytesAvailable: Bool { true }

  override func read(_ buffer: UnsafeMutablePointer<UInt8>, maxLength: Int) -> Int {
    // After a failure the stream seems to end: the library on Linux stops the program at a negative count without its
    // own kind of error.
    guard failure == nil else { return 0 }
    if rest.isEmpty {
      do throws(ZipFailure) {
        guard let piece = try stream.next() else {
          if !text.isWhole { failure = .encoding }
          return 0
        }
        rest = piece
      } catch {
        failure = .archive(error)
        return 0
      }
      check(rest)
      if failure != nil { return 0 }
    }
    let count = min(maxLength, rest.count)
    rest.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { buffer.update(from: base, count: count) }
    }
    rest = rest.dropFirst(count)
    return count
  }

  private func check(_ piece: ArraySlice<UInt8>) {
    if isFirst {
      isFirst = false
      if piece.starts(with: [0xFF, 0xFE]) || piece.starts(with: [0xFE, 0xFF]) || piece.prefix(4).contains(0) {
        failure = .encoding
        return
      }
      let head = String(decoding: piece.prefix(200), as: UTF8.self).lowercased()
      if let declaration = head.split(separator: "?>").first, declaration.contains("encoding"),
        !declaration.contains("utf-8"), !declaration.contains("us-ascii")
      {
        failure = .encoding
        return
      }
    }
    // The library stops the program at a name that is no UTF-8.
    guard text.take(piece) else {
      failure = .encoding
      return
    }
    // A document type can only stand before the first element, but an entity declaration is refused anywhere.
    let joined = tail + piece
    tail = Array(joined.suffix(2))
    var index = joined.startIndex
    while let at = joined[index...].firstIndex(of: UInt8(ascii: "!")) {
      if at > 0, at + 1 < joined.count, joined[at - 1] == UInt8(ascii: "<"),
        joined[at + 1] != UInt8(ascii: "-"), joined[at + 1] != UInt8(ascii: "[")
      {
        failure = .declaration
        return
      }
      index = at + 1
    }
  }
}
