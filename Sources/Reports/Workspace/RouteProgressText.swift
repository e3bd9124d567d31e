import Diagnostics
import RouteModel
import Workspace

/// A saved route beside what is done of it.
public struct RouteProgress: Sendable {
  /// What became of a step.
  public enum StepState: Sendable, Hashable {
    /// Completed.
    case done(Completion)
    /// Under way today.
    case underWay
    /// It should have ended, and is not marked as completed.
    case late
    /// Still to come.
    case ahead
  }

  /// The route.
  public var route: SavedRoute
  /// The completed steps, by measure.
  public var completed: [MeasureCode: Completion]
  /// What the person completed besides the steps, earliest first: before the route, or in a version before it.
  public var besides: [Completion]
  /// The person's name; nil in pseudonymous views.
  public var name: String?
  /// The day to look from.
  public var asOf: CalendarDate

  /// A route beside what is done of it.
  public init(
    route: SavedRoute, completed: [MeasureCode: Completion], all: [Completion] = [], name: String?,
    asOf: CalendarDate
  ) {
    self.route = route
    // What is completed later is not completed yet on the day.
    self.completed = completed.filter { $0.value.date <= asOf }
    besides = all.filter { $0.date <= asOf && ($0.date < route.asOf || completed[$0.measure] == nil) }
    self.name = name
    self.asOf = asOf
  }

  /// What became of a step by the day.
  public func state(of step: SavedRoute.SavedStep) -> StepState {
    if let completion = completed[step.measure] { return .done(completion) }
    if step.days.to < asOf { return .late }
    return step.days.from <= asOf ? .underWay : .ahead
  }

  /// The step to attend to: one that is late, else under way, else the first to come.
  public var next: SavedRoute.SavedStep? {
    let open = route.steps.filter { completed[$0.measure] == nil }
    return open.first { state(of: $0) == .late } ?? open.first { state(of: $0) == .underWay } ?? open.first
  }
}

/// A route as the reservist reads it: the next step first, then what is under way, ahead and done.
public struct RouteProgressText: Sendable {
  /// A view.
  public init() {}

  /// Writes the page.
  public func write(_ progress: RouteProgress, to page: inout TextPage) {
    let route = progress.route
    page.heading(page.say("МОЙ МАРШРУТ", "MY ROUTE"))
    page.line(progress.name.map { "\($0) (\(route.person))" } ?? route.person)
    let state = route.state.name[page.language]
    page.line(
      page.say("версия \(route.version), \(state)", "version \(route.version), \(state)"),
      route.state.isInForce ? .good : .caution)
    if !route.state.isInForce {
      page.line(page.say("маршрут ещё не утверждён", "the route is not approved yet"), .caution)
    }
    if let next = progress.next {
      page.heading(page.say("Следующий шаг", "Next step"))
      write(next, progress, title: next.title, &page)
      if !next.reason.isEmpty { page.line(page.say("почему: ", "why: ") + next.reason, .dim, indent: 6, hanging: 2) }
      if !next.estimates.isEmpty {
        let estimates = EstimateNames.translated(next.estimates, to: page.language)
        page.line(page.say("* оценка: ", "* estimated: ") + estimates, .dim, indent: 6)
      }
    }
    summary(progress, &page)
    let groups: [(String, (RouteProgress.StepState) -> Bool)] = [
      (page.say("Срок прошёл, отметки нет", "Past its date, not marked"), { $0 == .late }),
      (page.say("Идёт", "Under way"), { $0 == .underWay }),
      (page.say("Впереди", "Ahead"), { $0 == .ahead }),
      (page.say("Пройдено", "Done"), { if case .done = $0 { true } else { false } }),
    ]
    for (title, belongs) in groups {
      let steps = route.steps.filter { belongs(progress.state(of: $0)) }
      guard !steps.isEmpty else { continue }
      page.heading(title)
      for step in steps { write(step, progress, title: Wording.short(step.title), &page) }
    }
  }

  private func summary(_ progress: RouteProgress, _ page: inout TextPage) {
    let route = progress.route
    let done = route.steps.filter { progress.completed[$0.measure] != nil }
    let hours = done.map(\.hours).reduce(0, +)
    let left = max(0, route.horizonTo.dayNumber - progress.asOf.dayNumber)
    let isOver = route.horizonTo < progress.asOf
    page.blank()
    let days = page.say("\(left) \(plural(left, "день", "дня", "дней"))", "\(left) days")
    page.line(
      page.say(
        "Пройдено \(done.count) из \(route.steps.count), \(hours) ч из \(route.hours); \(isOver ? "срок кончился \(route.horizonTo.dotted)" : "до конца срока (\(route.horizonTo.dotted)) \(days)")",
        "Done \(done.count) of \(route.steps.count), \(hours) h of \(route.hours); \(isOver ? "the term ended on \(route.horizonTo.iso)" : "\(days) to the end (\(route.horizonTo.iso))")"
      ), .bold)
    guard !progress.besides.isEmpty else { return }
    let list = progress.besides.map { "№\($0.measure) (\(Wording.date($0.date, page.language)))" }
    page.line(
      page.say("Пройдено помимо этого маршрута: ", "Completed besides this route: ") + list.joined(separator: ", "),
      hanging: 2)
  }

  private func write(
    _ step: SavedRoute.SavedStep, _ progress: RouteProgress, title: String, _ page: inout TextPage
  ) {
    page.line(
      "\(Wording.days(step.days, page.language))  №\(step.measure) \(title)", indent: 2, hanging: 4)
    var facts = [
      step.kind.words(in: page.language),
      page.say("\(step.hours) ч", "\(step.hours) h") + (step.estimates.isEmpty ? "" : "*"),
      step.format.spelling(in: page.language),
    ]
    if let place = step.place, !place.isEmpty { facts.append(place) }
    if step.required { facts.append(page.say("обязательно", "required")) }
    facts.append(when(step, progress, page))
    page.line(facts.joined(separator: ", "), .dim, indent: 6, hanging: 2)
  }

  private func when(_ step: SavedRoute.SavedStep, _ progress: RouteProgress, _ page: TextPage) -> String {
    switch progress.state(of: step) {
    case .done(let completion):
      let document = completion.document.map { ", \($0)" } ?? ""
      return page.say("пройдено ", "done ") + Wording.date(completion.date, page.language) + document
    case .late:
      let days = progress.asOf.dayNumber - step.days.to.dayNumber
      return page.say(
        "закончилось \(days) \(plural(days, "день", "дня", "дней")) назад: отметьте или перенесите",
        "ended \(days) days ago: mark or move it")
    case .underWay:
      let days = step.days.to.dayNumber - progress.asOf.dayNumber
      return page.say("осталось \(days) \(plural(days, "день", "дня", "дней"))", "\(days) days left")
    case .ahead:
      let days = step.days.from.dayNumber - progress.asOf.dayNumber
      return page.say("через \(days) \(plural(days, "день", "дня", "дней"))", "in \(days) days")
    }
  }
}
