import Diagnostics
import Reports
import RouteModel
import RoutePlanning

/// `marshrut profile ID`: the deficits of one person with their evidence.
struct ProfileCommand: Command {
  static let name = "profile"
  static let summary = LocalizedText(
    ru: "профиль дефицитов человека с доказательствами", en: "a person's deficit profile with its evidence")
  static let usage = LocalizedText(ru: "НОМЕР [настройки]", en: "ID [options]")
  static let discussion = LocalizedText(
    ru: "Например: marshrut profile Р-001 --data demo --as-of 2023-09-01",
    en: "For example: marshrut profile Р-001 --data demo --as-of 2023-09-01")
  static let options: [Option] = [.rules, .catalog, .data, .database, .asOf, .out, .pseudonymous]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let one = try PersonRequest(arguments, invocation, command: name)
    let output = Output(invocation: invocation, path: arguments[.out])
    var page = output.page()
    let route = one.project.planner.route(for: one.dossier, asOf: one.asOf)
    RouteText(pseudonymous: arguments.has("--pseudonymous")).writeProfile(route, to: &page)
    try output.write(page.text)
    return .done
  }
}

/// What commands on one person share: the project, the person, the date.
struct PersonRequest {
  let project: ProjectLoader.Project
  let data: DataSet
  let dossier: Dossier
  let asOf: CalendarDate

  /// Reads all and finds the person of the first positional argument.
  init(
    _ arguments: ParsedArguments, _ invocation: Invocation, command: String, positionals: Int = 1
  ) throws(CommandFailure) {
    asOf = try arguments.asOf(invocation)
    guard arguments.positionals.count == positionals, let id = arguments.positionals.first else {
      throw .usage(
        ParsedArguments.UsageError(
          "команде \(command) нужно аргументов: \(positionals), а дано \(arguments.positionals.count)",
          "\(command) takes \(positionals) arguments, got \(arguments.positionals.count)"))
    }
    let loader = ProjectLoader(arguments: arguments, invocation: invocation)
    project = try loader.project()
    let read = try loader.data(of: id, for: project.context.catalog)
    invocation.report((project.remarks + read.remarks).filter { $0.severity == .warning })
    data = read.data
    guard let found = data.dossier(of: id) else { throw .input([Self.unknown(id, data)]) }
    dossier = found
  }

  static func unknown(_ id: String, _ data: DataSet) -> Diagnostic {
    unknown(id, near: nearest(to: id, among: data.dossiers.map(\.person.id)))
  }

  static func unknown(_ id: String, near: String?) -> Diagnostic {
    Diagnostic(
      .error, "unknown-person",
      LocalizedText(ru: "в данных нет человека «\(id)»", en: "the data has no person «\(id)»"),
      at: .nowhere,
      notes: near.map { [LocalizedText(ru: "возможно, «\($0)»?", en: "did you mean «\($0)»?")] } ?? [])
  }
}
