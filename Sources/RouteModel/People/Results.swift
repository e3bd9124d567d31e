/// Which testing a score belongs to.
public enum Wave: ClosedSet {
  /// The first test, which finds the deficits.
  case pretest
  /// The repeated test, which measures the growth.
  case retest

  /// How tables spell it.
  public var spellings: Spellings {
    switch self {
    case .pretest:
      Spellings("тест", "pretest", "первичный", "первичное тестирование", "входной", "1", "pre", "test")
    case .retest:
      Spellings("ретест", "retest", "повторный", "повторное тестирование", "повторный тест", "итоговый", "2", "post")
    }
  }
}

/// A result of a test in one competency, already on the scale 0–100.
public struct Score: Sendable, Hashable {
  /// The competency.
  public var competency: CompetencyCode
  /// The day of the test.
  public var date: CalendarDate
  /// The form of the test.
  public var form: String?
  /// The result on the scale 0–100: `raw / maximum · 100`, rounded once.
  public private(set) var points: Points
  /// The result as the test counts it.
  public private(set) var raw: Points
  /// The largest result the test can give, more than 0.
  public private(set) var maximum: Points
  /// How many items the test had.
  public var items: Int?
  /// Which testing.
  public var wave: Wave

  /// A score already on the scale 0–100.
  public init(
    competency: CompetencyCode, date: CalendarDate, form: String? = nil, points: Points, items: Int? = nil, wave: Wave
  ) {
    self.init(
      competency: competency, date: date, form: form, raw: points, maximum: .hundred, items: items, wave: wave)
  }

  /// A score: `raw` of `maximum`.
  public init(
    competency: CompetencyCode, date: CalendarDate, form: String? = nil, raw: Points, maximum: Points,
    items: Int? = nil, wave: Wave
  ) {
    self.competency = competency
    self.date = date
    self.form = form
    points = .ratio(raw, of: maximum)
    self.raw = raw
    self.maximum = maximum
    self.items = items
    self.wave = wave
  }
}

/// A value of a monitoring indicator.
public struct IndicatorValue: Sendable, Hashable {
  /// The indicator's code.
  public var indicator: String
  /// The first day of the period it speaks of.
  public var period: DateSpan
  /// Yes/no as 1 and 0; otherwise hundredths.
  public var value: Value
  /// Where it comes from.
  public var source: String?

  /// A value of either kind.
  public enum Value: Sendable, Hashable {
    /// Yes or no.
    case boolean(Bool)
    /// A share or count.
    case number(Points)
  }

  /// A value.
  public init(indicator: String, period: DateSpan, value: Value, source: String? = nil) {
    self.indicator = indicator
    self.period = period
    self.value = value
    self.source = source
  }
}

/// A measure a person has completed.
public struct Completion: Sendable, Hashable {
  /// The measure.
  public var measure: MeasureCode
  /// The day it was completed.
  public var date: CalendarDate
  /// The hours on the document.
  public var hours: Int?
  /// The document.
  public var document: String?
  /// The day it was started, where stated: from then to the day before `date` it is in progress.
  public var started: CalendarDate?
  /// The session's id, where stated.
  public var session: String?

  /// A completion.
  public init(
    measure: MeasureCode, date: CalendarDate, hours: Int? = nil, document: String? = nil,
    started: CalendarDate? = nil, session: String? = nil
  ) {
    self.measure = measure
    self.date = date
    self.hours = hours
    self.document = document
    self.started = started
    self.session = session
  }
}
