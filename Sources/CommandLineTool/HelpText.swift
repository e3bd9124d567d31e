import Diagnostics
import Reports

/// The help pages.
struct HelpText {
  let language: Language

  private func say(_ russian: String, _ english: String) -> String { language == .russian ? russian : english }

  /// All commands, a line each.
  func overview(_ commands: [any Command.Type]) -> String {
    var page = TextPage(language: language)
    page.line("marshrut \(MarshrutTool.version)", .bold)
    page.line(
      say(
        "Индивидуальные образовательные маршруты руководителей школ и кадрового резерва: по результатам тестов и мониторинга, по правилам, которые можно прочесть и изменить.",
        "Individual educational routes for school leaders and the leadership reserve: from test and monitoring results, by rules that can be read and changed."
      ))
    page.heading(say("Команды", "Commands"))
    let width = commands.map { $0.name.count }.max() ?? 0
    for command in commands {
      let name = command.name.padding(to: width + 2)
      page.line(name + command.summary[language], indent: 2, hanging: width + 2)
    }
    page.blank()
    page.line(say("Справка о команде: marshrut help КОМАНДА", "Help on a command: marshrut help COMMAND"))
    page.heading(say("Коды выхода", "Exit codes"))
    page.line(
      say(
        "0 готово; 1 во входных данных ошибки; 2 проверка или цель не выполнена; 64 ошибка в команде; 74 ошибка чтения или записи",
        "0 done; 1 the input has errors; 2 a check or target failed; 64 wrong command line; 74 reading or writing failed"
      ),
      indent: 2)
    return page.text
  }

  /// One command.
  func page(_ command: any Command.Type) -> String {
    var page = TextPage(language: language)
    page.line("marshrut \(command.name) \(command.usage[language])", .bold)
    page.line(command.summary[language])
    if !command.discussion[language].isEmpty {
      page.blank()
      for line in command.discussion[language].split(separator: "\n", omittingEmptySubsequences: false) {
        page.line(String(line))
      }
    }
    page.heading(say("Настройки", "Options"))
    let options = MarshrutTool.allOptions(of: command)
    let heads = options.map { $0.name + ($0.value.map { " " + $0[language] } ?? "") }
    let width = min(34, heads.map(\.count).max() ?? 0)
    for (option, head) in zip(options, heads) {
      page.line(head.padding(to: width + 2) + option.help[language], indent: 2, hanging: width + 2)
    }
    return page.text
  }
}

extension String {
  /// The text followed by spaces up to `width` characters.
  func padding(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(1, width - count))
  }
}
