import Diagnostics
import RouteModel
import Workspace

/// Opens the workspace a command works on, and turns its errors into the command's.
struct WorkspaceAccess {
  let invocation: Invocation
  /// The path as the user gave it.
  let path: String

  init(invocation: Invocation, path: String) {
    self.invocation = invocation
    self.path = path
  }

  /// The workspace of `--db` or the environment, which a command can't do without.
  init(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) {
    let variable = invocation.surroundings.environment["MARSHRUT_DB"]
    guard let path = arguments["--db"] ?? variable else {
      throw .usage(
        ParsedArguments.UsageError(
          "укажите рабочую базу: --db ФАЙЛ; новую создаёт marshrut init --db ФАЙЛ",
          "give the workspace: --db FILE; marshrut init --db FILE makes a new one"))
    }
    self.init(invocation: invocation, path: path)
  }

  /// The path of `--db`, or of the environment unless other data are named; nil when the command works on tables.
  static func path(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> String? {
    if let path = arguments["--db"] {
      guard arguments["--data"] == nil else {
        throw .usage(
          ParsedArguments.UsageError("укажите одно из двух: --db или --data", "give one of two: --db or --data"))
      }
      return path
    }
    return arguments["--data"] == nil ? invocation.surroundings.environment["MARSHRUT_DB"] : nil
  }

  var absolute: String { invocation.surroundings.absolute(path) }

  /// Runs `body` on the workspace opened for reading.
  func reading<Result>(
    needsNames: Bool = false, _ body: (Workspace) throws(WorkspaceError) -> Result
  ) throws(CommandFailure) -> Result {
    try attempt { () throws(WorkspaceError) in
      try body(Workspace.open(absolute, for: .read, needsNames: needsNames))
    }
  }

  /// Runs `body` on the workspace opened for writing.
  func writing<Result>(_ body: (Workspace) throws(WorkspaceError) -> Result) throws(CommandFailure) -> Result {
    try attempt { () throws(WorkspaceError) in try body(Workspace.open(absolute, for: .write)) }
  }

  /// Runs `body` and speaks of its failure as the command's.
  func attempt<Result>(_ body: () throws(WorkspaceError) -> Result) throws(CommandFailure) -> Result {
    do throws(WorkspaceError) {
      return try body()
    } catch {
      throw failure(error)
    }
  }

  private func failure(_ error: WorkspaceError) -> CommandFailure {
    switch error {
    case .unknownPerson(_, let near):
      .input([
        Diagnostic(
          .error, "unknown-person", error.text, at: .file(path),
          notes: near.map { [LocalizedText(ru: "возможно, «\($0)»?", en: "did you mean «\($0)»?")] } ?? [])
      ])
    case .noRoute: .input([Diagnostic(.error, "no-route", error.text, at: .file(path))])
    case .wrongState: .input([Diagnostic(.error, "wrong-state", error.text, at: .file(path))])
    case .changedMeanwhile: .inputOutput(Diagnostic(.error, "changed-meanwhile", error.text, at: .file(path)))
    case .notEmpty: .input([Diagnostic(.error, "not-empty", error.text, at: .file(path))])
    case .brokenExport: .input([Diagnostic(.error, "broken-export", error.text, at: .file(path))])
    case .database, .missing, .exists, .notAWorkspace, .tooNew, .strangeNames, .noNames:
      .inputOutput(Diagnostic(.error, "workspace", error.text, at: .file(path)))
    }
  }

  /// Who does something now.
  func stamp(_ arguments: ParsedArguments) -> Stamp {
    let environment = invocation.surroundings.environment
    let account = ["MARSHRUT_USER", "USER", "LOGNAME", "USERNAME"].compactMap { environment[$0] }.first { !$0.isEmpty }
    let safe = account.map {
      String(String.UnicodeScalarView($0.unicodeScalars.filter { !ParsedArguments.isControl($0) }))
    }
    return Stamp(at: invocation.surroundings.now, actor: arguments.words("--by") ?? safe ?? "—")
  }
}
