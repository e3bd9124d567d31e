import Foundation

/// Looks for byte strings in a file, in pieces of bounded size.
enum ByteSearch {
  private static let pieceSize = 1 << 20

  /// Adds to `found` those of `needles` that stand in the file. O(bytes of the file × needles).
  static func find(_ needles: [[UInt8]], in path: String, _ found: inout Set<[UInt8]>) throws(DatabaseError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotOpen }
    defer { close(descriptor) }
    let overlap = max(0, (needles.map(\.count).max() ?? 0) - 1)
    var piece: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: pieceSize)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw .inputOutput(String(cString: strerror(errno)))
      }
      if count == 0 { return }
      piece = Array(piece.suffix(overlap)) + buffer[..<count]
      for needle in needles where !found.contains(needle) && contains(needle, piece) { found.insert(needle) }
    }
  }

  /// Horspool's search: on a mismatch the window moves so far that its last byte meets the needle again.
  static func contains(_ needle: [UInt8], _ bytes: [UInt8]) -> Bool {
    guard let last = needle.indices.last else { return true }
    var shift = [Int](repeating: needle.count, count: 256)
    for (position, byte) in needle.dropLast().enumerated() { shift[Int(byte)] = last - position }
    var start = 0
    while start + last < bytes.count {
      if bytes[start + last] == needle[last], bytes[start...].starts(with: needle) { return true }
      start += shift[Int(bytes[start + last])]
    }
    return false
  }
}
