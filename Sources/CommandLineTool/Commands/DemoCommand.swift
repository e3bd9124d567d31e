import Diagnostics
import Reports
import RouteModel
import RoutePlanning
import SyntheticData
import Tables

/// `marshrut demo`: a made-up municipality and the whole job on it.
struct DemoCommand: Command {
  static let name = "demo"
  static let summary = LocalizedText(
    ru: "придумать муниципалитет и показать на нём всю работу",
    en: "make up a municipality and show the whole job on it")
  static let usage = LocalizedText(
    ru: "[--people N] [--seed S] [--out ПАПКА]", en: "[--people N] [--seed S] [--out DIR]")
  static let discussion = LocalizedText(
    ru:
      "Люди вымышлены. С --out в папку записываются таблицы (people.csv и другие), маршруты (routes.ndjson) и страницы (routes.txt), а в книгу ИМЯ.xlsx — только таблицы; дальше работают обычные команды: marshrut route Р-001 --data ПАПКА --as-of 2023-09-01",
    en:
      "The people are made up. With --out the tables (people.csv and others), routes (routes.ndjson) and pages (routes.txt) are written to a folder, and to a workbook NAME.xlsx the tables alone; then the ordinary commands work: marshrut route Р-001 --data DIR --as-of 2023-09-01"
  )
  static let options: [Option] = [
    .rules, .catalog,
    .value(
      "--people", "N", "N", help: "сколько людей, по умолчанию 24; на 100 000 нужно около 1,5 ГБ памяти",
      "how many people, by default 24; 100,000 need about 1.5 GB of memory"),
    .value("--seed", "S", "S", help: "зерно: одно и то же даёт одно и то же", "seed: the same gives the same"),
    .value(
      "--municipality", "НАЗВАНИЕ", "NAME", help: "какой муниципалитет, по умолчанию Амурский", "which municipality"),
    .asOf,
    .value(
      "--out", "ПАПКА", "DIR", help: "записать таблицы и маршруты в папку или таблицы в книгу .xlsx",
      "write tables and routes to a folder, or the tables to a workbook .xlsx"),
  ]

  /// The day the demo works for: the shipped catalog covers the document's years.
  static let defaultDay = "2023-09-01"

  static let mostArguments: Int? = 0

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let count = try arguments.wholeNumber("--people", in: 1...1_000_000) ?? 24
    let seed = try arguments.wholeNumber("--seed", in: 0...Int.max) ?? 1
    let asOf = arguments[.asOf] == nil ? CalendarDate(parsing: defaultDay) : try arguments.asOf(invocation)
    let project = try ProjectLoader(arguments: arguments, invocation: invocation).project()
    let catalog = project.context.catalog
    let municipality = try municipality(arguments, catalog)
    var generator = SyntheticMunicipality(catalog: catalog, seed: UInt64(seed))
    let data = generator.dataSet(people: count, municipality: municipality)
    let demo = Demonstration(
      invocation: invocation, project: project, data: data, asOf: asOf ?? CalendarDate(dayNumber: 0), seed: seed)
    try demo.show(writingTo: arguments["--out"])
    return .done
  }

  private static func municipality(
    _ arguments: ParsedArguments, _ catalog: Catalog
  ) throws(CommandFailure) -> String? {
    guard let name = arguments["--municipality"] else { return catalog.municipalities.first?.key }
    if let found = catalog.municipality(spelled: name) { return found.key }
    throw .input([RouteCommand.unknownMunicipality(name, catalog)])
  }
}
