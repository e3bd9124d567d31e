import Diagnostics

/// The program `marshrut`: finds the command, runs it, turns failures into messages and exit codes.
public enum MarshrutTool {
  /// The version of the product.
  public static let version = "0.2.0"

  static let commands: [any Command.Type] =
    routeCommands + ruleCommands + workspaceCommands + exchangeCommands

  private static let routeCommands: [any Command.Type] = [
    DemoCommand.self,
    CheckCommand.self,
    ConvertCommand.self,
    ProfileCommand.self,
    RouteCommand.self,
    DemandCommand.self,
    ExportPeopleCommand.self,
    WhyCommand.self,
    RetestCommand.self,
  ]

  private static let ruleCommands: [any Command.Type] = [
    RulesTestCommand.self,
    RulesExplainCommand.self,
    RulesDiffCommand.self,
    RulesAnalyzeCommand.self,
    RulesExamplesCommand.self,
    RulesFormatCommand.self,
    RulesMatchCommand.self,
    LanguageServerCommand.self,
  ]

  private static let workspaceCommands: [any Command.Type] = [
    InitCommand.self,
    ImportCommand.self,
    SubmitCommand.self,
    ApproveCommand.self,
    ReturnCommand.self,
    CompleteCommand.self,
    ShowCommand.self,
    HistoryCommand.self,
    DiffCommand.self,
    ReproduceCommand.self,
    ExportCommand.self,
    AuditCommand.self,
    ForgetCommand.self,
  ]

  private static let exchangeCommands: [any Command.Type] = [
    ExportMoodleCompetenciesCommand.self,
    ImportMoodleCompetenciesCommand.self,
    ImportMoodleQuizCommand.self,
    ImportMoodleGradebookCommand.self,
    ExportCompetencyPackageCommand.self,
    ImportCompetencyPackageCommand.self,
    ExportStatementsCommand.self,
    ImportStatementsCommand.self,
  ]

  /// Runs the program with the arguments after its name.
  public static func run(_ arguments: [String], surroundings: Surroundings, console: Console) -> ExitCode {
    let language = language(arguments, surroundings)
    let color = color(arguments, surroundings)
    let invocation = Invocation(
      console: console, surroundings: surroundings, language: language, colorOut: color ?? console.outIsTerminal,
      colorError: color ?? console.errorIsTerminal)
    if arguments.isEmpty || ["help", "--help", "-h"].contains(arguments[0]) {
      return help(Array(arguments.dropFirst()), invocation)
    }
    if ["--version", "version"].contains(arguments[0]) {
      console.out("marshrut \(version)\n")
      return .done
    }
    guard let (command, rest) = find(arguments) else {
      invocation.report([unknownCommand(arguments)])
      console.error(invocation.say("Справка: marshrut help\n", "Help: marshrut help\n"))
      return .usage
    }
    return run(command, rest, invocation)
  }

  private static func run(_ command: any Command.Type, _ arguments: [String], _ invocation: Invocation) -> ExitCode {
    var invocation = invocation
    do {
      let parsed: ParsedArguments
      do throws(ParsedArguments.UsageError) {
        parsed = try ParsedArguments(arguments, options: allOptions(of: command))
        _ = try parsed.choice("--lang", of: ["ru", "en"])
        _ = try parsed.choice("--color", of: ["auto", "always", "never"])
      } catch {
        throw CommandFailure.usage(error)
      }
      invocation.isPseudonymous = parsed.has(Option.pseudonymous.name)
      if parsed.has("--help") {
        invocation.console.out(HelpText(language: invocation.language).page(command))
        return .done
      }
      try checkCount(of: parsed, command)
      return try command.run(parsed, invocation)
    } catch let failure as CommandFailure {
      return report(failure, command, invocation)
    } catch {
      invocation.console.error("\(error)\n")
      return .inputOutput
    }
  }

  /// A command's own options and those of every command; whatever reads people can leave out their names.
  static func allOptions(of command: any Command.Type) -> [Option] {
    let own = command.options
    let readsPeople = own.contains { [Option.data.name, Option.database.name].contains($0.name) }
    let names = readsPeople && !own.contains(.pseudonymous) ? [Option.pseudonymous] : []
    return own + names + [.language, .color, .help]
  }

