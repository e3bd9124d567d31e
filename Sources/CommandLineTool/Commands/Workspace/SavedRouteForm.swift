import Diagnostics
import Reports
import RouteModel
import RoutePlanning
import Workspace

/// The form in which a workspace keeps routes, and the settings that lead to it again: `language=ru`, with `;nodes=N`
/// where the limit of nodes is not the usual one, with `;from=V` where the route was made anew from version V.
///
/// New versions are kept in Russian, whatever language the program speaks at the moment: a version must not differ from
/// the one before it by its language alone. Those that were kept in English before are made again in English.
struct SavedRouteForm {
  let language: Language
  /// The limit of nodes; nil for the usual one.
  let nodeLimit: Int?
  /// The version it was made anew from; nil where it was made for itself.
  let base: Int?

  init(nodeLimit: Int? = nil, base: Int? = nil) {
    language = .russian
    self.nodeLimit = nodeLimit
    self.base = base
  }

  init(settings: String) {
    var values: [Substring: Substring] = [:]
    for setting in settings.split(separator: ";") {
      let parts = setting.split(separator: "=", maxSplits: 1)
      if parts.count == 2 { values[parts[0]] = parts[1] }
    }
    language = values["language"] == "en" ? .english : .russian
    nodeLimit = values["nodes"].flatMap { Int($0) }
    base = values["from"].flatMap { Int($0) }
  }

  var settings: String {
    "language=\(language.rawValue)" + (nodeLimit.map { ";nodes=\($0)" } ?? "") + (base.map { ";from=\($0)" } ?? "")
  }

  /// Without the name: names stay in their own file.
  func json(_ route: Route) -> [UInt8] {
    var writer = JSONWriter()
    RouteJSON(language: language, pseudonymous: true).write(route, to: &writer)
    return writer.bytes
  }

  /// A route to keep, with all that is needed to make it again.
  func draft(
    _ route: Route, _ bundles: (rules: SourceBundle, catalog: SourceBundle), _ revision: Int
  ) -> Workspace.Draft {
    Workspace.Draft(
      route: route, json: json(route), rules: bundles.rules, catalog: bundles.catalog, revision: revision,
      settings: settings, product: MarshrutTool.version, reasons: route.steps.map(reason))
  }

  /// What is told of a step where the whole route is not shown.
  private func reason(_ step: Step) -> Workspace.Draft.Reason {
    Workspace.Draft.Reason(
      why: step.because.map(\.text).joined(separator: "; "),
      estimates: EstimateNames.joined(step.estimates, in: language))
  }
}
