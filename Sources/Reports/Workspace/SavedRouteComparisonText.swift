import Diagnostics
import RouteModel
import Workspace

/// What differs between two versions of a route.
public struct SavedRouteComparisonText: Sendable {
  /// A view.
  public init() {}

  /// Writes the differences; what is equal is not repeated.
  public func write(before: SavedRoute, after: SavedRoute, to page: inout TextPage) {
    page.heading(
      page.say(
        "\(before.person): версии \(before.version) и \(after.version)",
        "\(before.person): versions \(before.version) and \(after.version)"))
    inputs(before, after, &page)
    numbers(before, after, &page)
    steps(before, after, &page)
    gaps(before, after, &page)
  }

  private func inputs(_ before: SavedRoute, _ after: SavedRoute, _ page: inout TextPage) {
    var changed: [String] = []
    if before.inputs.rules != after.inputs.rules { changed.append(page.say("правила", "rules")) }
    if before.inputs.catalog != after.inputs.catalog { changed.append(page.say("каталог", "catalog")) }
    if before.inputs.data != after.inputs.data { changed.append(page.say("данные человека", "the person's data")) }
    if before.asOf != after.asOf {
      changed.append(
        page.say("дата ", "date ") + Wording.date(before.asOf, page.language) + " → "
          + Wording.date(after.asOf, page.language))
    }
    if before.product != after.product { changed.append("marshrut \(before.product) → \(after.product)") }
    let list = changed.isEmpty ? page.say("ничего", "nothing") : changed.joined(separator: ", ")
    page.line(page.say("изменилось во входных данных: ", "changed in the inputs: ") + list, indent: 2, hanging: 2)
  }

  private func numbers(_ before: SavedRoute, _ after: SavedRoute, _ page: inout TextPage) {
    func percent(_ growth: Points?) -> String {
      growth.map { Wording.number($0, page.language) + " %" } ?? page.say("нет данных", "no data")
    }
    let (old, new) = (Points(hundredths: before.value), Points(hundredths: after.value))
    page.line(
      page.say(
        "часы \(before.hours) → \(after.hours), ценность \(Wording.number(old, .russian)) → \(Wording.number(new, .russian)), прогноз \(percent(before.growth)) → \(percent(after.growth)) (оценка)",
        "hours \(before.hours) → \(after.hours), value \(Wording.number(old, .english)) → \(Wording.number(new, .english)), forecast \(percent(before.growth)) → \(percent(after.growth)) (an estimate)"
      ), indent: 2, hanging: 2)
  }

  private func steps(_ before: SavedRoute, _ after: SavedRoute, _ page: inout TextPage) {
    page.heading(page.say("Шаги", "Steps"))
    let old = Dictionary(before.steps.map { ($0.measure, $0) }, uniquingKeysWith: { first, _ in first })
    let new = Dictionary(after.steps.map { ($0.measure, $0) }, uniquingKeysWith: { first, _ in first })
    var isSame = true
    for code in Set(old.keys).union(new.keys).sorted() {
      guard let line = line(code, old[code], new[code], page) else { continue }
      isSame = false
      page.line(line, indent: 2, hanging: 4)
    }
    if isSame { page.line(page.say("те же", "the same"), indent: 2) }
  }

  private func line(
    _ code: MeasureCode, _ old: SavedRoute.SavedStep?, _ new: SavedRoute.SavedStep?, _ page: TextPage
  ) -> String? {
    switch (old, new) {
    case (let step?, nil): return "− №\(code) \(Wording.short(step.title)), \(Wording.days(step.days, page.language))"
    case (nil, let step?): return "+ №\(code) \(Wording.short(step.title)), \(Wording.days(step.days, page.language))"
    case (let old?, let new?) where old.days != new.days || old.session != new.session:
      return "~ №\(code) \(Wording.short(new.title)): \(Wording.days(old.days, page.language)) → "
        + Wording.days(new.days, page.language)
    default: return nil
    }
  }

  private func gaps(_ before: SavedRoute, _ after: SavedRoute, _ page: inout TextPage) {
    let old = Dictionary(before.gaps.map { ($0.competency, $0) }, uniquingKeysWith: { first, _ in first })
    func number(_ points: Points?) -> String {
      points.map { Wording.number($0, page.language) } ?? page.say("нет данных", "no data")
    }
    let changed = after.gaps.filter { old[$0.competency]?.deficit != $0.deficit }
    guard !changed.isEmpty else { return }
    page.heading(page.say("Дефициты", "Deficits"))
    for gap in changed {
      page.line(
        "\(gap.competency) \(gap.title): \(number(old[gap.competency]?.deficit)) → \(number(gap.deficit))", indent: 2,
        hanging: 4)
    }
  }
}
