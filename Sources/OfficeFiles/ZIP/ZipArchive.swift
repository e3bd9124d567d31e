/// A ZIP archive in memory, as far as office files use the format: stored and deflated entries, no encryption, no
/// 64-bit form, no volumes.
///
/// Source: PKWARE, APPNOTE.TXT 6.3.10. The central directory decides; names are checked when the archive is opened,
/// contents when they are read. Entries are never written to a file system.
public struct ZipArchive: Sendable {
  /// An entry of the central directory.
  public struct Entry: Sendable, Hashable {
    /// The path inside the archive, parts divided by `/`.
    public var name: String
    /// Its size in the archive.
    public var compressedSize: Int
    /// Its size after inflating, as the directory says.
    public var size: Int
    var method: Int
    var crc: UInt32
    var headerOffset: Int
  }

  /// The entries in the order of the directory.
  public let entries: [Entry]
  let bytes: [UInt8]
  let limits: ZipLimits
  private let index: [String: Int]

  /// Whether bytes begin as an archive does; an archive without entries begins with its end record.
  public static func looksLikeArchive(_ bytes: some Collection<UInt8>) -> Bool {
    let start = Array(bytes.prefix(4))
    return start == [0x50, 0x4B, 0x03, 0x04] || start == [0x50, 0x4B, 0x05, 0x06]
  }

  /// Opens an archive: reads its directory and checks every name and place. O(length of the directory).
  public init(_ bytes: [UInt8], limits: ZipLimits = ZipLimits()) throws(ZipFailure) {
    var reader = try ZipDirectoryReader(bytes, limits)
    let entries = try reader.entries()
    self.bytes = bytes
    self.limits = limits
    self.entries = entries
    index = Dictionary(entries.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The entry of that name.
  public func entry(_ name: String) -> Entry? { index[name].map { entries[$0] } }

  /// The inflated bytes of an entry, at most `limit` of them.
  public func contents(of name: String, limit: Int) throws(ZipFailure) -> [UInt8] {
    var contents: [UInt8] = []
    var stream = try stream(of: name)
    while let piece = try stream.next() {
      guard contents.count + piece.count <= limit else { throw .tooLarge(entry: name, limit: limit) }
      contents += piece
    }
    return contents
  }

  /// The bytes of an entry, piece by piece: memory stays bounded whatever the entry holds.
  public func stream(of name: String) throws(ZipFailure) -> ZipEntryStream {
    guard let entry = entry(name) else { throw .missing(entry: name) }
    return try ZipEntryStream(self, entry)
  }
}
