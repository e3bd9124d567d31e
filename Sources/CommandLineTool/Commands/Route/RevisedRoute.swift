import Diagnostics
import Foundation
import Reports
import RouteModel
import RoutePlanning
import Tables
import Workspace

/// `marshrut route ID --from …`: an approved route made anew with as few changed steps as possible.
///
/// The approved route is a file, or a version of the workspace; a new route that rests on a version is saved as the next
/// one, since it can be made again from the workspace alone.
struct RevisedRoute {
  let arguments: ParsedArguments
  let invocation: Invocation
  let project: ProjectLoader.Project
  let asOf: CalendarDate
  let format: String

  /// What is revised.
  enum Base {
    case file(String)
    /// The version in force.
    case approved
    case version(Int)
  }

  private static let approvedWords = ["approved", "утверждённый", "утвержденный", "утверждённая", "утвержденная"]

  /// What the command line asks to revise; nil where it asks for no revision.
  static func base(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> Base? {
    let given = arguments["--from"]
    guard given != nil || arguments.has("--replan") else { return nil }
    if given != nil, arguments.has("--replan") {
      throw .usage(
        ParsedArguments.UsageError(
          "--replan значит --from approved: укажите что-то одно", "--replan means --from approved: give one of both"))
    }
    let text = given ?? "approved"
    let version = Int(text)
    let isInWorkspace = approvedWords.contains(text.lowercased()) || (version ?? 0) > 0
    guard isInWorkspace else { return .file(text) }
    let isFile = FileManager.default.fileExists(atPath: invocation.surroundings.absolute(text))
    guard try WorkspaceAccess.path(arguments, invocation) != nil else {
      if isFile { return .file(text) }
      throw .usage(
        ParsedArguments.UsageError(
          "утверждённый маршрут берётся из рабочей базы: --db ФАЙЛ; из файла — --from ФАЙЛ.json",
          "the approved route is taken from a workspace: --db FILE; from a file with --from FILE.json"))
    }
    return version.map { .version($0) } ?? .approved
  }

  /// - Parameter facts: the change of the facts after which the person was read; nil outside a workspace.
  func write(
    _ dossier: Dossier, from base: Base, revision facts: Int?, _ loader: ProjectLoader
  ) throws(CommandFailure) {
    let (approved, version) = try read(base, dossier.person.id)
    do throws(NumbersTooLarge) {
      try project.planner.requireCountable(dossier, asOf: asOf, revising: approved)
    } catch { throw .input([error.diagnostic]) }
    if format == "lp" {
      let output = Output(invocation: invocation, path: arguments[.out])
      try output.write(project.planner.linearProgramme(for: dossier, asOf: asOf, revising: approved))
      return
    }
    let revision = project.planner.revision(of: approved, for: dossier, asOf: asOf)
    if arguments.has("--verbose") { invocation.console.error(SearchReport.line(revision.route, invocation.language)) }
    try show(revision)
    guard let path = try WorkspaceAccess.path(arguments, invocation), let facts else { return }
    guard let version else {
      invocation.console.error(
        invocation.say(
          "Не сохранено: прежний маршрут взят из файла, а не из базы (--from approved или номер версии)\n",
          "Not saved: the earlier route came from a file, not from the workspace (--from approved or a version)\n"))
      return
    }
    let access = WorkspaceAccess(invocation: invocation, path: path)
    let saver = RouteSaver(
      invocation: invocation, access: access, project: project, asOf: asOf, revision: facts,
      stamp: access.stamp(arguments))
    saver.report(try saver.save(revision.route, basedOn: version, loader), people: 1)
  }

  private func show(_ revision: RouteRevision) throws(CommandFailure) {
    let output = Output(invocation: invocation, path: arguments[.out])
    let pseudonymous = arguments.has("--pseudonymous")
    if format == "text" {
      var page = output.page()
      RouteRevisionText(pseudonymous: pseudonymous).write(revision, to: &page)
      try output.write(page.text)
    } else {
      var writer = JSONWriter(indented: format == "json")
      RouteRevisionJSON(language: invocation.language, pseudonymous: pseudonymous).write(revision, to: &writer)
      writer.endLine()
      try output.write(writer.bytes)
    }
  }

  // MARK: The approved route

  private func read(
    _ base: Base, _ person: String
  ) throws(CommandFailure) -> (route: ApprovedRoute, version: Int?) {
    if case .file(let path) = base {
      let file = Location(path: invocation.surroundings.absolute(path), shown: path)
      guard let bytes = file.bytes() else { throw .inputOutput(file.unreadable) }
      return (try parse(bytes, path, person), nil)
    }
    let access = try WorkspaceAccess(arguments, invocation)
    let found = try access.reading { workspace throws(WorkspaceError) -> (version: Int?, json: [UInt8]) in
      let versions = try workspace.versions(of: person)
      var wanted = versions.last { $0.state.isInForce }?.version
      if case .version(let number) = base { wanted = number }
      guard let wanted else { return (nil, []) }
      return (wanted, try workspace.json(of: person, version: wanted))
    }
    guard let version = found.version else { throw .input([noApproved(person, access.path)]) }
    let shown = invocation.say("\(access.path), версия \(version)", "\(access.path), version \(version)")
    return (try parse(found.json, shown, person), version)
  }

  private func parse(_ bytes: [UInt8], _ shown: String, _ person: String) throws(CommandFailure) -> ApprovedRoute {
    var reader = PreviousRouteReader(catalog: project.context.catalog, shown: shown, person: person, asOf: asOf)
    guard let route = reader.read(bytes) else { throw .input(reader.diagnostics) }
    return route
  }

  private func noApproved(_ person: String, _ path: String) -> Diagnostic {
    Diagnostic(
      .error, "no-approved-route",
      LocalizedText(ru: "у «\(person)» нет утверждённого маршрута", en: "«\(person)» has no approved route"),
      at: .file(path),
      notes: [
        LocalizedText(
          ru: "утвердите его (submit, approve) или укажите версию: --from 1; версии показывает history",
          en: "approve it (submit, approve) or give a version: --from 1; history shows the versions")
      ])
  }
}
