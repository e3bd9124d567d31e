import Foundation
import Tables

/// A file read in pieces.
struct StreamedInput: ~Copyable {
  private let descriptor: Int32
  private let path: String
  private let isOwn: Bool

  /// A stream that is open already and stays open; `shown` names it in messages.
  init(descriptor: Int32, shown: String) {
    self.descriptor = descriptor
    path = shown
    isOwn = false
  }

  /// Opens the file; `shown` names it in messages.
  init(_ path: String, shown: String) throws(CommandFailure) {
    self.path = shown
    isOwn = true
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw Self.failure(shown) }
  }

  deinit { if isOwn { close(descriptor) } }

  /// Fills the front of `buffer`; the number of bytes, 0 at the end of the file.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CommandFailure) -> Int {
    while true {
      let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw Self.failure(path) }
    }
  }

  private static func failure(_ path: String) -> CommandFailure {
    .inputOutput(SystemFailure.unreadable(path, errno))
  }
}

/// A file written in pieces, whole or not at all: until `commit` the pieces stand in a temporary file beside it, which
/// goes away with this value. A device or pipe is written into as it is.
struct StreamedOutput: ~Copyable {
  private let descriptor: Int32
  /// Nil for a device or pipe.
  private let temporary: String?
  private let path: String
  private let shown: String

  /// Starts a file readable by its owner only: results hold personal data.
  init(_ path: String, shown: String) throws(CommandFailure) {
    let destination: AtomicFile.Destination
    do {
      destination = try AtomicFile.Destination(path)
    } catch {
      throw .inputOutput(SystemFailure.unwritable(shown, error))
    }
    let (target, temporary, descriptor): (String, String?, Int32)
    switch destination {
    case .file(let resolved):
      (target, temporary) = (resolved, "\(resolved).\(getpid()).tmp")
      descriptor = open("\(resolved).\(getpid()).tmp", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    case .stream(let stream):
      (target, temporary) = (stream, nil)
      descriptor = open(stream, O_WRONLY | O_CLOEXEC)
    }
    // Before anything is initialized: a file that was not opened is not to be closed, nor another's to be removed.
    if descriptor < 0 { throw Self.failure(shown) }
    (self.path, self.temporary, self.descriptor, self.shown) = (target, temporary, descriptor, shown)
  }

  deinit {
    close(descriptor)
    // After a commit there is no such file.
    if let temporary { unlink(temporary) }
  }

  /// Writes a piece.
  func write(_ bytes: UnsafeRawBufferPointer) throws(CommandFailure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest)
      let count = Foundation.write(descriptor, piece.baseAddress, piece.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw Self.failure(shown)
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Puts the file into its place.
  func commit() throws(CommandFailure) {
    guard let temporary else { return }
    guard fsync(descriptor) == 0 || errno == EINVAL, rename(temporary, path) == 0 else { throw Self.failure(shown) }
  }

  private static func failure(_ path: String) -> CommandFailure {
    .inputOutput(SystemFailure.unwritable(path, errno))
  }
}
