import Diagnostics
import RouteModel
import Tables

/// Collects the results of rows that name people, and accounts for each row and grade.
///
/// A row that yields no result at all is dropped as a row; otherwise each of its grades is taken or dropped by itself.
struct ResultsCollector {
  /// A column of grades.
  struct GradeColumn: Sendable, Hashable {
    var index: Int
    var name: String
    var competency: CompetencyCode
    var maximum: Points
  }

  /// What makes a result the same.
  private struct Key: Hashable {
    var person: String
    var competency: CompetencyCode
    var date: CalendarDate
  }

  let table: Table
  let options: ResultsOptions
  /// Whether a person may have several results of one day: attempts.
  let keepsAttempts: Bool
  var report: LossReport
  private var scores: [String: (person: Person, scores: [Score])] = [:]
  private var counts: [Key: Int] = [:]

  init(_ table: Table, _ format: ExchangeFormat, options: ResultsOptions, keepsAttempts: Bool) {
    self.table = table
    self.options = options
    self.keepsAttempts = keepsAttempts
    report = LossReport(format, .imported, source: table.file, units: [.rows, .results])
  }

  /// The people with their results.
  var records: DataRecords {
    DataRecords(people: scores.values.map { PersonRecord(person: $0.person, scores: $0.scores) }, organisations: [])
  }

  /// The cell of a row; nil where it is empty or there is no such column.
  static func cell(_ row: Table.Row, _ column: Int?) -> String? {
    guard let column, row.cells.indices.contains(column), !row.cells[column].isEmpty else { return nil }
    return row.cells[column]
  }

  /// Drops a row.
  mutating func drop(_ row: Table.Row, _ reason: LossReason, _ column: Int?, _ detail: LocalizedText) {
    report.drop(.rows, reason, at: .row(row.line, column: column.map { table.header[$0] }), detail)
  }

  private struct Problem {
    var reason: LossReason
    var column: GradeColumn
    var detail: LocalizedText
  }

  /// Takes the grades of a row.
  mutating func take(_ row: Table.Row, of person: Person, on date: CalendarDate, _ columns: [GradeColumn]) {
    var taken: [(column: GradeColumn, points: Points, isRounded: Bool)] = []
    var problems: [Problem] = []
    for column in columns {
      let text = Self.cell(row, column.index) ?? ""
      switch MoodleGrade.read(text) {
      case .none:
        problems.append(Problem(reason: .noGrade, column: column, detail: LocalizedText(verbatim: "«\(text)»")))
      case .unreadable:
        problems.append(
          Problem(
            reason: .badGrade, column: column,
            detail: LocalizedText(
              ru: "ожидается число, а найдено «\(text)»", en: "expected a number, found «\(text)»")))
      case .number(let points, let isRounded):
        guard (.zero...column.maximum).contains(points) else {
          problems.append(
            Problem(
              reason: .overMaximum, column: column,
              detail: LocalizedText(
                ru: "«\(text)» при максимуме \(column.maximum.text(separator: ","))",
                en: "«\(text)» with the maximum \(column.maximum.text(separator: ","))")))
          continue
        }
        let isNew = keepsAttempts || counts[Key(person: person.id, competency: column.competency, date: date)] == nil
        if isNew {
          taken.append((column, points, isRounded))
        } else {
          problems.append(
            Problem(
              reason: .duplicateResult, column: column,
              detail: LocalizedText(verbatim: "«\(person.id)», \(column.competency), \(date.dotted)")))
        }
      }
    }
    guard !taken.isEmpty else {
      if let first = problems.first { drop(row, first.reason, first.column.index, first.detail) }
      return
    }
    report.take(.rows)
    for problem in problems {
      report.drop(.results, problem.reason, at: .row(row.line, column: problem.column.name), problem.detail)
    }
    for entry in taken { add(entry.column, entry.points, entry.isRounded, row, person, date) }
  }

  private mutating func add(
    _ column: GradeColumn, _ points: Points, _ isRounded: Bool, _ row: Table.Row, _ person: Person, _ date: CalendarDate
  ) {
    let place = Loss.Place.row(row.line, column: column.name)
    let count = counts[Key(person: person.id, competency: column.competency, date: date), default: 0] + 1
    counts[Key(person: person.id, competency: column.competency, date: date)] = count
    var form = options.form
    if count > 1 {
      // A data set has one result of a person, competency, day, wave and form; the mark keeps both attempts.
      form = (form.map { $0 + ", " } ?? "") + "попытка \(count)"
      report.note(
        .changed, .sameDayAttempt, at: place,
        LocalizedText(verbatim: "«\(person.id)», \(column.competency), \(date.dotted): «\(form ?? "")»"))
    }
    if isRounded {
      report.note(
        .changed, .rounded, at: place,
        LocalizedText(verbatim: "«\(Self.cell(row, column.index) ?? "")» → \(points.text(separator: ","))"))
    }
    report.take(.results)
    let score = Score(
      competency: column.competency, date: date, form: form, raw: points, maximum: column.maximum, wave: options.wave)
    scores[person.id, default: (person, [])].scores.append(score)
  }
}
