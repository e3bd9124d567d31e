import RouteModel

/// The columns by position, in the order of the schemas.
private enum At {
  enum Person {
    static let (id, name, municipality, organisation, kind, position, role) = (0, 1, 2, 3, 4, 5, 6)
    static let (appointed, retraining, formats, team, mentor) = (7, 8, 9, 10, 11)
  }
  enum Organisation {
    static let (id, name, municipality, kind, features, source, date) = (0, 1, 2, 3, 4, 5, 6)
  }
  enum Score { static let (person, competency, date, form, score, maximum, items, wave) = (0, 1, 2, 3, 4, 5, 6, 7) }
  enum Indicator { static let (person, organisation, period, indicator, value, source) = (0, 1, 2, 3, 4, 5) }
  enum Completion {
    static let (person, measure, date, hours, document, started, session) = (0, 1, 2, 3, 4, 5, 6)
  }
}

/// Something about a row is not ordinary: the careful reader has to look.
private struct NotOrdinary: Error {}

extension PersonReader {
  /// The dossier of rows in which nothing calls for a message; nil otherwise.
  func ordinary(_ rows: PersonRows) -> Dossier? {
    try? dossier(rows)
  }

  private func dossier(_ rows: PersonRows) throws(NotOrdinary) -> Dossier {
    guard rows.count(.people) == 1, rows.count(.organisations) <= 1 else { throw NotOrdinary() }
    var organisation = try rows.count(.organisations) == 1 ? self.organisation(rows) : nil
    let person = try person(rows, organisation)
    if person.organisation == nil { organisation = nil }
    let dossier = Dossier(
      person: person, organisation: organisation, scores: try scores(rows), indicators: try indicators(rows),
      completions: try completions(rows))
    // Second results of the same person, competency, date, wave and form stand side by side.
    for index in dossier.scores.indices.dropFirst() where dossier.scores[index].date == dossier.scores[index - 1].date {
      let (a, b) = (dossier.scores[index - 1], dossier.scores[index])
      if a.competency == b.competency, a.wave == b.wave, a.form == b.form { throw NotOrdinary() }
    }
    return dossier
  }

  // MARK: Cells

  /// What a memo says of a cell; nil for an empty one.
  private func value<Value>(
    _ cell: Cell, _ memo: inout ByteMemo<Value>, _ make: (String) -> Value?
  ) throws(NotOrdinary) -> Value? {
    if cell.isEmpty { return nil }
    guard let value = memo.value(cell, make) else { throw NotOrdinary() }
    return value
  }

  private func required<Value>(
    _ cell: Cell, _ memo: inout ByteMemo<Value>, _ make: (String) -> Value?
  ) throws(NotOrdinary) -> Value {
    guard let value = try value(cell, &memo, make) else { throw NotOrdinary() }
    return value
  }

  private func text(_ cell: Cell) throws(NotOrdinary) -> String? {
    if cell.isEmpty { return nil }
    guard let text = cell.text else { throw NotOrdinary() }
    return text
  }

  private func shared(_ cell: Cell) throws(NotOrdinary) -> String? { try value(cell, &texts) { $0 } }

  private func date(_ cell: Cell) throws(NotOrdinary) -> CalendarDate? {
    try value(cell, &dates) { CalendarDate(parsing: $0) }
  }

  private func number(_ cell: Cell, in range: ClosedRange<Points>) throws(NotOrdinary) -> Points? {
    guard let number = try value(cell, &numbers, { Points(parsing: $0) }) else { return nil }
    guard range.contains(number) else { throw NotOrdinary() }
    return number
  }

  private func whole(_ cell: Cell, in range: ClosedRange<Int>) throws(NotOrdinary) -> Int? {
    guard let number = try value(cell, &numbers, { Points(parsing: $0) }) else { return nil }
    guard number.hundredths % 100 == 0, range.contains(number.hundredths / 100) else { throw NotOrdinary() }
    return number.hundredths / 100
  }

  private func flag(_ cell: Cell) throws(NotOrdinary) -> Bool? {
    try value(cell, &flags) { TableReading.flag(spelled: $0) }
  }

  private func municipality(_ cell: Cell) throws(NotOrdinary) -> String? {
    try value(cell, &municipalities) { self.catalog.municipality(spelled: $0)?.key }
  }

  private func kind(_ cell: Cell) throws(NotOrdinary) -> OrganisationKind? {
    try value(cell, &kinds) { OrganisationKind(spelling: $0) }
  }

  // MARK: Rows

  private func organisation(_ rows: PersonRows) throws(NotOrdinary) -> Organisation {
    func cell(_ column: Int) -> Cell { rows.cell(.organisations, 0, column) }
    guard let id = try text(cell(At.Organisation.id)) else { throw NotOrdinary() }
    let features = try value(cell(At.Organisation.features), &featureLists) { TableReading.closedList($0) } ?? []
    let source = try shared(cell(At.Organisation.source))
    let date = try date(cell(At.Organisation.date))
    if !features.isEmpty, source == nil { throw NotOrdinary() }
    return Organisation(
      id: id, name: try text(cell(At.Organisation.name)),
      municipality: try municipality(cell(At.Organisation.municipality)),
      kind: try kind(cell(At.Organisation.kind)),
      features: features.map { DatedFeature(feature: $0, source: source, date: date) })
  }

