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

  /// Writes `bytes` to a temporary file beside `path`, flushes it to the disk, renames it into place and flushes the
  /// folder.
  ///
  /// - Parameter mode: the permissions of the new file.
  public static func write(_ bytes: [UInt8], to path: String, mode: mode_t) throws(Failure) {
    let file = try PendingFile(for: path, mode: mode)
    let written = bytes.withUnsafeBytes { buffer in
      Result { () throws(Failure) in try file.write(buffer) }
    }
    try written.get()
    try file.commit()
  }

  /// Writes everything, in as many calls as it takes.
  static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(Failure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest)
      let count = Foundation.write(descriptor, piece.baseAddress, piece.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw failure()
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Makes what was renamed or made in the folder of `path` last a loss of power. Best effort: file systems without such
  /// a call need none.
  public static func syncFolder(of path: String) {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  static func failure() -> Failure { .system(errno) }
}
