import Foundation

/// Writes files whole or not at all.
public enum AtomicFile {
  /// Why a file was not written; the old one, if any, is as it was.
  public enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The code (`errno`) of the system call that failed.
    case system(Int32)

    /// The reason in the system's words.
    public var description: String {
      switch self {
      case .system(let code): String(cString: strerror(code))
      }
    }
  }

  /// Where the bytes for a path belong.
  public enum Destination: Sendable, Hashable {
    /// A file that is made or replaced.
    case file(String)
    /// A device or pipe, which is written into and never replaced.
    case stream(String)

    /// The destination of `path`. A link leads to what it names, so that the link stays; a folder is a failure.
    public init(_ path: String) throws(Failure) {
      var status = stat()
      guard stat(path, &status) == 0 else {
        if errno != ENOENT && errno != ENOTDIR { throw failure() }
        self = .file(path)
        return
      }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: throw .system(EISDIR)
      case S_IFREG:
        guard let resolved = realpath(path, nil) else { throw failure() }
        defer { free(resolved) }
        self = .file(String(cString: resolved))
      default: self = .stream(path)
      }
    }
  }

  /// Writes `bytes` to a temporary file beside `path`, flushes it to the disk and renames it into place.
  ///
  /// - Parameter mode: the permissions of the new file.
  public static func write(_ bytes: [UInt8], to path: String, mode: mode_t) throws(Failure) {
    switch try Destination(path) {
    case .file(let path): try replace(path, with: bytes, mode: mode)
    case .stream(let path): try append(bytes, to: path)
    }
  }

  private static func append(_ bytes: [UInt8], to path: String) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure() }
    do throws(Failure) {
      try writeAll(bytes, to: descriptor)
    } catch {
      close(descriptor)
      throw error
    }
    guard close(descriptor) == 0 else { throw failure() }
  }

  private static func replace(_ path: String, with bytes: [UInt8], mode: mode_t) throws(Failure) {
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

  private static func failure() -> Failure { .system(errno) }
}
