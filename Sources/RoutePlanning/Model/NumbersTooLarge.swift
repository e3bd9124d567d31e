import Diagnostics
import Optimization
import RouteModel
import RuleLanguage

/// The numbers of rules and catalog multiply to more than can be counted exactly, so nothing is decided.
///
/// Comparisons are exact in whole numbers of 64 bits; ordinary weights, hours and worths stay thousands of times below.
public struct NumbersTooLarge: Error, Sendable {
  /// What to tell the user.
  public var diagnostic: Diagnostic {
    Diagnostic(
      .error, "numbers-too-large",
      LocalizedText(
        ru: "числа в правилах и каталоге вместе слишком велики, чтобы считать точно",
        en: "the numbers of rules and catalog are together too large to count exactly"),
      at: .nowhere,
      notes: [
        LocalizedText(
          ru: "уменьшите веса рекомендаций и уровней, баллы за место и за человека или часы мероприятий",
          en: "lower the weights of recommendations and bands, the worth of seats and people, or the hours of measures")
      ])
  }
}

extension RoutePlanner {
  /// Throws where the decision on a revision could not be counted exactly: keeping steps before all else makes its
  /// numbers larger than those of an ordinary route.
  public func requireCountable(
    _ dossier: Dossier, asOf: CalendarDate, revising approved: ApprovedRoute
  ) throws(NumbersTooLarge) {
    let model = draft(for: dossier, asOf: asOf, changes: [], revising: approved).decision.model
    guard model.isWellFormed else { throw NumbersTooLarge() }
  }
}

extension PlanningContext {
  /// What keeps the decisions of some person on some day from being counted exactly; nil when nothing does.
  ///
  /// Judged by the largest decision there can be: every competency missed whole in the heaviest band, every teaching
  /// measure open and recommended by every rule that speaks of it, on the last day there is.
  var uncountable: Diagnostic? {
    let day = PlanningDay(CalendarDate(dayNumber: 0), policy)
    // Another first day can touch one more calendar period of each kind.
    let periods = day.modelPeriods.count + policy.hours.count
    if periods > SelectionModel.mostPeriods { return Self.tooManyPeriods(periods) }
    return largestDecision(periods).isWellFormed ? nil : NumbersTooLarge().diagnostic
  }

  private func largestDecision(_ periods: Int) -> SelectionModel {
    let heaviest = rules.scale.map(\.weight).max() ?? 0
    let needs = names.competencies.map { _ in SelectionModel.Need(amount: Points.hundred.hundredths, weight: heaviest) }
    var weights = [Int](repeating: 0, count: catalog.measures.count)
    for conclusion in rules.rules.flatMap(\.conclusions) {
      if case .recommend(let weight) = conclusion.kind { weights[conclusion.measure] += weight }
    }
    let last = CalendarDate(year: 9999, month: 12, day: 31)?.dayNumber ?? 0
    let items = teaching.map { position in
      let hours = catalog.measures[position].hours ?? 0
      return SelectionModel.Item(
        load: hours, bonus: max(100 * weights[position], policy.hourPrice.hundredths * hours), required: true,
        committed: false, gains: [], options: [SelectionModel.Option(start: last, end: last, exclusive: false)],
        prerequisites: [], group: nil)
    }
    return SelectionModel(
      needs: needs, items: items,
      periods: (0..<periods).map { _ in SelectionModel.Period(start: 0, end: last, capacity: 0) }, concurrency: nil)
  }

  private static func tooManyPeriods(_ count: Int) -> Diagnostic {
    Diagnostic(
      .error, "too-many-periods",
      LocalizedText(
        ru:
          "слишком много периодов нагрузки в горизонте: \(count), а считать можно не больше \(SelectionModel.mostPeriods)",
        en:
          "too many periods of load within the horizon: \(count), and at most \(SelectionModel.mostPeriods) can be counted"
      ),
      at: .nowhere,
      notes: [
        LocalizedText(
          ru: "сократите горизонт или оставьте один предел: в год, полугодие, квартал или месяц",
          en: "shorten the horizon, or leave one limit: a year, half-year, quarter or month")
      ])
  }
}
