import Diagnostics
import Foundation
import RouteModel
import Tables
import Workspace

/// `marshrut export`: the whole workspace as tables.
struct ExportCommand: Command {
  static let name = "export"
  static let summary = LocalizedText(ru: "выгрузить базу таблицами", en: "write the workspace as tables")
  static let usage = LocalizedText(ru: "--db ФАЙЛ --out ПАПКА [настройки]", en: "--db FILE --out DIR [options]")
  static let discussion = LocalizedText(
    ru:
      "people.csv, scores.csv и другие — данные на сегодня: их открывает Excel и читают команды с --data.\nworkspace-*.csv — вся база с историей, маршрутами и журналом: команда import восстановит её в пустую базу без потерь.",
    en:
      "people.csv, scores.csv and others are today's data: Excel opens them, and commands with --data read them.\nworkspace-*.csv are the whole workspace with history, routes and journal: import restores it into an empty one without loss."
  )
  static let options: [Option] = [
    .database, .out, .pseudonymous,
    .flag("--facts-only", help: "только данные на сегодня, без истории", "only today's data, without history"),
  ]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let access = try WorkspaceAccess(arguments, invocation)
    guard let folder = arguments[.out] else {
      throw .usage(ParsedArguments.UsageError("укажите папку: --out ПАПКА", "give the folder: --out DIR"))
    }
    let pseudonymous = arguments.has("--pseudonymous")
    let (records, dump) = try access.reading(needsNames: !pseudonymous) {
      workspace throws(WorkspaceError) -> (DataRecords, WorkspaceDump?) in
      let records = try workspace.records()
      let dump = arguments.has("--facts-only") ? nil : try workspace.dump(withNames: !pseudonymous)
      return (pseudonymous ? records.withoutNames : records, dump)
    }
    let output = Output(invocation: invocation, path: nil)
    try output.makeFolder(folder)
    var count = 0
    for table in DataSetWriter.tables(records) {
      try output.write(table.bytes, to: "\(folder)/\(table.name)")
      count += 1
    }
    for table in dump?.tables ?? [] {
      let bytes = CSVWriter.bytes(header: table.header, rows: table.rows)
      try output.write(bytes, to: "\(folder)/\(WorkspaceDump.prefix)\(table.name).csv")
      count += 1
    }
    invocation.console.out(
      invocation.say(
        "Записано в «\(folder)»: таблиц \(count), людей \(records.people.count)\n",
        "Written to «\(folder)»: \(count) tables, \(records.people.count) people\n"))
    return .done
  }
}

/// Reads the tables of a whole workspace that `export` wrote.
struct WorkspaceDumpReader {
  let invocation: Invocation

  /// The dump in a folder; nil when the folder holds none.
  func dump(at folder: Location) throws(CommandFailure) -> WorkspaceDump? {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    let files = names.filter { $0.hasPrefix(WorkspaceDump.prefix) && $0.hasSuffix(".csv") }
    guard !files.isEmpty else { return nil }
    var tables: [WorkspaceDump.Table] = []
    var mistakes: [Diagnostic] = []
    for file in files {
      let read = RawTable.read(folder.file(file))
      mistakes += read.diagnostics
      guard let table = read.table else { continue }
      let name = String(file.dropFirst(WorkspaceDump.prefix.count).dropLast(".csv".count))
      tables.append(WorkspaceDump.Table(name: name, header: table.header, rows: table.rows))
    }
    guard !mistakes.hasErrors else { throw .input(mistakes) }
    return WorkspaceDump(tables: tables)
  }
}
