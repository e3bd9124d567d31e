import Diagnostics
import Interchange
import RouteModel
import Tables

/// The options of imports and exports.
extension Option {
  static let exchangeFormat = format(["text", "json"])
  static let strict = flag(
    "--strict", help: "если хоть что-то отброшено, не писать ничего и закончить с кодом 2",
    "if anything is dropped, write nothing and end with code 2")
  static let people = value(
    "--people", "ФАЙЛ", "FILE", help: "таблица «id;почта»: чья какая почта (иначе столбец «почта» в people)",
    "a table «id;email» of e-mails (else the column «почта» of people)")
  static let wave = value(
    "--wave", "тест|ретест", "pretest|retest", help: "какое это тестирование, по умолчанию тест",
    "which testing it was, by default pretest")
  static let form = value("--form", "ФОРМА", "FORM", help: "форма теста", "the form of the test")
  static let testDay = value(
    "--date", "ДАТА", "DATE", help: "день теста вместо того, что в файле", "the day of the test instead of the file's")
  static let columnMap = value(
    "--columns", "ФАЙЛ", "FILE", help: "таблица «столбец;компетенция» для столбцов, названных не кодом",
    "a table «column;competency» for columns not named by a code")
  static let timeZone = value(
    "--time-zone", "+ЧЧ:ММ", "+HH:MM", help: "часы региона относительно UTC, по умолчанию +10:00 (Хабаровск)",
    "the region's clocks ahead of UTC, by default +10:00 (Khabarovsk)")
  static let keptCatalog = value(
    "--catalog", "ПАПКА", "DIR", help: "взять цели, организации, источник и статус из этого каталога по коду",
    "take targets, organisations, source and status from this catalog by code")

  static func exchangeOut(_ table: String) -> Option {
    value(
      "--out", "ПУТЬ", "PATH", help: "новый файл или папка для \(table); без --out — только отчёт о потерях",
      "a new file or a folder for \(table); without --out only the loss report")
  }
}

extension ParsedArguments {
  /// The one file a command reads.
  func exchangeFile(_ usage: LocalizedText) throws(CommandFailure) -> String {
    guard positionals.count == 1 else {
      throw .usage(UsageError("укажите один файл: \(usage.russian)", "give one file: \(usage.english)"))
    }
    return positionals[0]
  }

  /// `--time-zone` in minutes ahead of UTC.
  func minutesAheadOfUTC() throws(CommandFailure) -> Int {
    guard let text = self[.timeZone] else { return 600 }
    let digits = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    let isSigned = text.hasPrefix("+") || text.hasPrefix("-")
    guard isSigned, digits.count == 2, text.count == 6, let hours = digits[0], let minutes = digits[1],
      (0...14).contains(hours), (0..<60).contains(minutes)
    else {
      throw .usage(
        UsageError(
          "у --time-zone ожидается +10:00, а найдено «\(text)»", "--time-zone takes +10:00, found «\(text)»"))
    }
    return (text.hasPrefix("-") ? -1 : 1) * (hours * 60 + minutes)
  }

  /// The options of test results.
  func resultsOptions() throws(CommandFailure) -> ResultsOptions {
    var options = ResultsOptions()
    options.form = self[.form]
    options.competency = self["--competency"]
    options.minutesAheadOfUTC = try minutesAheadOfUTC()
    if let text = self[.wave] {
      guard let wave = Wave(spelling: text) else {
        throw .usage(
          UsageError(
            "у --wave бывает «тест» или «ретест», а найдено «\(text)»", "--wave is pretest or retest, found «\(text)»"))
      }
      options.wave = wave
    }
    if let text = self[.testDay] {
      guard let date = CalendarDate(parsing: text) else {
        throw .usage(
          UsageError(
            "у --date ожидается дата (2023-05-15 или 15.05.2023), а найдено «\(text)»",
            "--date takes a date (2023-05-15), found «\(text)»"))
      }
      options.date = date
    }
    if let text = self["--maximum"] {
      guard let maximum = Points(parsing: text), (Points(hundredths: 1)...Points(100_000)).contains(maximum) else {
        throw .usage(
          UsageError(
            "у --maximum ожидается число больше 0, а найдено «\(text)»",
            "--maximum takes a number over 0, found «\(text)»"))
      }
      options.maximum = maximum
    }
    return options
  }
}
