/// The bytes of an entry in pieces, checked against the directory's size and checksum and against the limits.
public struct ZipEntryStream {
  private let archive: ZipArchive
  private let entry: ZipArchive.Entry
  private let inflater: Inflater?
  private var position: Int
  private let end: Int
  private var given = 0
  private var checksum: UInt32 = 0
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  init(_ archive: ZipArchive, _ entry: ZipArchive.Entry) throws(ZipFailure) {
    let bytes = archive.bytes
    let header = entry.headerOffset
    guard bytes[header] == 0x50, bytes[header + 1] == 0x4B, bytes[header + 2] == 3, bytes[header + 3] == 4 else {
      throw .damaged(entry: entry.name)
    }
    let nameLength = Int(bytes[header + 26]) | Int(bytes[header + 27]) << 8
    let extraLength = Int(bytes[header + 28]) | Int(bytes[header + 29]) << 8
    position = header + 30 + nameLength + extraLength
    end = position + entry.compressedSize
    guard end <= bytes.count, bytes[(header + 30)...].starts(with: entry.name.utf8) else {
      throw .damaged(entry: entry.name)
    }
    inflater = entry.method == 8 ? Inflater() : nil
    self.archive = archive
    self.entry = entry
  }

  /// The next piece, at most 64 KiB; nil at the end, when size and checksum were found right.
  public mutating func next() throws(ZipFailure) -> ArraySlice<UInt8>? {
    let piece = try inflater.map { (inflater) throws(ZipFailure) in try inflated(inflater) } ?? stored()
    guard !piece.isEmpty else {
      guard given == entry.size, checksum == entry.crc, position == end, inflater?.isFinished != false else {
        throw .damaged(entry: entry.name)
      }
      return nil
    }
    given += piece.count
    // A directory may lie about the size: what comes out is what counts.
    guard given <= entry.size else { throw .damaged(entry: entry.name) }
    let limits = archive.limits
    if given > limits.freeBytes, given / limits.ratio > entry.compressedSize {
      throw .tooDense(entry: entry.name, limit: limits.ratio)
    }
    checksum = crc32(piece, from: checksum)
    return piece
  }

  private mutating func stored() -> ArraySlice<UInt8> {
    let piece = archive.bytes[position..<min(end, position + 1 << 16)]
    position += piece.count
    return piece
  }

  private mutating func inflated(_ inflater: Inflater) throws(ZipFailure) -> ArraySlice<UInt8> {
    var count = 0
    while count == 0, !inflater.isFinished {
      let (from, to) = (position, end)
      let step = archive.bytes.withUnsafeBufferPointer { bytes in
        buffer.withUnsafeMutableBufferPointer {
          inflater.inflate(UnsafeBufferPointer(rebasing: bytes[from..<to]), into: $0)
        }
      }
      guard let step, step.taken > 0 || step.given > 0 else { throw .damaged(entry: entry.name) }
      position += step.taken
      count = step.given
    }
    return buffer[..<count]
  }
}
