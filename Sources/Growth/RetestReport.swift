import Diagnostics
import RouteModel

/// The growth of everybody, of cohorts, and of the reserve against its target, ready to be shown.
public struct RetestReport: Sendable, Hashable {
  /// The date it is made for: later results are left out.
  public let asOf: CalendarDate
  /// The growth asked for and the formula that decides.
  public let target: GrowthTarget
  /// Which first test counts.
  public let pretestPolicy: ResultPolicy
  /// Which repeated test counts.
  public let retestPolicy: ResultPolicy
  /// The people, by id.
  public let people: [PersonGrowth]
  /// Everybody, the reserve, route followed, route not followed, then the municipalities by key.
  public let cohorts: [CohortReport]
  /// The target of the reserve.
  public let reserve: ReserveGrowth
  /// What a reader of the numbers has to know.
  public let notes: [LocalizedText]

  /// The report on a cohort; nil when it has none.
  public func report(on cohort: Cohort) -> CohortReport? { cohorts.first { $0.cohort == cohort } }
}

/// How far the reserve is with its growth target (road map, 2.11: not less than 10 % by repeated testing).
///
/// The document gives no K and O for it: K is the reservists who reached the target, O those with both tests. Reservists
/// without both are shown beside, not hidden in O.
public struct ReserveGrowth: Sendable, Hashable {
  /// All reservists.
  public let people: Int
  /// K of O with the share.
  public let share: TargetShare
  /// The growth of the reserve's means by the declared formula, in percent.
  public let growthOfMeans: Answer<Points>
  /// Whether the growth of the means reaches the target; nil when it is not defined.
  public let growthOfMeansReaches: Bool?
}
