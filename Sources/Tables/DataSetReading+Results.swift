import Diagnostics
import RouteModel

/// Scores, indicators and completions.
extension DataSetReading {
  /// What a result may have only once, in 16 bytes: there are millions of them.
  private struct ScoreKey: Hashable {
    var person: Int32
    var day: Int32
    var competency: UInt16
    var form: UInt32
    var wave: Wave
  }

  /// Numbers texts in the order in which they are met.
  private struct TextNumbers {
    private var numbers: [String: Int] = [:]

    mutating func number(_ text: String) -> Int {
      if let number = numbers[text] { return number }
      numbers[text] = numbers.count + 1
      return numbers.count
    }
  }

  private struct IndicatorKey: Hashable {
    var person: Int?
    var organisation: Int?
    var indicator: String
    var period: DateSpan
    var source: String?
  }

  private struct CompletionKey: Hashable {
    var person: Int
    var measure: MeasureCode
    var date: CalendarDate
    var isStarted = false
  }

  mutating func readScores() {
    var seen: Set<ScoreKey> = []
    var competencies = TextNumbers()
    var forms = TextNumbers()
    var last: Int?
    rows(of: "scores") { data, reading, row in
      let person = data.person(&reading, row)
      let competency = data.competency(&reading, row)
      _ = reading.required(row, "date")
      let date = reading.date(row, "date")
      let maximum = reading.text(row, "maximum") == nil ? Points.hundred : data.maximum(&reading, row)
      _ = reading.required(row, "score")
      let score = data.score(&reading, row, maximum)
      let items = reading.integer(row, "items", in: 1...10_000)
      let wave = reading.closed(row, "wave", Wave.self) ?? .pretest
      guard reading.isRowGood, let person, let competency, let date, let maximum, let score else { return }
      let form = reading.text(row, "form")
      let key = ScoreKey(
        person: Int32(truncatingIfNeeded: person), day: Int32(truncatingIfNeeded: date.dayNumber),
        competency: UInt16(truncatingIfNeeded: competencies.number(competency.text)),
        form: UInt32(truncatingIfNeeded: form.map { forms.number($0) } ?? 0), wave: wave)
      if !seen.insert(key).inserted {
        reading.report(
          "duplicate-score", row, "competency",
          LocalizedText(
            ru: "второй результат того же человека по той же компетенции, дате, волне и форме",
            en: "a second result of the same person, competency, date, wave and form"))
      }
      if let last, last != person { data.shrinkScores(of: last) }
      last = person
      data.scores[person].append(
        Score(
          competency: competency, date: date, form: form, raw: score, maximum: maximum, items: items, wave: wave))
    }
  }

  /// Gives back the room an array has grown by: a person's results mostly stand together, and there are millions of them.
  private mutating func shrinkScores(of person: Int) {
    if scores[person].capacity > scores[person].count { scores[person] = scores[person].map(\.self) }
  }

  private func maximum(_ reading: inout TableReading, _ row: Table.Row) -> Points? {
    reading.points(row, "maximum", in: Points(hundredths: 1)...Points(100_000))
  }

  private func score(_ reading: inout TableReading, _ row: Table.Row, _ maximum: Points?) -> Points? {
    guard let text = reading.text(row, "score"), let maximum else { return nil }
    guard let score = Points(parsing: text) else {
      return reading.points(row, "score", in: .zero...maximum)
    }
    if (Points.zero...maximum).contains(score) { return score }
    let limit = maximum.text(separator: ",")
    reading.report(
      "score-out-of-range", row, "score",
      LocalizedText(
        ru: "балл «\(text)» не от 0 до максимума \(limit)",
        en: "the score «\(text)» is not from 0 to its maximum \(limit)"))
    return nil
  }

