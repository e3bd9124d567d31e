import Diagnostics
import RouteModel
import RoutePlanning

/// Whose routes change under new rules, for programs: one object, schema `marshrut.rules-diff/1`.
///
/// Keys in order: `schema`, `asOf`, `rules` {`old`, `new`}, `people`, `changed`, `restated`, `overall`, `municipalities`
/// [{`municipality`, …}], `measures` [{`measure`, `leaves`, `enters`, `moves`, …}], `changes` [{`id`, `name`, `municipality`,
/// `leaves`, `enters`, `moves`, `hours`, `forecast`}]. Totals are `people`, `hours` and `forecast`; both are {`before`,
/// `after`}, percents of growth are estimates, and absent knowledge is `null`.
public struct RouteComparisonJSON: Sendable {
  /// Whether names are left out.
  public var pseudonymous: Bool

  /// A view.
  public init(pseudonymous: Bool = false) { self.pseudonymous = pseudonymous }

  /// The comparison as indented JSON, ended with a line feed.
  public func text(
    _ comparison: RouteComparison, asOf: CalendarDate, rules: (old: String, new: String)
  ) -> String {
    var writer = JSONWriter(indented: true)
    writer.object { writer in
      writer.member("schema", "marshrut.rules-diff/1")
      writer.member("asOf", asOf)
      writer.member("rules") { writer in
        writer.object {
          $0.member("old", rules.old)
          $0.member("new", rules.new)
        }
      }
      writer.member("people", comparison.people)
      writer.member("changed", comparison.changes.count)
      writer.member("restated", comparison.restated)
      writer.member("overall") { writer in writer.object { total(comparison.overall(), &$0) } }
      writer.member("municipalities", comparison.byMunicipality()) { writer, row in
        writer.object {
          $0.member("municipality", row.key)
          total(row, &$0)
        }
      }
      writer.member("measures", comparison.byMeasure()) { writer, row in
        writer.object {
          $0.member("measure", row.measure.text)
          $0.member("leaves", row.leaves)
          $0.member("enters", row.enters)
          $0.member("moves", row.moves)
          total(row.total, &$0)
        }
      }
      writer.member("changes", comparison.changes) { change($1, &$0) }
    }
    return writer.text + "\n"
  }

  private func total(_ total: RouteComparison.Total, _ writer: inout JSONWriter) {
    writer.member("people", total.people)
    writer.member("hours") { hours(total.hours.before, total.hours.after, &$0) }
    writer.member("forecast") { forecast(total.forecast?.before, total.forecast?.after, &$0) }
  }

  private func change(_ change: RouteChange, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", change.after.person.id)
      if !pseudonymous { writer.member("name", change.after.person.name) }
      writer.member("municipality", change.after.municipalityName)
      for (key, codes) in [("leaves", change.leaves), ("enters", change.enters), ("moves", change.moves)]
        as [(StaticString, [MeasureCode])]
      {
        writer.member(key, codes) { $0.string($1.text) }
      }
      writer.member("hours") { hours(change.before.objective.hours, change.after.objective.hours, &$0) }
      writer.member("forecast") { forecast(change.before.forecast.growth, change.after.forecast.growth, &$0) }
    }
  }

  private func hours(_ before: Int, _ after: Int, _ writer: inout JSONWriter) {
    writer.object {
      $0.member("before", before)
      $0.member("after", after)
    }
  }

  private func forecast(_ before: Points?, _ after: Points?, _ writer: inout JSONWriter) {
    writer.object {
      $0.member("before", before)
      $0.member("after", after)
    }
  }
}
