import Diagnostics
import Interchange
import RouteModel
import Tables

/// `marshrut exchange import xapi`.
struct ImportStatementsCommand: Command {
  static let name = "exchange import xapi"
  static let summary = LocalizedText(
    ru: "записи xAPI о пройденном — таблицей completions.csv",
    en: "xAPI statements of completion as the table completions.csv")
  static let usage = LocalizedText(
    ru: "ФАЙЛ --data ПАПКА [--out ПУТЬ] [настройки]", en: "FILE --data DIR [--out PATH] [options]")
  static let discussion = LocalizedText(
    ru:
      "Например: marshrut exchange import xapi записи.jsonl --data данные --activities занятия.csv --out новое\nЧитаются completed и passed: массивом JSON, по записи в строке или ответом хранилища. Человек — имя учётной записи (его номер) или почта; мероприятие — последняя часть адреса занятия (…/1.6) или таблица --activities. День — как он записан. Без --out — только отчёт.",
    en:
      "For example: marshrut exchange import xapi statements.jsonl --data data --activities activities.csv --out new\nRead are completed and passed: a JSON array, a statement per line, or the answer of a store. The person is the account's name (the id) or the mailbox; the measure is the last part of the activity's address (…/1.6) or comes from the table --activities. The day is as it is written. Without --out there is only the report."
  )
  static let options: [Option] = [
    .catalog, .data, .database, .people,
    .value(
      "--activities", "ФАЙЛ", "FILE", help: "таблица «занятие;мероприятие»: адрес занятия и номер мероприятия",
      "a table «activity;measure»: an activity's address and a measure's code"),
    .value(
      "--home-page", "АДРЕС", "URL", help: "только учётные записи этой системы (homePage)",
      "only accounts of this system (homePage)"),
    .exchangeOut("completions.csv"), .strict, .exchangeFormat,
  ]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let desk = ExchangeDesk(arguments: arguments, invocation: invocation)
    let file = try arguments.exchangeFile(usage)
    let path = try desk.destination("completions.csv")
    let catalog = try ProjectLoader(arguments: arguments, invocation: invocation).catalog()
    var activities = ActivityMap(catalog)
    if let map = arguments["--activities"] {
      let diagnostics = activities.add(try desk.table(map))
      if diagnostics.hasErrors { throw .input(diagnostics) }
    }
    let read = StatementReader.read(
      try desk.bytes(file), file: file, people: try desk.people(catalog), activities: activities,
      homePage: arguments["--home-page"])
    guard let records = read.records else { throw .input(read.diagnostics) }
    return try desk.finish(read.report, ExchangeDesk.table("completions", records), to: path, mode: 0o600)
  }
}

/// `marshrut exchange export xapi`.
struct ExportStatementsCommand: Command {
  static let name = "exchange export xapi"
  static let summary = LocalizedText(
    ru: "пройденное — записями xAPI, без имён", en: "what is completed as xAPI statements, without names")
  static let usage = LocalizedText(
    ru: "--data ПАПКА --home-page АДРЕС --out ФАЙЛ.jsonl", en: "--data DIR --home-page URL --out FILE.jsonl")
  static let discussion = LocalizedText(
    ru:
      "Например: marshrut exchange export xapi --data данные --home-page https://iro.example --out пройдено.jsonl\nПо записи completed в строке; человек — учётная запись с его номером. Без --out — только отчёт.",
    en:
      "For example: marshrut exchange export xapi --data data --home-page https://iro.example --out completed.jsonl\nA statement completed per line; the person is an account with the id as its name. Without --out there is only the report."
  )
  static let options: [Option] = [
    .catalog, .data, .database,
    .value("--home-page", "АДРЕС", "URL", help: "адрес системы учётных записей", "the address of the accounts' system"),
    .timeZone, .exchangeOut("statements.jsonl"), .strict, .exchangeFormat,
  ]
  static let mostArguments: Int? = 0

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    guard let home = arguments["--home-page"], home.contains("://"), home.allSatisfy({ $0.isASCII && !$0.isWhitespace })
    else {
      throw .usage(
        ParsedArguments.UsageError(
          "укажите адрес системы учётных записей: --home-page https://…",
          "give the address of the accounts' system: --home-page https://…"))
    }
    let desk = ExchangeDesk(arguments: arguments, invocation: invocation)
    let loader = ProjectLoader(arguments: arguments, invocation: invocation)
    let path = try desk.destination("statements.jsonl")
    let catalog = try loader.catalog()
    let writer = StatementWriter(homePage: home, minutesAheadOfUTC: try arguments.minutesAheadOfUTC())
    let records = DataRecords(try loader.data(for: catalog).data)
    let made = writer.write(records, catalog: catalog, source: arguments["--db"] ?? arguments["--data"] ?? ".")
    return try desk.finish(made.report, made.bytes.isEmpty ? nil : made.bytes, to: path, mode: 0o600)
  }
}
