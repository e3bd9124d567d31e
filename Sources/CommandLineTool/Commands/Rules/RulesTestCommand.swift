import Diagnostics
import Reports
import RoutePlanning
import RuleLanguage

/// `marshrut rules test`: runs the examples of the rule files.
struct RulesTestCommand: Command {
  static let name = "rules test"
  static let summary = LocalizedText(ru: "проверить примеры", en: "run the examples")
  static let usage = LocalizedText(ru: "[настройки]", en: "[options]")
  static let discussion = LocalizedText(
    ru:
      "Примеры стоят в файлах правил и в папке cases рядом с ними (или в папке --cases), где нет ничего, кроме примеров. Показывает, какие примеры не сошлись и какие правила это решили. С --coverage — до каких правил, условий и уровней не доходит ни один пример. С --mutate — какие мелкие порчи правил (сдвинутый на единицу порог, пропавшее условие, «или» вместо «и») не заметил бы ни один пример. Код выхода 2, если не сошёлся хотя бы один пример.",
    en:
      "Examples stand in the rule files and in the folder cases beside them (or the folder of --cases), which holds nothing else. Shows which examples fail and which rules decided it. With --coverage, which rules, conditions and bands no example reaches. With --mutate, which small damages of the rules (a threshold moved by one, a condition dropped, «or» for «and») no example would notice. Exit code 2 when any example fails."
  )
  static let options: [Option] = [
    .rules, .cases, .catalog, .flag("--coverage", help: "до чего не доходят примеры", "what the examples do not reach"),
    .flag("--mutate", help: "какую порчу правил примеры не замечают", "which damages of rules they do not notice"),
    .format(["text", "junit"]), .out,
  ]

  static let mostArguments: Int? = 0

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let format = try arguments.format(["text", "junit"])
    let context = try ProjectLoader(arguments: arguments, invocation: invocation).projectWithCases().context
    let outcomes = ExampleRunner(context: context).runAll()
    let output = Output(invocation: invocation, path: arguments[.out])
    if format == "junit" {
      try output.write(ExampleJUnit(language: invocation.language).text(outcomes))
    } else {
      var page = output.page()
      list(outcomes, &page)
      if arguments.has("--coverage") { add(ExampleCoverage(context: context), &page) }
      if arguments.has("--mutate") { add(RuleMutator(context: context).report(), &page) }
      try output.write(page.text)
    }
    invocation.report(outcomes.flatMap(\.mismatches))
    return outcomes.allSatisfy(\.passed) ? .done : .checkFailed
  }

  private static func list(_ outcomes: [ExampleRunner.Outcome], _ page: inout TextPage) {
    for outcome in outcomes {
      let header = outcome.example.header
      page.line(
        (outcome.passed ? "✓ " : "✗ ") + "«\(header.name)» (\(header.source.path):\(header.line))",
        outcome.passed ? .plain : .bad, hanging: 2)
    }
    let failed = outcomes.count { !$0.passed }
    page.line(
      page.say(
        "Примеров: \(outcomes.count), сошлось \(outcomes.count - failed), не сошлось \(failed)",
        "Examples: \(outcomes.count), passed \(outcomes.count - failed), failed \(failed)"), failed == 0 ? .good : .bad)
  }

  private static func add(_ coverage: ExampleCoverage, _ page: inout TextPage) {
    page.heading(page.say("Чего примеры не проверяют", "What the examples do not reach"))
    list(coverage.gaps, &page)
    func share(_ count: ExampleCoverage.Count) -> String { "\(count.reached)/\(count.total)" }
    let (rules, parts, bands) = (share(coverage.firedCount), share(coverage.partCount), share(coverage.bandCount))
    let deciding = share(coverage.decidingCount)
    page.line(
      page.say(
        "Сработало правил и диагностик \(rules), условий (каждое да и нет) \(parts), уровней \(bands)",
        "Rules and diagnostics fired \(rules), conditions (each true and false) \(parts), bands \(bands)"),
      coverage.isComplete ? .good : .caution)
    page.line(
      page.say(
        "Условий, которые решают сами, у своей границы (MC/DC, каждое да и нет): \(deciding)",
        "Conditions that decide by themselves, next to their threshold (MC/DC, each true and false): \(deciding)"))
  }

  private static func add(_ report: RuleMutator.Report, _ page: inout TextPage) {
    page.heading(page.say("Порчи, которых примеры не замечают", "Damages the examples do not notice"))
    list(report.survivors, &page)
    page.line(
      page.say(
        "Порч испробовано \(report.tried), замечено \(report.noticed), не замечено \(report.survivors.count)",
        "Damages tried \(report.tried), noticed \(report.noticed), not noticed \(report.survivors.count)"),
      report.survivors.isEmpty ? .good : .caution)
  }

  /// A line per message, with file and line.
  private static func list(_ diagnostics: [Diagnostic], _ page: inout TextPage) {
    for diagnostic in diagnostics {
      var place = ""
      if case .text(let source, let range) = diagnostic.place {
        let file = source.path.split(separator: "/").last.map(String.init) ?? source.path
        place = " (\(file):\(source.line(of: range.lowerBound)))"
      }
      page.line("• " + diagnostic.message[page.language] + place, hanging: 2)
    }
  }
}
