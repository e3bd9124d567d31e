import Diagnostics
import RouteModel
import Workspace

/// `marshrut submit`: a draft goes to those who approve.
struct SubmitCommand: Command {
  static let name = "submit"
  static let summary = LocalizedText(ru: "отдать маршрут на утверждение", en: "put a route forward for approval")
  static let usage = LocalizedText(ru: "НОМЕР --db ФАЙЛ [настройки]", en: "ID --db FILE [options]")
  static let discussion = LocalizedText(
    ru: "Например: marshrut submit Р-001 --db район.db --by \"Методист И. П.\"",
    en: "For example: marshrut submit Р-001 --db district.db --by \"A methodologist\"")
  static let options: [Option] = [.database, .version, .actor]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    try RouteMove(arguments, invocation).perform(.submit, comment: nil)
  }
}

/// `marshrut approve`: the person works by it from now on.
struct ApproveCommand: Command {
  static let name = "approve"
  static let summary = LocalizedText(ru: "утвердить маршрут", en: "approve a route")
  static let usage = LocalizedText(ru: "НОМЕР --db ФАЙЛ [настройки]", en: "ID --db FILE [options]")
  static let discussion = LocalizedText(
    ru:
      "Например: marshrut approve Р-001 --db район.db --by \"Начальник отдела\"\nПрежние версии маршрута этого человека становятся заменёнными.",
    en:
      "For example: marshrut approve Р-001 --db district.db --by \"Head of department\"\nEarlier versions of the person's route are replaced."
  )
  static let options: [Option] = [.database, .version, .actor, RouteMove.comment]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    try RouteMove(arguments, invocation).perform(.approve, comment: arguments.words("--comment"))
  }
}

/// `marshrut return`: back to draft, with the reason.
struct ReturnCommand: Command {
  static let name = "return"
  static let summary = LocalizedText(ru: "вернуть маршрут на доработку", en: "send a route back to be reworked")
  static let usage = LocalizedText(
    ru: "НОМЕР --comment ТЕКСТ --db ФАЙЛ [настройки]", en: "ID --comment TEXT --db FILE [options]")
  static let discussion = LocalizedText(
    ru: "Например: marshrut return Р-001 --db район.db --comment \"перенести стажировку на весну\"",
    en: "For example: marshrut return Р-001 --db district.db --comment \"move the internship to spring\"")
  static let options: [Option] = [.database, .version, .actor, RouteMove.comment]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    guard let comment = arguments.words("--comment") else {
      throw .usage(
        ParsedArguments.UsageError("скажите, что доработать: --comment ТЕКСТ", "say what to rework: --comment TEXT"))
    }
    return try RouteMove(arguments, invocation).perform(.return, comment: comment)
  }
}

/// What the three commands share.
struct RouteMove {
  static let comment = Option.value("--comment", "ТЕКСТ", "TEXT", help: "пояснение", "a comment")

  let access: WorkspaceAccess
  let stamp: Stamp
  let person: String
  let version: Int?

  init(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) {
    access = try WorkspaceAccess(arguments, invocation)
    stamp = access.stamp(arguments)
    guard arguments.positionals.count == 1, let id = arguments.positionals.first else {
      throw .usage(ParsedArguments.UsageError("укажите номер одного человека", "give the id of one person"))
    }
    person = id
    version = try arguments.wholeNumber("--version", in: 1...1_000_000)
  }

  func perform(_ move: Workspace.Move, comment: String?) throws(CommandFailure) -> ExitCode {
    let route = try access.writing { workspace throws(WorkspaceError) in
      try workspace.move(person, version: version, move, comment: comment, stamp: stamp)
    }
    let invocation = access.invocation
    invocation.console.out(
      invocation.say(
        "\(route.person), версия \(route.version): \(route.state.name.russian)\n",
        "\(route.person), version \(route.version): \(route.state.name.english)\n"))
    return .done
  }
}
