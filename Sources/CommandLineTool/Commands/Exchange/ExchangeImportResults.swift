import Diagnostics
import Interchange
import RouteModel
import Tables

/// `marshrut exchange import moodle-quiz`.
struct ImportMoodleQuizCommand: Command {
  static let name = "exchange import moodle-quiz"
  static let summary = LocalizedText(
    ru: "отчёт теста Moodle «Оценки» — таблицей scores.csv", en: "a Moodle quiz report «Grades» as the table scores.csv"
  )
  static let usage = LocalizedText(
    ru: "ФАЙЛ --data ПАПКА [--out ПУТЬ] [настройки]", en: "FILE --data DIR [--out PATH] [options]")
  static let discussion = LocalizedText(
    ru:
      "Например: marshrut exchange import moodle-quiz отчёт.csv --data данные --competency К1 --out новое\n           marshrut exchange import moodle-quiz отчёт.csv --data данные --wave ретест --out новое\nКаждая завершённая попытка — отдельный результат со своим днём. Люди сопоставляются по индивидуальному номеру, затем по почте, но не по имени.\nСтолбцы с названием из кода компетенции («К1/10,00») — её результаты; общую оценку относит к компетенции --competency. Без --out — только отчёт.",
    en:
      "For example: marshrut exchange import moodle-quiz report.csv --data data --competency К1 --out new\n             marshrut exchange import moodle-quiz report.csv --data data --wave retest --out new\nEvery finished attempt is a result of its own with its day. People are matched by ID number, then by e-mail, never by name.\nColumns named by the code of a competency («К1/10.00») are its results; --competency says whose the overall grade is. Without --out there is only the report."
  )
  static let options: [Option] = [
    .catalog, .data, .database, .people, .exchangeOut("scores.csv"),
    .value(
      "--competency", "КОД", "CODE", help: "о какой компетенции весь тест", "the competency the whole test is about"),
    .columnMap, .wave, .form, .testDay, .strict, .exchangeFormat,
  ]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    try ResultsImport(arguments: arguments, invocation: invocation).run(usage) { table, catalog, people, options in
      MoodleQuizReader.read(table, catalog: catalog, people: people, options: options)
    }
  }
}

/// `marshrut exchange import moodle-gradebook`.
struct ImportMoodleGradebookCommand: Command {
  static let name = "exchange import moodle-gradebook"
  static let summary = LocalizedText(
    ru: "журнал оценок Moodle (текстовый файл) — таблицей scores.csv",
    en: "a Moodle gradebook (plain text) as the table scores.csv")
  static let usage = LocalizedText(
    ru: "ФАЙЛ --data ПАПКА [--out ПУТЬ] [настройки]", en: "FILE --data DIR [--out PATH] [options]")
  static let discussion = LocalizedText(
    ru:
      "Например: marshrut exchange import moodle-gradebook журнал.csv --data данные --date 15.05.2023 --out новое\nЖурнал не хранит дня теста: укажите --date, иначе взят будет день выгрузки. Берутся проценты; «Значение» — с --maximum.\nЛюди сопоставляются по индивидуальному номеру, затем по почте, но не по имени. Без --out — только отчёт.",
    en:
      "For example: marshrut exchange import moodle-gradebook grades.csv --data data --date 2023-05-15 --out new\nA gradebook does not hold the day of the test: give --date, or the day of the download is taken. Percentages are taken; real grades with --maximum.\nPeople are matched by ID number, then by e-mail, never by name. Without --out there is only the report."
  )
  static let options: [Option] = [
    .catalog, .data, .database, .people, .exchangeOut("scores.csv"), .columnMap,
    .value("--maximum", "ЧИСЛО", "NUMBER", help: "максимум оценок «Значение»", "the maximum of real grades"), .wave,
    .form, .testDay, .timeZone, .strict, .exchangeFormat,
  ]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    try ResultsImport(arguments: arguments, invocation: invocation).run(usage) { table, catalog, people, options in
      MoodleGradebookReader.read(table, catalog: catalog, people: people, options: options)
    }
  }
}

/// An import of test results.
struct ResultsImport {
  let arguments: ParsedArguments
  let invocation: Invocation

  func run(
    _ usage: LocalizedText, _ read: (Table, Catalog, PersonKeys, ResultsOptions) -> ImportedResults
  ) throws(CommandFailure) -> ExitCode {
    let desk = ExchangeDesk(arguments: arguments, invocation: invocation)
    let file = try arguments.exchangeFile(usage)
    var options = try arguments.resultsOptions()
    let path = try desk.destination("scores.csv")
    let catalog = try ProjectLoader(arguments: arguments, invocation: invocation).catalog()
    if let map = arguments[.columnMap] {
      let diagnostics = options.addColumns(try desk.table(map))
      if diagnostics.hasErrors { throw .input(diagnostics) }
    }
    let results = read(try desk.table(file), catalog, try desk.people(catalog), options)
    guard let records = results.records, !results.diagnostics.hasErrors else { throw .input(results.diagnostics) }
    invocation.report(results.diagnostics)
    return try desk.finish(results.report, ExchangeDesk.table("scores", records), to: path, mode: 0o600)
  }
}
