import Diagnostics
import RouteModel
import Tables
import Testing

@testable import Interchange

/// Quiz reports as Moodle writes them; the fixtures' headers, states and dates are those of its sources and language packs.
@Suite struct MoodleQuizTests {
  private func read(
    _ table: Table, _ keys: PersonKeys, _ change: (inout ResultsOptions) -> Void = { _ in }
  ) -> ImportedResults {
    var options = ResultsOptions()
    change(&options)
    return MoodleQuizReader.read(table, catalog: Samples.catalog, people: keys, options: options)
  }

  @Test func russianReportWithGradeItems() throws {
    let table = try Samples.table(fixture: "quiz-ru.csv")
    let read = read(table, try Samples.keys())
    #expect(read.diagnostics.isEmpty)
    #expect(
      read.records?.scoreLines == [
        "Р-1 К1 2023-05-15 8.5/10", "Р-1 К1 2023-05-17 9/10", "Р-1 К2 2023-05-15 6/10", "Р-1 К2 2023-05-17 7/10",
        "Р-2 К1 2023-05-15 9/10",
      ])
    #expect(read.report.total(.rows).read == table.rows.count)
    #expect(read.report.counts == ["rows 7 3 4", "results 6 5 1"])
    #expect(
      read.report.lines(.dropped) == ["4 no-grade", "5 unfinished", "6 unknown-person", "7 no-attempt", "8 average"])
    // The overall grade and the questions are no competency.
    #expect(read.report.lines(.notHeld) == ["1 other-column", "1 other-column"])
    #expect(read.report.addsUp)
  }

  @Test func englishReportOfOneCompetency() throws {
    let read = read(try Samples.table(fixture: "quiz-en.csv"), try Samples.keys()) {
      $0.competency = "K2"
      $0.wave = .retest
      $0.form = "Б"
    }
    #expect(read.records?.scoreLines == ["Р-1 К2 2023-05-15 7.25/10 «Б»", "Р-2 К2 2023-05-15 4.5/10 «Б»"])
    #expect(read.records?.people.allSatisfy { $0.scores.allSatisfy { $0.wave == .retest } } == true)
    #expect(read.report.lines(.dropped) == ["4 unfinished", "5 unfinished", "6 average"])
  }

  @Test func withoutACompetencyTheReportIsOfNoUse() throws {
    let read = read(try Samples.table(fixture: "quiz-en.csv"), try Samples.keys())
    #expect(read.records == nil)
    #expect(read.diagnostics.map(\.id) == ["no-grades"])
    #expect(read.diagnostics[0].message.russian.contains("«Grade/10.00»"))
    #expect(
      self.read(try Samples.table(fixture: "quiz-en.csv"), try Samples.keys()) { $0.competency = "К9" }.diagnostics
        .map(\.id) == ["unknown-competency"])
  }

  static let header =
    "Фамилия;Имя;Индивидуальный номер;Адрес электронной почты;Состояние;Тест начат;Завершено;К1/10,00\n"

  /// One row, and why it is dropped.
  @Test(arguments: [
    ("П;А;;;Завершены;;15 мая 2023, 10:30;5", "no-person-key"),
    ("П;А;Р-7;;Завершены;;15 мая 2023, 10:30;5", "unknown-person"),
    ("П;А;;both@example.org;Завершены;;15 мая 2023, 10:30;5", "ambiguous-email"),
    ("П;А;Р-1;etalonova@example.org;Завершены;;15 мая 2023, 10:30;5", "contradicting-keys"),
    ("П;А;Р-1;;Fertig;;15 мая 2023, 10:30;5", "unknown-state"),
    ("П;А;Р-1;;Завершены;15 мая 2023, 10:30;;5", "no-date"),
    ("П;А;Р-1;;Завершены;;в мае;5", "bad-date"),
    ("П;А;Р-1;;Завершены;;15 мая 2023, 10:30;Требуется оценивание", "no-grade"),
    ("П;А;Р-1;;Завершены;;15 мая 2023, 10:30;пять", "bad-grade"),
    ("П;А;Р-1;;Завершены;;15 мая 2023, 10:30;11", "over-maximum"),
    ("П;А;Р-1;;Завершены;;15 мая 2023, 10:30;-1", "over-maximum"),
    ("Durchschnitt;;;;;;;5", "average"),
  ])
  func reasons(_ row: String, _ reason: String) throws {
    let keys = try Samples.keys(Samples.emails + "Р-1;both@example.org\nР-2;both@example.org\n")
    let read = read(try Samples.table(Self.header + row + "\n"), keys)
    #expect(read.report.lines(.dropped) == ["2 \(reason)"])
    #expect(read.report.counts == ["rows 1 0 1", "results 0 0 0"] && read.report.addsUp)
    // Nothing in the report names the person.
    #expect(read.report.losses.allSatisfy { !$0.detail.russian.contains("example.org") })
  }

  @Test func whoIsNotFoundAndWhy() throws {
    let rows =
      "П;А;Р-11;;Завершены;;15 мая 2023;5\nП;А;;a@b.c;Завершены;;15 мая 2023;5\nП;А;Р-77;a@b.c;Завершены;;15 мая 2023;5\n"
    func details(_ keys: PersonKeys) throws -> [String] {
      read(try Samples.table(Self.header + rows), keys).report.losses.map(\.detail.russian)
    }
    #expect(
      try details(Samples.keys()) == [
        "номер «Р-11»; возможно, «Р-1»?", "номера нет, почта неизвестна", "номер «Р-77», почта тоже неизвестна",
      ])
    #expect(
      try details(PersonKeys(Samples.people)) == [
        "номер «Р-11»; возможно, «Р-1»?", "номера нет, а почты людей не указаны (--people)", "номер «Р-77»",
      ])
  }

  @Test func peopleAreNeverMatchedByName() throws {
    let table = try Samples.table("Фамилия;Имя;Состояние;Завершено;К1/10\nЧеловек;Р-1;Завершены;15 мая 2023;5\n")
    #expect(read(table, try Samples.keys()).diagnostics.map(\.id) == ["no-person-column"])
  }

  @Test func attemptsOfOneDayAreToldApart() throws {
    let row = "П;А;Р-1;;Завершены;;15 мая 2023, 10:30;"
    let read = read(try Samples.table(Self.header + row + "5\n" + row + "7,125\n"), try Samples.keys()) {
      $0.form = "А"
    }
    #expect(
      read.records?.scoreLines == ["Р-1 К1 2023-05-15 5/10 «А»", "Р-1 К1 2023-05-15 7.13/10 «А, попытка 2»"])
    #expect(read.report.lines(.changed) == ["3 same-day-attempt", "3 rounded"])
  }

  @Test func columnsMayBeNamedByATable() throws {
    let table = try Samples.table("id;Состояние;Завершено;Качество/10,00;Команда/10,00\nР-1;Finished;15 May 2023;5;6\n")
    let read = read(table, try Samples.keys()) { options in
      let map = try? Samples.table("столбец;компетенция\nкачество;К1\n")
      #expect(map.map { options.addColumns($0) } == [])
    }
    #expect(read.records?.scoreLines == ["Р-1 К1 2023-05-15 5/10"])
    #expect(read.report.lines(.notHeld) == ["1 other-column"])
    var options = ResultsOptions()
    #expect(options.addColumns(table).map(\.id) == ["no-column-map"])
  }

  @Test func theWholeGradeMayBeNamedByATableToo() throws {
    let read = read(try Samples.table(fixture: "quiz-en.csv"), try Samples.keys()) { options in
      let map = try? Samples.table("column;competency\nGrade;К3\n")
      #expect(map.map { options.addColumns($0) } == [])
    }
    #expect(read.records?.scoreLines == ["Р-1 К3 2023-05-15 7.25/10", "Р-2 К3 2023-05-15 4.5/10"])
  }

  @Test func uselessHeaders() throws {
    let keys = try Samples.keys()
    let twice = try Samples.table("id;Завершено;К1/10;K1 ещё раз/20\nР-1;15 мая 2023;5;6\n")
    #expect(read(twice, keys).diagnostics.map(\.id) == ["two-columns"])
    let undated = try Samples.table("id;К1/10\nР-1;5\n")
    #expect(read(undated, keys).diagnostics.map(\.id) == ["no-completed"])
    let mail = try Samples.table("id;имя\nР-1;А\n")
    var copy = keys
    #expect(copy.addEmails(mail).map(\.id) == ["no-emails"])
    #expect(copy.addEmails(try Samples.table("id;почта\nР-77;a@example.org\n")).map(\.id) == ["unknown-person"])
  }

  @Test(arguments: [
    ("15 мая 2023  10:30", "2023-05-15"), ("15 мая 2023, 10:30", "2023-05-15"), ("15 May 2023  1:31 PM", "2023-05-15"),
    ("Monday, 15 May 2023, 10:30 AM", "2023-05-15"), ("понедельник, 15 мая 2023, 10:30", "2023-05-15"),
    ("May 15, 2023, 10:30 AM", "2023-05-15"), ("1 января 2024 г., 00:05", "2024-01-01"),
    ("29 февраля 2024, 23:59:59", "2024-02-29"), ("15.05.2023 10:30", "2023-05-15"), ("2023-05-15 10:30", "2023-05-15"),
    ("15 мая 2023, 1:30 после полудня", "2023-05-15"), ("31 дек. 2023, 09:00", "2023-12-31"),
  ])
  func dates(_ text: String, _ iso: String) { #expect(MoodleDate.parse(text)?.iso == iso) }

  @Test(arguments: [
    "", "-", "вторник, 15 мая 2023, 10:30", "29 февраля 2023, 10:30", "15 мая 23, 10:30", "15 мая 2023, 24:00",
    "15 мая 2023, 13:30 PM", "15 мая 2023, 0:30 AM", "15 мая 2023, 10:60", "15 мая 2023 или 16", "15 мая", "мая 2023",
    "15/05/23, 10:30", "32 мая 2023", "15 мая 2023 10:30 завтра", "15 мая 2023, 10:3",
  ])
  func noDates(_ text: String) { #expect(MoodleDate.parse(text) == nil) }
}
