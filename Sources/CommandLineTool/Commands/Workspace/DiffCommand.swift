import Diagnostics
import Reports
import Workspace

/// `marshrut diff ID V1 V2`: what differs between two versions of a route.
struct DiffCommand: Command {
  static let name = "diff"
  static let summary = LocalizedText(
    ru: "чем отличаются две версии маршрута", en: "what differs between two versions of a route")
  static let usage = LocalizedText(ru: "НОМЕР ВЕРСИЯ ВЕРСИЯ --db ФАЙЛ", en: "ID VERSION VERSION --db FILE")
  static let discussion = LocalizedText(
    ru: "Например: marshrut diff Р-001 1 2 --db район.db", en: "For example: marshrut diff Р-001 1 2 --db district.db")
  static let options: [Option] = [.database, .out]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let access = try WorkspaceAccess(arguments, invocation)
    guard arguments.positionals.count == 3, let first = Int(arguments.positionals[1]),
      let second = Int(arguments.positionals[2])
    else {
      throw .usage(
        ParsedArguments.UsageError(
          "укажите НОМЕР человека и две версии: 1 2", "give the person's ID and two versions: 1 2"))
    }
    let output = Output(invocation: invocation, path: arguments[.out])
    var page = output.page()
    try access.reading { workspace throws(WorkspaceError) in
      let id = arguments.positionals[0]
      SavedRouteComparisonText().write(
        before: try workspace.route(of: id, version: first), after: try workspace.route(of: id, version: second),
        to: &page)
    }
    try output.write(page.text)
    return .done
  }
}
