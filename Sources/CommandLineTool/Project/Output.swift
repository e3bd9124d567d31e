import Diagnostics
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
      throw .inputOutput(unwritable(path, "\(error)"))
    }
  }

  /// Makes a folder, and those above it, where there is none; readable by its owner only.
  func makeFolder(_ path: String) throws(CommandFailure) {
    do {
      try FileManager.default.createDirectory(
        atPath: invocation.surroundings.absolute(path), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw .inputOutput(unwritable(path, error.localizedDescription))
    }
  }

  private func unwritable(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      .error, "unwritable",
      LocalizedText(ru: "не удаётся записать «\(path)»: \(reason)", en: "can't write «\(path)»: \(reason)"),
      at: .file(path))
  }
}