  private static func checkCount(
    of parsed: ParsedArguments, _ command: any Command.Type
  ) throws(CommandFailure) {
    guard let most = command.mostArguments, parsed.positionals.count > most else { return }
    let extra = parsed.positionals[most...].map { "«\($0)»" }.joined(separator: ", ")
    throw .usage(
      ParsedArguments.UsageError(
        "лишнее в команде: \(extra); у \(command.name) "
          + (most == 0 ? "нет аргументов без имени" : "не больше \(most) аргумента без имени"),
        "too many arguments: \(extra); \(command.name) takes "
          + (most == 0 ? "only options" : "at most \(most) besides options")))
  }

  private static func report(_ failure: CommandFailure, _ command: any Command.Type, _ invocation: Invocation)
    -> ExitCode
  {
    switch failure {
    case .usage(let error):
      invocation.report(error.diagnostics)
      invocation.console.error(
        invocation.say("Справка: marshrut \(command.name) --help\n", "Help: marshrut \(command.name) --help\n"))
      return .usage
    case .input(let diagnostics):
      invocation.report(diagnostics)
      let errors = diagnostics.filter { $0.severity == .error }
      invocation.console.error(invocation.say("Ошибок: \(errors.count)\n", "Errors: \(errors.count)\n"))
      // What can't be read at all is no mistake in what it holds.
      return !errors.isEmpty && errors.allSatisfy { $0.id == "unreadable" } ? .inputOutput : .badInput
    case .inputOutput(let diagnostic):
      invocation.report([diagnostic])
      return .inputOutput
    }
  }

  private static func help(_ arguments: [String], _ invocation: Invocation) -> ExitCode {
    let words = arguments.filter { !$0.hasPrefix("-") && !["ru", "en"].contains($0) }
    let text = HelpText(language: invocation.language)
    guard !words.isEmpty else {
      invocation.console.out(text.overview(commands))
      return .done
    }
    guard let (command, _) = find(words) else {
      let group = commands.filter { $0.name.hasPrefix(words.joined(separator: " ") + " ") }
      if !group.isEmpty {
        invocation.console.out(text.overview(group))
        return .done
      }
      invocation.report([unknownCommand(words)])
      return .usage
    }
    invocation.console.out(text.page(command))
    return .done
  }

  /// The command whose words come first, the longest name that fits.
  private static func find(_ arguments: [String]) -> (command: any Command.Type, rest: [String])? {
    for command in commands.sorted(by: { $0.name.count > $1.name.count }) {
      let words = command.name.split(separator: " ").map(String.init)
      if arguments.starts(with: words) { return (command, Array(arguments.dropFirst(words.count))) }
    }
    return nil
  }

  private static func unknownCommand(_ arguments: [String]) -> Diagnostic {
    let typed = arguments.prefix(2).joined(separator: " ")
    let names = commands.map { $0.name }
    let group = names.filter { $0.hasPrefix(arguments[0] + " ") }
    let shown = group.isEmpty ? arguments[0] : typed
    let near = nearest(to: typed, among: names) ?? nearest(to: arguments[0], among: names)
    var notes = near.map { [LocalizedText(ru: "возможно, «\($0)»?", en: "did you mean «\($0)»?")] } ?? []
    if !group.isEmpty {
      let list = group.joined(separator: ", ")
      notes.append(LocalizedText(ru: "есть команды: \(list)", en: "there are the commands \(list)"))
    }
    return Diagnostic(
      .error, "unknown-command",
      LocalizedText(ru: "нет такой команды: «\(shown)»", en: "unknown command «\(shown)»"), at: .nowhere, notes: notes)
  }

  /// `--lang`, else the environment, else Russian; read before anything else so that every message is in it.
  private static func language(_ arguments: [String], _ surroundings: Surroundings) -> Language {
    let chosen = value(of: "--lang", in: arguments) ?? surroundings.environment["MARSHRUT_LANG"] ?? "ru"
    return Language(rawValue: chosen) ?? .russian
  }

  /// `--color`, else no colours when NO_COLOR is set, else nil: as the terminal is.
  private static func color(_ arguments: [String], _ surroundings: Surroundings) -> Bool? {
    switch value(of: "--color", in: arguments) {
    case "always": true
    case "never": false
    default: surroundings.environment["NO_COLOR"].map { !$0.isEmpty } == true ? false : nil
    }
  }

  private static func value(of name: String, in arguments: [String]) -> String? {
    for (index, argument) in arguments.enumerated() {
      if argument == name, index + 1 < arguments.count { return arguments[index + 1] }
      if argument.hasPrefix(name + "=") { return String(argument.dropFirst(name.count + 1)) }
    }
    return nil
  }
}
