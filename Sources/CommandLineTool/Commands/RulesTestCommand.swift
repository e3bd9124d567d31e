import Diagnostics
import Reports
import RoutePlanning
import RuleLanguage

/// `marshrut rules test`: runs the examples of the rule files.
struct RulesTestCommand: Command {
  static let name = "rules test"
  static let summary = LocalizedText(ru: "проверить примеры в файлах правил", en: "run the examples in the rule files")
  static let usage = LocalizedText(ru: "[настройки]", en: "[options]")
  static let discussion = LocalizedText(
    ru: "Показывает, какие примеры не сошлись и какие правила это решили. Код выхода 2, если не сошёлся хотя бы один.",
    en: "Shows which examples fail and which rules decided it. Exit code 2 when any fails.")
  static let options: [Option] = [.rules, .catalog]

  static func run(_ arguments: ParsedArguments, _ session: Session) throws(CommandFailure) -> ExitCode {
    let project = try ProjectLoader(arguments: arguments, session: session).project()
    let outcomes = ExampleRunner(context: project.context).runAll()
    var page = TextPage(language: session.language, color: session.colorOut)
    for outcome in outcomes {
      let header = outcome.example.header
      page.line(
        (outcome.passed ? "✓ " : "✗ ") + "«\(header.name)» (\(header.file):\(header.line))",
        outcome.passed ? .plain : .bad, hanging: 2)
    }
    let failed = outcomes.count { !$0.passed }
    page.line(
      page.say(
        "Примеров: \(outcomes.count), сошлось \(outcomes.count - failed), не сошлось \(failed)",
        "Examples: \(outcomes.count), passed \(outcomes.count - failed), failed \(failed)"), failed == 0 ? .good : .bad)
    session.console.out(page.text)
    session.report(outcomes.flatMap(\.mismatches))
    return failed == 0 ? .done : .checkFailed
  }
}
