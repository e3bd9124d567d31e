import Diagnostics
import Reports
import RouteModel
import RoutePlanning

/// `marshrut demand`: which sessions to open next, for whom, with how many seats.
struct DemandCommand: Command {
  static let name = "demand"
  static let summary = LocalizedText(
    ru: "какие сессии открыть ещё, для кого и на сколько мест", en: "which sessions to open next, for whom, how large")
  static let usage = LocalizedText(
    ru: "--data ПАПКА [--municipality НАЗВАНИЕ] [настройки]", en: "--data DIR [--municipality NAME] [options]")
  static let discussion = LocalizedText(
    ru:
      "Например: marshrut demand --data demo --as-of 2023-09-01\nСначала места делятся, как у route --all --seats. Потом у каждого мероприятия с сессиями пробуется ещё одна сессия обычной длины и величины в каждом месяце, и маршруты тех, кому она пригодится, строятся заново. Сессии стоят по приросту ценности. Ниже — дефициты, которые не закрывает никто.",
    en:
      "For example: marshrut demand --data demo --as-of 2023-09-01\nFirst seats are shared as by route --all --seats. Then for every measure that has sessions, one more of the usual length and size is tried in every month, and the routes of those who can use it are made again. Sessions come by the value they add. Below are the deficits that nothing closes."
  )
  static let formats = ["text", "json"]
  static let options: [Option] = [
    .rules, .catalog, .data, .database, .asOf,
    .value(
      "--municipality", "НАЗВАНИЕ", "NAME", help: "люди одного муниципалитета", "people of one municipality"),
    .value(
      "--top", "N", "N", help: "сколько сессий показать, по умолчанию 10", "how many sessions to show, by default 10"),
    .format(formats), .out, .jobs,
  ]
  static let mostArguments: Int? = 0

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let asOf = try arguments.asOf(invocation)
    let format = try arguments.format(formats)
    let top = try arguments.wholeNumber("--top", in: 1...10_000) ?? 10
    let jobs = try arguments.jobs()
    let loader = ProjectLoader(arguments: arguments, invocation: invocation)
    let project = try loader.project()
    let municipality = try RouteCommand.municipality(project.context.catalog, arguments)?.key
    let read = try loader.data(for: project.context.catalog)
    invocation.report((project.remarks + read.remarks).filter { $0.severity == .warning })
    let people = read.data.dossiers.filter { municipality == nil || $0.municipality == municipality }
    invocation.warn(ofNobody: people.isEmpty, in: municipality)
    let plan = try RouteCommand.regionPlan(
      RegionPlanner(project.planner, jobs: jobs), people, among: read.data.dossiers, municipality: municipality,
      asOf: asOf)
    let demand = DemandPlanner(plan).demand()
    let output = Output(invocation: invocation, path: arguments[.out])
    if format == "json" {
      try output.write(DemandJSON().text(demand, top: top))
    } else {
      var page = output.page()
      DemandText(top: top).write(demand, to: &page)
      try output.write(page.text)
    }
    return .done
  }
}
