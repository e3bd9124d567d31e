import CommandLineTool
import Foundation
import Synchronization

/// A temporary folder with rules, catalog and data, and a way to run the program in it.
final class Workshop {
  let folder: String

  /// A folder with a small region in it.
  init() throws {
    folder = NSTemporaryDirectory() + "marshrut-tests-" + UUID().uuidString
    for (path, text) in SmallRegion.files { try write(path, text) }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Writes a text file.
  func write(_ path: String, _ text: String) throws { try write(path, Array(text.utf8)) }

  /// Writes a file.
  func write(_ path: String, _ bytes: [UInt8]) throws {
    let full = folder + "/" + path
    let parent = URL(fileURLWithPath: full).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: full))
  }

  /// Replaces a piece of a file; the piece must be there.
  func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = try String(contentsOfFile: folder + "/" + path, encoding: .utf8)
    precondition(text.contains(old), "\(path) has no «\(old)»")
    try write(path, text.replacingOccurrences(of: old, with: new))
  }

  /// The text of a file; nil when there is none.
  func read(_ path: String) -> String? { try? String(contentsOfFile: folder + "/" + path, encoding: .utf8) }

  /// What a run printed and how it ended.
  struct Outcome {
    var code: ExitCode
    var out: String
    var error: String
  }

  /// Runs the program in the folder, or in a folder below it.
  func run(
    _ arguments: String..., in subfolder: String = "", environment: [String: String] = [:], terminal: Bool = false
  ) -> Outcome { run(arguments, in: subfolder, environment: environment, terminal: terminal) }

  /// The same with the arguments as a list.
  func run(
    _ arguments: [String], in subfolder: String = "", environment: [String: String] = [:], terminal: Bool = false
  ) -> Outcome {
    let out = Mutex<[UInt8]>([])
    let error = Mutex<[UInt8]>([])
    let console = Console(
      outIsTerminal: false, errorIsTerminal: terminal, writeOut: { bytes in out.withLock { $0 += bytes } },
      writeError: { bytes in error.withLock { $0 += bytes } })
    // Paths are given from the folder, so that tests may run side by side without a current folder of the process.
    let surroundings = Surroundings(
      environment: environment, currentFolder: folder + (subfolder.isEmpty ? "" : "/" + subfolder),
      today: (2023, 9, 1), now: "2023-09-01T10:15:00Z")
    let code = MarshrutTool.run(arguments, surroundings: surroundings, console: console)
    return Outcome(
      code: code, out: String(decoding: out.withLock { $0 }, as: UTF8.self),
      error: String(decoding: error.withLock { $0 }, as: UTF8.self))
  }
}
