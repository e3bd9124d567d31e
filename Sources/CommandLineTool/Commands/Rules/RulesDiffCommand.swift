import Diagnostics
import Reports
import RouteModel
import RoutePlanning

/// `marshrut rules diff OLD NEW`: whose routes change if the new rules take effect.
struct RulesDiffCommand: Command {
  static let name = "rules diff"
  static let summary = LocalizedText(
    ru: "у кого изменится маршрут, если вступят в силу новые правила", en: "whose routes change under new rules")
  static let usage = LocalizedText(
    ru: "СТАРАЯ_ПАПКА НОВАЯ_ПАПКА --data ПАПКА [настройки]", en: "OLD_DIR NEW_DIR --data DIR [options]")
  static let discussion = LocalizedText(
    ru: "Запускается до подписи: по людям, муниципалитетам и мероприятиям, часы и прогноз до и после.",
    en: "To run before anybody signs: by person, municipality and measure, with hours and forecast before and after.")
  static let options: [Option] = [.catalog, .data, .database, .asOf, .out, .pseudonymous]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let asOf = try arguments.asOf(invocation)
    guard arguments.positionals.count == 2 else {
      throw .usage(
        ParsedArguments.UsageError(
          "укажите две папки правил: старую и новую", "give two folders of rules: the old and the new"))
    }
    let loader = ProjectLoader(arguments: arguments, invocation: invocation)
    let old = try loader.project(rulesIn: arguments.positionals[0])
    let new = try loader.project(rulesIn: arguments.positionals[1])
    let read = try loader.data(for: old.context.catalog)
    invocation.report((new.remarks + read.remarks).filter { $0.severity == .warning })
    let (before, after) = (old.planner, new.planner)
    let comparison = RouteComparison(
      before: read.data.dossiers.parallelMap { before.route(for: $0, asOf: asOf) },
      after: read.data.dossiers.parallelMap { after.route(for: $0, asOf: asOf) })
    let output = Output(invocation: invocation, path: arguments[.out])
    var page = output.page()
    RouteComparisonText(pseudonymous: arguments.has("--pseudonymous")).write(comparison, to: &page)
    try output.write(page.text)
    return .done
  }
}
