import Diagnostics
import Reports
import RoutePlanning
import RuleAnalysis
import RuleLanguage

/// `marshrut rules analyze`: what can be wrong with the rules, decided exactly.
struct RulesAnalyzeCommand: Command {
  static let name = "rules analyze"
  static let summary = LocalizedText(
    ru: "найти в правилах противоречия, лишнее и пробелы",
    en: "find contradictions, needless parts and holes in the rules")
  static let usage = LocalizedText(ru: "[настройки]", en: "[options]")
  static let discussion = LocalizedText(
    ru:
      "Точно, а не на глаз: правила, которые не сработают никогда или срабатывают всегда, лишние условия и повторы, «обязательно» против «исключить», дефициты, которые нечем закрыть, дыры в шкале, мероприятия, которые никому не достанутся, круги предшествования, неиспользуемые имена, противоречивые и несошедшиеся примеры. У каждой находки есть доказательство или профиль — пример, который можно вставить в файл правил. Код выхода 2, если есть ошибки или предупреждения.",
    en:
      "Exact, not guessed: rules that never or always fire, needless conditions and repetitions, require against exclude, deficits nothing closes, holes in the scale, measures nobody can get, cycles of prerequisites, unused names, examples that contradict each other or fail. Every finding has a proof or a profile, an example to paste into a rule file. Exit code 2 on errors or warnings."
  )
  static let options: [Option] = [.rules, .cases, .catalog, .format(["text", "json"]), .out]

  static let mostArguments: Int? = 0

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let format = try arguments.format(["text", "json"])
    let context = try ProjectLoader(arguments: arguments, invocation: invocation).projectWithCases().context
    let findings = RuleAnalyzer(context: context, language: invocation.language).findings()
    let output = Output(invocation: invocation, path: arguments[.out])
    if format == "json" {
      try output.write(AnalysisJSON(vocabulary: context.names.vocabulary, language: invocation.language).text(findings))
    } else {
      let color = arguments[.out] == nil && invocation.colorOut
      try output.write(AnalysisText(language: invocation.language, color: color).text(findings))
    }
    return findings.contains { $0.diagnostic.severity < .note } ? .checkFailed : .done
  }
}
