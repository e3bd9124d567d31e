import Diagnostics
import Reports
import Workspace

/// `marshrut history ID`: versions and what was done to them.
struct HistoryCommand: Command {
  static let name = "history"
  static let summary = LocalizedText(
    ru: "версии маршрута и кто что с ними делал", en: "versions of a route and who did what")
  static let usage = LocalizedText(ru: "НОМЕР --db ФАЙЛ [настройки]", en: "ID --db FILE [options]")
  static let discussion = LocalizedText(
    ru: "Например: marshrut history Р-001 --db район.db", en: "For example: marshrut history Р-001 --db district.db")
  static let options: [Option] = [.database, .out]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let access = try WorkspaceAccess(arguments, invocation)
    guard arguments.positionals.count == 1, let id = arguments.positionals.first else {
      throw .usage(ParsedArguments.UsageError("укажите номер одного человека", "give the id of one person"))
    }
    let output = Output(invocation: invocation, path: arguments[.out])
    var page = output.page()
    try access.reading { workspace throws(WorkspaceError) in
      HistoryText(pseudonymous: invocation.isPseudonymous).write(
        versions: try workspace.versions(of: id), events: try workspace.events(of: id), to: &page)
    }
    try output.write(page.text)
    return .done
  }
}

/// `marshrut audit`: everything that was done, and whether the workspace is sound.
struct AuditCommand: Command {
  static let name = "audit"
  static let summary = LocalizedText(
    ru: "журнал и проверка целости базы", en: "the journal, and a check of the workspace")
  static let usage = LocalizedText(ru: "--db ФАЙЛ [настройки]", en: "--db FILE [options]")
  static let discussion = LocalizedText(
    ru: "Код выхода 2, если в базе что-то не сходится.", en: "Exit code 2 when something in the workspace does not fit."
  )
  static let options: [Option] = [.database, .out]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let access = try WorkspaceAccess(arguments, invocation)
    let output = Output(invocation: invocation, path: arguments[.out])
    var page = output.page()
    let problems = try access.reading { workspace throws(WorkspaceError) in
      HistoryText(pseudonymous: invocation.isPseudonymous).write(events: try workspace.events(), to: &page)
      return try workspace.problems()
    }
    page.heading(invocation.say("Проверка", "Check"))
    for problem in problems { page.line("— " + problem, .bad, indent: 2, hanging: 2) }
    if problems.isEmpty { page.line(invocation.say("база цела", "the workspace is sound"), .good, indent: 2) }
    try output.write(page.text)
    return problems.isEmpty ? .done : .checkFailed
  }
}
