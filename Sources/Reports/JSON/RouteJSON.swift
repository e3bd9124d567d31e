import Diagnostics
import RouteModel

/// The stable JSON view of a route, schema `marshrut.route/1`.
///
/// A session of a candidate takes the days `from` to `to`: with `travelDays` before and after it, where there are any; of
/// a candidate with `inProgress`, which is taken whatever the limits, those left. `travelDays` and `inProgress` are there
/// only when they say something, as is `approved`: the option is a step of the approved route this one was made anew from,
/// and as many of those as possible are taken before anything else counts. A step's `from` and `to` are the session's own
/// days.
///
/// Keys stand in a fixed order; texts are in the chosen language, codes and states are the same in every language.
public struct RouteJSON: Sendable {
  /// The language of titles, reasons and findings.
  public var language: Language
  /// Whether names are left out.
  public var pseudonymous: Bool

  /// A view.
  public init(language: Language = .russian, pseudonymous: Bool = false) {
    self.language = language
    self.pseudonymous = pseudonymous
  }

  /// Writes a route as one object.
  public func write(_ route: Route, to writer: inout JSONWriter) {
    var fragments = RouteFragments(isKept: false)
    write(route, to: &writer, reusing: &fragments)
  }

  /// The same for many routes of one planner: what they have in common is formatted once. The bytes are the same.
  public func write(_ route: Route, to writer: inout JSONWriter, reusing fragments: inout RouteFragments) {
    // Parts are looked at by index, where they are: to take one out of its list would count its references.
    let (deficits, candidates) = (route.deficits, route.candidates)
    writer.object { writer in
      writer.member("schema", "marshrut.route/1")
      writer.member("person") { write(route.person, route.municipalityName, to: &$0) }
      writer.member("asOf", route.asOf)
      writer.member("horizon") { write(route.horizon, to: &$0) }
      writer.member("inputs") { writer in
        writer.object {
          $0.member("rules", route.inputs.rules)
          $0.member("catalog", route.inputs.catalog)
          $0.member("data", route.inputs.data)
        }
      }
      writer.member("deficits", count: deficits.count) { writer, index in
        fragments.deficits.write(deficits[index].identity, deficits[index], to: &writer) {
          write(deficits[index], to: &$0)
        }
      }
      writer.member("steps", route.steps) { write($1, to: &$0, &fragments) }
      writer.member("candidates", count: candidates.count) { writer, index in
        fragments.candidates.write(candidates[index].identity, candidates[index], to: &writer) {
          write(candidates[index], to: &$0)
        }
      }
      writer.member("limits") { writer in
        fragments.limits.write(route.limits, to: &writer) { write(route.limits, to: &$0) }
      }
      writer.member("objective") { write(route.objective, to: &$0) }
      writer.member("forecast") { writer in
        writer.object {
          $0.member("growth", route.forecast.growth)
          $0.member("target", route.forecast.target.percent)
          $0.member("formula", route.forecast.target.formula.spellings.english)
        }
      }
      writer.member("findings", route.findings) { writer, finding in
        writer.object {
          $0.member("id", finding.id.rawValue)
          $0.member("severity", finding.severity.rawValue)
          $0.member("text", finding.text[language])
        }
      }
    }
  }

  private func write(_ person: Person, _ municipality: String?, to writer: inout JSONWriter) {
    writer.object {
      $0.member("id", person.id)
      $0.member("role", person.role.spelling(in: language))
      $0.member("municipality", municipality ?? person.municipality)
      $0.member("organisation", person.organisation)
      if !pseudonymous { $0.member("name", person.name) }
    }
  }

  private func write(_ span: DateSpan, to writer: inout JSONWriter) {
    writer.object {
      $0.member("from", span.from)
      $0.member("to", span.to)
    }
  }

