import Foundation
import Reports
import RouteModel
import Tables

/// Sends a command's result to standard output or, whole or not at all, to a file.
struct Output {
  let invocation: Invocation
  let path: String?

  /// A page in the session's language; files are never coloured.
  func page() -> TextPage { TextPage(language: invocation.language, color: path == nil && invocation.colorOut) }

  func write(_ text: String) throws(CommandFailure) { try write(Array(text.utf8)) }

  func write(_ bytes: [UInt8]) throws(CommandFailure) {
    guard let path else {
      invocation.console.out(bytes)
      return
    }
    try write(bytes, to: path)
  }

  /// Writes a file atomically.
  ///
  /// - Parameter mode: by default readable by its owner only, because results hold personal data.
  func write(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o600) throws(CommandFailure) {
    do {
      try AtomicFile.write(bytes, to: invocation.surroundings.absolute(path), mode: mode)
    } catch {
      throw .inputOutput(SystemFailure.unwritable(path, error))
    }
  }

  /// Makes a folder, and those above it, where there is none; readable by its owner only.
  func makeFolder(_ path: String) throws(CommandFailure) {
    let full = invocation.surroundings.absolute(path)
    var made = ""
    for part in full.split(separator: "/") {
      made += "/" + part
      guard mkdir(made, 0o700) != 0, errno != EEXIST else { continue }
      let code = errno
      // Folders above may be there without being writable, whatever the system calls that.
      if !isFolder(made) { throw .inputOutput(SystemFailure.unwritable(path, code)) }
    }
    if !isFolder(full) { throw .inputOutput(SystemFailure.unwritable(path, ENOTDIR)) }
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }
}
