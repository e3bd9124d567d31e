import Diagnostics
import RouteModel
import RoutePlanning
import RuleLanguage

/// How seats are shared, for programs: one object, schema `marshrut.allocation/1`.
///
/// Keys in order: `schema`, `requiredMet`, `value`, `bound`, `gap`, `sessions` [{`measure`, `session`, `seats`, `used`,
/// `price`}], `coverage` [{`measure`, `denominator`, `of`, `target`, `planned`, `shortfall`}]. `value`, `bound` and `gap`
/// are whole hundredths of a point of what the policy counts: the routes' values, each times its person's weight, and the
/// worth of the goals. `used` and `planned` count what is in progress, `planned` also what is completed. Absent knowledge
/// is `null`: the number of seats, the price where seats are unknown or there were none to share, a denominator.
///
/// Where the policy weighs people or has goals, `value` is more than the sum of the routes, and `policy` {`deficitsFirst`,
/// `floor` {`amount`, `percent`, `points`} or null, `coverage`, `routesValue`, `goalsValue`} follows: `routesValue` is that
/// plain sum, `goalsValue` what the goals add, both in hundredths; `points` and `coverage` are points.
public struct AllocationJSON: Sendable {
  /// The language of denominators.
  public var language: Language

  /// A view.
  public init(language: Language = .russian) { self.language = language }

  /// Writes it as one object.
  public func write(_ allocation: RegionAllocation, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("schema", "marshrut.allocation/1")
      writer.member("requiredMet", allocation.requiredMet)
      writer.member("value", allocation.value)
      writer.member("bound", allocation.bound)
      writer.member("gap", allocation.gap)
      writer.member("sessions", allocation.sessions) { writer, use in
        writer.object {
          $0.member("measure", use.session.measure.text)
          $0.member("session", use.session.id)
          $0.member("seats", use.session.seats)
          $0.member("used", use.used)
          $0.member("price", use.price)
        }
      }
      writer.member("coverage", allocation.coverage) { writer, result in
        writer.object {
          $0.member("measure", result.measure.text)
          $0.member("denominator", result.target.denominator.spelling(in: language))
          $0.member("of", result.total)
          $0.member("target", result.needed)
          $0.member("planned", result.total.map { _ in result.planned })
          $0.member("shortfall", result.shortfall)
        }
      }
      let policy = allocation.policy
      guard policy.deficitsFirst || policy.seatFloor != nil || policy.coverageWorth > 0 else { return }
      writer.member("policy") { self.policy(allocation, to: &$0) }
    }
  }

  private func policy(_ allocation: RegionAllocation, to writer: inout JSONWriter) {
    let policy = allocation.policy
    writer.object { writer in
      writer.member("deficitsFirst", policy.deficitsFirst)
      writer.member("floor") { writer in
        guard let floor = policy.seatFloor else { return writer.null() }
        writer.object {
          $0.member("amount", floor.amount)
          $0.member("percent", floor.isShare)
          $0.member("points", Points(hundredths: floor.worth))
        }
      }
      writer.member("coverage", Points(hundredths: policy.coverageWorth))
      writer.member("routesValue", allocation.routesValue)
      writer.member("goalsValue", allocation.goalsValue)
    }
  }
}
