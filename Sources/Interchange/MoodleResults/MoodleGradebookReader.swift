import Diagnostics
import RouteModel
import Tables

/// Reads the plain-text export of a Moodle gradebook.
///
/// Columns: the users' profile fields, optionally «Suspended», then per grade item and display type
/// `<module>: <name> (Real|Percentage|Letter)`, optionally feedback, and last the moment of the download in seconds since
/// 1970. The export says neither the maximum of a real grade nor the day of the test: percentages are taken, or real
/// grades with a given maximum; the day is given, or else that of the download, with a remark.
public enum MoodleGradebookReader {
  /// The results of people whom `keys` finds. O(cells).
  public static func read(
    _ table: Table, catalog: Catalog, people keys: PersonKeys, options: ResultsOptions
  ) -> ImportedResults {
    let layout = Layout(table)
    let collector = ResultsCollector(table, .moodleGradebook, options: options, keepsAttempts: false)
    return layout.results(
      catalog: catalog, into: collector, remark: { remarkZone(layout, &$0) },
      row: { read($0, layout, $1, keys, &$2) })
  }

  /// By whose clocks the day of the download is taken for the day of the test.
  private static func remarkZone(_ layout: Layout, _ collector: inout ResultsCollector) {
    guard collector.options.date == nil else { return }
    let ahead = collector.options.minutesAheadOfUTC
    let sign = ahead < 0 ? "−" : "+"
    let (hours, minutes) = abs(ahead).quotientAndRemainder(dividingBy: 60)
    let zone = "UTC\(sign)\(hours)" + (minutes == 0 ? "" : ":\(minutes)")
    let table = layout.table
    collector.report.note(
      .remark, .exportDay, at: .row(table.headerLine, column: layout.time.map { table.header[$0] }),
      LocalizedText(ru: "по часам \(zone)", en: "by the clocks of \(zone)"))
  }

  private static func read(
    _ row: Table.Row, _ layout: Layout, _ columns: [ResultsCollector.GradeColumn], _ keys: PersonKeys,
    _ collector: inout ResultsCollector
  ) {
    let id = ResultsCollector.cell(row, layout.personID)
    let email = ResultsCollector.cell(row, layout.email)
    guard let person = layout.person(row, id: id, email: email, keys, &collector) else { return }
    let day: CalendarDate
    if let given = collector.options.date {
      day = given
    } else {
      let text = ResultsCollector.cell(row, layout.time) ?? ""
      guard let seconds = Int(text), (0...32_503_680_000).contains(seconds) else {
        return collector.drop(
          row, text.isEmpty ? .noDate : .badDate, layout.time,
          LocalizedText(
            ru: "ожидаются секунды с 1970 года, а найдено «\(text)»", en: "expected seconds since 1970, found «\(text)»"
          ))
      }
      let local = seconds + collector.options.minutesAheadOfUTC * 60
      day = CalendarDate(dayNumber: local >= 0 ? local / 86_400 : (local - 86_399) / 86_400)
    }
    collector.take(row, of: person, on: day, columns)
  }
}

extension MoodleGradebookReader {
  /// How a column shows grades.
  enum Display {
    case real
    case percentage
    case letter
    case feedback
  }

  /// Where the columns of an export stand.
  struct Layout: ResultsLayout {
    let table: Table
    let personID: Int?
    let email: Int?
    let time: Int?

    init(_ table: Table) {
      self.table = table
      personID = Self.column(table, MoodleWords.personIDs)
      email = Self.column(table, MoodleWords.emails)
      time = Self.column(table, MoodleWords.timeExported)
    }

    func problems(_ options: ResultsOptions) -> [Diagnostic] {
      var problems: [Diagnostic] = []
      if personID == nil, email == nil { problems.append(ResultsProblems.noKeys(table)) }
      if time == nil, options.date == nil {
        problems.append(
          ResultsProblems.header(
            table, "no-completed",
            LocalizedText(
              ru: "нет столбца с моментом выгрузки: укажите день теста --date ДАТА",
              en: "there is no column with the moment of the download: give the day of the test with --date DATE")))
      }
      return problems
    }

