import Diagnostics
import Growth
import RouteModel

/// The growth between two tests as pages: one person, or everybody with cohorts. Facts are facts here, but every number
/// that rests on an assumption names it, and a number that can't be known is «нет данных» with the reason.
public struct RetestText: Sendable {
  /// Whether names are left out.
  public var pseudonymous: Bool

  /// A view.
  public init(pseudonymous: Bool = false) { self.pseudonymous = pseudonymous }

  // MARK: One person

  /// Writes the growth of one person.
  public func write(_ growth: PersonGrowth, target: GrowthTarget, to page: inout TextPage) {
    let person = growth.person
    page.heading(page.say("ПРИРОСТ ПО ПОВТОРНОМУ ТЕСТУ", "GROWTH BY RETEST"))
    page.line(pseudonymous ? person.id : person.name.map { "\($0) (\(person.id))" } ?? person.id)
    page.line(goal(target, page))
    page.blank()
    for measurement in growth.competencies where measurement.pretest != nil || measurement.retest != nil {
      line(measurement, title: measurement.competency?.text ?? "", &page)
    }
    page.blank()
    line(growth.overall, title: page.say("В целом", "Overall"), &page)
    if let loss = growth.loss {
      page.line(
        page.say("итога нет: ", "no overall growth: ") + spelled(loss, page), .caution, indent: 2)
    }
  }

  private func goal(_ target: GrowthTarget, _ page: TextPage) -> String {
    let percent = Wording.number(target.percent, page.language)
    let formula = target.formula.spelling(in: page.language)
    return page.say(
      "Цель: не менее \(percent) %, прирост \(formula)", "Target: at least \(percent) %, \(formula) growth")
  }

  private func line(_ measurement: GrowthMeasurement, title: String, _ page: inout TextPage) {
    func points(_ value: Points?) -> String {
      value.map { Wording.number($0, page.language) } ?? page.say("нет", "none")
    }
    let verdict = spelled(measurement.verdict, page)
    let style: TextPage.Style = measurement.verdict == .reached ? .good : .plain
    page.line("\(title): \(points(measurement.pretest)) → \(points(measurement.retest)), \(verdict)", style, indent: 2)
    if !measurement.growth.isEmpty {
      let parts = measurement.growth.map { growth in
        let percent =
          growth.percent.map { Wording.number($0, page.language) + " %" } ?? page.say("нет данных", "no data")
        return "\(growth.formula.spelling(in: page.language)) \(percent)"
      }
      page.line(parts.joined(separator: "; "), .dim, indent: 6)
    }
    if let error = measurement.error {
      let change = Wording.decimal(error.detectableChange, page.language)
      page.line(
        page.say(
          "надёжно изменение от \(change) балла (95 %, погрешность теста)",
          "a change is reliable from \(change) points (95 %, measurement error)"), .dim, indent: 6)
    }
    if !measurement.flags.isEmpty {
      page.line(measurement.flags.map { spelled($0, page) }.joined(separator: "; "), .dim, indent: 6, hanging: 2)
    }
  }

  private func spelled(_ value: some ClosedSet, _ page: TextPage) -> String {
    value.words(in: page.language)
  }

  // MARK: Everybody

  /// Writes the report on everybody; `municipalities` names municipalities by key.
  public func write(_ report: RetestReport, municipalities: [String: String], to page: inout TextPage) {
    page.heading(page.say("ПРИРОСТ ПО ПОВТОРНОМУ ТЕСТУ: СВОДКА", "GROWTH BY RETEST: SUMMARY"))
    page.line(
      goal(report.target, page) + page.say("; на \(report.asOf.dotted)", "; as of \(report.asOf.iso)"))
    reserve(report, &page)
    for cohort in report.cohorts where cohort.people > 0 {
      write(cohort, title: title(cohort.cohort, municipalities, page), report.target, &page)
    }
    page.heading(page.say("Примечания", "Notes"))
    var notes = report.notes
    if let assumption = report.cohorts.lazy.compactMap({ $0.regression.value?.assumption }).first {
      notes.append(
        LocalizedText(
          ru: "возврат к среднему: \(assumption.russian)", en: "regression to the mean: \(assumption.english)"))
    }
    for note in notes { page.line("— " + note[page.language], indent: 2, hanging: 2) }
  }

  private func title(_ cohort: Cohort, _ municipalities: [String: String], _ page: TextPage) -> String {
    if case .municipality(let key?) = cohort { return municipalities[key] ?? key }
    return cohort.title[page.language]
  }

