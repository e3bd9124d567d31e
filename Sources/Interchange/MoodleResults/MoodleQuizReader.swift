import Diagnostics
import RouteModel
import Tables

/// Reads the download of a Moodle quiz's report «Grades».
///
/// Columns are known by their headers: last and first name, the site's identity fields, state, times, then
/// `Grade/<maximum>`, a column `<name>/<maximum>` per grade item of the quiz, and one per question. Every finished
/// attempt is a result of its own, on the day it was completed.
public enum MoodleQuizReader {
  /// The results of people whom `keys` finds. O(cells).
  public static func read(
    _ table: Table, catalog: Catalog, people keys: PersonKeys, options: ResultsOptions
  ) -> ImportedResults {
    let layout = Layout(table)
    let collector = ResultsCollector(table, .moodleQuiz, options: options, keepsAttempts: true)
    return layout.results(catalog: catalog, into: collector, row: { read($0, layout, $1, keys, &$2) })
  }

  private static func read(
    _ row: Table.Row, _ layout: Layout, _ columns: [ResultsCollector.GradeColumn], _ keys: PersonKeys,
    _ collector: inout ResultsCollector
  ) {
    func cell(_ column: Int?) -> String? {
      ResultsCollector.cell(row, column).flatMap { $0 == "-" ? nil : $0 }
    }
    let names = [layout.lastName, layout.firstName].compactMap { cell($0) }
    if names.contains(where: { MoodleWords.isOne($0, of: MoodleWords.averages) }) {
      return collector.drop(row, .average, layout.lastName, LocalizedText(verbatim: "«\(names[0])»"))
    }
    let (id, email) = (cell(layout.personID), cell(layout.email))
    let (state, completed) = (cell(layout.state), cell(layout.completed))
    // In a language we don't know the averages are still the row that has neither a person nor an attempt.
    if id == nil, email == nil, names.count < 2, state == nil, completed == nil {
      return collector.drop(row, .average, layout.lastName, LocalizedText(verbatim: "«\(names.first ?? "")»"))
    }
    if state == nil, completed == nil, cell(layout.started) == nil {
      return collector.drop(
        row, .noAttempt, layout.state, LocalizedText(ru: "номер «\(id ?? "—")»", en: "id «\(id ?? "—")»"))
    }
    if let state, !MoodleWords.isOne(state, of: MoodleWords.finished) {
      let reason: LossReason = MoodleWords.isOne(state, of: MoodleWords.unfinished) ? .unfinished : .unknownState
      return collector.drop(row, reason, layout.state, LocalizedText(verbatim: "«\(state)»"))
    }
    guard let person = layout.person(row, id: id, email: email, keys, &collector) else { return }
    let day: CalendarDate
    if let given = collector.options.date {
      day = given
    } else if let completed {
      guard let date = MoodleDate.parse(completed) else {
        return collector.drop(
          row, .badDate, layout.completed,
          LocalizedText(
            ru: "ожидается «15 мая 2023, 10:30», а найдено «\(completed)»",
            en: "expected «15 May 2023, 10:30 AM», found «\(completed)»"))
      }
      day = date
    } else {
      return collector.drop(
        row, .noDate, layout.completed, LocalizedText(ru: "номер «\(id ?? "—")»", en: "id «\(id ?? "—")»"))
    }
    collector.take(row, of: person, on: day, columns)
  }
}

extension MoodleQuizReader {
  /// Where the columns of a report stand.
  struct Layout: ResultsLayout {
    let table: Table
    let lastName: Int?
    let firstName: Int?
    let personID: Int?
    let email: Int?
    let state: Int?
    let started: Int?
    let completed: Int?

    init(_ table: Table) {
      self.table = table
      func column(_ words: [String]) -> Int? { Self.column(table, words) }
      (lastName, firstName) = (column(MoodleWords.lastNames), column(MoodleWords.firstNames))
      (personID, email) = (column(MoodleWords.personIDs), column(MoodleWords.emails))
      (state, started, completed) = (
        column(MoodleWords.states), column(MoodleWords.started), column(MoodleWords.completed)
      )
    }

    func problems(_ options: ResultsOptions) -> [Diagnostic] {
      var problems: [Diagnostic] = []
      if personID == nil, email == nil { problems.append(ResultsProblems.noKeys(table)) }
      if completed == nil, options.date == nil {
        problems.append(
          ResultsProblems.header(
            table, "no-completed",
            LocalizedText(
              ru: "нет столбца «Завершено»: укажите день теста --date ДАТА",
              en: "there is no column «Completed»: give the day of the test with --date DATE")))
      }
      return problems
    }

    /// A header of the form `<name>/<maximum>`.
    static func grade(_ header: String) -> (name: String, maximum: Points)? {
      guard let slash = header.lastIndex(of: "/"),
        let maximum = Points(parsing: header[header.index(after: slash)...].filter { !$0.isWhitespace }),
        maximum > .zero
      else { return nil }
      let name = header[..<slash]
      return (String(name.reversed().drop { $0.isWhitespace }.reversed()), maximum)
    }

    func grades(
      catalog: Catalog, options: ResultsOptions, report: inout LossReport
    ) -> (columns: [ResultsCollector.GradeColumn], diagnostics: [Diagnostic]) {
      let names = CompetencyNames(catalog: catalog, columns: options.columns)
      var columns: [ResultsCollector.GradeColumn] = []
      var (diagnostics, others, questions) = (names.strangers, [String](), 0)
      for (index, header) in table.header.enumerated() {
        guard let grade = Self.grade(header) else { continue }
        var competency = names.competency(of: grade.name)
        if competency == nil, MoodleWords.isOne(grade.name, of: MoodleWords.grades) {
          guard let given = options.competency else {
            others.append(header)
            continue
          }
          competency = catalog.competency(spelled: given)
          if competency == nil { diagnostics.append(CompetencyNames.unknown(given, catalog)) }
        }
        if let competency {
          columns.append(
            ResultsCollector.GradeColumn(
              index: index, name: header, competency: competency.code, maximum: grade.maximum))
        } else if MoodleWords.questions.contains(where: { grade.name.hasPrefix($0) }) {
          questions += 1
        } else {
          others.append(header)
        }
      }
      diagnostics += ResultsProblems.twice(columns, table)
      if columns.isEmpty, !diagnostics.hasErrors {
        diagnostics.append(ResultsProblems.noGrades(table, others, isQuiz: true))
      }
      for name in others {
        report.note(
          .notHeld, .otherColumn, at: .row(table.headerLine, column: name), ResultsProblems.why(name, catalog))
      }
      if questions > 0 {
        report.note(
          .notHeld, .otherColumn, at: .row(table.headerLine, column: nil),
          LocalizedText(
            ru: "оценки за отдельные вопросы, столбцов: \(questions)",
            en: "grades of single questions, columns: \(questions)"))
      }
      return (columns, diagnostics)
    }
  }
}
