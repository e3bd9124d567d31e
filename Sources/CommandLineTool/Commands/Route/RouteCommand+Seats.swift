import Diagnostics
import Reports
import RouteModel
import RoutePlanning

/// `marshrut route --seats`.
extension RouteCommand {
  /// Routes of people who share seats.
  static func share(
    _ format: String, _ project: ProjectLoader.Project, _ loader: ProjectLoader, _ bulk: RouteStream,
    _ arguments: ParsedArguments, _ invocation: Invocation
  ) throws(CommandFailure) -> ExitCode {
    if !isBulk(arguments) {
      throw .usage(
        ParsedArguments.UsageError(
          "места делят между всеми: с --seats укажите --all или --municipality НАЗВАНИЕ",
          "seats are shared by all: with --seats give --all or --municipality NAME"))
    }
    if try loader.peopleStream() != nil {
      throw .usage(
        ParsedArguments.UsageError(
          "места делят, когда известны все люди: с --seats нужна папка или книга с таблицами, а не поток",
          "seats are shared when all people are known: --seats takes a folder or workbook of tables, not a stream"))
    }
    let read = try loader.data(for: project.context.catalog)
    invocation.report((project.remarks + read.remarks).filter { $0.severity == .warning })
    let people = read.data.dossiers.filter { bulk.municipality == nil || $0.municipality == bulk.municipality }
    invocation.warn(ofNobody: people.isEmpty, in: bulk.municipality)
    let plan = try regionPlan(
      RegionPlanner(project.planner, jobs: bulk.jobs), people, among: read.data.dossiers,
      municipality: bulk.municipality, asOf: bulk.asOf)
    let allocation = plan.allocation()
    if arguments.has("--verbose") { describe(allocation, invocation) }
    try RegionWriter(invocation: invocation, plan: plan, bulk: bulk).write(format, allocation)
    if try WorkspaceAccess.path(arguments, invocation) != nil {
      invocation.console.error(
        invocation.say(
          "Маршруты с общими местами в базе не сохраняются: версия в базе повторяется по данным одного человека\n",
          "Routes that share seats are not kept in the workspace: a version there is reproduced from one person's data\n"
        ))
    }
    return .done
  }

  /// The plan, or what is to be told where it can't be made.
  static func regionPlan(
    _ planner: RegionPlanner, _ people: [Dossier], among everybody: [Dossier], municipality: String?, asOf: CalendarDate
  ) throws(CommandFailure) -> RegionPlan {
    do throws(NumbersTooLarge) {
      return try planner.plan(people, among: everybody, municipality: municipality, asOf: asOf)
    } catch { throw .input([error.diagnostic]) }
  }

  /// How the search went, for `--verbose`.
  private static func describe(_ allocation: RegionAllocation, _ invocation: Invocation) {
    invocation.console.error(
      invocation.say(
        "людей \(allocation.people); обязательных \(allocation.requiredMet), граница \(allocation.requiredBound); ценность \(allocation.value), граница \(allocation.bound), разница \(allocation.gap); итераций \(allocation.iterations), узлов \(allocation.nodes)\n",
        "people \(allocation.people); required \(allocation.requiredMet), bound \(allocation.requiredBound); value \(allocation.value), bound \(allocation.bound), gap \(allocation.gap); iterations \(allocation.iterations), nodes \(allocation.nodes)\n"
      ))
  }
}
