import Diagnostics
import LanguageServer

/// `marshrut language-server`: a conversation with an editor over standard input and output.
struct LanguageServerCommand: Command {
  static let name = "language-server"
  static let summary = LocalizedText(
    ru: "помогать редактору править правила (протокол LSP)", en: "help an editor edit rules (the LSP protocol)")
  static let usage = LocalizedText(ru: "[настройки]", en: "[options]")
  static let discussion = LocalizedText(
    ru: """
      Эту команду запускает не человек, а редактор: он пишет в стандартный ввод и читает из стандартного вывода сообщения Language Server Protocol 3.17.
      Что умеет: ошибки по мере набора, подсказки под указателем, дополнение, переход к определению, структура файла, выравнивание, быстрые исправления.
      Папки Rules и Catalog ищутся в рабочей папке редактора и выше. Язык сообщений: --lang или initializationOptions {"language":"en"}.
      Как подключить VS Code, Neovim и Kate — в Rules/README.md.
      """,
    en: """
      Not people but editors run this command: they speak the Language Server Protocol 3.17 over standard input and output.
      What it can: mistakes as you type, hover, completion, going to definitions, outline, formatting, quick fixes.
      The folders Rules and Catalog are looked for in the editor's working folder and above. The language of messages: --lang or initializationOptions {"language":"en"}.
      Rules/README.md says how to hook it up in VS Code, Neovim and Kate.
      """)
  // Editors give --stdio to every server.
  static let options: [Option] = [
    .rules, .catalog,
    .flag("--stdio", help: "стандартный ввод и вывод; так и без неё", "standard input and output; so without it"),
  ]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let source = DiskRegionSource(arguments: arguments, invocation: invocation)
    var server = RuleLanguageServer(
      source: source, language: invocation.language, version: MarshrutTool.version)
    while server.exitCode == nil {
      let bytes = invocation.console.read()
      if bytes.isEmpty { break }
      let answer = server.receive(bytes)
      if !answer.isEmpty { invocation.console.out(answer) }
    }
    return server.exitCodeAtEnd == 0 ? .done : .badInput
  }
}