    /// The name of a grade item and how the column shows it: `Тест: К1 (Проценты)`.
    static func item(_ header: String) -> (name: String, display: Display) {
      guard header.hasSuffix(")"), let open = header.lastIndex(of: "(") else { return (header, .real) }
      let extra = String(header[header.index(after: open)...].dropLast())
      let name = String(header[..<open].reversed().drop { $0.isWhitespace }.reversed())
      for (words, display) in [
        (MoodleWords.real, Display.real), (MoodleWords.percentage, .percentage), (MoodleWords.letter, .letter),
        (MoodleWords.feedback, .feedback),
      ] where MoodleWords.isOne(extra, of: words) { return (name, display) }
      return (header, .real)
    }

    /// The competency of an item: its name, or what stands behind the kind of activity («Тест: …»).
    private func competency(_ name: String, _ names: CompetencyNames) -> Competency? {
      if let whole = names.competency(of: name) { return whole }
      guard let colon = name.firstIndex(of: ":") else { return nil }
      return names.competency(of: String(name[name.index(after: colon)...].drop { $0.isWhitespace }))
    }

    func grades(
      catalog: Catalog, options: ResultsOptions, report: inout LossReport
    ) -> (columns: [ResultsCollector.GradeColumn], diagnostics: [Diagnostic]) {
      let names = CompetencyNames(catalog: catalog, columns: options.columns)
      var diagnostics = names.strangers
      var (percentages, reals): ([ResultsCollector.GradeColumn], [ResultsCollector.GradeColumn]) = ([], [])
      var others: [(name: String, why: LocalizedText)] = []
      for (index, header) in table.header.enumerated() where !MoodleWords.isOne(header, of: MoodleWords.others) {
        let item = Self.item(header)
        guard let found = competency(item.name, names) else {
          others.append((header, ResultsProblems.why(item.name, catalog)))
          continue
        }
        let column = ResultsCollector.GradeColumn(
          index: index, name: header, competency: found.code, maximum: options.maximum ?? .hundred)
        switch item.display {
        case .percentage: percentages.append(column)
        case .real: reals.append(column)
        case .letter, .feedback:
          others.append((header, LocalizedText(ru: "это не число", en: "this is no number")))
        }
      }
      let columns = choose(percentages, reals, options, &others, &diagnostics)
      diagnostics += ResultsProblems.twice(columns, table)
      if columns.isEmpty, !diagnostics.hasErrors {
        diagnostics.append(ResultsProblems.noGrades(table, others.map(\.name), isQuiz: false))
      }
      for other in others {
        report.note(.notHeld, .otherColumn, at: .row(table.headerLine, column: other.name), other.why)
      }
      return (columns, diagnostics)
    }

    /// Real grades where their maximum is given, else percentages; real grades without a maximum mean nothing.
    private func choose(
      _ percentages: [ResultsCollector.GradeColumn], _ reals: [ResultsCollector.GradeColumn], _ options: ResultsOptions,
      _ others: inout [(name: String, why: LocalizedText)], _ diagnostics: inout [Diagnostic]
    ) -> [ResultsCollector.GradeColumn] {
      let first = options.maximum == nil ? percentages : reals
      let known = Set(first.map(\.competency))
      let second = (options.maximum == nil ? reals : percentages).filter { column in
        guard known.contains(column.competency) else { return true }
        others.append(
          (
            column.name,
            LocalizedText(
              ru: "та же оценка взята из другого столбца", en: "the same grade is taken from another column")
          ))
        return false
      }
      if options.maximum == nil {
        for column in second {
          diagnostics.append(
            ResultsProblems.header(
              table, "no-maximum",
              LocalizedText(
                ru: "у столбца «\(column.name)» неизвестен максимум: выгрузите «Проценты» или укажите --maximum 10",
                en: "the maximum of the column «\(column.name)» is unknown: export «Percentage» or give --maximum 10")))
        }
        return first
      }
      return
        (first
        + second.map { column in
          var column = column
          column.maximum = .hundred
          return column
        }).sorted { $0.index < $1.index }
    }
  }
}
