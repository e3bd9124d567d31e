import Diagnostics
import Reports
import RouteModel
import RoutePlanning

/// `marshrut why ID MEASURE`: why a measure is in a route, or why not and what would change it.
struct WhyCommand: Command {
  static let name = "why"
  static let summary = LocalizedText(
    ru: "почему мероприятие в маршруте или почему его нет", en: "why a measure is in a route, or why not")
  static let usage = LocalizedText(ru: "НОМЕР МЕРОПРИЯТИЕ [настройки]", en: "ID MEASURE [options]")
  static let discussion = LocalizedText(
    ru:
      "Например: marshrut why Р-001 1.6 --data demo --as-of 2023-09-01\nЕсли мероприятия в маршруте нет, команда ищет наименьшее изменение фактов, с которым оно вошло бы, и проверяет его пересчётом.",
    en:
      "For example: marshrut why Р-001 1.6 --data demo --as-of 2023-09-01\nFor a measure that is out, the command looks for the smallest change of facts that would bring it in, and verifies it."
  )
  static let options: [Option] = [.rules, .catalog, .data, .database, .asOf, .out, .pseudonymous]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let one = try PersonRequest(arguments, invocation, command: name, positionals: 2)
    let catalog = one.project.context.catalog
    let code = arguments.positionals[1]
    guard let measure = catalog.measure(spelled: code) else { throw .input([unknown(code, catalog)]) }
    let output = Output(invocation: invocation, path: arguments[.out])
    var page = output.page()
    let explanation = RouteExplainer(planner: one.project.planner).explain(measure, for: one.dossier, asOf: one.asOf)
    ExplanationText(pseudonymous: arguments.has("--pseudonymous")).write(explanation, to: &page)
    try output.write(page.text)
    return .done
  }

  static func unknown(_ code: String, _ catalog: Catalog) -> Diagnostic {
    let near = nearest(to: code, among: catalog.measures.map(\.code.text))
    return Diagnostic(
      .error, "unknown-measure",
      LocalizedText(ru: "в каталоге нет мероприятия «\(code)»", en: "the catalog has no measure «\(code)»"),
      at: .nowhere,
      notes: near.map { [LocalizedText(ru: "возможно, №\($0)?", en: "did you mean №\($0)?")] } ?? [])
  }
}