  private func reserve(_ report: RetestReport, _ page: inout TextPage) {
    let reserve = report.reserve
    page.heading(page.say("Цель резерва (дорожная карта, п. 2.11)", "The reserve's target (road map, 2.11)"))
    let share = answer(reserve.share.percent, page) { Wording.number($0, page.language) + " %" }
    page.line(
      page.say(
        "достигли цели \(reserve.share.reached) из \(reserve.share.of) с двумя тестами: \(share)",
        "\(reserve.share.reached) of \(reserve.share.of) with both tests reached it: \(share)"), indent: 2)
    let means = answer(reserve.growthOfMeans, page) { Wording.number($0, page.language) + " %" }
    let reaches = reserve.growthOfMeansReaches
    page.line(
      page.say("прирост средних: \(means)", "growth of the means: \(means)")
        + (reaches.map {
          $0 ? page.say(" — цель достигнута", " — target reached") : page.say(" — ниже цели", " — below the target")
        } ?? ""),
      reaches == true ? .good : .caution, indent: 2)
  }

  private func write(_ cohort: CohortReport, title: String, _ target: GrowthTarget, _ page: inout TextPage) {
    page.heading(title)
    page.line(
      page.say(
        "людей \(cohort.people); первый тест \(cohort.pretested), повторный \(cohort.retested), оба \(cohort.paired), потеряно \(cohort.lostCount)",
        "people \(cohort.people); first test \(cohort.pretested), retest \(cohort.retested), both \(cohort.paired), lost \(cohort.lostCount)"
      ),
      indent: 2)
    let share = cohort.target
    let percent = answer(share.percent, page) { Wording.number($0, page.language) + " %" }
    page.line(
      page.say(
        "цель достигли \(share.reached) из \(share.of): \(percent)",
        "target reached: \(share.reached) of \(share.of): \(percent)")
        + (share.interval.value.map { interval in
          let (low, high) = (
            Wording.decimal(100 * interval.lower, page.language), Wording.decimal(100 * interval.upper, page.language)
          )
          return page.say(" (95 %: \(low)–\(high) %)", " (95 %: \(low)–\(high) %)")
        } ?? ""), indent: 2, hanging: 2)
    if let means = cohort.means.value {
      let (pre, post, change) = (
        Wording.decimal(means.pretest, page.language), Wording.decimal(means.retest, page.language),
        Wording.decimal(means.change, page.language)
      )
      page.line(
        page.say("среднее \(pre) → \(post), изменение \(change)", "mean \(pre) → \(post), change \(change)"), indent: 2)
    }
    inference(cohort, &page)
    let reliable = cohort.reliableChanges.filter { $0.count > 0 }.map { "\(spelled($0.value, page)) \($0.count)" }
    if !reliable.isEmpty {
      page.line(page.say("изменения: ", "changes: ") + reliable.joined(separator: ", "), indent: 2, hanging: 2)
    }
  }

  /// The tests, or once the reason why there are none.
  private func inference(_ cohort: CohortReport, _ page: inout TextPage) {
    guard let test = cohort.tTest.value else {
      if let reason = cohort.tTest.reason {
        page.line(page.say("выводов нет: ", "no inference: ") + reason[page.language], .dim, indent: 2, hanging: 2)
      }
      return
    }
    func text(_ value: Double, _ digits: Int = 2) -> String { Wording.decimal(value, page.language, digits: digits) }
    var parts = [
      page.say(
        "95 % для изменения: \(text(test.interval.lower))…\(text(test.interval.upper))",
        "95 % of the change: \(text(test.interval.lower))…\(text(test.interval.upper))"),
      "t(\(test.degreesOfFreedom)) = \(text(test.t)), p \(Wording.probability(test.p, page.language))",
    ]
    if let adjusted = cohort.adjustedTTestP {
      parts.append(page.say("с поправкой p ", "adjusted p ") + Wording.probability(adjusted, page.language))
    }
    if let ranks = cohort.wilcoxon.value {
      parts.append(page.say("Уилкоксон p ", "Wilcoxon p ") + Wording.probability(ranks.p, page.language))
    }
    if let effect = cohort.effect.value { parts.append("d_z = \(text(effect.correctedDz))") }
    page.line(parts.joined(separator: "; "), indent: 2, hanging: 2)
    if let regression = cohort.regression.value {
      page.line(
        page.say(
          "возврат к среднему дал бы \(text(regression.expectedChange)), наблюдается \(text(regression.observedChange))",
          "regression to the mean alone would give \(text(regression.expectedChange)), observed \(text(regression.observedChange))"
        ),
        .dim, indent: 2, hanging: 2)
    }
  }

  private func answer<Value>(_ answer: Answer<Value>, _ page: TextPage, _ text: (Value) -> String) -> String {
    switch answer {
    case .value(let value): text(value)
    case .withheld(let reason): page.say("нет данных", "no data") + " (\(reason[page.language]))"
    }
  }
}
