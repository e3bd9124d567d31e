import Diagnostics
import RouteModel
import Workspace

/// Versions of a route and the journal of what was done.
public struct HistoryText: Sendable {
  /// Whether names are left out: those who did something are told apart by numbers, and what people wrote in their own
  /// words is not shown.
  public var pseudonymous: Bool

  /// A view.
  public init(pseudonymous: Bool = false) { self.pseudonymous = pseudonymous }

  /// Writes a person's versions and events.
  public func write(versions: [SavedRoute], events: [WorkspaceEvent], to page: inout TextPage) {
    page.heading(page.say("Версии маршрута", "Versions of the route"))
    if versions.isEmpty { page.line(page.say("версий нет", "none"), indent: 2) }
    for route in versions {
      let growth = route.growth.map { Wording.number($0, page.language) + " %" } ?? page.say("нет данных", "no data")
      page.line(
        page.say(
          "\(route.version): \(route.state.name.russian); на \(route.asOf.dotted), \(route.hours) ч, обязательных \(route.required.met) из \(route.required.of), прогноз \(growth) (оценка)",
          "\(route.version): \(route.state.name.english); for \(route.asOf.iso), \(route.hours) h, required \(route.required.met) of \(route.required.of), forecast \(growth) (an estimate)"
        ), indent: 2, hanging: 4)
    }
    write(events: events, to: &page)
  }

  /// Writes events, oldest first.
  public func write(events: [WorkspaceEvent], to page: inout TextPage) {
    page.heading(page.say("Журнал", "Journal"))
    if events.isEmpty { page.line(page.say("пусто", "empty"), indent: 2) }
    var actors: [String: Int] = [:]
    for event in events {
      var actor = event.stamp.actor
      if pseudonymous {
        let number = actors[actor] ?? actors.count + 1
        actors[actor] = number
        actor = page.say("участник \(number)", "user \(number)")
      }
      var parts = [event.stamp.at, actor, kind(event.kind, page)]
      if let person = event.person { parts.append(person) }
      if let version = event.version { parts.append(page.say("версия \(version)", "version \(version)")) }
      if let comment = event.comment {
        let isOwnWords = event.kind != "complete"
        parts.append(pseudonymous && isOwnWords ? page.say("текст скрыт", "text withheld") : comment)
      }
      page.line(parts.joined(separator: " · "), indent: 2, hanging: 4)
    }
  }

  private func kind(_ kind: String, _ page: TextPage) -> String {
    switch kind {
    case "import": page.say("загрузка", "import")
    case "route": page.say("маршрут построен", "route made")
    case "submit": page.say("на утверждение", "submitted")
    case "approve": page.say("утверждён", "approved")
    case "return": page.say("возвращён", "returned")
    case "complete": page.say("пройдено", "completed")
    case "forget": page.say("человек стёрт", "a person erased")
    case "restore": page.say("база восстановлена", "workspace restored")
    default: kind
    }
  }
}
