import Foundation

/// Writes files whole or not at all.
public enum AtomicFile {
  /// Why a file was not written; the old one, if any, is as it was.
  public enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The system call that failed and its reason.
    case system(String)

    /// The reason in words.
    public var description: String {
      switch self {
      case .system(let reason): reason
      }
    }
  }

  /// Writes `bytes` to a temporary file beside `path`, flushes it to the disk and renames it into place.
  ///
  /// - Parameter mode: the permissions of the new file.
  public static func write(_ bytes: [UInt8], to path: String, mode: mode_t) throws(Failure) {
    let temporary = "\(path).\(getpid()).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw failure() }
    do throws(Failure) {
      try writeAll(bytes, to: descriptor)
      guard fsync(descriptor) == 0 else { throw failure() }
    } catch {
      close(descriptor)
      unlink(temporary)
      throw error
    }
    guard close(descriptor) == 0, rename(temporary, path) == 0 else {
      let reason = failure()
      unlink(temporary)
      throw reason
    }
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(Failure) {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure()
      }
      written += count
    }
  }

  private static func failure() -> Failure { .system(String(cString: strerror(errno))) }
}
