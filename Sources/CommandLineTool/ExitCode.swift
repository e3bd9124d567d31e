/// How a command ends.
public enum ExitCode: Int32, Sendable {
  /// Done.
  case done = 0
  /// The input has errors; they are on standard error.
  case badInput = 1
  /// A check or target failed.
  case checkFailed = 2
  /// The command line is wrong.
  case usage = 64
  /// Reading or writing failed.
  case inputOutput = 74
}
