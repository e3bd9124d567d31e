import RouteModel

// How values of the model stand in the tables. Codes are the English spellings, dates ISO, points hundredths.

extension FactRow {
  init(_ person: Person) {
    let formats = person.formats.map { formats in
      Format.allCases.filter(formats.contains).map(\.spellings.english).joined(separator: ",")
    }
    self.init(
      key: [],
      values: [
        SQLValue(person.municipality), SQLValue(person.organisation),
        SQLValue(person.organisationKind?.spellings.english), SQLValue(person.position),
        .text(person.role.spellings.english), SQLValue(person.appointedOn?.iso),
        SQLValue(person.hasManagementRetraining), SQLValue(formats), SQLValue(person.team),
        SQLValue(person.mentor != nil),
      ])
  }

  init(_ organisation: Organisation) {
    // A table of organisations has one source and date for all features of a row.
    let features = organisation.features.map(\.feature.spellings.english)
    let first = organisation.features.first
    self.init(
      key: [],
      values: [
        SQLValue(organisation.name), SQLValue(organisation.municipality),
        SQLValue(organisation.kind?.spellings.english),
        SQLValue(features.isEmpty ? nil : features.joined(separator: ",")),
        SQLValue(first?.source), SQLValue(first?.date?.iso),
      ])
  }

  init(_ score: Score) {
    self.init(
      key: [
        .text(score.competency.text), .text(score.date.iso), .text(score.wave.spellings.english),
        .text(score.form ?? ""),
      ],
      values: [.integer(score.raw.hundredths), .integer(score.maximum.hundredths), SQLValue(score.items)])
  }

  init(_ indicator: IndicatorValue) {
    let value: [SQLValue] =
      switch indicator.value {
      case .boolean(let flag): [.text("boolean"), .integer(flag ? 1 : 0)]
      case .number(let number): [.text("number"), .integer(number.hundredths)]
      }
    self.init(
      key: [
        .text(indicator.indicator), .text(indicator.period.from.iso), .text(indicator.period.to.iso),
        .text(indicator.source ?? ""),
      ],
      values: value)
  }

  init(_ completion: Completion) {
    self.init(
      key: [.text(completion.measure.text), .text(completion.date.iso)],
      values: [
        SQLValue(completion.hours), SQLValue(completion.document), SQLValue(completion.started?.iso),
        SQLValue(completion.session),
      ])
  }

  init(_ started: StartedMeasure) {
    self.init(
      key: [.text(started.measure.text), .text(started.started.iso)],
      values: [SQLValue(started.session), SQLValue(started.ends?.iso)])
  }
}

extension FactRow {
  private func date(_ value: SQLValue) -> CalendarDate? { value.text.flatMap { CalendarDate(parsing: $0) } }
  private func nonEmpty(_ value: SQLValue) -> String? { value.text.flatMap { $0.isEmpty ? nil : $0 } }

  func person(id: String, name: String?, mentor: String?) -> Person? {
    guard let role = values[4].text.flatMap({ Role(spelling: $0) }) else { return nil }
    let formats = values[7].text.map { Set($0.split(separator: ",").compactMap { Format(spelling: String($0)) }) }
    let hasMentor = values[9].flag == true
    return Person(
      id: id, name: name, municipality: values[0].text, organisation: values[1].text,
      organisationKind: values[2].text.flatMap { OrganisationKind(spelling: $0) }, position: values[3].text, role: role,
      appointedOn: date(values[5]), hasManagementRetraining: values[6].flag, formats: formats, team: values[8].text,
      // Who the mentor is stands with the names; that there is one counts without them too.
      mentor: hasMentor ? mentor ?? "+" : nil)
  }

  func organisation(id: String) -> Organisation {
    let features = (values[3].text ?? "").split(separator: ",").compactMap { Feature(spelling: String($0)) }
      .map { DatedFeature(feature: $0, source: values[4].text, date: date(values[5])) }
    return Organisation(
      id: id, name: values[0].text, municipality: values[1].text,
      kind: values[2].text.flatMap { OrganisationKind(spelling: $0) }, features: features)
  }

  var score: Score? {
    guard let competency = key[0].text, let date = date(key[1]), let wave = key[2].text.flatMap({ Wave(spelling: $0) }),
      let raw = values[0].integer, let maximum = values[1].integer, maximum > 0
    else { return nil }
    return Score(
      competency: CompetencyCode(competency), date: date, form: nonEmpty(key[3]), raw: Points(hundredths: raw),
      maximum: Points(hundredths: maximum), items: values[2].integer, wave: wave)
  }

  var indicator: IndicatorValue? {
    guard let code = key[0].text, let from = date(key[1]), let to = date(key[2]), let number = values[1].integer else {
      return nil
    }
    return IndicatorValue(
      indicator: code, period: DateSpan(from: from, to: to),
      value: values[0].text == "boolean" ? .boolean(number != 0) : .number(Points(hundredths: number)),
      source: nonEmpty(key[3]))
  }

  var completion: Completion? {
    guard let measure = key[0].text, let date = date(key[1]) else { return nil }
    return Completion(
      measure: MeasureCode(measure), date: date, hours: values[0].integer, document: values[1].text,
      started: self.date(values[2]), session: values[3].text)
  }

  var started: StartedMeasure? {
    guard let measure = key[0].text, let date = date(key[1]) else { return nil }
    return StartedMeasure(
      measure: MeasureCode(measure), started: date, session: values[0].text, ends: self.date(values[1]))
  }
}
