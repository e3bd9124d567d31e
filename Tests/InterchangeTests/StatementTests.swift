import Diagnostics
import Foundation
import RouteModel
import Tables
import TestSupport
import Testing

@testable import Interchange

/// xAPI statements in and out.
@Suite struct StatementTests {
  private func read(_ bytes: [UInt8], homePage: String? = nil, map: String? = nil) throws -> ImportedCompletions {
    var activities = ActivityMap(Samples.catalog)
    if let map { #expect(activities.add(try Samples.table(map)) == []) }
    return StatementReader.read(
      bytes, file: "statements.jsonl", people: try Samples.keys(), activities: activities, homePage: homePage)
  }

  private func lines(_ records: DataRecords?) -> [String] {
    (records?.people ?? []).flatMap { record in
      record.completions.map { "\(record.person.id) \($0.measure) \($0.date.iso)" }
    }
  }

  @Test func linesOfAStore() throws {
    let bytes = try Samples.fixture("statements.jsonl")
    let read = try read(
      bytes, homePage: "https://lms.example.org", map: "занятие;мероприятие\nhttps://h5p.example.org/xapi/42;№1.12\n")
    // The day as the statement's clock shows it, not that of UTC.
    #expect(lines(read.records) == ["Р-1 1.6 2023-10-13", "Р-2 1.12 2023-10-14"])
    #expect(
      read.report.lines(.dropped) == [
        "2 duplicate-statement", "6 voiding", "7 other-verb", "8 not-completed", "9 not-passed", "10 no-agent",
        "11 no-agent", "12 unknown-activity", "13 no-activity", "14 no-date", "15 bad-date", "16 unknown-person",
        "17 other-home-page", "18 malformed", "4 same-completion", "5 voided",
      ])
    let statements = String(decoding: bytes, as: UTF8.self).split(separator: "\n").count
    #expect(read.report.counts == ["statements \(statements) 2 \(statements - 2)"] && read.report.addsUp)
  }

  @Test func arraysAndPagesAreTheSame() throws {
    let text = String(decoding: try Samples.fixture("statements.jsonl"), as: UTF8.self)
    let list = "[" + text.split(separator: "\n").joined(separator: ",\n") + "]"
    let plain = try read(Array(text.utf8))
    let array = try read(Array(list.utf8))
    let page = try read(Array("\u{FEFF}{\"more\": \"\", \"statements\": \(list)}".utf8))
    #expect(lines(array.records) == lines(plain.records) && lines(page.records) == lines(plain.records))
    #expect(array.report.counts == plain.report.counts && page.report.counts == plain.report.counts)
    #expect(array.report.losses == plain.report.losses)
    #expect(page.report.lines(.dropped).first == "statements[1] duplicate-statement")
    #expect(try read(Array("[]".utf8)).report.counts == ["statements 0 0 0"])
  }

  /// However many there are, all are counted; places are kept of the first, and never endless texts.
  @Test func manyAndLongLosses() throws {
    let many = LossReport.mostKept + 5
    let long = String(repeating: "я", count: 5000)
    let text = String(repeating: "{}\n", count: many) + "{\"verb\":{\"id\":\"\(long)\"}}"
    let report = try read(Array(text.utf8)).report
    #expect(report.counts == ["statements \(many + 1) 0 \(many + 1)"])
    #expect(report.count(.dropped, .malformed) == many && report.unkept == 5)
    #expect(report.losses.count == LossReport.mostKept + 1)
    #expect(report.losses.allSatisfy { $0.detail.russian.count <= LossReport.longestDetail + 1 })
  }

  @Test func mistakesOfTheText() throws {
    for (text, place) in [
      ("{}\n{\"actor\":", LineColumn(line: 2, column: 10)), ("[{}", LineColumn(line: 1, column: 4)),
      ("[{}] x", LineColumn(line: 1, column: 6)),
    ] {
      let read = try read(Array(text.utf8))
      #expect(read.records == nil)
      #expect(read.diagnostics.map(\.place) == [.line(file: "statements.jsonl", place)])
    }
    var activities = ActivityMap(Samples.catalog)
    #expect(activities.add(try Samples.table("a;b\n1;2\n")).map(\.id) == ["no-activity-map"])
    #expect(activities.add(try Samples.table("занятие;мероприятие\nx;9.9\n")).map(\.id) == ["unknown-measure"])
  }

  @Test(arguments: [
    "2023-10-13T18:40:00+10:00", "2023-10-13T18:40:00.123456Z", "2023-10-13t18:40z", "2023-10-13T18:40:60-0930",
    "2023-10-13T18:40", "2023-10-13T18:40:00+10",
  ])
  func moments(_ text: String) { #expect(StatementMoment.date(text)?.iso == "2023-10-13") }

  @Test(arguments: [
    "", "2023-10-13", "2023-10-13T25:00:00Z", "2023-13-13T10:00:00Z", "2023-02-29T10:00:00Z", "2023-10-13T10:61:00Z",
    "2023-10-13T10:00:00.Z", "2023-10-13T10:00:00ZZ", "2023-10-13T10:00:00+15:00", "2023-10-13T10:00:00+1",
    "13.10.2023 10:00:00", "2023-10-13T10:00:61Z",
  ])
  func noMoments(_ text: String) { #expect(StatementMoment.date(text) == nil) }

  @Test func activitiesByTheEndOfTheirAddress() {
    let map = ActivityMap(Samples.catalog)
    #expect(map.measure(of: "https://x.example/m/1.6")?.text == "1.6")
    #expect(map.measure(of: "https://x.example/m/1.6?lang=ru#top")?.text == "1.6")
    #expect(map.measure(of: "https://x.example/m/%E2%84%961.12")?.text == "1.12")
    #expect(map.measure(of: "urn:measure:1.5")?.text == "1.5")
    #expect(map.measure(of: "https://x.example/?m=1.6") == nil)
    #expect(ActivityMap.decoded(Substring(ActivityMap.encoded("2.мон"))) == "2.мон")
  }

  @Test func thereAndBack() throws {
    let records = DataRecords(
      people: [
        PersonRecord(
          person: Samples.people[0],
          completions: [
            Completion(measure: MeasureCode("1.6"), date: SampleRegion.date("2023-10-13"), hours: 36, document: "№ 5"),
            Completion(measure: MeasureCode("1.5"), date: SampleRegion.date("2023-03-01")),
          ], started: [StartedMeasure(measure: MeasureCode("1.12"), started: SampleRegion.date("2023-09-01"))])
      ], organisations: [])
    let writer = StatementWriter(homePage: "https://iro.example/", minutesAheadOfUTC: 600)
    let made = writer.write(records, catalog: Samples.catalog, source: "data")
    #expect(made.report.counts == ["completions 2 2 0"])
    #expect(made.report.lines(.notHeld) == ["Р-1 other-field", "Р-1 other-field"])
    let text = String(decoding: made.bytes, as: UTF8.self)
    // Nobody's name leaves the data set.
    #expect(!text.contains("Человек") && text.contains("2023-10-13T00:00:00+10:00"))
    #expect(lines(try read(made.bytes).records) == ["Р-1 1.5 2023-03-01", "Р-1 1.6 2023-10-13"])
    #expect(writer.write(records, catalog: Samples.catalog, source: "data").bytes == made.bytes)
  }
}
