import CZlib

/// A raw deflate stream being inflated by zlib.
final class Inflater {
  private var stream = z_stream()
  private(set) var isFinished = false

  /// Nil when zlib has no memory.
  init?() {
    // Negative window bits: raw deflate, as archives hold it.
    guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
  }

  deinit { inflateEnd(&stream) }

  /// Inflates from `input` into `output`: how many bytes it took and gave; nil when the data are damaged.
  func inflate(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
  ) -> (taken: Int, given: Int)? {
    stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    stream.avail_in = UInt32(input.count)
    stream.next_out = output.baseAddress
    stream.avail_out = UInt32(output.count)
    let result = CZlib.inflate(&stream, Z_NO_FLUSH)
    let answer = (input.count - Int(stream.avail_in), output.count - Int(stream.avail_out))
    if result == Z_STREAM_END { isFinished = true }
    guard result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR else { return nil }
    return answer
  }
}

/// A raw deflate stream being made by zlib. The same bytes give the same stream in one version of zlib.
final class Deflater {
  private var stream = z_stream()

  /// Nil when zlib has no memory.
  init?() {
    let size = Int32(MemoryLayout<z_stream>.size)
    guard deflateInit2_(&stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK else {
      return nil
    }
  }

  deinit { deflateEnd(&stream) }

  /// Deflates `input` onto the end of `output`; `isLast` closes the stream.
  func deflate(_ input: [UInt8], isLast: Bool, onto output: inout [UInt8]) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    input.withUnsafeBufferPointer { input in
      stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.avail_in = UInt32(input.count)
      while true {
        let given = buffer.withUnsafeMutableBufferPointer { out in
          stream.next_out = out.baseAddress
          stream.avail_out = UInt32(out.count)
          _ = CZlib.deflate(&stream, isLast ? Z_FINISH : Z_NO_FLUSH)
          return out.count - Int(stream.avail_out)
        }
        output += buffer[..<given]
        if given < buffer.count { return }
      }
    }
  }
}

/// The checksum of the ZIP format, going on from `start`.
func crc32(_ bytes: some Collection<UInt8>, from start: UInt32 = 0) -> UInt32 {
  let sum = bytes.withContiguousStorageIfAvailable { buffer in
    CZlib.crc32(UInt(start), buffer.baseAddress, UInt32(buffer.count))
  }
  return sum.map { UInt32(truncatingIfNeeded: $0) } ?? crc32(Array(bytes), from: start)
}
