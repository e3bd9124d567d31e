import Diagnostics
import RouteModel
import Workspace

/// `marshrut complete`: a measure is done.
struct CompleteCommand: Command {
  static let name = "complete"
  static let summary = LocalizedText(ru: "отметить мероприятие пройденным", en: "mark a measure as completed")
  static let usage = LocalizedText(
    ru: "НОМЕР МЕРОПРИЯТИЕ --on ДАТА --db ФАЙЛ [настройки]", en: "ID MEASURE --on DATE --db FILE [options]")
  static let discussion = LocalizedText(
    ru: "Например: marshrut complete Р-001 1.6 --on 20.10.2023 --document \"удостоверение 123\" --db район.db",
    en: "For example: marshrut complete Р-001 1.6 --on 2023-10-20 --document \"certificate 123\" --db district.db")
  static let options: [Option] = [
    .database, .catalog, .actor, .asOf,
    .value("--on", "ДАТА", "DATE", help: "день окончания", "the day it was finished"),
    .value("--document", "ТЕКСТ", "TEXT", help: "документ и его номер", "the document and its number"),
    .value("--hours", "N", "N", help: "часы по документу", "hours on the document"),
  ]

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let access = try WorkspaceAccess(arguments, invocation)
    guard arguments.positionals.count == 2 else {
      throw .usage(
        ParsedArguments.UsageError("укажите НОМЕР человека и МЕРОПРИЯТИЕ", "give the person's ID and the MEASURE"))
    }
    let date = try day(arguments, invocation)
    let hours = try arguments.wholeNumber("--hours", in: 1...2000)
    let catalog = try ProjectLoader(arguments: arguments, invocation: invocation).catalog()
    guard let measure = catalog.measure(spelled: arguments.positionals[1]) else {
      throw .input([WhyCommand.unknown(arguments.positionals[1], catalog)])
    }
    let completion = Completion(
      measure: measure.code, date: date, hours: hours, document: arguments.words("--document"))
    let outcome = try access.writing { workspace throws(WorkspaceError) in
      try workspace.complete(completion, of: arguments.positionals[0], stamp: access.stamp(arguments))
    }
    invocation.console.out(message(outcome, completion, invocation))
    return .done
  }

  /// The day of `--on`, which must have come.
  private static func day(
    _ arguments: ParsedArguments, _ invocation: Invocation
  ) throws(CommandFailure) -> CalendarDate {
    guard let text = arguments["--on"] else {
      throw .usage(
        ParsedArguments.UsageError(
          "укажите день окончания: --on 20.10.2023", "give the day it was finished: --on 2023-10-20"))
    }
    guard let date = CalendarDate(parsing: text) else {
      throw .usage(
        ParsedArguments.UsageError(
          "у --on ожидается дата (20.10.2023 или 2023-10-20), а найдено «\(text)»",
          "--on takes a date (2023-10-20), found «\(text)»"))
    }
    let today = try arguments.asOf(invocation)
    if date > today {
      throw .usage(
        ParsedArguments.UsageError(
          "день окончания \(date.dotted) ещё не наступил (сегодня \(today.dotted)): нет ли опечатки в годе?",
          "the day \(date.iso) has not come yet (today is \(today.iso)): is the year right?"))
    }
    return date
  }

  private static func message(
    _ outcome: Workspace.CompletionOutcome, _ completion: Completion, _ invocation: Invocation
  ) -> String {
    let (code, day) = (completion.measure, completion.date)
    var text =
      outcome.wasKnown
      ? invocation.say("№\(code) уже отмечено на \(day.dotted)\n", "№\(code) is marked on \(day.iso) already\n")
      : invocation.say(
        "№\(code) отмечено пройденным \(day.dotted)\n", "№\(code) is marked as completed on \(day.iso)\n")
    if outcome.replaced {
      text += invocation.say(
        "прежняя отметка на этот день осталась в истории\n", "the earlier mark of that day stays in the history\n")
    }
    guard let route = outcome.route else {
      return text + invocation.say("действующего маршрута нет\n", "there is no route in force\n")
    }
    if !route.steps.contains(where: { $0.measure == code }) {
      text += invocation.say(
        "в действующем маршруте (версия \(route.version)) такого шага нет\n",
        "the route in force (version \(route.version)) has no such step\n")
    }
    return text
      + invocation.say(
        "маршрут, версия \(route.version): \(route.state.name.russian)\n",
        "the route, version \(route.version): \(route.state.name.english)\n")
  }
}
