/// Writes a ZIP archive whose bytes depend on nothing but its contents (and the version of zlib): every entry has the
/// date 1980-01-01, the first the format knows, and no attributes.
public struct ZipWriter {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// An empty archive.
  public init() {}

  /// The contents of an entry being written.
  public struct Sink {
    fileprivate var pending: [UInt8] = []
    fileprivate var compressed: [UInt8] = []
    fileprivate var size = 0
    fileprivate var checksum: UInt32 = 0
    fileprivate let deflater: Deflater

    /// Writes text.
    public mutating func write(_ text: String) {
      pending += text.utf8
      if pending.count >= 1 << 16 { flush() }
    }

    /// Writes bytes.
    public mutating func write(_ bytes: [UInt8]) {
      pending += bytes
      if pending.count >= 1 << 16 { flush() }
    }

    fileprivate mutating func flush(isLast: Bool = false) {
      size += pending.count
      checksum = crc32(pending, from: checksum)
      deflater.deflate(pending, isLast: isLast, onto: &compressed)
      pending.removeAll(keepingCapacity: true)
    }
  }

  /// Adds a deflated entry whose contents `write` writes. Throws `tooLarge` beyond what the 32-bit form can hold, and
  /// `badName` for a name its own reader would refuse.
  public mutating func add(_ name: String, _ write: (inout Sink) -> Void) throws(ZipFailure) {
    guard ZipDirectoryReader.isSafe(name) else { throw .badName(entry: name) }
    guard let deflater = Deflater() else { throw .tooLarge(entry: name, limit: 0) }
    var sink = Sink(deflater: deflater)
    write(&sink)
    sink.flush(isLast: true)
    let largest = 0xFFFF_FFFE
    guard sink.size < largest, bytes.count + sink.compressed.count + name.utf8.count + 30 < largest, count < 0xFFFE
    else { throw .tooLarge(entry: name, limit: largest) }
    let offset = bytes.count
    let common =
      little16(20) + little16(0x0800) + little16(8) + little16(0) + little16(0x0021) + little32(Int(sink.checksum))
      + little32(sink.compressed.count) + little32(sink.size) + little16(name.utf8.count) + little16(0)
    bytes += little32(0x0403_4B50) + common + name.utf8
    bytes += sink.compressed
    directory += little32(0x0201_4B50) + little16(20) + common + little16(0) + little16(0) + little16(0) + little32(0)
    directory += little32(offset) + Array(name.utf8)
    count += 1
  }

  /// The whole archive.
  public func finish() -> [UInt8] {
    let end =
      little32(0x0605_4B50) + little16(0) + little16(0) + little16(count) + little16(count)
      + little32(directory.count) + little32(bytes.count) + little16(0)
    return bytes + directory + end
  }

  private func little16(_ value: Int) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8 & 255)] }
  private func little32(_ value: Int) -> [UInt8] { little16(value & 0xFFFF) + little16(value >> 16 & 0xFFFF) }
}
