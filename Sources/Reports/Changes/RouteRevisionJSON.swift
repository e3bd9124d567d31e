import Diagnostics
import RouteModel
import RoutePlanning

/// A route made anew, for programs: one object, schema `marshrut.replan/1`.
///
/// Keys in order: `schema`, `asOf` {`before`, `after`}, `changed` (approved steps moved or dropped) and `leastChanged` (no
/// route changes fewer; equal unless the search stopped at its node limit), `steps` [{`measure`, `title`, `fate`:
/// completed|under-way|kept|moved|dropped|added, `before` {`session`, `from`, `to`}|null, `after`, `reason`|null, `overdue`
/// only where true}], `unbound` {`requiredMet`, `value`}: what could be reached without keeping approved steps that are
/// still ahead, `route`: the new route in its own schema, `marshrut.route/1`.
public struct RouteRevisionJSON: Sendable {
  private let view: RouteJSON

  /// A view.
  public init(language: Language = .russian, pseudonymous: Bool = false) {
    view = RouteJSON(language: language, pseudonymous: pseudonymous)
  }

  /// Writes it as one object.
  public func write(_ revision: RouteRevision, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("schema", "marshrut.replan/1")
      writer.member("asOf") { writer in
        writer.object {
          $0.member("before", revision.approved.asOf)
          $0.member("after", revision.route.asOf)
        }
      }
      writer.member("changed", revision.changed)
      writer.member("leastChanged", revision.leastChanged)
      writer.member("steps", revision.lines) { write($1, to: &$0) }
      writer.member("unbound") { writer in
        writer.object {
          $0.member("requiredMet", revision.unbound.requiredMet)
          $0.member("value", revision.unbound.value)
        }
      }
      writer.member("route") { view.write(revision.route, to: &$0) }
    }
  }

  private func write(_ line: RouteRevision.Line, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("measure", line.measure.text)
      writer.member("title", line.title)
      writer.member("fate", line.fate.rawValue)
      writer.member("before") { place(line.before?.session, line.before?.days, &$0) }
      writer.member("after") { place(line.after?.session.id, line.after?.session.days, &$0) }
      writer.member("reason", line.reason?[view.language])
      if line.isOverdue { writer.member("overdue", true) }
    }
  }

  private func place(_ session: String?, _ days: DateSpan?, _ writer: inout JSONWriter) {
    guard let session, let days else { return writer.null() }
    writer.object {
      $0.member("session", session)
      $0.member("from", days.from)
      $0.member("to", days.to)
    }
  }
}
