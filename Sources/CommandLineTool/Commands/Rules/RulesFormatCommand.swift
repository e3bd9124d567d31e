import Diagnostics
import Reports
import RuleLanguage

/// `marshrut rules format`: the canonical layout of rule files.
struct RulesFormatCommand: Command {
  static let name = "rules format"
  static let summary = LocalizedText(
    ru: "привести файлы правил к единому виду", en: "lay rule files out in the canonical way")
  static let usage = LocalizedText(ru: "[ФАЙЛ…] [настройки]", en: "[FILE…] [options]")
  static let discussion = LocalizedText(
    ru:
      "Без файлов — все файлы папки правил. Комментарии сохраняются. С --check ничего не записывается: код выхода 2, если какой-то файл записан иначе.",
    en:
      "Without files, all files of the rules folder. Comments are kept. With --check nothing is written: exit code 2 when a file differs."
  )
  static let options: [Option] = [
    .rules, .flag("--check", help: "только проверить", "only check"),
    .value("--to", "ru|en", "ru|en", help: "перевести ключевые слова", "translate the keywords"),
  ]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let target: Language?
    do throws(ParsedArguments.UsageError) {
      target = try arguments.choice("--to", of: ["ru", "en"]).flatMap(Language.init(rawValue:))
    } catch {
      throw .usage(error)
    }
    let loader = ProjectLoader(arguments: arguments, invocation: invocation)
    var sources: [SourceText] = []
    if arguments.positionals.isEmpty {
      sources = try loader.sources(in: try loader.rulesFolder()) + loader.cases()
    } else {
      for path in arguments.positionals { sources.append(try loader.source(path)) }
    }
    let trees = sources.map { SyntaxTree(parsing: $0) }
    let mistakes = trees.flatMap(\.diagnostics)
    if mistakes.hasErrors { throw .input(mistakes) }
    let formatter = RuleFormatter(language: target)
    var changed: [(path: String, text: String)] = []
    for tree in trees {
      guard let text = formatter.format(tree), Array(text.utf8) != tree.source.utf8 else { continue }
      changed.append((tree.source.path, text))
    }
    if arguments.has("--check") {
      for file in changed { invocation.console.out(invocation.say("иначе: \(file.path)\n", "differs: \(file.path)\n")) }
      return changed.isEmpty ? .done : .checkFailed
    }
    for file in changed {
      // Rules hold no personal data: the file stays readable as it was.
      try Output(invocation: invocation, path: nil).write(Array(file.text.utf8), to: file.path, mode: 0o644)
      invocation.console.out(invocation.say("записан: \(file.path)\n", "written: \(file.path)\n"))
    }
    return .done
  }
}
