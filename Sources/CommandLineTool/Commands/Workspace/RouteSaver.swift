import Foundation
import RouteModel
import RoutePlanning
import Tables
import Workspace

/// Keeps routes as versions in the workspace, in pieces so that memory stays flat.
struct RouteSaver {
  static let pieceSize = 256

  let invocation: Invocation
  let access: WorkspaceAccess
  let project: ProjectLoader.Project
  let asOf: CalendarDate
  /// The change of the facts after which the people were read.
  let revision: Int
  let stamp: Stamp

  /// What was kept.
  struct Outcome {
    var saved = 0
    var unchanged = 0
    var last: Workspace.Saved?

    mutating func add(_ all: [Workspace.Saved]) {
      for one in all {
        if case .version = one { saved += 1 } else { unchanged += 1 }
        last = one
      }
    }
  }

  /// Makes and keeps the routes of people.
  func save(_ dossiers: [Dossier], _ loader: ProjectLoader) throws(CommandFailure) -> Outcome {
    let form = SavedRouteForm(nodeLimit: nodeLimit)
    let bundles = try bundles(loader)
    let (planner, asOf, revision) = (project.planner, asOf, revision)
    return try access.writing { workspace throws(WorkspaceError) in
      var outcome = Outcome()
      var rest = dossiers[...]
      while !rest.isEmpty {
        let piece = Array(rest.prefix(Self.pieceSize))
        rest = rest.dropFirst(Self.pieceSize)
        let drafts = piece.parallelMap { dossier in
          form.draft(planner.route(for: dossier, asOf: asOf), bundles, revision)
        }
        outcome.add(try workspace.save(drafts, stamp: stamp))
      }
      return outcome
    }
  }

  /// Keeps a route that was made anew from a version.
  func save(_ route: Route, basedOn version: Int, _ loader: ProjectLoader) throws(CommandFailure) -> Outcome {
    let form = SavedRouteForm(nodeLimit: nodeLimit, base: version)
    let bundles = try bundles(loader)
    return try access.writing { workspace throws(WorkspaceError) in
      var outcome = Outcome()
      let draft = form.draft(route, bundles, revision)
      outcome.add(try workspace.save([draft], stamp: stamp))
      return outcome
    }
  }

  /// The limit of nodes, where it is not the usual one.
  private var nodeLimit: Int? {
    project.planner.nodeLimit == RoutePlanner.usualNodeLimit ? nil : project.planner.nodeLimit
  }

  private func bundles(_ loader: ProjectLoader) throws(CommandFailure) -> (rules: SourceBundle, catalog: SourceBundle) {
    (
      try loader.bundle(.rules, project.context.rulesDigest),
      try loader.bundle(.catalog, project.context.catalogDigest)
    )
  }

  /// Tells on standard error what was kept.
  func report(_ outcome: Outcome, people: Int) {
    guard people == 1, let last = outcome.last?.number else {
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
}

extension ProjectLoader {
  /// The files of the rules or of the catalog as they are.
  func bundle(_ kind: SourceBundle.Kind, _ digest: String) throws(CommandFailure) -> SourceBundle {
    let folder = kind == .rules ? try rulesFolder() : try catalogFolder()
    let location = Location(path: invocation.surroundings.absolute(folder), shown: folder)
    if let book = location.bytes() {
      return SourceBundle(kind: kind, digest: digest, files: [.init(name: Self.catalogBook, bytes: book)])
    }
    let endings = kind == .rules ? [".rules"] : [".csv", ".xlsx"]
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: location.path)) ?? []).filter { name in
      !name.hasPrefix("~$") && !name.hasPrefix(".") && endings.contains { name.lowercased().hasSuffix($0) }
    }
    return SourceBundle(
      kind: kind, digest: digest,
      files: names.compactMap { name in
        location.file(name).bytes().map { SourceBundle.File(name: name, bytes: $0) }
      })
  }

  /// What a catalog that is one workbook is called in its bundle.
  static let catalogBook = "каталог.xlsx"
}
