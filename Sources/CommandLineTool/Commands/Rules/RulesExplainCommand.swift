import Diagnostics
import Reports
import RouteModel
import RoutePlanning

/// `marshrut rules explain ID`: what every rule says of a person.
struct RulesExplainCommand: Command {
  static let name = "rules explain"
  static let summary = LocalizedText(
    ru: "что каждое правило говорит о человеке: сработало или чего не хватило",
    en: "what every rule says of a person: fired, or what was missing")
  static let usage = LocalizedText(ru: "НОМЕР [настройки]", en: "ID [options]")
  static let discussion = LocalizedText(
    ru: "Несработавшие идут по числу невыполненных условий: ближайшие первыми.",
    en: "Rules that did not fire come by the number of failed conditions, nearest first.")
  static let options: [Option] = [.rules, .catalog, .data, .database, .asOf, .out, .pseudonymous]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let one = try PersonRequest(arguments, invocation, command: name)
    let output = Output(invocation: invocation, path: arguments[.out])
    var page = output.page()
    let person = one.dossier.person
    let title = arguments.has("--pseudonymous") ? person.id : person.name.map { "\($0) (\(person.id))" } ?? person.id
    let answers = RuleSetExplainer(planner: one.project.planner).explain(one.dossier, asOf: one.asOf)
    RuleAnswersText().write(answers, name: title, asOf: one.asOf, to: &page)
    try output.write(page.text)
    return .done
  }
}
