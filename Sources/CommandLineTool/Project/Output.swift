import Diagnostics
import Reports
import RouteModel
import Tables

/// Sends a command's result to standard output or, whole or not at all, to a file.
struct Output {
  let session: Session
  let path: String?

  /// A page in the session's language; files are never coloured.
  func page() -> TextPage { TextPage(language: session.language, color: path == nil && session.colorOut) }

  func write(_ text: String) throws(CommandFailure) { try write(Array(text.utf8)) }

  func write(_ bytes: [UInt8]) throws(CommandFailure) {
    guard let path else {
      session.console.out(bytes)
      return
    }
    try Self.write(bytes, to: path)
  }

  /// Writes a file atomically, readable by its owner only: it holds personal data.
  static func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
    do {
      try AtomicFile.write(bytes, to: path)
    } catch {
      throw .inputOutput(
        Diagnostic(
          .error, "unwritable",
          LocalizedText(ru: "не удаётся записать «\(path)»: \(error)", en: "can't write «\(path)»: \(error)"),
          at: .file(path)))
    }
  }
}
