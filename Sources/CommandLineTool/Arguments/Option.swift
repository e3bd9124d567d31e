import Diagnostics

/// An option of the command line.
struct Option: Sendable, Hashable {
  /// The name with its dashes.
  var name: String
  /// What its value is called in help; nil for a switch.
  var value: LocalizedText?
  /// What it does.
  var help: LocalizedText
  /// Whether it may be given more than once.
  var isRepeatable = false

  static func value(_ name: String, _ ru: String, _ en: String, help russian: String, _ english: String) -> Option {
    Option(name: name, value: LocalizedText(ru: ru, en: en), help: LocalizedText(ru: russian, en: english))
  }

  static func flag(_ name: String, help russian: String, _ english: String) -> Option {
    Option(name: name, value: nil, help: LocalizedText(ru: russian, en: english))
  }

  static func repeatable(_ name: String, _ ru: String, _ en: String, help russian: String, _ english: String) -> Option
  {
    var option = value(name, ru, en, help: russian, english)
    option.isRepeatable = true
    return option
  }

  static let rules = value(
    "--rules", "ПАПКА", "DIR", help: "папка с файлами правил *.rules (иначе Rules здесь или выше)",
    "folder of rule files *.rules (else Rules here or above)")
  static let cases = value(
    "--cases", "ПАПКА", "DIR", help: "папка с файлами примеров (иначе cases в папке правил)",
    "folder of files of examples (else cases in the folder of rules)")
  static let catalog = value(
    "--catalog", "ПАПКА", "DIR", help: "папка каталога или книга .xlsx (иначе Catalog здесь или выше)",
    "folder of the catalog, or a workbook .xlsx (else Catalog here or above)")
  static let data = value(
    "--data", "ПАПКА", "DIR", help: "папка с таблицами людей и результатов или книга .xlsx",
    "folder of the tables of people and results, or a workbook .xlsx")
  static let database = value(
    "--db", "ФАЙЛ", "FILE", help: "рабочая база (иначе переменная MARSHRUT_DB)",
    "the workspace (else the variable MARSHRUT_DB)")
  static let actor = value(
    "--by", "КТО", "WHO", help: "кто это делает (иначе имя учётной записи)", "who does it (else the account's name)")
  static let version = value(
    "--version", "N", "N", help: "версия маршрута (иначе последняя)", "the version of the route (else the latest)")
  static let asOf = value(
    "--as-of", "ДАТА", "DATE", help: "на какую дату (иначе сегодня), например 2023-09-01",
    "the date to work for (else today), for example 2023-09-01")
  static let language = value("--lang", "ru|en", "ru|en", help: "язык вывода", "language of the output")
  static let out = value(
    "--out", "ПУТЬ", "PATH", help: "записать в файл (или папку), а не на экран", "write to a file (or folder)")
  static let color = value(
    "--color", "auto|always|never", "auto|always|never", help: "цвет в терминале", "colours in the terminal")
  static let pseudonymous = flag("--pseudonymous", help: "без имён: только номера людей", "without names: only ids")
  static let jobs = value(
    "--jobs", "N", "N", help: "сколько потоков, по умолчанию все ядра; результат тот же",
    "how many threads, by default all cores; the result is the same")
  static let help = flag("--help", help: "эта справка", "this help")

  static func format(_ formats: [String]) -> Option {
    let list = formats.joined(separator: "|")
    return value(
      "--format", list, list, help: "вид вывода, по умолчанию \(formats[0])", "kind of output, by default \(formats[0])"
    )
  }
}
