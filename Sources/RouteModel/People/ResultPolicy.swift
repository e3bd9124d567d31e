/// Which of several test results in a competency counts.
public enum ResultPolicy: Sendable, Hashable {
  /// The latest one.
  case latest
  /// The highest one.
  case best
  /// The highest one of the last `months` months.
  case bestWithin(months: Int)

  /// The result that counts on `asOf`, or nil when there is none: then the competency is not measured.
  ///
  /// Later results do not count. The last `months` months are the days after the same day `months` earlier, up to and
  /// including `asOf`. The choice is a total order, so the order of `scores` changes nothing: `latest` prefers the later
  /// date, then more points; `best` more points, then the later date; both then the form that stands first in natural
  /// order (a named form before none), more items, the retest. O(scores).
  ///
  /// - Parameter wave: only results of that wave; nil for all.
  public func select(from scores: [Score], competency: CompetencyCode, wave: Wave?, asOf: CalendarDate) -> Score? {
    position(
      among: scores, scores.indices, asOf: asOf
    ) { $0.competency == competency && (wave == nil || $0.wave == wave) }.map { scores[$0] }
  }

  /// The position of the result that counts among those of one competency, which stand together; nil where there is none.
  public func position(among scores: [Score], _ range: Range<Int>, asOf: CalendarDate) -> Int? {
    position(among: scores, range, asOf: asOf) { _ in true }
  }

  @inline(__always)
  private func position(
    among scores: [Score], _ range: Range<Int>, asOf: CalendarDate, _ isAsked: (Score) -> Bool
  ) -> Int? {
    var chosen: Int?
    for index in range where isOpen(scores[index].date, asOf) && isAsked(scores[index]) {
      if let best = chosen, !prefers(scores[index], to: scores[best]) { continue }
      chosen = index
    }
    return chosen
  }

  private func isOpen(_ date: CalendarDate, _ asOf: CalendarDate) -> Bool {
    guard date <= asOf else { return false }
    guard case .bestWithin(let months) = self else { return true }
    return date > asOf.adding(months: -months)
  }

  private func prefers(_ a: Score, to b: Score) -> Bool {
    if case .latest = self {
      if a.date != b.date { return a.date > b.date }
      if a.points != b.points { return a.points > b.points }
    } else {
      if a.points != b.points { return a.points > b.points }
      if a.date != b.date { return a.date > b.date }
    }
    if a.form != b.form {
      guard let left = a.form else { return false }
      guard let right = b.form else { return true }
      return naturalOrder(left, right)
    }
    if a.items != b.items { return (a.items ?? 0) > (b.items ?? 0) }
    return a.wave == .retest && b.wave == .pretest
  }
}
