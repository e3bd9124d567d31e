import RouteModel
import Testing
import Workspace

/// What is in progress, kept like every other fact.
@Suite struct StartedTests {
  private func records(_ started: [StartedMeasure], _ completions: [Completion] = []) -> DataRecords {
    DataRecords(
      people: [PersonRecord(person: Person(id: "Р-1", role: .reserve), completions: completions, started: started)],
      organisations: [])
  }

  private let begun = StartedMeasure(measure: MeasureCode("1.6"), started: day("2023-08-28"), session: "1.6-лето")
  private let done = Completion(
    measure: MeasureCode("1.6"), date: day("2023-10-20"), hours: 36, document: "уд. 9", started: day("2023-08-28"),
    session: "1.6-лето")

  @Test func itIsReadAsItWasTakenIn() throws {
    let cabinet = try Cabinet()
    let workspace = try cabinet.create()
    let first = try workspace.take(records([begun]), source: "d", digest: "", stamp: stamp)
    #expect(first.completions.added == 1)
    #expect(try workspace.records() == records([begun]))
    #expect(try workspace.records(of: "Р-1")?.people.first?.started == [begun])
    let again = try workspace.take(records([begun]), source: "d", digest: "", stamp: stamp)
    #expect(again.total.isEmpty)
    // The end of it comes beside it, and what was before stays known.
    _ = try workspace.take(records([], [done]), source: "e", digest: "", stamp: stamp)
    let dossier = try #require(workspace.records().dataSet.dossiers.first)
    #expect(dossier.completions == [done])
    #expect(dossier.inProgress(on: day("2023-10-19")).map(\.measure.text) == ["1.6"])
    #expect(dossier.inProgress(on: day("2023-10-20")).isEmpty)
    #expect(try workspace.records(at: 1) == records([begun]))
  }

  @Test func aCompleteTableEndsIt() throws {
    let workspace = try Cabinet().create()
    _ = try workspace.take(records([begun], [done]), source: "d", digest: "", stamp: stamp)
    let outcome = try workspace.take(
      records([]), mode: .complete(tables: ["completions"]), source: "e", digest: "", stamp: stamp)
    #expect(outcome.completions.withdrawn == 2)
    #expect(try workspace.records() == records([]))
  }

  @Test func itIsExportedAndRestoredAndForgotten() throws {
    let cabinet = try Cabinet()
    let workspace = try cabinet.create()
    _ = try workspace.take(records([begun], [done]), source: "d", digest: "", stamp: stamp)
    let other = try Cabinet().create()
    try other.restore(try workspace.dump(withNames: true), source: "e", stamp: stamp)
    #expect(try other.records() == records([begun], [done]))
    let erasure = try other.forget("Р-1", stamp: stamp)
    #expect(erasure.remains == 0)
    #expect(try other.records().people.isEmpty)
  }
}