  mutating func readIndicators() {
    var seen: Set<IndicatorKey> = []
    rows(of: "indicators") { data, reading, row in
      let (hasPerson, hasOrganisation) = (reading.text(row, "person") != nil, reading.text(row, "organisation") != nil)
      if hasPerson == hasOrganisation {
        reading.report(
          "whose-indicator", row, hasPerson ? "organisation" : "person",
          LocalizedText(
            ru: "показатель относится либо к человеку, либо к организации: заполните один из двух столбцов",
            en: "an indicator is of a person or of an organisation: fill one of the two columns"))
        return
      }
      let person = hasPerson ? data.person(&reading, row) : nil
      let organisation = hasOrganisation ? data.organisation(&reading, row, isOwner: true) : nil
      guard let name = reading.required(row, "indicator") else { return }
      guard let indicator = data.catalog.indicator(spelled: name) else {
        data.unknownIndicator(name, &reading, row)
        return
      }
      let period = data.period(&reading, row)
      let value = data.value(indicator, &reading, row)
      guard reading.isRowGood, person != nil || organisation != nil, let period, let value else { return }
      let source = reading.text(row, "source")
      let key = IndicatorKey(
        person: person, organisation: organisation, indicator: indicator.code, period: period, source: source)
      if !seen.insert(key).inserted {
        reading.report(
          "duplicate-indicator", row, "indicator",
          LocalizedText(
            ru: "второе значение того же показателя за тот же период из того же источника",
            en: "a second value of the same indicator for the same period from the same source"))
        return
      }
      let entry = IndicatorValue(
        indicator: indicator.code, period: period, value: value, source: source)
      if let person { data.personIndicators[person].append(entry) }
      if let organisation {
        data.namedOrganisations[organisation] = true
        data.organisationIndicators[organisation].append(entry)
      }
    }
  }

  private func unknownIndicator(_ name: String, _ reading: inout TableReading, _ row: Table.Row) {
    let near = nearest(to: name, among: catalog.indicators.flatMap { [$0.name, $0.code] })
    reading.report(
      "unknown-indicator", row, "indicator",
      LocalizedText(ru: "показателя «\(name)» нет в каталоге", en: "the catalog has no indicator «\(name)»"),
      notes: near.map { [LocalizedText(ru: "возможно, «\($0)»?", en: "did you mean «\($0)»?")] } ?? [])
  }

  private func value(
    _ indicator: Indicator, _ reading: inout TableReading, _ row: Table.Row
  ) -> IndicatorValue.Value? {
    guard reading.required(row, "value") != nil else { return nil }
    switch indicator.kind {
    case .boolean: return reading.flag(row, "value").map { .boolean($0) }
    case .percent: return reading.points(row, "value", in: .zero ... .hundred).map { .number($0) }
    case .count: return reading.integer(row, "value", in: 0...1_000_000).map { .number(Points($0)) }
    case nil:
      reading.report(
        "indicator-of-region", row, "indicator",
        LocalizedText(
          ru: "показатель «\(indicator.name)» считается по муниципалитету или краю, а не по человеку",
          en: "the indicator «\(indicator.name)» is of a municipality or the region, not of a person"))
      return nil
    }
  }

  private func period(_ reading: inout TableReading, _ row: Table.Row) -> DateSpan? {
    guard let text = reading.required(row, "period") else { return nil }
    if let period = PeriodParser.parse(text) { return period }
    reading.report(
      "bad-period", row, "period",
      LocalizedText(
        ru: "ожидается период (2023, 2022/2023, 2023-03, дата или дата–дата), а найдено «\(text)»",
        en: "expected a period (2023, 2022/2023, 2023-03, a date or date–date), found «\(text)»"))
    return nil
  }

  mutating func readCompletions() {
    var seen: Set<CompletionKey> = []
    rows(of: "completions") { data, reading, row in
      let person = data.person(&reading, row)
      let measure = data.measure(&reading, row)
      let started = reading.date(row, "started")
      // Started and without a date of completion is in progress.
      if reading.text(row, "started") == nil { _ = reading.required(row, "date") }
      let date = reading.date(row, "date")
      let hours = reading.integer(row, "hours", in: 1...2000)
      if let started, let date, date < started { data.reportBackwards(&reading, row) }
      let session = measure.flatMap { data.session($0, &reading, row) }
      guard reading.isRowGood, let person, let measure else { return }
      guard let date else {
        if let started {
          let key = CompletionKey(person: person, measure: measure, date: started, isStarted: true)
          if !seen.insert(key).inserted {
            reading.report(
              "duplicate-completion", row, "measure",
              LocalizedText(
                ru: "это мероприятие уже отмечено начатым в тот же день тем же человеком",
                en: "this measure is marked as started by the same person on the same day already"))
            return
          }
          data.started[person].append(StartedMeasure(measure: measure, started: started, session: session))
        }
        return
      }
      if !seen.insert(CompletionKey(person: person, measure: measure, date: date)).inserted {
        reading.report(
          "duplicate-completion", row, "measure",
          LocalizedText(
            ru: "второе прохождение того же мероприятия тем же человеком в тот же день",
            en: "a second completion of the same measure by the same person on the same day"))
        return
      }
      data.completions[person].append(
        Completion(
          measure: measure, date: date, hours: hours, document: reading.text(row, "document"), started: started,
          session: session))
    }
  }

