import Diagnostics
import RouteModel
import RuleLanguage
import RuleMatching

/// What a reader of the route has to know, gravest first.
final class RouteFindings {
  let context: PlanningContext
  let draft: RoutePlanner.Draft
  let asOf: CalendarDate
  /// The chosen measures by position in the pool.
  let chosen: [Int]
  let forecast: Forecast
  let objective: RouteObjective
  let candidates: [Candidate]
  let memory: PlanningMemory
  let sharing: SeatSharing?

  init(
    context: PlanningContext, draft: RoutePlanner.Draft, asOf: CalendarDate, chosen: [Int],
    forecast: Forecast, objective: RouteObjective, candidates: [Candidate], memory: PlanningMemory,
    sharing: SeatSharing? = nil
  ) {
    self.sharing = sharing
    self.context = context
    self.draft = draft
    self.asOf = asOf
    self.chosen = chosen
    self.forecast = forecast
    self.objective = objective
    self.candidates = candidates
    self.memory = memory
  }

  func all() -> [Finding] {
    var found = outsideCatalog()
    found += requiredNotTaken()
    found += contradictions()
    found += requiredForOthers()
    found += emptyFramework()
    found += bounded()
    found += seatsShort()
    found += divergence()
    found += notMeasured()
    found += belowTarget()
    if found.count < 2 { return found }
    return found.enumerated()
      .sorted { ($0.element.severity, $0.offset) < ($1.element.severity, $1.offset) }
      .map(\.element)
  }

  private func outsideCatalog() -> [Finding] {
    guard let covered = context.coveredDays else { return [] }
    if draft.horizon.from > covered.to || draft.horizon.to < covered.from {
      let text = LocalizedText(
        ru: "каталог охватывает \(covered.from.dotted)–\(covered.to.dotted), а маршрут начинается "
          + "\(asOf.dotted): дополните Catalog/sessions.csv или укажите дату, например --as-of 2023-09-01",
        en: "the catalog covers \(covered.from.iso) to \(covered.to.iso), but the route starts on \(asOf.iso): "
          + "extend Catalog/sessions.csv or give a date, for example --as-of 2023-09-01")
      return [Finding(.error, "outside-catalog", text)]
    }
    guard draft.horizon.to > covered.to else { return [] }
    let text = LocalizedText(
      ru:
        "каталог кончается \(covered.to.dotted), срок маршрута — \(draft.horizon.to.dotted): поздние мероприятия в каталоге ещё не указаны",
      en:
        "the catalog ends on \(covered.to.iso), the route's horizon on \(draft.horizon.to.iso): later measures are not in the catalog yet"
    )
    return [Finding(.warning, "catalog-ends", text)]
  }

  private func requiredNotTaken() -> [Finding] {
    // By index: to hand every candidate to a closure would copy it.
    candidates.indices.filter { candidates[$0].required && candidates[$0].state == .infeasible }.map { index in
      let (measure, reason) = (candidates[index].measure, candidates[index].reason)
      return Finding(
        .error, "required-not-taken",
        LocalizedText(
          ru: "обязательное №\(measure) взять нельзя: \(reason.russian)",
          en: "required №\(measure) can't be taken: \(reason.english)"))
    }
  }

  private func contradictions() -> [Finding] {
    draft.pool.indices.filter { draft.pool[$0].conclusion.isContradictory }.map { index in
      let entry = draft.pool[index]
      let (required, excluded) = (names(entry.conclusion.requiredBy), names(entry.conclusion.excludedBy))
      return Finding(
        .warning, "require-and-exclude",
        LocalizedText(
          ru:
            "правила расходятся о №\(entry.measure.code): обязательно по \(required), исключено по \(excluded); исключение сильнее",
          en:
            "rules disagree on №\(entry.measure.code): required by \(required), excluded by \(excluded); exclusion wins"
        ))
    }
  }

