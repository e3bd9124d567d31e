import Diagnostics
import Interchange
import RouteModel
import Tables

/// `marshrut exchange import moodle-competencies`.
struct ImportMoodleCompetenciesCommand: Command {
  static let name = "exchange import moodle-competencies"
  static let summary = LocalizedText(
    ru: "структура компетенций Moodle — таблицей competencies.csv",
    en: "a Moodle framework as the table competencies.csv")
  static let usage = LocalizedText(ru: "ФАЙЛ.csv [--out ПУТЬ] [настройки]", en: "FILE.csv [--out PATH] [options]")
  static let discussion = LocalizedText(
    ru:
      "Например: marshrut exchange import moodle-competencies moodle.csv --catalog Catalog --out новое/competencies.csv\nФайл читается так, как прочёл бы его сам Moodle, но всё, что Moodle отбросил бы молча, названо. Без --out — только отчёт: так проверяют файл до загрузки в Moodle.\nС --catalog цели, виды организаций, источник и статус берутся из каталога по коду.",
    en:
      "For example: marshrut exchange import moodle-competencies moodle.csv --catalog Catalog --out new/competencies.csv\nThe file is read as Moodle itself would read it, but all that Moodle would drop in silence is named. Without --out there is only the report: a check before uploading into Moodle.\nWith --catalog targets, kinds of organisation, source and status come from the catalog by code."
  )
  static let options: [Option] = [.keptCatalog, .exchangeOut("competencies.csv"), .strict, .exchangeFormat]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let desk = ExchangeDesk(arguments: arguments, invocation: invocation)
    let file = try arguments.exchangeFile(usage)
    let path = try desk.destination("competencies.csv")
    let read = MoodleFrameworkReader.read(try desk.table(file), keeping: try desk.keptCatalog())
    return try finish(read, desk, path)
  }

  static func finish(
    _ read: ImportedFramework, _ desk: ExchangeDesk, _ path: String?
  ) throws(CommandFailure) -> ExitCode {
    guard !read.diagnostics.hasErrors else { throw .input(read.diagnostics) }
    let bytes = read.table.map { CSVWriter.bytes(header: $0.header, rows: $0.rows) }
    return try desk.finish(read.report, bytes, to: path, mode: 0o644)
  }
}

/// `marshrut exchange import case`.
struct ImportCompetencyPackageCommand: Command {
  static let name = "exchange import case"
  static let summary = LocalizedText(
    ru: "модель 1EdTech CASE — таблицей competencies.csv", en: "a 1EdTech CASE package as the table competencies.csv")
  static let usage = LocalizedText(ru: "ФАЙЛ.json [--out ПУТЬ] [настройки]", en: "FILE.json [--out PATH] [options]")
  static let discussion = LocalizedText(
    ru:
      "Например: marshrut exchange import case модель.json --out новое/competencies.csv\nВ каталог переходят элементы и связи isChildOf; о прочих связях и полях говорит отчёт, с путём вида CFItems[3].notes. Без --out — только отчёт.\nС --catalog цели, виды организаций, источник и статус берутся из каталога по коду.",
    en:
      "For example: marshrut exchange import case framework.json --out new/competencies.csv\nItems and isChildOf associations pass on; the report tells of other associations and fields, with paths such as CFItems[3].notes. Without --out there is only the report.\nWith --catalog targets, kinds of organisation, source and status come from the catalog by code."
  )
  static let options: [Option] = [.keptCatalog, .exchangeOut("competencies.csv"), .strict, .exchangeFormat]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let desk = ExchangeDesk(arguments: arguments, invocation: invocation)
    let file = try arguments.exchangeFile(usage)
    let path = try desk.destination("competencies.csv")
    let read = CompetencyPackageReader.read(try desk.bytes(file), file: file, keeping: try desk.keptCatalog())
    return try ImportMoodleCompetenciesCommand.finish(read, desk, path)
  }
}
