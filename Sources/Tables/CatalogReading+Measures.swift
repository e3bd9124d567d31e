import Diagnostics
import RouteModel

/// Measures and what hangs on them: gains, prerequisites, sessions.
extension CatalogReading {
  mutating func readMeasures() {
    rows(of: "measures") { catalog, reading, row in
      guard let written = reading.required(row, "code") else { return }
      // With its sign № a code such as 1.10 survives a spreadsheet that takes it for a number or a date.
      let code = (written.hasPrefix("№") ? String(written.dropFirst()) : written).trimmingSpaces
      let key = LookAlike.fold(code)
      if catalog.measureCodes[key] != nil { catalog.duplicate(&reading, row, "code", code) }
      catalog.measureCodes[key] = MeasureCode(code)
      catalog.rows.measures[MeasureCode(code)] =
        catalog.rows.measures[MeasureCode(code)] ?? reading.place(row, "code")
      let kind = reading.closed(row, "kind", MeasureKind.self)
      if kind == nil, reading.text(row, "kind") == nil { _ = reading.required(row, "kind") }
      let window = catalog.window(&reading, row)
      let measure = Measure(
        code: MeasureCode(code), title: reading.required(row, "title") ?? "", kind: kind ?? .document,
        track: reading.integer(row, "track", in: 1...2) ?? 1, audience: reading.required(row, "audience") ?? "",
        audiencePlace: reading.place(row, "audience"), hours: reading.integer(row, "hours", in: 1...2000),
        hoursStatus: reading.closed(row, "hours_status", ValueStatus.self) ?? .unspecified,
        format: reading.closed(row, "format", Format.self) ?? .inPerson, term: reading.text(row, "term") ?? "",
        window: window, windowStatus: reading.closed(row, "term_status", ValueStatus.self) ?? .unspecified,
        organiser: reading.text(row, "organiser") ?? "", coverage: catalog.coverage(&reading, row),
        expectedResult: reading.text(row, "expected_result") ?? "", group: reading.text(row, "alternatives"),
        source: reading.text(row, "source") ?? "")
      if window == nil, reading.text(row, "from") ?? reading.text(row, "to") != nil {
        catalog.brokenWindows.insert(measure.code)
      }
      if measure.kind.teaches, measure.hours == nil, reading.text(row, "hours") == nil {
        reading.report(
          "hours-missing", row, "hours",
          LocalizedText(
            ru: "у обучающего мероприятия нет часов: укажите их или оценку со статусом «оценка»",
            en: "a teaching measure has no hours: state them, or an estimate with the status «estimate»"))
      }
      if measure.hours != nil, measure.hoursStatus == .unspecified {
        reading.report(
          "status-missing", row, "hours_status",
          LocalizedText(
            ru: "часы указаны, а откуда они — нет: «документ» или «оценка»",
            en: "hours are stated, but not where they come from: «document» or «estimate»"), severity: .warning)
      }
      catalog.measures.append(measure)
    }
  }

  private func window(_ reading: inout TableReading, _ row: Table.Row) -> DateSpan? {
    let from = reading.date(row, "from")
    let to = reading.date(row, "to")
    if (reading.text(row, "from") == nil) != (reading.text(row, "to") == nil) {
      reading.report(
        "half-window", row, reading.text(row, "from") == nil ? "from" : "to",
        LocalizedText(ru: "нужны обе даты, «с» и «по», или ни одной", en: "both dates, «from» and «to», or none"))
    }
    guard let from, let to else { return nil }
    if to < from { reportBackwards(&reading, row) }
    return DateSpan(from: from, to: to)
  }

  private func coverage(_ reading: inout TableReading, _ row: Table.Row) -> CoverageTarget? {
    let percent = reading.integer(row, "coverage_percent", in: 1...100)
    let denominator = reading.closed(row, "denominator", Denominator.self)
    let (hasPercent, hasDenominator) = (
      reading.text(row, "coverage_percent") != nil, reading.text(row, "denominator") != nil
    )
    if hasPercent != hasDenominator {
      reading.report(
        "half-coverage", row, hasPercent ? "denominator" : "coverage_percent",
        LocalizedText(
          ru: "охват — это процент и от кого он считается: нужны оба",
          en: "coverage is a percent and of whom: both are needed"))
    }
    guard let percent, let denominator else { return nil }
    return CoverageTarget(percent: percent, denominator: denominator)
  }

  mutating func readGains() {
    var seen: Set<String> = []
    rows(of: "gains") { catalog, reading, row in
      let measure = catalog.measure(&reading, row, "measure")
      let competency = catalog.competency(&reading, row, "competency")
      _ = reading.required(row, "points")
      let points = reading.points(row, "points", in: Points(hundredths: 1) ... .hundred)
      let status = reading.closed(row, "status", ValueStatus.self) ?? .estimate
      guard let measure, let competency, let points else { return }
      if !seen.insert("\(measure)|\(competency)").inserted {
        catalog.duplicate(&reading, row, "competency", "\(measure), \(competency)")
      }
      catalog.gains.append(Gain(measure: measure, competency: competency, points: points, status: status))
    }
  }

