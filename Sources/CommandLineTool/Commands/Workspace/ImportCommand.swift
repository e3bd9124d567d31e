import Diagnostics
import Foundation
import Reports
import RouteModel
import Tables
import Workspace

/// `marshrut import`: tables into the workspace, all or nothing.
struct ImportCommand: Command {
  static let name = "import"
  static let summary = LocalizedText(ru: "загрузить таблицы в рабочую базу", en: "take tables into the workspace")
  static let usage = LocalizedText(ru: "ФАЙЛ|ПАПКА|КНИГА.xlsx --db ФАЙЛ", en: "FILE|DIR|BOOK.xlsx --db FILE")
  static let discussion = LocalizedText(
    ru:
      "Например: marshrut import данные --db район.db\n           marshrut import ретест/scores.csv --db район.db --dry-run\nЗагружается всё или ничего. То же самое второй раз ничего не меняет; изменённое значение становится новой версией, прежнее остаётся в истории.\nПапка или книга, которую записала команда export, загружается целиком, с историей, в пустую базу.",
    en:
      "For example: marshrut import data --db district.db\n             marshrut import retest/scores.csv --db district.db --dry-run\nAll is taken in, or nothing. The same a second time changes nothing; a changed value is a new version, the old one stays in the history.\nA folder or workbook written by export is taken in whole, with its history, into an empty workspace."
  )
  static let options: [Option] = [
    .database, .catalog, .actor,
    .flag("--dry-run", help: "только показать, что изменится", "only show what would change"),
    .flag(
      "--full", help: "таблицы полны: чего в них нет у названных людей, то отозвано",
      "the tables are complete: what they lack of the people in them is withdrawn"),
  ]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let access = try WorkspaceAccess(arguments, invocation)
    guard arguments.positionals.count == 1, let given = arguments.positionals.first else {
      throw .usage(ParsedArguments.UsageError("укажите один файл или папку", "give one file or folder"))
    }
    let location = Location(path: invocation.surroundings.absolute(given), shown: given)
    if let dump = try WorkspaceDumpReader().dump(at: location) {
      try access.writing { workspace throws(WorkspaceError) in
        try workspace.restore(dump, source: given, stamp: access.stamp(arguments))
      }
      invocation.console.out(
        invocation.say(
          "База восстановлена целиком из «\(given)»\n", "The workspace is restored whole from «\(given)»\n"))
      return .done
    }
    let catalog = try ProjectLoader(arguments: arguments, invocation: invocation).catalog()
    let (known, basis) = try access.reading { workspace throws(WorkspaceError) in
      try workspace.snapshot { () throws(WorkspaceError) in
        (try workspace.directory(), try workspace.factsState())
      }
    }
    let read = DataSetReader.records(folder: location, catalog: catalog, known: known.people.isEmpty ? nil : known)
    guard let records = read.records else { throw .input(read.diagnostics) }
    invocation.report(read.diagnostics.filter { $0.severity == .warning })
    guard !read.tables.isEmpty else { throw .input([noTables(given)]) }
    let outcome = try access.writing { workspace throws(WorkspaceError) in
      try workspace.take(
        records, mode: arguments.has("--full") ? .complete(tables: read.tables) : .additions, source: given,
        digest: FileDigest.of(location), stamp: access.stamp(arguments), basis: basis,
        isTrial: arguments.has("--dry-run"))
    }
    var page = TextPage(language: invocation.language, color: invocation.colorOut)
    ImportText().write(outcome, isTrial: arguments.has("--dry-run"), to: &page)
    invocation.console.out(page.text)
    return .done
  }

  private static func noTables(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, "no-tables",
      LocalizedText(
        ru: "здесь нет ни одной таблицы: people, organisations, scores, indicators, completions",
        en: "there is no table here: people, organisations, scores, indicators, completions"), at: .file(path))
  }
}

/// SHA-256 of a file, or of the tables of a folder with their names.
enum FileDigest {
  static func of(_ location: Location) -> String {
    var hash = SHA256()
    if let bytes = location.bytes() {
      hash.update(bytes)
      return hash.finalize()
    }
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: location.path)) ?? []).sorted()
    for name in names {
      guard let bytes = location.file(name).bytes() else { continue }
      hash.update(Array("\(name)\n\(bytes.count)\n".utf8))
      hash.update(bytes)
    }
    return hash.finalize()
  }
}
