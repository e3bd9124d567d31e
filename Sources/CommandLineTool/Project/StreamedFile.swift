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

/// A file written in pieces, whole or not at all, readable by its owner only: results hold personal data. A device or
/// pipe is written into as it is.
struct StreamedOutput: ~Copyable {
  private let file: PendingFile
  private let shown: String

  /// Starts the file; `shown` names it in messages.
  init(_ path: String, shown: String) throws(CommandFailure) {
    self.shown = shown
    do throws(AtomicFile.Failure) {
      file = try PendingFile(for: path, mode: 0o600)
    } catch {
      throw .inputOutput(SystemFailure.unwritable(shown, error))
    }
  }

  /// Writes a piece.
  func write(_ bytes: UnsafeRawBufferPointer) throws(CommandFailure) {
    do throws(AtomicFile.Failure) {
      try file.write(bytes)
    } catch {
      throw .inputOutput(SystemFailure.unwritable(shown, error))
    }
  }

  /// Writes a piece.
  func write(_ bytes: [UInt8]) throws(CommandFailure) {
    let failure: CommandFailure? = bytes.withUnsafeBytes { memory in
      do throws(CommandFailure) { try write(memory) } catch { return error }
      return nil
    }
    if let failure { throw failure }
  }

  /// Puts the file into its place.
  func commit() throws(CommandFailure) {
    do throws(AtomicFile.Failure) {
      try file.commit()
    } catch {
      throw .inputOutput(SystemFailure.unwritable(shown, error))
    }
  }
}
