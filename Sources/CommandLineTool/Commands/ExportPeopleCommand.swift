import Diagnostics
import Reports
import RouteModel
import RoutePlanning

/// `marshrut export people`: a folder of tables as lines of JSON, one per person.
struct ExportPeopleCommand: Command {
  static let name = "export people"
  static let summary = LocalizedText(
    ru: "записать людей из таблиц строками JSON, по человеку в строке",
    en: "write the people of tables as lines of JSON")
  static let usage = LocalizedText(ru: "--data ПАПКА [настройки]", en: "--data DIR [options]")
  static let discussion = LocalizedText(
    ru:
      "Например: marshrut export people --data demo | marshrut route --all --data - > routes.ndjson\nВ строке — объект с членами person, organisation, scores, indicators, completions; в каждом — столбцы таблицы по-английски, как в people.csv и других.",
    en:
      "For example: marshrut export people --data demo | marshrut route --all --data - > routes.ndjson\nA line is an object with the members person, organisation, scores, indicators and completions, each with the English columns of its table."
  )
  static let formats = ["ndjson"]
  static let options: [Option] = [.catalog, .rules, .data, .format(formats), .out]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    _ = try arguments.format(formats)
    let loader = ProjectLoader(arguments: arguments, invocation: invocation)
    let catalog = try loader.project().context.catalog
    let read = try loader.records(for: catalog)
    invocation.report(read.remarks.filter { $0.severity == .warning })
    var organisations: [String: OrganisationRecord] = [:]
    for record in read.records.organisations { organisations[LookAlike.fold(record.organisation.id)] = record }
    let view = PersonJSON()
    var writer = JSONWriter()
    for record in read.records.people {
      let organisation = record.person.organisation.flatMap { organisations[LookAlike.fold($0)] }
      view.write(invocation.isPseudonymous ? record.withoutNames : record, organisation, to: &writer)
      writer.endLine()
    }
    try Output(invocation: invocation, path: arguments[.out]).write(writer.bytes)
    return .done
  }
}
