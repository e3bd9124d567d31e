import Diagnostics
import Reports
import RouteModel
import Workspace

/// `marshrut show ID`: the route as the person works by it.
struct ShowCommand: Command {
  static let name = "show"
  static let summary = LocalizedText(
    ru: "мой маршрут: следующий шаг, что пройдено, сколько осталось",
    en: "my route: next step, what is done, what is left")
  static let usage = LocalizedText(ru: "НОМЕР --db ФАЙЛ [настройки]", en: "ID --db FILE [options]")
  static let discussion = LocalizedText(
    ru: "Например: marshrut show Р-001 --db район.db\nПоказывается утверждённая версия, а пока её нет — последняя.",
    en:
      "For example: marshrut show Р-001 --db district.db\nShows the approved version, or the latest where none is approved."
  )
  static let options: [Option] = [.database, .version, .asOf, .out, .pseudonymous]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let access = try WorkspaceAccess(arguments, invocation)
    let asOf = try arguments.asOf(invocation)
    let version = try arguments.wholeNumber("--version", in: 1...1_000_000)
    guard arguments.positionals.count == 1, let id = arguments.positionals.first else {
      throw .usage(ParsedArguments.UsageError("укажите номер одного человека", "give the id of one person"))
    }
    let progress = try access.reading { workspace throws(WorkspaceError) in
      let route: SavedRoute
      if let version {
        route = try workspace.route(of: id, version: version)
      } else {
        route = try workspace.currentRoute(of: id)
      }
      let name = arguments.has("--pseudonymous") ? nil : try workspace.records(of: id)?.people.first?.person.name
      return RouteProgress(
        route: route, completed: try workspace.completed(route), all: try workspace.completions(of: route.person),
        name: name, asOf: asOf)
    }
    let output = Output(invocation: invocation, path: arguments[.out])
    var page = output.page()
    RouteProgressText().write(progress, to: &page)
    try output.write(page.text)
    return .done
  }
}
