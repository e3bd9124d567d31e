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
  }

  /// Makes and keeps the routes of people.
  func save(_ dossiers: [Dossier], _ loader: ProjectLoader) throws(CommandFailure) -> Outcome {
    let form = SavedRouteForm(language: invocation.language)
    let rules = try loader.bundle(.rules, project.context.rulesDigest)
    let catalog = try loader.bundle(.catalog, project.context.catalogDigest)
    let (planner, asOf, revision) = (project.planner, asOf, revision)
    return try access.writing { workspace throws(WorkspaceError) in
      var outcome = Outcome()
      var rest = dossiers[...]
      while !rest.isEmpty {
        let piece = Array(rest.prefix(Self.pieceSize))
        rest = rest.dropFirst(Self.pieceSize)
        let drafts = piece.parallelMap { dossier in
          let route = planner.route(for: dossier, asOf: asOf)
          return Workspace.Draft(
            route: route, json: form.json(route), rules: rules, catalog: catalog, revision: revision,
            settings: form.settings, product: MarshrutTool.version, reasons: route.steps.map(form.reason))
        }
        for saved in try workspace.save(drafts, stamp: stamp) {
          if case .version = saved { outcome.saved += 1 } else { outcome.unchanged += 1 }
          outcome.last = saved
        }
      }
      return outcome
    }
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
