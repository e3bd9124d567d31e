import Diagnostics
import Foundation
import Reports
import RouteModel
import RoutePlanning
import Workspace

/// `marshrut reproduce ID V`: makes an old version again from the stored inputs.
struct ReproduceCommand: Command {
  static let name = "reproduce"
  static let summary = LocalizedText(
    ru: "построить старую версию маршрута заново и сравнить побайтно",
    en: "make an old version of a route again and compare it byte for byte")
  static let usage = LocalizedText(ru: "НОМЕР ВЕРСИЯ --db ФАЙЛ [настройки]", en: "ID VERSION --db FILE [options]")
  static let discussion = LocalizedText(
    ru:
      "Правила, каталог и данные человека берутся из базы такими, какими были. Код выхода 2, если маршрут вышел другим (например, программа с тех пор изменилась).",
    en:
      "Rules, catalog and the person's data are taken from the workspace as they were. Exit code 2 when the route comes out different (for example, because the program has changed since)."
  )
  static let options: [Option] = [.database, .out]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let access = try WorkspaceAccess(arguments, invocation)
    guard arguments.positionals.count == 2, let version = Int(arguments.positionals[1]) else {
      throw .usage(
        ParsedArguments.UsageError("укажите НОМЕР человека и ВЕРСИЮ", "give the person's ID and the VERSION"))
    }
    let id = arguments.positionals[0]
    let stored = try access.reading { workspace throws(WorkspaceError) -> Stored in
      let route = try workspace.route(of: id, version: version)
      guard let records = try workspace.records(of: id, at: route.revision) else {
        throw .noRoute(person: id, version: version)
      }
      return Stored(
        route: route, json: try workspace.json(of: id, version: version), records: records,
        rules: try workspace.bundle(.rules, route.inputs.rules),
        catalog: try workspace.bundle(.catalog, route.inputs.catalog),
        base: try SavedRouteForm(settings: route.settings).base.map { base throws(WorkspaceError) in
          try workspace.json(of: id, version: base)
        })
    }
    let again = try Reproduction(arguments: arguments, invocation: invocation).json(stored)
    if arguments[.out] != nil { try Output(invocation: invocation, path: arguments[.out]).write(again) }
    let isSame = again == stored.json
    invocation.console.out(message(isSame, stored, invocation))
    return isSame ? .done : .checkFailed
  }

  /// What a workspace holds of a version.
  struct Stored: Sendable {
    var route: SavedRoute
    var json: [UInt8]
    var records: DataRecords
    var rules: SourceBundle
    var catalog: SourceBundle
    /// The JSON of the version it was made anew from; nil where it was made for itself.
    var base: [UInt8]?
  }

  private static func message(_ isSame: Bool, _ stored: Stored, _ invocation: Invocation) -> String {
    let (person, version) = (stored.route.person, stored.route.version)
    if isSame {
      return invocation.say(
        "\(person), версия \(version): построена заново, совпадает побайтно (\(stored.json.count) \(plural(stored.json.count, "байт", "байта", "байт")))\n",
        "\(person), version \(version): made again, the same byte for byte (\(stored.json.count) bytes)\n")
    }
    let product = stored.route.product
    let why =
      product == MarshrutTool.version
      ? ""
      : invocation.say(
        "; версия сделана программой \(product), сейчас \(MarshrutTool.version)",
        "; the version was made by program \(product), this is \(MarshrutTool.version)")
    return invocation.say(
      "\(person), версия \(version): построена заново, НЕ совпадает\(why)\n",
      "\(person), version \(version): made again, DIFFERENT\(why)\n")
  }
}

/// Makes a route from what a workspace stored. The rules and the catalog go through a folder of their own, which holds
/// nobody's data and is removed at once.
struct Reproduction {
  let arguments: ParsedArguments
  let invocation: Invocation

  func json(_ stored: ReproduceCommand.Stored) throws(CommandFailure) -> [UInt8] {
    let folder = NSTemporaryDirectory() + "marshrut-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let output = Output(invocation: invocation, path: nil)
    for bundle in [stored.rules, stored.catalog] {
      let part = "\(folder)/\(bundle.kind.rawValue)"
      try output.makeFolder(part)
      for file in bundle.files { try output.write(file.bytes, to: "\(part)/\(FileNames.inFolder(file.name))") }
    }
    let loader = ProjectLoader(arguments: arguments, invocation: invocation)
    let isBook = stored.catalog.files.map(\.name) == [ProjectLoader.catalogBook]
    let catalog = folder + "/catalog" + (isBook ? "/" + FileNames.inFolder(ProjectLoader.catalogBook) : "")
    let project = try loader.project(rulesIn: folder + "/rules", catalogIn: catalog)
    guard let dossier = stored.records.dataSet.dossier(of: stored.route.person) else { return [] }
    let form = SavedRouteForm(settings: stored.route.settings)
    let planner = RoutePlanner(context: project.context, nodeLimit: form.nodeLimit ?? RoutePlanner.usualNodeLimit)
    guard let base = stored.base else { return form.json(planner.route(for: dossier, asOf: stored.route.asOf)) }
    var reader = PreviousRouteReader(
      catalog: project.context.catalog, shown: stored.route.person, person: stored.route.person,
      asOf: stored.route.asOf)
    guard let approved = reader.read(base) else { throw .input(reader.diagnostics) }
    return form.json(planner.revision(of: approved, for: dossier, asOf: stored.route.asOf).route)
  }
}
