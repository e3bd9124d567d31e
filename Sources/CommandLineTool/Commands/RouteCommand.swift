import Diagnostics
import Reports
import RouteModel
import RoutePlanning
import Workspace

/// `marshrut route`: one route, or everybody's.
struct RouteCommand: Command {
  static let name = "route"
  static let summary = LocalizedText(
    ru: "построить маршрут человека или всех сразу", en: "make one route, or everybody's")
  static let usage = LocalizedText(
    ru: "НОМЕР… | --all | --municipality НАЗВАНИЕ [настройки]", en: "ID… | --all | --municipality NAME [options]")
  static let discussion = LocalizedText(
    ru:
      "Например: marshrut route Р-001 --data demo --as-of 2023-09-01\n           marshrut route --all --data demo --as-of 2023-09-01 --format ndjson --out routes.ndjson\nС рабочей базой (--db) каждый маршрут сохраняется в ней новой версией.\nlp — та же задача в формате CPLEX LP: её решает и проверяет любой решатель MILP; для многих людей укажите --out ПАПКА.",
    en:
      "For example: marshrut route Р-001 --data demo --as-of 2023-09-01\n             marshrut route --all --data demo --as-of 2023-09-01 --format ndjson --out routes.ndjson\nWith a workspace (--db) every route is kept in it as a new version.\nlp is the same problem as a CPLEX LP file that any MILP solver can check; for several people give --out DIR."
  )
  static let formats = ["text", "json", "ndjson", "lp"]
  static let options: [Option] = [
    .rules, .catalog, .data, .database, .actor, .asOf,
    .flag("--all", help: "маршруты всех людей", "routes of all people"),
    .value(
      "--municipality", "НАЗВАНИЕ", "NAME", help: "маршруты одного муниципалитета", "routes of one municipality"),
    .format(formats), .out, .pseudonymous, .jobs,
  ]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let asOf = try arguments.asOf(invocation)
    let format = try arguments.format(formats)
    try checkSelection(arguments)
    let jobs = try arguments.jobs()
    let loader = ProjectLoader(arguments: arguments, invocation: invocation)
    let project = try loader.project()
    var bulk = RouteStream(
      invocation: invocation, planner: project.planner, asOf: asOf, pseudonymous: arguments.has("--pseudonymous"),
      jobs: jobs, out: arguments[.out], municipality: nil)
    if isBulk(arguments) { bulk.municipality = try municipality(project.context.catalog, arguments)?.key }
    if let stream = try loader.peopleStream() {
      try checkStreaming(arguments)
      invocation.report(project.remarks.filter { $0.severity == .warning })
      let mistakes = try bulk.write(stream.lines, shown: stream.shown)
      if mistakes > 0 { summarise(mistakes, arguments, invocation) }
      return mistakes > 0 ? .badInput : .done
    }
    if format == "ndjson", isBulk(arguments), try WorkspaceAccess.path(arguments, invocation) == nil,
      let folder = try loader.peopleFolder()
    {
      let remarks = project.remarks.filter { $0.severity == .warning }
      if try bulk.write(folder, catalog: project.context.catalog, remarks: remarks) { return .done }
    }
    let access = try WorkspaceAccess.path(arguments, invocation).map {
      WorkspaceAccess(invocation: invocation, path: $0)
    }
    let stored = try access.map { access throws(CommandFailure) in
      try loader.stored(access, ids: isBulk(arguments) ? nil : arguments.positionals)
    }
    let read: (data: DataSet, remarks: [Diagnostic])
    if let stored { read = (stored.data, []) } else { read = try loader.data(for: project.context.catalog) }
    invocation.report((project.remarks + read.remarks).filter { $0.severity == .warning })
    let dossiers = try select(from: read.data, project.context.catalog, arguments)
    let writer = RouteWriter(
      invocation: invocation, planner: project.planner, asOf: asOf, pseudonymous: arguments.has("--pseudonymous"),
      out: arguments[.out])
    switch format {
    case "lp": try writer.linearProgrammes(dossiers)
    case "json": try writer.json(dossiers, asArray: isBulk(arguments) || dossiers.count > 1)
    case "ndjson": try bulk.write(dossiers)
    default: try writer.text(dossiers)
    }
    if let access, let stored {
      let saver = RouteSaver(
        invocation: invocation, access: access, project: project, asOf: asOf, revision: stored.revision,
        stamp: access.stamp(arguments))
      report(try saver.save(dossiers, loader), dossiers, invocation)
    }
    return .done
  }

  private static func summarise(_ mistakes: Int, _ arguments: ParsedArguments, _ invocation: Invocation) {
    let left = arguments[.out].map { path in
      invocation.say("; файл «\(path)» не записан", "; the file «\(path)» is not written")
    }
    invocation.console.error(
      invocation.say("Ошибок: \(mistakes)", "Errors: \(mistakes)") + (left ?? "") + "\n")
  }

  private static func report(_ outcome: RouteSaver.Outcome, _ dossiers: [Dossier], _ invocation: Invocation) {
    guard dossiers.count == 1, let last = outcome.last?.number else {
      invocation.console.error(
        invocation.say(
          "Новых версий: \(outcome.saved), без изменений: \(outcome.unchanged)\n",
          "New versions: \(outcome.saved), unchanged: \(outcome.unchanged)\n"))
      return
    }
    invocation.console.error(
      last.isNew
        ? invocation.say(
          "Сохранена версия \(last.version) (черновик)\n", "Saved as version \(last.version) (draft)\n")
        : invocation.say(
          "Маршрут не изменился: версия \(last.version)\n", "The route has not changed: version \(last.version)\n"))
  }

  private static func isBulk(_ arguments: ParsedArguments) -> Bool {
    arguments.has("--all") || arguments["--municipality"] != nil
  }

  private static func checkSelection(_ arguments: ParsedArguments) throws(CommandFailure) {
    let ways = [
      !arguments.positionals.isEmpty, arguments.has("--all"), arguments["--municipality"] != nil,
    ].count { $0 }
    guard ways != 1 else { return }
    throw .usage(
      ParsedArguments.UsageError(
        "укажите одно из трёх: НОМЕР человека, --all или --municipality НАЗВАНИЕ",
        "give one of three: a person's ID, --all or --municipality NAME"))
  }

  /// People that come as a stream are routed as they come: all of them or one municipality's, into lines.
  private static func checkStreaming(_ arguments: ParsedArguments) throws(CommandFailure) {
    if !isBulk(arguments) {
      throw .usage(
        ParsedArguments.UsageError(
          "людей из потока строят всех сразу: --all или --municipality НАЗВАНИЕ",
          "people from a stream are routed all at once: --all or --municipality NAME"))
    }
    if let format = arguments["--format"], format != "ndjson" {
      throw .usage(
        ParsedArguments.UsageError(
          "маршруты людей из потока пишутся в виде ndjson, а указано «\(format)»",
          "routes of people from a stream are written as ndjson, found «\(format)»"))
    }
  }

  /// The municipality of `--municipality`.
  private static func municipality(
    _ catalog: Catalog, _ arguments: ParsedArguments
  ) throws(CommandFailure) -> Municipality? {
    guard let name = arguments["--municipality"] else { return nil }
    guard let municipality = catalog.municipality(spelled: name) else {
      throw .input([unknownMunicipality(name, catalog)])
    }
    return municipality
  }

  private static func select(
    from data: DataSet, _ catalog: Catalog, _ arguments: ParsedArguments
  ) throws(CommandFailure) -> [Dossier] {
    if arguments.has("--all") { return data.dossiers }
    if let municipality = try municipality(catalog, arguments) {
      return data.dossiers.filter { $0.municipality == municipality.key }
    }
    var found: [Dossier] = []
    var mistakes: [Diagnostic] = []
    for id in arguments.positionals {
      if let dossier = data.dossier(of: id) {
        found.append(dossier)
      } else {
        mistakes.append(PersonRequest.unknown(id, data))
      }
    }
    if !mistakes.isEmpty { throw .input(mistakes) }
    return found
  }

  static func unknownMunicipality(_ name: String, _ catalog: Catalog) -> Diagnostic {
    let near = nearest(to: name, among: catalog.municipalities.map(\.key))
    return Diagnostic(
      .error, "unknown-municipality",
      LocalizedText(ru: "в каталоге нет муниципалитета «\(name)»", en: "the catalog has no municipality «\(name)»"),
      at: .argument("--municipality"),
      notes: near.map { [LocalizedText(ru: "возможно, «\($0)»?", en: "did you mean «\($0)»?")] } ?? [])
  }
}
