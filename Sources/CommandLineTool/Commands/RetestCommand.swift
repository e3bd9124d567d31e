import Diagnostics
import Growth
import Reports
import RouteModel
import RoutePlanning

/// `marshrut retest [ID]`: the growth between the first and the repeated test.
struct RetestCommand: Command {
  static let name = "retest"
  static let summary = LocalizedText(
    ru: "прирост компетенций по повторному тесту и цель 10 %", en: "growth by retest and the 10 % target")
  static let usage = LocalizedText(ru: "[НОМЕР] [настройки]", en: "[ID] [options]")
  static let discussion = LocalizedText(
    ru:
      "Без номера — сводка по всем, по резерву, по муниципалитетам и по тем, кто прошёл маршрут и кто нет.\nС --require-target код выхода 2, если цель не достигнута (человеком или резервом в целом).",
    en:
      "Without an id, a summary of everybody, the reserve, municipalities, and routes followed or not.\nWith --require-target exit code 2 when the target is not reached (by the person, or by the reserve as a whole)."
  )
  static let options: [Option] = [
    .rules, .catalog, .data, .database, .asOf, .format(["text", "json"]),
    .flag(
      "--require-target", help: "код выхода 2, если цель не достигнута", "exit code 2 when the target is not reached"),
    .out, .pseudonymous,
  ]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let asOf = try arguments.asOf(invocation)
    let isJSON = try arguments.format(["text", "json"]) == "json"
    let output = Output(invocation: invocation, path: arguments[.out])
    let pseudonymous = arguments.has("--pseudonymous")
    var page = output.page()
    var writer = JSONWriter(indented: true)
    let reached: Bool
    if arguments.positionals.isEmpty {
      let loader = ProjectLoader(arguments: arguments, invocation: invocation)
      let project = try loader.project()
      let read = try loader.data(for: project.context.catalog)
      invocation.report((project.remarks + read.remarks).filter { $0.severity == .warning })
      let report = report(on: read.data, project.context, asOf)
      let names = Dictionary(
        project.context.catalog.municipalities.map { ($0.key, $0.name(on: asOf)) },
        uniquingKeysWith: { first, _ in first })
      RetestText(pseudonymous: pseudonymous).write(report, municipalities: names, to: &page)
      RetestJSON(language: invocation.language, pseudonymous: pseudonymous).write(report, to: &writer)
      reached = report.reserve.growthOfMeansReaches ?? false
    } else {
      let one = try PersonRequest(arguments, invocation, command: name)
      let growth = analysis(one.project.context, asOf)
        .growth(of: one.dossier, competencies: one.project.context.framework(of: one.dossier))
      RetestText(pseudonymous: pseudonymous).write(growth, target: one.project.context.growthTarget, to: &page)
      RetestJSON(language: invocation.language, pseudonymous: pseudonymous).write(growth, to: &writer)
      reached = growth.overall.verdict.isReached
    }
    try output.write(isJSON ? writer.text + "\n" : page.text)
    return reached || !arguments.has("--require-target") ? .done : .checkFailed
  }

  static func analysis(_ context: PlanningContext, _ asOf: CalendarDate) -> RetestAnalysis {
    RetestAnalysis(
      target: context.growthTarget, asOf: asOf, pretestPolicy: context.resultPolicy,
      retestPolicy: context.resultPolicy)
  }

  static func report(on data: DataSet, _ context: PlanningContext, _ asOf: CalendarDate) -> RetestReport {
    analysis(context, asOf).report(of: data.dossiers, framework: { context.framework(of: $0) })
  }
}
