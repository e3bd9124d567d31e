import Diagnostics
import Foundation
import RouteModel

/// A command of the program.
protocol Command: Sendable {
  /// The words that call it: `route`, `rules test`.
  static var name: String { get }
  /// One line on what it does.
  static var summary: LocalizedText { get }
  /// What follows the name on the usage line.
  static var usage: LocalizedText { get }
  /// More about it, with examples.
  static var discussion: LocalizedText { get }
  /// Its options besides `--lang`, `--color` and `--help`.
  static var options: [Option] { get }
  /// The most arguments that are not options; nil where the command itself looks at their number.
  static var mostArguments: Int? { get }
  /// Runs it.
  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode
}

extension Command {
  static var mostArguments: Int? { nil }
}

/// Why a command stopped.
enum CommandFailure: Error {
  /// The command line is wrong.
  case usage(ParsedArguments.UsageError)
  /// The input has errors.
  case input([Diagnostic])
  /// Reading or writing failed.
  case inputOutput(Diagnostic)
}

/// What every command gets: where it writes and in which language.
struct Invocation: Sendable {
  let console: Console
  let surroundings: Surroundings
  let language: Language
  /// Whether pages on standard output are coloured.
  let colorOut: Bool
  /// Whether messages on standard error are coloured.
  let colorError: Bool

  /// Whether names are left out, also of messages.
  var isPseudonymous = false

  func say(_ russian: String, _ english: String) -> String { language == .russian ? russian : english }

  /// Nobody reads more messages at a time: a file of nonsense must not fill the screen and the memory.
  static let mostMessages = 1000

  /// Writes messages to standard error, of very many the first, and says how many more there are.
  func report(_ diagnostics: [Diagnostic]) {
    guard !diagnostics.isEmpty else { return }
    var first = diagnostics
    if diagnostics.count > Self.mostMessages {
      // No warning takes the place of an error.
      let errors = diagnostics.filter { $0.severity == .error }
      first = Array((errors + diagnostics.filter { $0.severity != .error }).prefix(Self.mostMessages))
    }
    let shown = isPseudonymous ? first.map(Redaction.withoutNames) : first
    console.error(DiagnosticRenderer(language: language, color: colorError).render(shown))
    report(untold: diagnostics.count - first.count)
  }

  /// Says how many messages there are besides those that are told.
  func report(untold count: Int) {
    guard count > 0 else { return }
    console.error(
      say("… и ещё сообщений: \(count); сначала исправьте эти\n", "… and \(count) more; mend these first\n"))
  }

  /// Says so where nobody is from the municipality that was asked for.
  func warn(ofNobody isEmpty: Bool, in municipality: String?) {
    guard isEmpty, let municipality else { return }
    report([
      Diagnostic(
        .warning, "nobody",
        LocalizedText(
          ru: "в данных нет людей из муниципалитета «\(municipality)»",
          en: "the data have nobody from the municipality «\(municipality)»"), at: .argument("--municipality"))
    ])
  }
}

extension ParsedArguments {
  /// The date of `--as-of`, else today.
  func asOf(_ invocation: Invocation) throws(CommandFailure) -> CalendarDate {
    guard let text = self[.asOf] else {
      let today = invocation.surroundings.today
      return CalendarDate(year: today.year, month: today.month, day: today.day) ?? CalendarDate(dayNumber: 0)
    }
    if let date = CalendarDate(parsing: text) { return date }
    throw .usage(
      UsageError(
        "у --as-of ожидается дата (2023-09-01 или 01.09.2023), а найдено «\(text)»",
        "--as-of takes a date (2023-09-01), found «\(text)»"))
  }

  /// The threads of `--jobs`, else as many as there are cores.
  func jobs() throws(CommandFailure) -> Int {
    try wholeNumber("--jobs", in: 1...1024) ?? ProcessInfo.processInfo.activeProcessorCount
  }

  /// `choice` with the failure of commands.
  func format(_ allowed: [String]) throws(CommandFailure) -> String {
    do {
      return try choice("--format", of: allowed) ?? allowed[0]
    } catch {
      throw .usage(error)
    }
  }

  /// `number` with the failure of commands.
  func wholeNumber(_ name: String, in range: ClosedRange<Int>) throws(CommandFailure) -> Int? {
    do {
      return try number(name, in: range)
    } catch {
      throw .usage(error)
    }
  }
}
