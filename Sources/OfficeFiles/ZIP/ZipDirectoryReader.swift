/// Reads the end record and the central directory of an archive.
struct ZipDirectoryReader {
  private let bytes: [UInt8]
  private let limits: ZipLimits
  private var count = 0
  private var offset = 0
  private var end = 0

  init(_ bytes: [UInt8], _ limits: ZipLimits) throws(ZipFailure) {
    self.bytes = bytes
    self.limits = limits
    guard let record = Self.endRecord(bytes) else { throw .notAnArchive }
    guard word16(record + 4) == 0, word16(record + 6) == 0, word16(record + 8) == word16(record + 10) else {
      throw .severalVolumes
    }
    count = word16(record + 10)
    let size = word32(record + 12)
    offset = word32(record + 16)
    if count == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF { throw .zip64 }
    end = offset + size
    guard end <= record else { throw .notAnArchive }
    guard count <= limits.entries else { throw .tooManyEntries(limit: limits.entries) }
  }

  /// The last end record whose comment reaches exactly to the end of the file.
  private static func endRecord(_ bytes: [UInt8]) -> Int? {
    var position = bytes.count - 22
    let lowest = max(0, position - 0xFFFF)
    while position >= lowest, position >= 0 {
      if bytes[position] == 0x50, bytes[position + 1] == 0x4B, bytes[position + 2] == 5, bytes[position + 3] == 6,
        position + 22 + Int(bytes[position + 20]) + Int(bytes[position + 21]) << 8 == bytes.count
      {
        return position
      }
      position -= 1
    }
    return nil
  }

  private func word16(_ at: Int) -> Int { Int(bytes[at]) | Int(bytes[at + 1]) << 8 }
  private func word32(_ at: Int) -> Int { word16(at) | word16(at + 2) << 16 }

  /// All entries that are no folders, checked.
  mutating func entries() throws(ZipFailure) -> [ZipArchive.Entry] {
    var entries: [ZipArchive.Entry] = []
    var names: Set<String> = []
    var position = offset
    var total = 0
    for _ in 0..<count {
      guard position + 46 <= end, word32(position) == 0x0201_4B50 else { throw .notAnArchive }
      let nameLength = word16(position + 28)
      let next = position + 46 + nameLength + word16(position + 30) + word16(position + 32)
      guard next <= end else { throw .notAnArchive }
      let entry = try entry(at: position, nameLength)
      position = next
      guard names.insert(entry.name.lowercased()).inserted else { throw .duplicateName(entry: entry.name) }
      total += entry.size
      guard entry.size <= limits.entryBytes else { throw .tooLarge(entry: entry.name, limit: limits.entryBytes) }
      guard total <= limits.totalBytes else { throw .tooLarge(entry: entry.name, limit: limits.totalBytes) }
      if !entry.name.hasSuffix("/") { entries.append(entry) }
    }
    try checkPlaces(entries)
    return entries
  }

  private func entry(at position: Int, _ nameLength: Int) throws(ZipFailure) -> ZipArchive.Entry {
    let raw = bytes[(position + 46)..<(position + 46 + nameLength)]
    let shown = String(decoding: raw, as: UTF8.self)
    guard let name = String(validating: raw, as: UTF8.self), Self.isSafe(name) else { throw .badName(entry: shown) }
    let flags = word16(position + 8)
    // Bit 0 is the old encryption, bit 6 the strong one, bit 13 a hidden directory.
    guard flags & 0x2041 == 0 else { throw .encrypted(entry: name) }
    let method = word16(position + 10)
    guard method == 0 || method == 8 else { throw .unknownMethod(entry: name, method: method) }
    let (compressed, size, header) = (word32(position + 20), word32(position + 24), word32(position + 42))
    if compressed == 0xFFFF_FFFF || size == 0xFFFF_FFFF || header == 0xFFFF_FFFF { throw .zip64 }
    guard header + 30 + compressed <= offset, method == 8 || compressed == size else { throw .overlapping(entry: name) }
    return ZipArchive.Entry(
      name: name, compressedSize: compressed, size: size, method: method, crc: UInt32(word32(position + 16)),
      headerOffset: header)
  }

  /// Whether a name stays inside the archive on every system.
  static func isSafe(_ name: String) -> Bool {
    guard !name.isEmpty, name.utf8.count <= 1024, !name.hasPrefix("/") else { return false }
    if name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F || $0 == "\\" || $0 == ":" }) {
      return false
    }
    let path = name.hasSuffix("/") ? String(name.dropLast()) : name
    return path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty && $0 != "." && $0 != ".."
    }
  }

  /// Entries may not share bytes: overlapping ones are how a small file inflates to petabytes without nesting.
  private func checkPlaces(_ entries: [ZipArchive.Entry]) throws(ZipFailure) {
    var reached = 0
    for entry in entries.sorted(by: { ($0.headerOffset, $0.name) < ($1.headerOffset, $1.name) }) {
      guard entry.headerOffset >= reached else { throw .overlapping(entry: entry.name) }
      reached = entry.headerOffset + 30 + entry.compressedSize
    }
  }
}
