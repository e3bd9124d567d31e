import Diagnostics
import Interchange
import RouteModel

/// `marshrut exchange export moodle-competencies`.
struct ExportMoodleCompetenciesCommand: Command {
  static let name = "exchange export moodle-competencies"
  static let summary = LocalizedText(
    ru: "компетенции каталога — структурой компетенций Moodle", en: "the catalog's competencies as a Moodle framework")
  static let usage = LocalizedText(ru: "--out ФАЙЛ.csv [настройки]", en: "--out FILE.csv [options]")
  static let discussion = LocalizedText(
    ru:
      "Например: marshrut exchange export moodle-competencies --out компетенции.csv\nВ Moodle: Администрирование → Компетенции → Импорт структуры компетенций; кодировка UTF-8, разделитель — запятая.\nОтчёт называет всё, чему в Moodle нет места, и то, что Moodle обрезал бы или потерял молча. Без --out — только отчёт.",
    en:
      "For example: marshrut exchange export moodle-competencies --out framework.csv\nIn Moodle: Site administration → Competencies → Import competency framework; encoding UTF-8, delimiter comma.\nThe report names all that Moodle has no place for, and what it would cut or lose in silence. Without --out there is only the report."
  )
  static let options: [Option] = [
    .catalog, .exchangeOut("framework.csv"),
    .value(
      "--framework", "КОД", "CODE", help: "номер ID структуры, по умолчанию marshrut",
      "the framework's ID number, by default marshrut"),
    .value("--title", "НАЗВАНИЕ", "TITLE", help: "короткое имя структуры", "the framework's short name"),
    .value(
      "--scale", "ЗНАЧЕНИЯ", "VALUES", help: "значения шкалы через запятую, от низшего к высшему",
      "the values of the scale with commas, low to high"),
    .strict, .exchangeFormat,
  ]
  static let mostArguments: Int? = 0

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let desk = ExchangeDesk(arguments: arguments, invocation: invocation)
    let loader = ProjectLoader(arguments: arguments, invocation: invocation)
    let path = try desk.destination("framework.csv")
    var writer = MoodleFrameworkWriter()
    writer.idNumber = arguments["--framework"] ?? writer.idNumber
    writer.shortName = arguments["--title"] ?? writer.shortName
    if writer.shortName.count > 100 {
      throw .usage(ParsedArguments.UsageError("--title не длиннее 100 знаков", "--title has at most 100 characters"))
    }
    if let scale = arguments["--scale"] {
      let values = scale.split(separator: ",", omittingEmptySubsequences: false)
      guard values.count >= 2, !values.contains(where: { $0.allSatisfy(\.isWhitespace) }) else {
        throw .usage(
          ParsedArguments.UsageError(
            "у --scale ожидается не меньше двух значений через запятую, а найдено «\(scale)»",
            "--scale takes two values or more with commas, found «\(scale)»"))
      }
      writer.scale = scale
    }
    let made = writer.write(try loader.catalog(), source: try loader.catalogFolder())
    guard made.diagnostics.isEmpty else { throw .input(made.diagnostics) }
    return try desk.finish(made.report, made.bytes, to: path, mode: 0o644)
  }
}

/// `marshrut exchange export case`.
struct ExportCompetencyPackageCommand: Command {
  static let name = "exchange export case"
  static let summary = LocalizedText(
    ru: "компетенции каталога — моделью 1EdTech CASE (JSON)",
    en: "the catalog's competencies as a 1EdTech CASE package (JSON)")
  static let usage = LocalizedText(ru: "--out ФАЙЛ.json [настройки]", en: "--out FILE.json [options]")
  static let discussion = LocalizedText(
    ru:
      "Например: marshrut exchange export case --as-of 2023-09-01 --out модель.json\nОдин и тот же каталог даёт те же identifier; дата изменения — из --as-of. Без --out — только отчёт.",
    en:
      "For example: marshrut exchange export case --as-of 2023-09-01 --out framework.json\nThe same catalog gives the same identifiers; the date of change is that of --as-of. Without --out there is only the report."
  )
  static let options: [Option] = [
    .catalog, .asOf, .exchangeOut("case.json"),
    .value("--title", "НАЗВАНИЕ", "TITLE", help: "название модели", "the title of the framework"),
    .value("--creator", "КТО", "WHO", help: "чья это модель", "whose framework it is"), .strict, .exchangeFormat,
  ]
  static let mostArguments: Int? = 0

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let desk = ExchangeDesk(arguments: arguments, invocation: invocation)
    let loader = ProjectLoader(arguments: arguments, invocation: invocation)
    let path = try desk.destination("case.json")
    var writer = CompetencyPackageWriter()
    writer.title = arguments["--title"] ?? writer.title
    writer.creator = arguments["--creator"] ?? writer.creator
    let made = writer.write(
      try loader.catalog(), on: try arguments.asOf(invocation), source: try loader.catalogFolder())
    return try desk.finish(made.report, made.bytes, to: path, mode: 0o644)
  }
}
