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
            "поиск остановлен на пределе узлов, пройдено \(objective.nodes); доказано: не лучше чем \(Reasons.units(objective.bound, ",")) (ценность в баллах), до этой границы \(Reasons.units(gap, ","))"
            + more.russian,
          en:
            "the search stopped at its node limit after \(objective.nodes); proven: no more than \(Reasons.units(objective.bound, ".")) points of value, \(Reasons.units(gap, ".")) above this route"
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
      (sharing.requiredLeft, sharing.valueLeft) < (sharing.requiredAlone, sharing.valueAlone)
    else { return [] }
    let list = sharing.lost.map { "№\($0)" }.joined(separator: ", ")
    let (with, now) = (sharing.valueAlone, sharing.valueLeft)
    let what =
      sharing.requiredAlone > sharing.requiredLeft
      ? LocalizedText(
        ru: "обязательных было бы \(sharing.requiredAlone), а не \(sharing.requiredLeft)",
        en: "\(sharing.requiredAlone) required measures would be taken, not \(sharing.requiredLeft)")
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
}