  private func reportBackwards(_ reading: inout TableReading, _ row: Table.Row) {
    reading.report(
      "backwards", row, "date",
      LocalizedText(ru: "«дата» раньше даты «начато»", en: "«date» is before «started»"))
  }

  /// A session of the measure; one the catalog does not know any more is a remark.
  private func session(_ measure: MeasureCode, _ reading: inout TableReading, _ row: Table.Row) -> String? {
    guard let text = reading.text(row, "session") else { return nil }
    let sessions = catalog.sessions(of: measure)
    if let found = sessions.first(where: { LookAlike.fold($0.id) == LookAlike.fold(text) }) { return found.id }
    let near = nearest(to: text, among: sessions.map(\.id))
    reading.report(
      "unknown-session", row, "session",
      LocalizedText(
        ru: "у №\(measure) в каталоге нет сессии «\(text)»", en: "№\(measure) has no session «\(text)» in the catalog"),
      notes: near.map { [LocalizedText(ru: "возможно, «\($0)»?", en: "did you mean «\($0)»?")] } ?? [],
      severity: .warning)
    return text
  }
}

/// The periods monitoring tables speak of.
enum PeriodParser {
  /// `2023`, `2022/2023` (a school year, 1 September to 31 August), `2023-03`, `03.2023`, a date, or two dates with a dash.
  static func parse(_ text: String) -> DateSpan? {
    if let date = CalendarDate(parsing: text) { return DateSpan(from: date, to: date) }
    // A hyphen between dates with dots, as keyboards have it, is a dash too.
    let dashes = text.contains(".") ? "–—-" : "–—"
    let halves = text.split(whereSeparator: { dashes.contains($0) }).map { String($0).trimmingSpaces }
    if halves.count == 2, let from = CalendarDate(parsing: halves[0]), let to = CalendarDate(parsing: halves[1]) {
      return from <= to ? DateSpan(from: from, to: to) : nil
    }
    let numbers = text.split(whereSeparator: { "/.-".contains($0) }).compactMap { Int($0) }
    let separator = text.first { "/.-".contains($0) }
    switch (numbers.count, separator) {
    case (1, nil) where text.count == 4: return span(numbers[0], 1, numbers[0], 12)
    case (2, "/") where numbers[0] < 3000 && numbers[1] == numbers[0] + 1: return span(numbers[0], 9, numbers[1], 8)
    case (2, "-"): return span(numbers[0], numbers[1], numbers[0], numbers[1])
    case (2, "."): return span(numbers[1], numbers[0], numbers[1], numbers[0])
    default: return nil
    }
  }

  /// The shortest text that `parse` reads as the period.
  static func text(_ period: DateSpan) -> String {
    let (year, month, day) = period.from.components
    let last = period.to.components
    if period.from == period.to { return period.from.dotted }
    if day == 1, period.to == period.to.endOfMonth {
      if last.year == year, month == 1, last.month == 12 { return String(year) }
      if last.year == year + 1, month == 9, last.month == 8 { return "\(year)/\(last.year)" }
      if (last.year, last.month) == (year, month) { return String(period.from.iso.dropLast(3)) }
    }
    return "\(period.from.dotted)–\(period.to.dotted)"
  }

  private static func span(_ year: Int, _ month: Int, _ lastYear: Int, _ lastMonth: Int) -> DateSpan? {
    guard let from = CalendarDate(year: year, month: month, day: 1),
      let last = CalendarDate(year: lastYear, month: lastMonth, day: 1)
    else { return nil }
    return DateSpan(from: from, to: last.endOfMonth)
  }
}
