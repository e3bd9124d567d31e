import Diagnostics
import RouteModel
import RoutePlanning

/// What would be otherwise in a person's route, for programs: one object, schema `marshrut.what-if/1`.
///
/// Keys in order: `schema`, `assumed` [{`name`, `from`, `to`}], `deficits` [{`competency`, `before`|null, `after`|null}]
/// of the competencies that change, `leaves`, `enters`, `moves` (measures), `hours`, `requiredMet`, `value`, `forecast`
/// {`before`, `after`}, `before` and `after`: both routes in their own schema, `marshrut.route/1`. The digests in `after`
/// are those of the files, which say nothing of the assumptions.
public struct RouteWhatIfJSON: Sendable {
  private let view: RouteJSON

  /// A view.
  public init(language: Language = .russian, pseudonymous: Bool = false) {
    view = RouteJSON(language: language, pseudonymous: pseudonymous)
  }

  /// Writes it as one object.
  public func write(_ whatIf: RouteWhatIf, to writer: inout JSONWriter) {
    let (old, new) = (whatIf.before, whatIf.after)
    let change = whatIf.change
    writer.object { writer in
      writer.member("schema", "marshrut.what-if/1")
      writer.member("assumed", whatIf.assumed) { writer, assumed in
        writer.object {
          $0.member("name", assumed.name[view.language])
          $0.member("from", assumed.from[view.language])
          $0.member("to", assumed.to[view.language])
        }
      }
      writer.member("deficits", whatIf.deficits) { writer, change in
        writer.object {
          $0.member("competency", change.competency.text)
          $0.member("before", change.before?.deficit)
          $0.member("after", change.after?.deficit)
        }
      }
      for (key, codes) in [
        ("leaves", change?.leaves ?? []), ("enters", change?.enters ?? []), ("moves", change?.moves ?? []),
      ] as [(StaticString, [MeasureCode])] { writer.member(key, codes) { $0.string($1.text) } }
      for (key, values) in [
        ("hours", (old.objective.hours, new.objective.hours)),
        ("requiredMet", (old.objective.requiredMet, new.objective.requiredMet)),
        ("value", (old.objective.value, new.objective.value)),
      ] as [(StaticString, (Int, Int))] {
        writer.member(key) { writer in
          writer.object {
            $0.member("before", values.0)
            $0.member("after", values.1)
          }
        }
      }
      writer.member("forecast") { writer in
        writer.object {
          $0.member("before", old.forecast.growth)
          $0.member("after", new.forecast.growth)
        }
      }
      writer.member("before") { view.write(old, to: &$0) }
      writer.member("after") { view.write(new, to: &$0) }
    }
  }
}
