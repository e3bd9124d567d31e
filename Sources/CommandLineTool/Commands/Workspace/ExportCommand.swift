import Diagnostics
import Foundation
import RouteModel
import Tables
import Workspace

/// `marshrut export`: the whole workspace as tables.
struct ExportCommand: Command {
  static let name = "export"
  static let summary = LocalizedText(ru: "выгрузить базу таблицами", en: "write the workspace as tables")
  static let usage = LocalizedText(ru: "--db ФАЙЛ --out ПАПКА|КНИГА.xlsx", en: "--db FILE --out DIR|BOOK.xlsx")
  static let discussion = LocalizedText(
    ru:
      "people, scores и другие таблицы — данные на сегодня: их открывает Excel и читают команды с --data.\nworkspace-… — вся база с историей, маршрутами и журналом: команда import восстановит её в пустую базу без потерь.\nПуть на .xlsx — одна книга с листом на таблицу, иной — новая папка CSV; поверх готового ничего не пишется.",
    en:
      "people, scores and others are today's data: Excel opens them, and commands with --data read them.\nworkspace-… are the whole workspace with history, routes and journal: import restores it into an empty one without loss.\nA path ending with .xlsx is one workbook with a sheet per table, any other a new folder of CSV; nothing is written over."
  )
  static let options: [Option] = [
    .database, .out, .pseudonymous,
    .flag("--facts-only", help: "только данные на сегодня, без истории", "only today's data, without history"),
  ]
  static let mostArguments: Int? = 0

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let access = try WorkspaceAccess(arguments, invocation)
    guard let path = arguments[.out] else {
      throw .usage(
        ParsedArguments.UsageError(
          "укажите, куда: --out ПАПКА или --out КНИГА.xlsx", "give where: --out DIR or --out BOOK.xlsx"))
    }
    let output = WorkbookOutput(invocation: invocation, path: path)
    try output.requireNothing(at: path)
    let pseudonymous = invocation.isPseudonymous
    let (records, dump) = try access.reading(needsNames: !pseudonymous) {
      workspace throws(WorkspaceError) -> (DataRecords, WorkspaceDump?) in
      try workspace.snapshot { () throws(WorkspaceError) in
        let records = try workspace.records()
        let dump = arguments.has("--facts-only") ? nil : try workspace.dump(withNames: !pseudonymous)
        return (pseudonymous ? records.withoutNames : records, dump)
      }
    }
    var sheets = DataSetWriter.sheets(records)
    for table in dump?.tables ?? [] {
      sheets.append((WorkspaceDump.fileName(table.name), table.header, table.rows))
    }
    try output.write(sheets: sheets)
    invocation.console.out(
      invocation.say(
        "Записано в «\(path)»: таблиц \(sheets.count), людей \(records.people.count)\n",
        "Written to «\(path)»: \(sheets.count) tables, \(records.people.count) people\n"))
    return .done
  }
}

/// Reads the tables of a whole workspace that `export` wrote.
struct WorkspaceDumpReader {
  /// The dump in a folder or workbook; nil when it holds none.
  func dump(at location: Location) throws(CommandFailure) -> WorkspaceDump? {
    guard TableConversion.names(location).contains(where: { WorkspaceDump.table(inFile: $0) != nil }) else {
      return nil
    }
    let read = TableConversion.read(location, where: { WorkspaceDump.table(inFile: $0) != nil })
    guard let tables = read.tables else { throw .input(read.diagnostics) }
    return WorkspaceDump(
      tables: tables.map {
        WorkspaceDump.Table(name: WorkspaceDump.table(inFile: $0.name) ?? "", header: $0.header, rows: $0.rows)
      })
  }
}