  private func person(_ rows: PersonRows, _ organisation: Organisation?) throws(NotOrdinary) -> Person {
    func cell(_ column: Int) -> Cell { rows.cell(.people, 0, column) }
    guard let id = try text(cell(At.Person.id)) else { throw NotOrdinary() }
    let formats = try value(cell(At.Person.formats), &formatLists) { text -> Set<Format>? in
      TableReading.closedList(text).map { Set($0) }
    }
    let person = Person(
      id: id, name: try text(cell(At.Person.name)), municipality: try municipality(cell(At.Person.municipality)),
      organisation: try text(cell(At.Person.organisation)), organisationKind: try kind(cell(At.Person.kind)),
      position: try shared(cell(At.Person.position)),
      role: try required(cell(At.Person.role), &roles) { Role(spelling: $0) },
      appointedOn: try date(cell(At.Person.appointed)),
      hasManagementRetraining: try flag(cell(At.Person.retraining)),
      formats: formats.flatMap { $0.isEmpty ? nil : $0 }, team: try shared(cell(At.Person.team)),
      mentor: try text(cell(At.Person.mentor)))
    if let organisation, let named = person.organisation {
      guard named == organisation.id else { throw NotOrdinary() }
      if let own = person.municipality, let other = organisation.municipality, own != other { throw NotOrdinary() }
      if let own = person.organisationKind, let other = organisation.kind, own != other { throw NotOrdinary() }
    }
    return person
  }

  private func scores(_ rows: PersonRows) throws(NotOrdinary) -> [Score] {
    var result = rows.takeKnownScores()
    let id = rows.cell(.people, 0, At.Person.id)
    for row in 0..<rows.count(.scores) {
      func cell(_ column: Int) -> Cell { rows.cell(.scores, row, column) }
      guard Cell.same(cell(At.Score.person), id), let date = try date(cell(At.Score.date)) else { throw NotOrdinary() }
      let maximum = try number(cell(At.Score.maximum), in: Points(hundredths: 1)...Points(100_000)) ?? .hundred
      guard let raw = try number(cell(At.Score.score), in: .zero...maximum) else { throw NotOrdinary() }
      let score = Score(
        competency: try required(cell(At.Score.competency), &competencies) { catalog.competency(spelled: $0)?.code },
        date: date, form: try shared(cell(At.Score.form)), raw: raw, maximum: maximum,
        items: try whole(cell(At.Score.items), in: 1...10_000),
        wave: try value(cell(At.Score.wave), &waves) { Wave(spelling: $0) } ?? .pretest)
      let text = rows.scoreText(row)
      if !text.isEmpty { scoreTexts.keep(text.bytes, score) }
      result.append(score)
    }
    return result
  }

  /// Rows are compared with all before them, which is quick for few; more are left to the careful reader.
  private static let mostCompared = 256

  /// The person's values, then the organisation's.
  private func indicators(_ rows: PersonRows) throws(NotOrdinary) -> [IndicatorValue] {
    guard rows.count(.indicators) <= Self.mostCompared else { throw NotOrdinary() }
    var own: [IndicatorValue] = []
    var others: [IndicatorValue] = []
    let id = rows.cell(.people, 0, At.Person.id)
    for row in 0..<rows.count(.indicators) {
      func cell(_ column: Int) -> Cell { rows.cell(.indicators, row, column) }
      let isOwn = !cell(At.Indicator.person).isEmpty
      guard isOwn != !cell(At.Indicator.organisation).isEmpty else { throw NotOrdinary() }
      if isOwn {
        guard Cell.same(cell(At.Indicator.person), id) else { throw NotOrdinary() }
      } else {
        guard rows.count(.organisations) == 1, !rows.cell(.people, 0, At.Person.organisation).isEmpty,
          Cell.same(cell(At.Indicator.organisation), rows.cell(.organisations, 0, At.Organisation.id))
        else { throw NotOrdinary() }
      }
      let indicator = try required(cell(At.Indicator.indicator), &indicators) { catalog.indicator(spelled: $0) }
      let value = IndicatorValue(
        indicator: indicator.code,
        period: try required(cell(At.Indicator.period), &periods) { PeriodParser.parse($0) },
        value: try value(cell(At.Indicator.value), indicator), source: try shared(cell(At.Indicator.source)))
      let isSecond = (isOwn ? own : others).contains {
        $0.indicator == value.indicator && $0.period == value.period && $0.source == value.source
      }
      if isSecond { throw NotOrdinary() }
      if isOwn { own.append(value) } else { others.append(value) }
    }
    return others.isEmpty ? own : own + others
  }

  private func value(_ cell: Cell, _ indicator: Indicator) throws(NotOrdinary) -> IndicatorValue.Value {
    switch indicator.kind {
    case .boolean: if let flag = try flag(cell) { return .boolean(flag) }
    case .percent: if let number = try number(cell, in: .zero ... .hundred) { return .number(number) }
    case .count: if let whole = try whole(cell, in: 0...1_000_000) { return .number(Points(whole)) }
    case nil: break
    }
    throw NotOrdinary()
  }

  private func completions(_ rows: PersonRows) throws(NotOrdinary) -> [Completion] {
    guard rows.count(.completions) <= Self.mostCompared else { throw NotOrdinary() }
    var result: [Completion] = []
    let id = rows.cell(.people, 0, At.Person.id)
    for row in 0..<rows.count(.completions) {
      func cell(_ column: Int) -> Cell { rows.cell(.completions, row, column) }
      // What is in progress is left to the careful reader.
      guard Cell.same(cell(At.Completion.person), id), let date = try date(cell(At.Completion.date)),
        cell(At.Completion.started).isEmpty, cell(At.Completion.session).isEmpty
      else { throw NotOrdinary() }
      let measure = try required(cell(At.Completion.measure), &measures) { catalog.measure(spelled: $0)?.code }
      if result.contains(where: { $0.measure == measure && $0.date == date }) { throw NotOrdinary() }
      result.append(
        Completion(
          measure: measure, date: date, hours: try whole(cell(At.Completion.hours), in: 1...2000),
          document: try text(cell(At.Completion.document))))
    }
    return result
  }
}
