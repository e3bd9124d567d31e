import Diagnostics
import Tables

/// `marshrut convert`: tables from a folder to a workbook or back.
struct ConvertCommand: Command {
  static let name = "convert"
  static let summary = LocalizedText(
    ru: "переложить таблицы из папки CSV в книгу Excel или обратно, клетка в клетку",
    en: "put tables from a folder of CSV into an Excel workbook or back, cell by cell")
  static let usage = LocalizedText(ru: "ПАПКА|КНИГА.xlsx --out ПУТЬ", en: "DIR|BOOK.xlsx --out PATH")
  static let discussion = LocalizedText(
    ru:
      "Путь на .xlsx — книга с листом на таблицу, иной — папка CSV. Поверх готового ничего не пишется.\nЧисла и даты становятся в книге числами и датами, коды вроде 1.10 и то, что похоже на формулу, — текстом.\nНапример: marshrut convert Catalog --out каталог.xlsx, затем marshrut check --catalog каталог.xlsx",
    en:
      "A path ending with .xlsx is a workbook with a sheet per table, any other a folder of CSV. Nothing is written over.\nNumbers and dates become numbers and dates of the workbook; codes such as 1.10, and what looks like a formula, texts.\nFor example: marshrut convert Catalog --out catalog.xlsx, then marshrut check --catalog catalog.xlsx"
  )
  static let options: [Option] = [
    .value("--out", "ПУТЬ", "PATH", help: "новая книга .xlsx или папка", "a new workbook .xlsx or folder")
  ]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    guard arguments.positionals.count == 1, let out = arguments["--out"] else {
      throw .usage(
        ParsedArguments.UsageError(
          "укажите, что перекладывать и куда: ПАПКА|КНИГА.xlsx --out ПУТЬ",
          "give what and where: DIR|BOOK.xlsx --out PATH"))
    }
    let given = arguments.positionals[0]
    let read = TableConversion.read(Location(path: invocation.surroundings.absolute(given), shown: given))
    guard let tables = read.tables else { throw .input(read.diagnostics) }
    invocation.report(read.diagnostics)
    try WorkbookOutput(invocation: invocation, path: out).write(tables)
    let cells = tables.reduce(0) { $0 + $1.rows.reduce($1.header.count) { $0 + $1.count } }
    invocation.console.out(
      invocation.say(
        "\(out): таблиц \(tables.count), строк \(tables.reduce(0) { $0 + $1.rows.count }), ячеек \(cells)\n",
        "\(out): \(tables.count) tables, \(tables.reduce(0) { $0 + $1.rows.count }) rows, \(cells) cells\n"))
    return .done
  }
}
