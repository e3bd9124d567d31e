import Foundation

/// A file under way: its bytes have no name until they are all there, so that a killed process leaves nothing behind.
///
/// Where the system can't make files without a name, they stand beside the path under a temporary one, which goes away
/// with this value. A device or pipe is written into as it is.
public struct PendingFile: ~Copyable {
  private enum Kind {
    case nameless
    case temporary
    case stream
  }

  private let descriptor: Int32
  private let path: String
  private let kind: Kind

  /// Starts a file that is to become or replace `path`.
  ///
  /// - Parameter mode: its permissions.
  public init(for path: String, mode: mode_t) throws(AtomicFile.Failure) {
    let (opened, target, kind): (Int32, String, Kind)
    switch try AtomicFile.Destination(path) {
    case .stream(let stream): (opened, target, kind) = (open(stream, O_WRONLY | O_CLOEXEC), stream, .stream)
    case .file(let file):
      let nameless = Self.openNameless(beside: file, mode)
      (opened, target, kind) =
        nameless >= 0
        ? (nameless, file, .nameless)
        : (open(Self.temporary(file), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode), file, .temporary)
    }
    // Before anything is initialized: a file that was not opened is not to be closed, nor another's to be removed.
    guard opened >= 0 else { throw AtomicFile.failure() }
    (self.descriptor, self.path, self.kind) = (opened, target, kind)
  }

  deinit {
    close(descriptor)
    // After a commit there is no such file.
    if kind == .temporary { unlink(Self.temporary(path)) }
  }

  /// Writes a piece.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(AtomicFile.Failure) {
    try AtomicFile.writeAll(bytes, to: descriptor)
  }

  /// Flushes the bytes to the disk, puts the file into its place and flushes the folder.
  public func commit() throws(AtomicFile.Failure) {
    guard kind != .stream else { return }
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw AtomicFile.failure() }
    let temporary = Self.temporary(path)
    // A name can't be given over another file: first a temporary one, then the rename.
    if kind == .nameless,
      linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, temporary, AT_SYMLINK_FOLLOW) != 0
    {
      throw AtomicFile.failure()
    }
    guard rename(temporary, path) == 0 else {
      let reason = AtomicFile.failure()
      unlink(temporary)
      throw reason
    }
    AtomicFile.syncFolder(of: path)
  }

  private static func temporary(_ path: String) -> String { "\(path).\(getpid()).tmp" }

  /// A file without a name in the folder of `path`; negative where the system or the file system has none.
  private static func openNameless(beside path: String, _ mode: mode_t) -> Int32 {
    #if os(Linux)
      // Without /proc such a file could not be given a name.
      guard access("/proc/self/fd", X_OK) == 0 else { return -1 }
      let slash = path.lastIndex(of: "/")
      let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
      // O_TMPFILE of <fcntl.h>, a macro that is not imported: __O_TMPFILE | O_DIRECTORY.
      return open(folder, 0o20_000_000 | O_DIRECTORY | O_WRONLY | O_CLOEXEC, mode)
    #else
      return -1
    #endif
  }
}
