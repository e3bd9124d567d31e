import Diagnostics
import RouteModel
import RoutePlanning

/// What the catalog is missing, for programs: one object, schema `marshrut.demand/1`.
///
/// Keys in order: `schema`, `asOf`, `horizon` {`from`, `to`}, `people`, `sessions` [{`measure`, `title`, `format`, `from`,
/// `to`, `seats`, `wanted`, `points`, `required`, `takers` [{`person`, `municipality`, `points`, `required`}]}], `deficits`
/// [{`competency`, `title`, `people`, `points`, `withoutMeasure` {`people`, `points`}}]. `sessions` come by points, most
/// first; each has been planned by itself, so points of several do not add up.
public struct DemandJSON: Sendable {
  /// The language of titles is the catalog's; formats are the same in every language.
  public init() {}

  /// The first `top` sessions and all deficits as indented JSON, ended with a line feed.
  public func text(_ demand: Demand, top: Int) -> String {
    var writer = JSONWriter(indented: true)
    writer.object { writer in
      writer.member("schema", "marshrut.demand/1")
      writer.member("asOf", demand.asOf)
      writer.member("horizon") { writer in
        writer.object {
          $0.member("from", demand.horizon.from)
          $0.member("to", demand.horizon.to)
        }
      }
      writer.member("people", demand.people)
      writer.member("sessions", Array(demand.openings.prefix(top))) { write($1, to: &$0) }
      writer.member("deficits", demand.deficits) { write($1, to: &$0) }
    }
    return writer.text + "\n"
  }

  private func write(_ opening: Demand.Opening, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("measure", opening.measure.text)
      writer.member("title", opening.title)
      writer.member("format", opening.format.spellings.english)
      writer.member("from", opening.days.from)
      writer.member("to", opening.days.to)
      writer.member("seats", opening.seats)
      writer.member("wanted", opening.wanted)
      writer.member("points", opening.points)
      writer.member("required", opening.required)
      writer.member("takers", opening.takers) { writer, taker in
        writer.object {
          $0.member("person", taker.person)
          $0.member("municipality", taker.municipality)
          $0.member("points", Points(hundredths: taker.value))
          $0.member("required", taker.required)
        }
      }
    }
  }

  private func write(_ line: Demand.OpenDeficit, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("competency", line.competency.text)
      writer.member("title", line.title)
      writer.member("people", line.people)
      writer.member("points", line.points)
      writer.member("withoutMeasure") { writer in
        writer.object {
          $0.member("people", line.peopleWithoutMeasure)
          $0.member("points", line.pointsWithoutMeasure)
        }
      }
    }
  }
}
