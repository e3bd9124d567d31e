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
      "Например: marshrut route Р-001 --data demo --as-of 2023-09-01\n           marshrut route --all --data demo --as-of 2023-09-01 --format ndjson --out routes.ndjson\nС рабочей базой (--db) каждый маршрут сохраняется в ней новой версией.\nlp — та же задача в формате CPLEX LP: её решает и проверяет любой решатель MILP; для многих людей укажите --out ПАПКА.\n\nС --seats места сессий делятся между всеми, как велит политика правил; в ndjson и json последней идёт общая запись marshrut.allocation/1, страницы начинаются с общей, lp — одна задача на всех. Если --out — папка (есть или кончается на /), общая запись ложится в allocation.json.\n\nПересмотр: --from ПРЕЖНИЙ.json (маршрут в виде json) или --from approved, --from 2 и --replan (версия из --db). Пройденное и начатое остаётся; из остальных утверждённых шагов меняется как можно меньше: шаг изменён, если мероприятие ушло или перенесено на другую сессию, дни или месяц. Добавленное изменением не считается. Только потом действует обычная цель: обязательные, затем ценность. В json — объект marshrut.replan/1 с новым маршрутом внутри.\n\nЧто если: --with \"балл К1 = 70\" --with \"школа: зона_риска\" --with \"№1.6 места = 0\" --with \"№1.6 часы = 24\" --with \"сессия НАЗВАНИЕ отменена\" --with \"нагрузка = 72\" --with \"одновременно = 1\". Факты пишутся как в примерах правил. Показаны отличия; ничего не сохраняется. В json — объект marshrut.what-if/1 с обоими маршрутами.",
    en:
      "For example: marshrut route Р-001 --data demo --as-of 2023-09-01\n             marshrut route --all --data demo --as-of 2023-09-01 --format ndjson --out routes.ndjson\nWith a workspace (--db) every route is kept in it as a new version.\nlp is the same problem as a CPLEX LP file that any MILP solver can check; for several people give --out DIR.\n\nWith --seats the seats of sessions are shared by all, as the rules' policy says; in ndjson and json the last object is the shared one, marshrut.allocation/1, pages begin with it, and lp is one problem for all. Where --out is a folder (there already, or ending in /), the shared object goes to allocation.json.\n\nRevision: --from PREVIOUS.json (a route as json), or --from approved, --from 2 and --replan (a version of --db). What is completed or under way stays; of the other approved steps as few as possible change: a step is changed when its measure is dropped or moved to another session, days or month. What is added counts as no change. Only then the usual objective: required measures, then value. json is an object marshrut.replan/1 with the new route in it.\n\nWhat if: --with \"score К1 = 70\" --with \"school: at_risk\" --with \"№1.6 seats = 0\" --with \"№1.6 hours = 24\" --with \"session NAME cancelled\" --with \"load = 72\" --with \"at_once = 1\". Facts are written as in examples of rules. The difference is shown, nothing is saved. json is an object marshrut.what-if/1 with both routes."
  )
  static let formats = ["text", "json", "ndjson", "lp"]
  static let options: [Option] = [
    .rules, .catalog, .data, .database, .actor, .asOf,
    .flag("--all", help: "маршруты всех людей", "routes of all people"),
    .value(
      "--municipality", "НАЗВАНИЕ", "NAME", help: "маршруты одного муниципалитета", "routes of one municipality"),
    .flag(
      "--seats", help: "делить места сессий на всех (с --all или --municipality)",
      "share the seats of sessions (with --all or --municipality)"),
    .value(
      "--from", "ПРЕЖНИЙ", "PREVIOUS", help: "пересмотреть утверждённый маршрут: файл json, approved или номер версии",
      "revise an approved route: a json file, approved or a version"),
    .flag("--replan", help: "то же, что --from approved", "the same as --from approved"),
    .repeatable(
      "--with", "ФАКТ", "FACT", help: "что было бы, если; можно несколько раз", "what if; may be given several times"),
    .value(
      "--node-limit", "N", "N", help: "предел узлов поиска на человека; маршрут и доказанная граница честно помечены",
      "the nodes one search may take; route and proven bound say so"),
    .flag("--verbose", help: "узлы, граница и статус поиска на каждого человека", "nodes, bound and status per person"),
    .format(formats), .out, .pseudonymous, .jobs,
  ]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let asOf = try arguments.asOf(invocation)
    let format = try arguments.format(formats)
    try checkSelection(arguments)
    let jobs = try arguments.jobs()
    let loader = ProjectLoader(arguments: arguments, invocation: invocation)
    let base = try RevisedRoute.base(arguments, invocation)
    let isVariant = try isVariant(arguments, base)
    var project = try loader.project()
    if let limit = try arguments.wholeNumber("--node-limit", in: 0...1_000_000_000) {
      project.planner = RoutePlanner(context: project.context, nodeLimit: limit)
    }
    let own = project
    var bulk = RouteStream(
      invocation: invocation, planner: own.planner, another: { loader.another(like: own) }, asOf: asOf,
      pseudonymous: arguments.has("--pseudonymous"),
      jobs: jobs, out: arguments[.out], isVerbose: arguments.has("--verbose"), municipality: nil)
    if isBulk(arguments) { bulk.municipality = try municipality(project.context.catalog, arguments)?.key }
    if arguments.has("--seats") { return try share(format, project, loader, bulk, arguments, invocation) }
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
    invocation.warn(ofNobody: dossiers.isEmpty, in: bulk.municipality)
    if isVariant {
      if let base {
        let revised = RevisedRoute(
          arguments: arguments, invocation: invocation, project: project, asOf: asOf, format: format)
        try revised.write(dossiers[0], from: base, revision: stored?.revision, loader)
      } else {
        let whatIf = WhatIfRoute(
          arguments: arguments, invocation: invocation, planner: project.planner, asOf: asOf, format: format)
        try whatIf.write(dossiers[0])
      }
      return .done
    }
    let writer = RouteWriter(
      invocation: invocation, planner: project.planner, asOf: asOf, pseudonymous: arguments.has("--pseudonymous"),
      out: arguments[.out], isVerbose: arguments.has("--verbose"))
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
      saver.report(try saver.save(dossiers, loader), people: dossiers.count)
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

  /// Whether one person's route is wanted in another way: revised, or under assumptions.
  private static func isVariant(
    _ arguments: ParsedArguments, _ base: RevisedRoute.Base?
  ) throws(CommandFailure) -> Bool {
    let isWhatIf = WhatIfRoute.isAsked(arguments)
    guard base != nil || isWhatIf else { return false }
    if base != nil, isWhatIf {
      throw .usage(
        ParsedArguments.UsageError(
          "--from и --with вместе не указываются: сначала пересмотр, потом предположения",
          "--from and --with do not go together: first revise, then assume"))
    }
    guard arguments.positionals.count == 1, arguments["--data"] != "-" else {
      throw .usage(
        ParsedArguments.UsageError(
          "--from и --with — для маршрута одного человека: НОМЕР", "--from and --with take one person's ID"))
    }
    return true
  }

  static func isBulk(_ arguments: ParsedArguments) -> Bool {
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
  static func municipality(
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
    let near = nearest(to: name, among: catalog.municipalities.flatMap { [$0.key] + $0.aliases })
    return Diagnostic(
      .error, "unknown-municipality",
      LocalizedText(ru: "в каталоге нет муниципалитета «\(name)»", en: "the catalog has no municipality «\(name)»"),
      at: .argument("--municipality"),
      notes: near.map { [LocalizedText(ru: "возможно, «\($0)»?", en: "did you mean «\($0)»?")] } ?? [])
  }
}
