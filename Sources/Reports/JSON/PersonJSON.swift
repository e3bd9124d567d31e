import RouteModel

/// A person with all rows as one line of JSON, the way people come to `marshrut route --all --data -`.
///
/// Members are the tables, keys the English column names, values of closed sets in English, dates as `2023-09-01`; what
/// is not known is left out. In the person's rows `person` is left out.
public struct PersonJSON: Sendable {
  /// A view.
  public init() {}

  /// Writes a person, with the organisation's rows where there is one, as one object.
  public func write(_ record: PersonRecord, _ organisation: OrganisationRecord?, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("person") { write(record.person, to: &$0) }
      if let organisation {
        writer.member("organisation") { write(organisation.organisation, to: &$0) }
      }
      writer.member("scores", record.scores) { write($1, to: &$0) }
      writer.key("indicators")
      writer.array { writer in
        for value in record.indicators { write(value, of: nil, to: &writer) }
        if let organisation {
          for value in organisation.indicators { write(value, of: organisation.organisation.id, to: &writer) }
        }
      }
      writer.key("completions")
      writer.array { writer in
        for completion in record.completions { write(completion, to: &writer) }
        for started in record.started { write(started, to: &writer) }
      }
    }
  }

  private func write(_ person: Person, to writer: inout JSONWriter) {
    writer.object {
      $0.member("id", person.id)
      $0.known("name", person.name)
      $0.known("municipality", person.municipality)
      $0.known("organisation", person.organisation)
      $0.known("organisation_kind", person.organisationKind?.spellings.english)
      $0.known("position", person.position)
      $0.member("role", person.role.spellings.english)
      if let date = person.appointedOn { $0.member("appointed_on", date) }
      if let flag = person.hasManagementRetraining { $0.member("management_retraining", flag) }
      if let formats = person.formats {
        let names = Format.allCases.filter(formats.contains).map(\.spellings.english)
        $0.member("formats", names.joined(separator: ", "))
      }
      $0.known("team", person.team)
      $0.known("mentor", person.mentor)
    }
  }

  private func write(_ organisation: Organisation, to writer: inout JSONWriter) {
    writer.object {
      $0.member("id", organisation.id)
      $0.known("name", organisation.name)
      $0.known("municipality", organisation.municipality)
      $0.known("kind", organisation.kind?.spellings.english)
      if let first = organisation.features.first {
        $0.member("features", organisation.features.map(\.feature.spellings.english).joined(separator: ", "))
        $0.known("source", first.source)
        if let date = first.date { $0.member("date", date) }
      }
    }
  }

  private func write(_ score: Score, to writer: inout JSONWriter) {
    writer.object {
      $0.member("competency", score.competency.text)
      $0.member("date", score.date)
      $0.known("form", score.form)
      $0.member("score", score.raw)
      $0.member("maximum", score.maximum)
      if let items = score.items { $0.member("items", items) }
      $0.member("wave", score.wave.spellings.english)
    }
  }

  private func write(_ value: IndicatorValue, of organisation: String?, to writer: inout JSONWriter) {
    writer.object {
      $0.known("organisation", organisation)
      let (from, to) = (value.period.from.iso, value.period.to.iso)
      $0.member("period", from == to ? from : "\(from)–\(to)")
      $0.member("indicator", value.indicator)
      switch value.value {
      case .boolean(let flag): $0.member("value", flag)
      case .number(let number): $0.member("value", number)
      }
      $0.known("source", value.source)
    }
  }

  private func write(_ completion: Completion, to writer: inout JSONWriter) {
    writer.object {
      $0.member("measure", completion.measure.text)
      $0.member("date", completion.date)
      if let hours = completion.hours { $0.member("hours", hours) }
      $0.known("document", completion.document)
      if let started = completion.started { $0.member("started", started) }
      $0.known("session", completion.session)
    }
  }

  private func write(_ started: StartedMeasure, to writer: inout JSONWriter) {
    writer.object {
      $0.member("measure", started.measure.text)
      $0.member("started", started.started)
      $0.known("session", started.session)
    }
  }
}

extension JSONWriter {
  /// A text member, left out where there is none.
  fileprivate mutating func known(_ name: StaticString, _ text: String?) {
    if let text { member(name, text) }
  }
}
