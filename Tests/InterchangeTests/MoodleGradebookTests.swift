import Diagnostics
import RouteModel
import Tables
import Testing

@testable import Interchange

/// Gradebook exports as Moodle writes them.
@Suite struct MoodleGradebookTests {
  private func read(
    _ table: Table, _ change: (inout ResultsOptions) -> Void = { _ in }
  ) throws -> ImportedResults {
    var options = ResultsOptions()
    change(&options)
    return MoodleGradebookReader.read(table, catalog: Samples.catalog, people: try Samples.keys(), options: options)
  }

  @Test func russianPercentages() throws {
    let table = try Samples.table(fixture: "gradebook-ru.csv")
    let read = try read(table) { $0.date = CalendarDate(year: 2023, month: 5, day: 15) }
    #expect(
      read.records?.scoreLines == [
        "Р-1 К1 2023-05-15 80/100", "Р-1 К2 2023-05-15 60/100", "Р-2 К2 2023-05-15 45/100",
      ])
    #expect(read.report.total(.rows).read == table.rows.count)
    #expect(read.report.lines(.dropped) == ["3 no-grade", "4 no-grade", "5 unknown-person"])
    #expect(read.report.counts == ["rows 4 2 2", "results 4 3 1"] && read.report.addsUp)
    // Letters, feedback, the same grades as numbers, and the course total.
    #expect(read.report.lines(.notHeld).count == 10)
  }

  @Test func realGradesWithTheirMaximum() throws {
    let read = try read(try Samples.table(fixture: "gradebook-en.csv")) {
      $0.maximum = Points(10)
      $0.date = CalendarDate(year: 2023, month: 5, day: 15)
    }
    #expect(read.records?.scoreLines == ["Р-1 К1 2023-05-15 8/10"])
  }

  /// 1684159200 is 15 May 2023, 14:00 UTC: in Khabarovsk the 16th has begun.
  @Test(arguments: [(600, "2023-05-16"), (0, "2023-05-15"), (-840, "2023-05-15"), (-841, "2023-05-14")])
  func theDayOfTheDownload(_ minutes: Int, _ day: String) throws {
    let read = try read(try Samples.table(fixture: "gradebook-en.csv")) { $0.minutesAheadOfUTC = minutes }
    #expect(read.records?.scoreLines == ["Р-1 К1 \(day) 80/100"])
    #expect(read.report.lines(.remark) == ["1 export-day"])
  }

  @Test func withoutAMaximumRealGradesMeanNothing() throws {
    let table = try Samples.table("id;Тест: К1;Последние загруженные из этого курса\nР-1;8,00;1684159200\n")
    #expect(try read(table).diagnostics.map(\.id) == ["no-maximum"])
    let undated = try Samples.table("id;Тест: К1 (Проценты)\nР-1;80,00 %\n")
    #expect(try read(undated).diagnostics.map(\.id) == ["no-completed"])
    let nameless = try Samples.table("Имя;Тест: Качество (Проценты)\nА;80,00 %\n")
    #expect(try read(nameless).diagnostics.map(\.id) == ["no-person-column", "no-completed", "no-grades"])
  }

  @Test func aPersonHasOneGradeOfADay() throws {
    let table = try Samples.table(
      "id;К1 (Percentage);Last downloaded from this course\nР-1;80 %;1684159200\nР-1;81 %;1684159201\nР-2;1 %;завтра\n")
    #expect(try read(table).report.lines(.dropped) == ["3 duplicate-result", "4 bad-date"])
  }
}