  /// Required by a rule, but the catalog's audience says it is not for this person.
  private func requiredForOthers() -> [Finding] {
    draft.pool.indices.filter { draft.pool[$0].conclusion.isRequired && draft.pool[$0].closed?.state == .notEligible }
      .map { index in
        let entry = draft.pool[index]
        let reason = entry.closed?.reason ?? Reasons.notAsked
        return Finding(
          .warning, "required-for-others",
          LocalizedText(
            ru:
              "правило \(names(entry.conclusion.requiredBy)) требует №\(entry.measure.code), но каталог: \(reason.russian)",
            en:
              "rule \(names(entry.conclusion.requiredBy)) requires №\(entry.measure.code), but the catalog says: \(reason.english)"
          ))
      }
  }

  private func names(_ rules: [Int]) -> String {
    rules.map { "«\(context.rules.rules[$0].header.name)»" }.joined(separator: ", ")
  }

  private func emptyFramework() -> [Finding] {
    guard draft.profile.lines.isEmpty else { return [] }
    return [
      Finding(
        .error, "no-framework",
        LocalizedText(
          ru: "для этой роли и вида организации в каталоге нет компетенций с целями",
          en: "the catalog has no competencies with targets for this role and kind of organisation"))
    ]
  }

  private func bounded() -> [Finding] {
    guard objective.status == .bounded else { return [] }
    let gap = objective.bound - objective.value
    if sharing?.servesGoals == true { return [servesGoals(gap)] }
    let (met, bound) = (objective.requiredMet, objective.requiredBound)
    let more =
      bound > met
      ? LocalizedText(
        ru: "; обязательных взято \(met), доказано: не больше \(bound)",
        en: "; required measures taken: \(met), proven: at most \(bound)")
      : LocalizedText(ru: "", en: "")
    return [
      Finding(
        .warning, "bounded",
        LocalizedText(
          ru:
            "поиск остановлен на пределе узлов (\(objective.nodes)); доказано: не лучше чем \(Reasons.units(objective.bound, ",")) (ценность в баллах), до этой границы \(Reasons.units(gap, ","))"
            + more.russian,
          en:
            "the search stopped at its node limit (\(objective.nodes)); proven: no more than \(Reasons.units(objective.bound, ".")) points of value, \(Reasons.units(gap, ".")) above this route"
            + more.english
        ))
    ]
  }

  /// The route is not the person's best one: the region's goals want another.
  private func servesGoals(_ gap: Int) -> Finding {
    Finding(
      .note, "serves-goals",
      LocalizedText(
        ru:
          "маршрут учитывает цели региона (охват, минимум мест муниципалитетам): лучший для самого человека ценнее не больше чем на \(Reasons.units(gap, ",")) балла",
        en:
          "the route serves the region's goals (coverage, the least seats of municipalities): the person's own best is worth at most \(Reasons.units(gap, ".")) points more"
      ))
  }

  /// Others have seats that this person's best route would take.
  private func seatsShort() -> [Finding] {
    guard let sharing,
      (objective.requiredMet, objective.value) < (sharing.requiredAlone, sharing.valueAlone)
    else { return [] }
    let list = sharing.lost.map { "№\($0)" }.joined(separator: ", ")
    let (with, now) = (sharing.valueAlone, objective.value)
    let what =
      sharing.requiredAlone > objective.requiredMet
      ? LocalizedText(
        ru: "обязательных было бы \(sharing.requiredAlone), а не \(objective.requiredMet)",
        en: "\(sharing.requiredAlone) required measures would be taken, not \(objective.requiredMet)")
      : LocalizedText(
        ru: "ценность была бы \(Reasons.units(with, ",")), а не \(Reasons.units(now, ","))",
        en: "the value would be \(Reasons.units(with, ".")), not \(Reasons.units(now, "."))")
    return [
      Finding(
        .warning, "no-seats",
        LocalizedText(
          ru: "места поделены на всех" + (list.isEmpty ? "" : ", не хватило на \(list)")
            + "; будь мест вдоволь, \(what.russian)",
          en: "seats are shared" + (list.isEmpty ? "" : ", none was left for \(list)")
            + "; with seats for all, \(what.english)"))
    ]
  }

  /// Where test and monitoring say different things of a competency: one sees a deficit, the other sees none.
  private func divergence() -> [Finding] {
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

  private func notMeasured() -> [Finding] {
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

  private func belowTarget() -> [Finding] {
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
