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
  /// Whether the search is told of on standard error.
  var isVerbose = false

  private var output: Output { Output(invocation: invocation, path: out) }
  private var view: RouteJSON { RouteJSON(language: invocation.language, pseudonymous: pseudonymous) }

  /// The routes in the order of the dossiers, made on all cores.
  private func map<Result: Sendable>(
    _ dossiers: [Dossier], _ transform: @escaping @Sendable (Route) -> Result
  ) -> [Result] {
    let (planner, asOf, console) = (planner, asOf, invocation.console)
    let total = dossiers.count
    let showProgress: @Sendable (Int) -> Void = { done in if total > 1 { console.progress(done, of: total) } }
    let (isVerbose, language) = (isVerbose, invocation.language)
    let made = dossiers.parallelMap(
      { dossier in
        let route = planner.route(for: dossier, asOf: asOf)
        return (result: transform(route), report: isVerbose ? SearchReport.line(route, language) : "")
      }, done: showProgress)
    if isVerbose { for one in made { console.error(one.report) } }
    return made.map(\.result)
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
    for (name, model) in zip(FileNames.distinct(dossiers.map(\.person.id)), models) {
      try output.write(Array(model.utf8), to: "\(folder)/\(name).lp")
    }
  }
}

/// Names of files made from ids.
enum FileNames {
  /// The id with everything but letters, digits, `-` and `_` as `_`.
  static func safe(_ id: String) -> String {
    let name = String(id.prefix(longest).map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" ? $0 : "_" })
    return name.isEmpty ? "_" : name
  }

  /// A name per id, no two of them the same, even where a file system ignores letter case: `1/2` and `1_2` become `1_2`
  /// and `1_2-2`.
  static func distinct(_ ids: [String]) -> [String] {
    var taken: Set<String> = []
    return ids.map { id in
      let name = safe(id)
      var candidate = name
      var number = 1
      while !taken.insert(candidate.lowercased()).inserted {
        number += 1
        candidate = "\(name)-\(number)"
      }
      return candidate
    }
  }

  /// File systems limit names in bytes, 255 mostly.
  private static let longest = 60

  /// A file's name without a way out of its folder.
  static func inFolder(_ name: String) -> String {
    let last = name.split(separator: "/").last.map(String.init) ?? "_"
    return last == "." || last == ".." ? "_" : last
  }
}
