import Foundation

/// Reads pieces of a file that mostly follow one another. Memory: one window.
final class FileWindow {
  private let handle: FileHandle
  private var buffer: [UInt8] = []
  private var start = 0
  private static let size = 1 << 18

  /// A window on an ordinary file; nil when it is none or can't be opened. A pipe is not waited for.
  init?(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
  }

  /// Copies `count` bytes at `offset` to `target`; false when the file has no longer so many.
  func copy(_ offset: Int, _ count: Int, to target: UnsafeMutablePointer<UInt8>) -> Bool {
    if offset < start || offset + count > start + buffer.count {
      guard let read = pread(at: offset, max(count, Self.size)) else { return false }
      (buffer, start) = (read, offset)
    }
    guard offset + count <= start + buffer.count else { return false }
    return buffer.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return count == 0 }
      target.update(from: base + (offset - start), count: count)
      return true
    }
  }

  /// Up to `count` bytes at `offset`; nil after an error.
  func pread(at offset: Int, _ count: Int) -> [UInt8]? {
    let descriptor = handle.fileDescriptor
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let part = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[filled...]))
        let read = Foundation.pread(descriptor, part.baseAddress, count - filled, off_t(offset + filled))
        if read < 0, errno == EINTR { continue }
        if read < 0 { failed = true }
        if read <= 0 { return }
        filled += read
      }
    }
    return failed ? nil : bytes
  }
}
