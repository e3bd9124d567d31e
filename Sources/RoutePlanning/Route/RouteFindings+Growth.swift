import Diagnostics
import RouteModel
import RuleMatching

/// What a reader has to know of deficits and of the growth that is expected.
extension RouteFindings {
  /// Where test and monitoring say different things of a competency: one sees a deficit, the other sees none.
  func divergence() -> [Finding] {
    let lines = draft.profile.lines
    return lines.indices.compactMap { index in
      guard let score = lines[index].score else { return nil }
      let competency = lines[index].competency
      let gap = max(Points.zero, lines[index].target - score)
      let isAdded = !lines[index].added.isEmpty
      if gap == .zero, !isAdded { return nil }
      let added = isAdded ? lines[index].added.reduce(Points.zero) { $0 + $1.points } : .zero
      let code = context.names.competencies[competency]
      if gap == .zero, added > .zero {
        return Finding(
          .warning, "test-and-monitoring-differ",
          LocalizedText(
            ru:
              "тест и мониторинг расходятся по \(code): по тесту цель достигнута, мониторинг добавил \(added.text(separator: ","))",
            en: "test and monitoring differ on \(code): the test reaches the target, monitoring adds \(added.text())"))
      }
      guard gap > .zero, added == .zero, monitoringSeesNothing(competency) else { return nil }
      let text = memory.wording(.divergence, competency, gap.hundredths) {
        LocalizedText(
          ru:
            "тест и мониторинг расходятся по \(code): по тесту не хватает \(gap.text(separator: ",")), а мониторинг дефицита не видит",
          en: "test and monitoring differ on \(code): the test misses \(gap.text()), monitoring sees no deficit")
      }
      return Finding(.note, "test-and-monitoring-differ", text)
    }
  }

  /// Whether diagnostics speak of the competency for this person, and only known indicators keep them from firing. One
  /// that does not apply to this person says nothing either way.
  private func monitoringSeesNothing(_ competency: Int) -> Bool {
    var isSilent = false
    for diagnostic in context.speakingDiagnostics[competency] {
      let silence = memory.silence(of: diagnostic, draft.profile.facts)
      if silence.isUnknown { return false }
      isSilent = isSilent || silence.isByIndicators
    }
    return isSilent
  }

  func notMeasured() -> [Finding] {
    let lines = draft.profile.lines
    let missing = lines.indices.filter { lines[$0].score == nil }.map { lines[$0].competency }
    guard !missing.isEmpty else { return [] }
    let make = {
      let list = missing.map { self.context.names.competencies[$0].text }.joined(separator: ", ")
      return LocalizedText(ru: "нет результатов теста: \(list)", en: "no test results: \(list)")
    }
    // A bit per competency says which they are, where a word has so many.
    let isSmall = missing.allSatisfy { $0 < Int.bitWidth }
    let text =
      isSmall ? memory.wording(.notMeasured, missing.reduce(0) { $0 | 1 << $1 }) { make() } : make()
    return [Finding(.warning, "not-measured", text)]
  }

  func belowTarget() -> [Finding] {
    let target = forecast.target
    guard let growth = forecast.growth else {
      return [
        Finding(
          .warning, "no-forecast",
          LocalizedText(
            ru: "прогноз прироста: нет данных (нет измеренной базы)", en: "growth forecast: no data (nothing measured)")
        )
      ]
    }
    guard growth < target.percent else { return [] }
    let shortfall = shortfall()
    let text = memory.wording(.belowTarget, growth.hundredths, target.percent.hundredths, shortfall.rawValue) {
      LocalizedText(
        ru:
          "маршрут не дотягивает до цели: \(growth.text(separator: ",")) % из \(target.percent.text(separator: ",")) % (оценка); \(shortfall.reason.russian)",
        en:
          "the route falls short of the target: \(growth.text()) % of \(target.percent.text()) % (an estimate); \(shortfall.reason.english)"
      )
    }
    return [Finding(.warning, "forecast-below-target", text)]
  }

  /// What keeps the forecast down.
  private enum Shortfall: Int {
    case limits, seats, catalog

    var reason: LocalizedText {
      switch self {
      case .limits:
        LocalizedText(
          ru: "причина: нагрузка, сроки или цена часа не дают взять больше",
          en: "the reason: load, dates or the price of an hour keep more out")
      case .seats:
        LocalizedText(
          ru: "причина: нет доступных сессий или мест у полезных мероприятий",
          en: "the reason: useful measures have no open sessions or seats")
      case .catalog:
        LocalizedText(
          ru: "причина: в каталоге нет других мероприятий для этих дефицитов",
          en: "the reason: the catalog has no other measures for these deficits")
      }
    }
  }

  private func shortfall() -> Shortfall {
    var inDeficit = [Bool](repeating: false, count: context.names.competencies.count)
    for line in draft.profile.lines where (line.deficit ?? .zero) > .zero { inDeficit[line.competency] = true }
    // By index: to hand every candidate to a closure would copy it.
    let useful = draft.pool.indices.filter { index in
      !chosen.contains(index) && draft.pool[index].gainPositions.contains { inDeficit[$0] }
    }
    if useful.contains(where: { draft.pool[$0].isOpen }) { return .limits }
    return useful.contains { draft.pool[$0].closed?.state == .infeasible } ? .seats : .catalog
  }
}
