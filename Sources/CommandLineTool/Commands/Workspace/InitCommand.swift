import Diagnostics
import Workspace

/// `marshrut init`: an empty workspace.
struct InitCommand: Command {
  static let name = "init"
  static let summary = LocalizedText(ru: "создать рабочую базу", en: "make a workspace")
  static let usage = LocalizedText(ru: "--db ФАЙЛ", en: "--db FILE")
  static let discussion = LocalizedText(
    ru:
      "Например: marshrut init --db район.db\nСоздаются два файла, доступных только владельцу: район.db и район.names.db — в нём имена людей, его можно хранить отдельно.",
    en:
      "For example: marshrut init --db district.db\nMakes two files only their owner can read: district.db, and district.names.db with the people's names, which can be kept elsewhere."
  )
  static let options: [Option] = [.database]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let access = try WorkspaceAccess(arguments, invocation)
    var random = SystemRandomNumberGenerator()
    let identity = (0..<2).map { _ in
      let digits = String(random.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
    try access.attempt { () throws(WorkspaceError) in
      _ = try Workspace.create(at: access.absolute, identity: identity.joined())
    }
    let names = Workspace.namesPath(of: access.path)
    invocation.console.out(
      invocation.say("Созданы \(access.path) и \(names) (имена)\n", "Made \(access.path) and \(names) (names)\n"))
    return .done
  }
}