  mutating func readPrerequisites() {
    var rowsOf: [MeasureCode: [(requires: MeasureCode, place: DiagnosticPlace)]] = [:]
    rows(of: "prerequisites") { catalog, reading, row in
      guard let measure = catalog.measure(&reading, row, "measure"),
        let requires = catalog.measure(&reading, row, "requires")
      else { return }
      catalog.prerequisites.append(Prerequisite(measure: measure, requires: requires))
      rowsOf[measure, default: []].append((requires, reading.place(row, "requires")))
    }
    reportCycles(rowsOf)
  }

  /// One message per prerequisite that closes a cycle.
  private mutating func reportCycles(_ edges: [MeasureCode: [(requires: MeasureCode, place: DiagnosticPlace)]]) {
    enum State { case open, done }
    var states: [MeasureCode: State] = [:]
    var path: [MeasureCode] = []
    func visit(_ measure: MeasureCode, _ found: inout [Diagnostic]) {
      states[measure] = .open
      path.append(measure)
      for edge in edges[measure] ?? [] {
        if states[edge.requires] == .open, let start = path.firstIndex(of: edge.requires) {
          let cycle = (path[start...] + [edge.requires]).map { "№\($0)" }.joined(separator: " → ")
          found.append(
            Diagnostic(
              .error, "prerequisite-cycle",
              LocalizedText(
                ru: "мероприятия ждут друг друга по кругу: \(cycle)",
                en: "measures wait for each other in a circle: \(cycle)"),
              at: edge.place))
        } else if states[edge.requires] == nil {
          visit(edge.requires, &found)
        }
      }
      path.removeLast()
      states[measure] = .done
    }
    var found: [Diagnostic] = []
    for measure in edges.keys.sorted() where states[measure] == nil { visit(measure, &found) }
    diagnostics += found
  }

  mutating func readSessions() {
    var seen: Set<String> = []
    rows(of: "sessions") { catalog, reading, row in
      let measure = catalog.measure(&reading, row, "measure")
      guard let id = reading.required(row, "session") else { return }
      if !seen.insert(LookAlike.fold(id)).inserted { catalog.duplicate(&reading, row, "session", id) }
      _ = reading.required(row, "from")
      _ = reading.required(row, "to")
      let from = reading.date(row, "from")
      let to = reading.date(row, "to")
      if let from, let to, to < from { catalog.reportBackwards(&reading, row) }
      let municipality = reading.text(row, "municipality").flatMap { catalog.municipality($0, &reading, row) }
      let own = catalog.measures.first { $0.code == measure }
      let format = reading.closed(row, "format", Format.self) ?? own?.format ?? .inPerson
      let seats = reading.integer(row, "seats", in: 0...100_000)
      let status = reading.closed(row, "status", ValueStatus.self) ?? .estimate
      guard let measure, let from, let to else { return }
      catalog.sessions.append(
        Session(
          measure: measure, id: id, days: DateSpan(from: from, to: to), municipality: municipality,
          place: reading.text(row, "place") ?? "", format: format, seats: seats, status: status))
    }
    reportUndated()
  }

  private func municipality(_ text: String, _ reading: inout TableReading, _ row: Table.Row) -> String? {
    let wanted = LookAlike.fold(text)
    let found = municipalities.first { municipality in
      ([municipality.key] + municipality.names.map(\.text) + municipality.aliases).contains {
        LookAlike.fold($0) == wanted
      }
    }
    if let found { return found.key }
    let near = nearest(to: text, among: municipalities.flatMap { [$0.key] + $0.aliases })
    reading.report(
      "unknown-municipality", row, "municipality",
      LocalizedText(ru: "муниципалитета «\(text)» нет в каталоге", en: "the catalog has no municipality «\(text)»"),
      notes: near.map { [LocalizedText(ru: "возможно, «\($0)»?", en: "did you mean «\($0)»?")] } ?? [])
    return nil
  }

  /// A teaching measure without sessions needs a window, or it can never be held.
  private mutating func reportUndated() {
    // A window that was meant and has a mistake has its own message.
    let dated = Set(sessions.map(\.measure)).union(brokenWindows)
    for measure in measures where measure.kind.teaches && measure.window == nil && !dated.contains(measure.code) {
      diagnostics.append(
        Diagnostic(
          .error, "no-dates",
          LocalizedText(
            ru: "у №\(measure.code) нет ни сессий, ни срока «с–по»: его нельзя поставить в маршрут",
            en: "№\(measure.code) has neither sessions nor a window «from–to»: no route can hold it"),
          at: measure.audiencePlace))
    }
  }
}
