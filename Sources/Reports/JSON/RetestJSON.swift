import Diagnostics
import Growth
import RouteModel

/// The JSON view of a retest report, schema `marshrut.retest/1`. Keys stand in a fixed order; what is withheld is `null`
/// with its reason beside it.
public struct RetestJSON: Sendable {
  /// The language of verdicts and reasons.
  public var language: Language
  /// Whether names are left out.
  public var pseudonymous: Bool

  /// A view.
  public init(language: Language = .russian, pseudonymous: Bool = false) {
    self.language = language
    self.pseudonymous = pseudonymous
  }

  /// Writes the report as one object.
  public func write(_ report: RetestReport, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("schema", "marshrut.retest/1")
      writer.member("asOf", report.asOf.iso)
      writer.member("target") { write(report.target, to: &$0) }
      writer.member("reserve") { writer in
        writer.object {
          $0.member("people", report.reserve.people)
          share(report.reserve.share, to: &$0)
          $0.member("growthOfMeans", report.reserve.growthOfMeans.value)
          $0.member("reaches") { write(report.reserve.growthOfMeansReaches, to: &$0) }
        }
      }
      writer.member("people", report.people) { write($1, to: &$0) }
      writer.member("cohorts", report.cohorts) { write($1, to: &$0) }
      writer.member("notes", report.notes) { $0.string($1[language]) }
    }
  }

  /// Writes one person's growth as one object.
  public func write(_ growth: PersonGrowth, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", growth.person.id)
      if !pseudonymous { writer.member("name", growth.person.name) }
      writer.member("role", growth.person.role.spelling(in: language))
      writer.member("municipality", growth.municipality)
      writer.member("overall") { write(growth.overall, to: &$0) }
      writer.member("loss", growth.loss?.spelling(in: language))
      writer.member("competencies", growth.competencies) { write($1, to: &$0) }
    }
  }

  private func write(_ flag: Bool?, to writer: inout JSONWriter) {
    if let flag { writer.bool(flag) } else { writer.null() }
  }

  private func write(_ target: GrowthTarget, to writer: inout JSONWriter) {
    writer.object {
      $0.member("percent", target.percent)
      $0.member("formula", target.formula.spellings.english)
    }
  }

  private func write(_ measurement: GrowthMeasurement, to writer: inout JSONWriter) {
    writer.object { writer in
      if let competency = measurement.competency { writer.member("competency", competency.text) }
      writer.member("pretest", measurement.pretest)
      writer.member("retest", measurement.retest)
      writer.member("growth") { writer in
        writer.object { writer in
          for formula in GrowthFormula.allCases {
            writer.key(named: formula.spellings.english)
            writer.points(measurement.percent(formula))
          }
        }
      }
      writer.member("verdict", measurement.verdict.spelling(in: language))
      writer.member("reliable", measurement.reliableChange?.spelling(in: language))
      writer.member("flags", measurement.flags) { $0.string($1.spelling(in: language)) }
    }
  }

  private func share(_ share: TargetShare, to writer: inout JSONWriter) {
    writer.member("reached", share.reached)
    writer.member("withinError", share.withinError)
    writer.member("of", share.of)
    writer.member("percent", share.percent.value)
    writer.member("withheld", share.percent.reason?[language])
  }

  private func write(_ cohort: CohortReport, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("cohort", cohort.cohort.title[language])
      writer.member("people", cohort.people)
      writer.member("pretested", cohort.pretested)
      writer.member("retested", cohort.retested)
      writer.member("paired", cohort.paired)
      writer.member("lost", cohort.lost) { writer, count in
        writer.object {
          $0.member("reason", count.value.spelling(in: language))
          $0.member("people", count.count)
        }
      }
      share(cohort.target, to: &writer)
      writer.member("meanChange", rounded(cohort.means.value?.change))
      writer.member("changeLower", rounded(cohort.tTest.value?.interval.lower))
      writer.member("changeUpper", rounded(cohort.tTest.value?.interval.upper))
      writer.member("inferenceWithheld", cohort.tTest.reason?[language])
      writer.member("verdicts", cohort.verdicts) { writer, count in
        writer.object {
          $0.member("verdict", count.value.spelling(in: language))
          $0.member("people", count.count)
        }
      }
    }
  }

  private func rounded(_ value: Double?) -> Points? {
    value.map { Points(hundredths: Int(($0 * 100).rounded(.toNearestOrAwayFromZero))) }
  }
}
