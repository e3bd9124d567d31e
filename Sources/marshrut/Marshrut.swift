import CommandLineTool
import Foundation

/// The program: hands the process's arguments, streams and surroundings to the tool.
@main
struct Marshrut {
  static func main() {
    // A reader that goes away ends the program in the ordinary way, not with a signal in the middle of a line.
    signal(SIGPIPE, SIG_IGN)
    let today = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
    let surroundings = Surroundings(
      environment: ProcessInfo.processInfo.environment, currentFolder: FileManager.default.currentDirectoryPath,
      today: (today.year ?? 1970, today.month ?? 1, today.day ?? 1), now: Date().formatted(.iso8601))
    let console = Console(
      outIsTerminal: isatty(STDOUT_FILENO) == 1, errorIsTerminal: isatty(STDERR_FILENO) == 1,
      writeOut: { write($0, to: STDOUT_FILENO) }, writeError: { write($0, to: STDERR_FILENO) },
      readIn: readInput)
    let code = MarshrutTool.run(
      Array(CommandLine.arguments.dropFirst()), surroundings: surroundings, console: console)
    exit(code.rawValue)
  }

  /// What has come in on standard input, as soon as something has; empty at its end.
  private static func readInput() -> [UInt8] {
    let capacity = 1 << 16
    return [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      var read = 0
      repeat { read = Foundation.read(STDIN_FILENO, buffer.baseAddress, capacity) } while read < 0 && errno == EINTR
      count = max(0, read)
    }
  }

  /// Writes all bytes; a closed standard output ends the program with the code of an input/output error.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var start = 0
    while start < bytes.count {
      let count = bytes[start...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR || errno == EAGAIN { continue }
        // A reader that has gone away wants no more; anything else is told.
        if errno != EPIPE, descriptor != STDERR_FILENO {
          let why = String(cString: strerror(errno))
          write(Array("marshrut: вывод не записан (output is not written): \(why)\n".utf8), to: STDERR_FILENO)
        }
        exit(ExitCode.inputOutput.rawValue)
      }
      start += count
    }
  }
}
