import Diagnostics
import RouteModel

/// What `--verbose` tells of the search for a route: a line per person, for standard error.
enum SearchReport {
  static func line(_ route: Route, _ language: Language) -> String {
    let objective = route.objective
    func units(_ value: Int) -> String {
      Points(hundredths: value).text(separator: language == .russian ? "," : ".")
    }
    let (value, bound) = (units(objective.value), units(objective.bound))
    let gap = units(objective.bound - objective.value)
    let text =
      objective.status == .optimal
      ? LocalizedText(
        ru: "узлов \(objective.nodes), ценность \(value), граница \(bound): доказанно лучший",
        en: "nodes \(objective.nodes), value \(value), bound \(bound): proven best")
      : LocalizedText(
        ru: "узлов \(objective.nodes), ценность \(value), граница \(bound): предел узлов, не доказано \(gap)",
        en: "nodes \(objective.nodes), value \(value), bound \(bound): node limit, unproven \(gap)")
    return "\(DiagnosticRenderer.visible(route.person.id)): \(text[language])\n"
  }
}
