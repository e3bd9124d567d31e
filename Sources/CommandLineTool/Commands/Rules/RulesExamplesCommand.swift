import Diagnostics
import Reports
import RoutePlanning
import RuleLanguage

/// `marshrut rules examples`: the examples of the rule files, or proposals for what they do not reach.
struct RulesExamplesCommand: Command {
  static let name = "rules examples"
  static let summary = LocalizedText(
    ru: "предложить примеры для правил и условий, до которых не доходит ни один",
    en: "suggest examples for rules and conditions no example reaches")
  static let usage = LocalizedText(ru: "--suggest [настройки]", en: "--suggest [options]")
  static let discussion = LocalizedText(
    ru:
      "Каждый предложенный пример стоит на границе условия и говорит, почему правило сработало или нет. Он записывает то, что правила делают сейчас: прочтите причину и решите, так ли должно быть, прежде чем вставить его в файл. Без --suggest выводится список примеров, которые уже есть.",
    en:
      "Each proposed example stands at a boundary and says why the rule fires or not. It records what the rules do today: read the reason and decide whether it should be so before pasting it. Without --suggest, the existing examples are listed."
  )
  static let options: [Option] = [
    .rules, .cases, .catalog,
    .flag("--suggest", help: "предложить недостающие примеры", "propose the examples that are missing"), .out,
  ]

  static let mostArguments: Int? = 0

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let context = try ProjectLoader(arguments: arguments, invocation: invocation).projectWithCases().context
    let output = Output(invocation: invocation, path: arguments[.out])
    guard arguments.has("--suggest") else {
      var page = output.page()
      for example in context.rules.examples {
        page.line("«\(example.header.name)» (\(example.header.source.path):\(example.header.line))", hanging: 2)
      }
      page.line(page.say("Примеров: \(context.rules.examples.count)", "Examples: \(context.rules.examples.count)"))
      try output.write(page.text)
      return .done
    }
    let suggestions = ExampleSuggester(context: context, language: invocation.language).suggestions()
    try output.write(suggestions.map(\.text).joined(separator: "\n"))
    if suggestions.isEmpty {
      invocation.console.error(
        invocation.say(
          "Предлагать нечего: примеры доходят до всего, до чего можно дойти\n",
          "Nothing to suggest: the examples reach all that can be reached\n"))
    }
    return .done
  }
}
