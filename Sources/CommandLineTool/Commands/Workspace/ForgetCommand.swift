import Diagnostics
import Reports
import Workspace

/// `marshrut forget ID`: erases a person and proves it.
struct ForgetCommand: Command {
  static let name = "forget"
  static let summary = LocalizedText(ru: "стереть человека из базы и доказать это", en: "erase a person and prove it")
  static let usage = LocalizedText(ru: "НОМЕР --yes --db ФАЙЛ", en: "ID --yes --db FILE")
  static let discussion = LocalizedText(
    ru:
      "Стираются данные, имя, маршруты и история человека; файлы базы переписываются заново и просматриваются: следов не остаётся. Копии, выгрузки и резервные диски команда не видит — их стирают отдельно. Отменить нельзя.",
    en:
      "Erases the person's data, name, routes and history; the files are written anew and searched: no trace is left. Copies, exports and backups are outside its sight and are erased separately. It can't be undone."
  )
  static let options: [Option] = [
    .database, .actor, .flag("--yes", help: "да, стереть без возврата", "yes, erase for good"),
  ]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let access = try WorkspaceAccess(arguments, invocation)
    guard arguments.positionals.count == 1, let id = arguments.positionals.first else {
      throw .usage(ParsedArguments.UsageError("укажите номер одного человека", "give the id of one person"))
    }
    guard arguments.has("--yes") else {
      throw .usage(
        ParsedArguments.UsageError(
          "стирание необратимо: подтвердите его настройкой --yes", "erasing can't be undone: confirm it with --yes"))
    }
    let erasure = try access.writing { workspace throws(WorkspaceError) in
      try workspace.forget(id, stamp: access.stamp(arguments))
    }
    var page = TextPage(language: invocation.language, color: invocation.colorOut)
    ErasureText().write(erasure, to: &page)
    invocation.console.out(page.text)
    return erasure.remains == 0 ? .done : .checkFailed
  }
}
