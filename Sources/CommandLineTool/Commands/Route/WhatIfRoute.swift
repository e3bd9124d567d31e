import Diagnostics
import Reports
import RouteModel
import RoutePlanning

/// `marshrut route ID --with …`: the route as it is beside the route as it would be. Nothing is saved.
struct WhatIfRoute {
  let arguments: ParsedArguments
  let invocation: Invocation
  let planner: RoutePlanner
  let asOf: CalendarDate
  let format: String

  /// Whether the command line asks for it.
  static func isAsked(_ arguments: ParsedArguments) -> Bool { !arguments.values(of: "--with").isEmpty }

  func write(_ dossier: Dossier) throws(CommandFailure) {
    if format == "lp" {
      throw .usage(
        ParsedArguments.UsageError(
          "с --with вид вывода — text, json или ndjson: lp отличий не показывает",
          "with --with the output is text, json or ndjson: lp shows no difference"))
    }
    var reader = AssumptionReader(context: planner.context)
    for text in arguments.values(of: "--with") { reader.read(text) }
    if !reader.diagnostics.isEmpty { throw .input(reader.diagnostics) }
    let whatIf: RouteWhatIf
    do throws(NumbersTooLarge) {
      whatIf = try planner.whatIf(reader.assumptions, for: dossier, asOf: asOf)
    } catch { throw .input([error.diagnostic]) }
    if arguments.has("--verbose") {
      for route in [whatIf.before, whatIf.after] {
        invocation.console.error(SearchReport.line(route, invocation.language))
      }
    }
    let output = Output(invocation: invocation, path: arguments[.out])
    let pseudonymous = arguments.has("--pseudonymous")
    if format == "text" {
      var page = output.page()
      RouteWhatIfText(pseudonymous: pseudonymous).write(whatIf, to: &page)
      try output.write(page.text)
    } else {
      var writer = JSONWriter(indented: format == "json")
      RouteWhatIfJSON(language: invocation.language, pseudonymous: pseudonymous).write(whatIf, to: &writer)
      writer.endLine()
      try output.write(writer.bytes)
    }
  }
}
