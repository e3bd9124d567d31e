import Diagnostics
import Reports
import RouteModel
import RoutePlanning

/// Makes routes and writes them in the form a command asks for.
struct RouteWriter {
  let invocation: Invocation
  let planner: RoutePlanner
  let asOf: CalendarDate
  let pseudonymous: Bool
  let out: String?

  private var output: Output { Output(invocation: invocation, path: out) }
  private var view: RouteJSON { RouteJSON(language: invocation.language, pseudonymous: pseudonymous) }

  /// The routes in the order of the dossiers, made on all cores.
  private func map<Result: Sendable>(
    _ dossiers: [Dossier], _ transform: @escaping @Sendable (Route) -> Result
  ) -> [Result] {
    let (planner, asOf, console) = (planner, asOf, invocation.console)
    let total = dossiers.count
    let showProgress: @Sendable (Int) -> Void = { done in if total > 1 { console.progress(done, of: total) } }
    return dossiers.parallelMap({ transform(planner.route(for: $0, asOf: asOf)) }, done: showProgress)
  }

  func text(_ dossiers: [Dossier]) throws(CommandFailure) {
    let (blank, view) = (output.page(), RouteText(pseudonymous: pseudonymous))
    let pages = map(dossiers) { route in
      var page = blank
      view.write(route, to: &page)
      return page.text
    }
    try output.write(pages.joined(separator: "\n" + String(repeating: "─", count: 100) + "\n\n"))
  }

  func json(_ dossiers: [Dossier], asArray: Bool) throws(CommandFailure) {
    let view = view
    let objects = map(dossiers) { route in
      var writer = JSONWriter(indented: true)
      view.write(route, to: &writer)
      return writer.text
    }
    let body = objects.joined(separator: ",\n")
    try output.write(asArray ? "[\n\(body)\n]\n" : body + "\n")
  }

  func lines(_ dossiers: [Dossier]) throws(CommandFailure) {
    let view = view
    let lines = map(dossiers) { route in
      var writer = JSONWriter()
      view.write(route, to: &writer)
      return writer.bytes + [UInt8(ascii: "\n")]
    }
    try output.write(Array(lines.joined()))
  }

  /// One model goes to standard output or a file, several into a folder, a file each.
  func linearProgrammes(_ dossiers: [Dossier]) throws(CommandFailure) {
    if dossiers.count == 1 {
      try output.write(planner.linearProgramme(for: dossiers[0], asOf: asOf))
      return
    }
    guard let folder = out else {
      throw .usage(
        ParsedArguments.UsageError(
          "для нескольких людей --format lp нужна папка: --out ПАПКА", "--format lp for several people needs --out DIR")
      )
    }
    let (planner, asOf) = (planner, asOf)
    let models = dossiers.parallelMap { planner.linearProgramme(for: $0, asOf: asOf) }
    try output.makeFolder(folder)
    for (dossier, model) in zip(dossiers, models) {
      try output.write(Array(model.utf8), to: "\(folder)/\(FileNames.safe(dossier.person.id)).lp")
    }
  }
}

/// Names of files made from ids.
enum FileNames {
  /// The id with everything but letters, digits, `-` and `_` as `_`.
  static func safe(_ id: String) -> String {
    let name = String(id.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" ? $0 : "_" })
    return name.isEmpty ? "_" : name
  }

  /// A file's name without a way out of its folder.
  static func inFolder(_ name: String) -> String {
    let last = name.split(separator: "/").last.map(String.init) ?? "_"
    return last == "." || last == ".." ? "_" : last
  }
}