  private func write(_ line: CompetencyDeficit, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("competency", line.competency.text)
      writer.member("score", line.score)
      writer.member("target", line.target)
      writer.member("deficit", line.deficit)
      writer.member("band", line.band)
      writer.member("weight", line.weight)
      writer.member("evidence", line.evidence) { write($1, to: &$0) }
    }
  }

  private func write(_ evidence: Evidence, to writer: inout JSONWriter) {
    writer.object { writer in
      switch evidence {
      case .test(let score, let date, let form, let items):
        writer.member("kind", "test")
        writer.member("score", score)
        writer.member("date", date)
        writer.member("form", form)
        writer.member("items", items)
      case .notMeasured: writer.member("kind", "not-measured")
      case .monitoring(let added, let citation):
        writer.member("kind", "monitoring")
        writer.member("added", added)
        members(of: citation, to: &writer)
      }
    }
  }

  private func members(of citation: RuleCitation, to writer: inout JSONWriter) {
    writer.member("rule", citation.rule)
    writer.member("file", citation.file)
    writer.member("line", citation.line)
    writer.member("text", citation.text)
    writer.member("basis", citation.basis)
    writer.member("facts", citation.facts) { writer, fact in
      writer.object {
        $0.member("name", fact.name)
        $0.member("value", fact.value)
      }
    }
  }

  private func write(_ step: Step, to writer: inout JSONWriter, _ fragments: inout RouteFragments) {
    let (closes, because) = (step.closes, step.because)
    writer.object { writer in
      fragments.offers.write(step.offer.identity, step.offer, to: &writer) { members(of: step.offer, to: &$0) }
      writer.member("required", step.required)
      writer.member("priority", step.priority)
      writer.member("closes", count: closes.count) { writer, index in
        fragments.points.write(closes[index], to: &writer) { write(closes[index], to: &$0) }
      }
      writer.member("because", count: because.count) { writer, index in
        fragments.citations.write(because[index].identity, because[index], to: &writer) { writer in
          writer.object { members(of: because[index], to: &$0) }
        }
      }
      fragments.estimates.write(step.offer.identity, step.offer, to: &writer) { writer in
        writer.member("estimates", step.offer.estimates) { $0.string($1[language]) }
        if step.offer.session.travelDays > 0 { writer.member("travelDays", step.offer.session.travelDays) }
      }
      if step.inProgress { writer.member("inProgress", true) }
    }
  }

  /// What a step begins with, whoever takes it.
  private func members(of offer: Step.Offer, to writer: inout JSONWriter) {
    writer.member("measure", offer.measure.text)
    writer.member("title", offer.title)
    writer.member("kind", offer.kind.spelling(in: language))
    writer.member("session", offer.session.id)
    writer.member("from", offer.session.days.from)
    writer.member("to", offer.session.days.to)
    writer.member("hours", offer.hours)
    writer.member("format", offer.session.format.spellings.english)
  }

  private func write(_ points: CompetencyPoints, to writer: inout JSONWriter) {
    writer.object {
      $0.member("competency", points.competency.text)
      $0.member("points", points.points)
    }
  }

  private func write(_ candidate: Candidate, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("measure", candidate.measure.text)
      writer.member("state", candidate.state.rawValue)
      writer.member("reason", candidate.reason[language])
      writer.member("hours", candidate.hours)
      writer.member("priority", candidate.priority)
      writer.member("required", candidate.required)
      writer.member("gains", candidate.gains) { write($1, to: &$0) }
      writer.member("sessions", candidate.sessions) { write($1, to: &$0) }
      writer.member("requires", candidate.requires) { $0.string($1.text) }
      writer.member("group", candidate.group)
      if candidate.inProgress { writer.member("inProgress", true) }
    }
  }

  private func write(_ option: SessionOption, to writer: inout JSONWriter) {
    writer.object {
      $0.member("id", option.id)
      $0.member("from", option.occupied.from)
      $0.member("to", option.occupied.to)
      $0.member("format", option.format.spellings.english)
      $0.member("seats", option.seats)
      if option.travelDays > 0 { $0.member("travelDays", option.travelDays) }
      if option.isApproved { $0.member("approved", true) }
    }
  }

  private func write(_ limits: RouteLimits, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("hoursPerPeriod", limits.hoursPerPeriod) { writer, period in
        writer.object {
          $0.member("from", period.days.from)
          $0.member("to", period.days.to)
          $0.member("cap", period.cap)
        }
      }
      writer.member("concurrent", limits.concurrent)
      writer.member("hourPrice", limits.hourPrice)
    }
  }

  private func write(_ objective: RouteObjective, to writer: inout JSONWriter) {
    writer.object {
      $0.member("requiredMet", objective.requiredMet)
      $0.member("requiredOf", objective.requiredOf)
      $0.member("value", objective.value)
      $0.member("hours", objective.hours)
      $0.member("status", objective.status.rawValue)
      $0.member("bound", objective.bound)
    }
  }
}
