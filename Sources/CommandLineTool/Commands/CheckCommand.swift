import Diagnostics
import Reports
import RouteModel
import RoutePlanning
import RuleLanguage
import Tables

/// `marshrut check`: everything that can be wrong with rules, catalog and data, in one run.
struct CheckCommand: Command {
  static let name = "check"
  static let summary = LocalizedText(
    ru: "проверить правила, каталог и данные; показать все ошибки сразу",
    en: "check rules, catalog and data; show all mistakes at once")
  static let usage = LocalizedText(ru: "[настройки]", en: "[options]")
  static let discussion = LocalizedText(
    ru:
      "Без --data проверяются правила и каталог. Код выхода 1, если есть ошибки, и 2, если не сошёлся пример. О результатах с датой позже --as-of говорит предупреждение.",
    en:
      "Without --data, rules and catalog are checked. Exit code 1 on errors, 2 when an example fails. Results dated after --as-of are a warning."
  )
  static let options: [Option] = [.rules, .cases, .catalog, .data, .asOf]

  static let mostArguments: Int? = 0

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let asOf = try arguments.asOf(invocation)
    let loader = ProjectLoader(arguments: arguments, invocation: invocation)
    let project = try loader.projectWithCases()
    var remarks = project.remarks + CatalogReview(context: project.context).remarks()
    var people: Int?
    if arguments[.data] != nil || invocation.surroundings.environment["MARSHRUT_DATA"]?.isEmpty == false {
      let data = try loader.data(for: project.context.catalog)
      remarks += data.remarks
      let future = FutureDates(asOf: asOf, shown: arguments[.data] ?? "MARSHRUT_DATA")
      remarks += future.remarks(data.data)
      people = data.data.dossiers.count
    }
    invocation.report(remarks)
    let outcomes = ExampleRunner(context: project.context).runAll()
    invocation.report(outcomes.flatMap(\.mismatches))
    let failed = outcomes.count { !$0.passed }
    summarise(project.context, people: people, examples: outcomes.count, failed: failed, remarks: remarks, invocation)
    return failed == 0 ? .done : .checkFailed
  }

  private static func summarise(
    _ context: PlanningContext, people: Int?, examples: Int, failed: Int, remarks: [Diagnostic],
    _ invocation: Invocation
  ) {
    let (catalog, rules) = (context.catalog, context.rules)
    var page = TextPage(language: invocation.language, color: invocation.colorOut)
    page.line(
      page.say(
        "Каталог: мероприятий \(catalog.measures.count), компетенций \(catalog.competencies.count), сессий \(catalog.sessions.count), показателей \(catalog.indicators.count), муниципалитетов \(catalog.municipalities.count)",
        "Catalog: \(catalog.measures.count) measures, \(catalog.competencies.count) competencies, \(catalog.sessions.count) sessions, \(catalog.indicators.count) indicators, \(catalog.municipalities.count) municipalities"
      ))
    page.line(
      page.say(
        "Правила: \(rules.rules.count), диагностик \(rules.diagnostics.count), примеров \(examples), из них не сошлось \(failed)",
        "Rules: \(rules.rules.count), diagnostics \(rules.diagnostics.count), examples \(examples), failed \(failed)"))
    if let people { page.line(page.say("Людей в данных: \(people)", "People in the data: \(people)")) }
    let warnings = remarks.count { $0.severity == .warning }
    page.line(
      page.say("Ошибок нет, предупреждений \(warnings)", "No errors, warnings: \(warnings)"),
      warnings == 0 && failed == 0 ? .good : .caution)
    invocation.console.out(page.text)
  }
}
