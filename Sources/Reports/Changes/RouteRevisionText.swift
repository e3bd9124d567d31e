import Diagnostics
import RouteModel
import RoutePlanning

/// A route made anew: what became of the approved steps and why, then the new route as any other.
public struct RouteRevisionText: Sendable {
  /// Whether names are left out.
  public var pseudonymous: Bool

  /// A view.
  public init(pseudonymous: Bool = false) { self.pseudonymous = pseudonymous }

  /// Writes the difference, then the route.
  public func write(_ revision: RouteRevision, to page: inout TextPage) {
    page.heading(page.say("ЧТО МЕНЯЕТСЯ В УТВЕРЖДЁННОМ МАРШРУТЕ", "WHAT CHANGES IN THE APPROVED ROUTE"))
    let before = Wording.date(revision.approved.asOf, page.language)
    let after = Wording.date(revision.route.asOf, page.language)
    page.line(page.say("составлен на \(before), пересмотрен на \(after)", "made for \(before), revised for \(after)"))
    let open = revision.lines.count { ![.completed, .underWay, .added].contains($0.fate) }
    let least = revision.leastChanged
    let proof =
      least == revision.changed
      ? page.say("меньше нельзя", "fewer is impossible")
      : page.say("доказано: не меньше \(least)", "proven: not fewer than \(least)")
    page.line(
      page.say(
        "меняется шагов: \(revision.changed) из \(open) непройденных; \(proof)",
        "steps that change: \(revision.changed) of \(open) not completed; \(proof)"),
      revision.changed == 0 ? .good : .caution)
    page.blank()
    for line in revision.lines { write(line, &page) }
    if revision.lines.isEmpty { page.line(page.say("шагов не было и нет", "there were and are no steps"), indent: 2) }
    price(revision, &page)
    RouteText(pseudonymous: pseudonymous).write(revision.route, to: &page)
  }

  private func write(_ line: RouteRevision.Line, _ page: inout TextPage) {
    let name = "№\(line.measure) \(Wording.short(line.title))"
    let before = line.before.map { Wording.days($0.days, page.language) } ?? ""
    let after = line.after.map { Wording.days($0.session.days, page.language) } ?? ""
    switch line.fate {
    case .completed: page.line(page.say("✓ пройдено: \(name)", "✓ completed: \(name)"), .dim, indent: 2, hanging: 4)
    case .underWay:
      page.line(page.say("▸ идёт: \(name), \(after)", "▸ under way: \(name), \(after)"), indent: 2, hanging: 4)
    case .kept: page.line(page.say("= остаётся: \(name), \(after)", "= kept: \(name), \(after)"), indent: 2, hanging: 4)
    case .moved:
      page.line(
        page.say("~ переносится: \(name): \(before) → \(after)", "~ moved: \(name): \(before) → \(after)"), .caution,
        indent: 2, hanging: 4)
    case .dropped:
      page.line(page.say("− уходит: \(name), \(before)", "− dropped: \(name), \(before)"), .bad, indent: 2, hanging: 4)
    case .added:
      page.line(page.say("+ добавлено: \(name), \(after)", "+ added: \(name), \(after)"), .good, indent: 2, hanging: 4)
    }
    if let reason = line.reason {
      page.line(
        page.say("потому что: ", "because: ") + reason[page.language], .dim, indent: 6, hanging: 2)
    }
  }

  /// What it costs to change so little, where it costs anything.
  private func price(_ revision: RouteRevision, _ page: inout TextPage) {
    let (own, unbound) = (revision.route.objective, revision.unbound)
    guard own.requiredMet == unbound.requiredMet, unbound.value > own.value else { return }
    let loss = Wording.number(Points(hundredths: unbound.value - own.value), page.language)
    page.blank()
    page.line(
      page.say(
        "Маршрут без оглядки на утверждённый был бы ценнее на \(loss) балла.",
        "A route without regard to the approved one would be worth \(loss) points more."), .dim)
  }
}
