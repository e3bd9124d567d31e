import Diagnostics
import Synchronization

/// Where a command writes: the terminal in the program, memory in tests.
public final class Console: Sendable {
  private let writeOut: @Sendable ([UInt8]) -> Void
  private let writeError: @Sendable ([UInt8]) -> Void
  private let readIn: @Sendable () -> [UInt8]
  /// Whether standard output is a terminal.
  public let outIsTerminal: Bool
  /// Whether standard error is a terminal.
  public let errorIsTerminal: Bool

  /// A console that hands bytes to two functions. `readIn` waits for what comes in on standard input; nothing is its end.
  public init(
    outIsTerminal: Bool, errorIsTerminal: Bool, writeOut: @escaping @Sendable ([UInt8]) -> Void,
    writeError: @escaping @Sendable ([UInt8]) -> Void, readIn: @escaping @Sendable () -> [UInt8] = { [] }
  ) {
    self.outIsTerminal = outIsTerminal
    self.errorIsTerminal = errorIsTerminal
    self.writeOut = writeOut
    self.writeError = writeError
    self.readIn = readIn
  }

  func out(_ text: String) { writeOut(Array(text.utf8)) }
  func out(_ bytes: [UInt8]) { writeOut(bytes) }
  func read() -> [UInt8] { readIn() }
  func error(_ text: String) { writeError(Array(text.utf8)) }

  /// Rewrites one line of progress on a terminal; writes nothing into a pipe.
  func progress(_ done: Int, of total: Int) {
    guard errorIsTerminal, total > 0 else { return }
    error("\r\(done) / \(total)" + (done == total ? "\r\u{1B}[K" : ""))
  }
}

/// Where a command is started.
public struct Surroundings: Sendable {
  /// The environment variables.
  public var environment: [String: String]
  /// The current folder, absolute.
  public var currentFolder: String
  /// Today's date as the default of `--as-of`: year, month, day.
  public var today: (year: Int, month: Int, day: Int)
  /// The moment for the journal of a workspace, `2023-09-01T10:15:00Z`.
  public var now: String

  /// The path from the root of the file system.
  func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : currentFolder + "/" + path }

  /// Surroundings.
  public init(
    environment: [String: String], currentFolder: String, today: (year: Int, month: Int, day: Int), now: String
  ) {
    self.environment = environment
    self.currentFolder = currentFolder
    self.today = today
    self.now = now
  }
}
