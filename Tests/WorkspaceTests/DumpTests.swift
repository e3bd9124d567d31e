import Foundation
import RouteModel
import Testing
import Workspace

/// A whole workspace goes out as tables and comes in again without loss.
@Suite struct DumpTests {
  private func filled() throws -> Workspace {
    let workspace = try Cabinet().create()
    _ = try workspace.take(sampleRecords(48), source: "май; «папка»", digest: "", stamp: stamp)
    _ = try workspace.take(sampleRecords(52), source: "исправлено\nв две строки", digest: "", stamp: stamp)
    _ = try workspace.save([sampleDraft(), sampleDraft("Р-2")], stamp: stamp)
    _ = try workspace.move("Р-1", .submit, comment: nil, stamp: stamp)
    return workspace
  }

  private func table(_ dump: WorkspaceDump, _ name: String) -> WorkspaceDump.Table? {
    dump.tables.first { $0.name == name }
  }

  @Test func outAndInAgain() throws {
    let workspace = try filled()
    let dump = try workspace.dump(withNames: true)
    let other = try Cabinet().create()
    try other.restore(dump, source: "папка", stamp: stamp)
    let again = try other.dump(withNames: true)
    for name in dump.tables.map(\.name) where !["event", "setting"].contains(name) {
      #expect(table(again, name) == table(dump, name), "\(name)")
    }
    #expect(table(again, "event")?.rows.dropLast() == table(dump, "event")?.rows[...])
    #expect(try other.records(at: 1) == sampleRecords(48))
    #expect(try other.records() == sampleRecords(52))
    #expect(try other.json(of: "Р-1", version: 1) == sampleDraft().json)
    #expect(try other.problems().isEmpty)
  }

  @Test func onlyIntoAnEmptyOne() throws {
    let workspace = try filled()
    let dump = try workspace.dump(withNames: true)
    #expect(throws: WorkspaceError.notEmpty) { try workspace.restore(dump, source: "", stamp: stamp) }
  }

  @Test func changedContentsAreRefused() throws {
    var dump = try filled().dump(withNames: true)
    for index in dump.tables.indices where dump.tables[index].name == "piece" {
      dump.tables[index].rows[0][2] = "AAAA"
    }
    let other = try Cabinet().create()
    #expect(throws: WorkspaceError.self) { try other.restore(dump, source: "", stamp: stamp) }
    #expect(try other.records().people.isEmpty, "nothing of a damaged export is taken in")
    #expect(try other.events().isEmpty)
  }

  @Test func withoutNamesNoneAreInIt() throws {
    let dump = try filled().dump(withNames: false)
    for table in dump.tables {
      for row in table.rows { #expect(!row.contains { $0.contains("Примерова") || $0.contains("Наставникова") }) }
    }
  }

  @Test func aPartIsNotTakenForTheWhole() throws {
    let dump = try filled().dump(withNames: true)
    for table in dump.tables where table.name != "name" {
      var part = dump
      part.tables.removeAll { $0.name == table.name }
      #expect(throws: WorkspaceError.self, "\(table.name)") {
        try Cabinet().create().restore(part, source: "", stamp: stamp)
      }
      guard !table.rows.isEmpty, table.name != "setting" else { continue }
      part = dump
      for index in part.tables.indices where part.tables[index].name == table.name {
        part.tables[index].rows.removeLast()
      }
      #expect(throws: WorkspaceError.self, "\(table.name)") {
        try Cabinet().create().restore(part, source: "", stamp: stamp)
      }
    }
  }

  @Test func namesAreNotDroppedInSilence() throws {
    let dump = try filled().dump(withNames: true)
    let cabinet = try Cabinet()
    do { _ = try cabinet.create() }
    try FileManager.default.removeItem(atPath: cabinet.namesPath)
    let workspace = try cabinet.open()
    #expect(throws: WorkspaceError.noNames) { try workspace.restore(dump, source: "", stamp: stamp) }
  }

  @Test func namesOfFilesFitSheets() {
    for table in ["organisation_indicator", "score"] {
      let name = WorkspaceDump.fileName(table)
      #expect(name.count <= 31 && WorkspaceDump.table(inFile: name) == table)
    }
    #expect(WorkspaceDump.table(inFile: "people") == nil)
  }

  @Test func recordsReadBeforeAChangeAreNotTaken() throws {
    let workspace = try Cabinet().create()
    let basis = try workspace.factsState()
    _ = try workspace.take(sampleRecords(48), source: "", digest: "", stamp: stamp, basis: basis)
    #expect(throws: WorkspaceError.changedMeanwhile) {
      try workspace.take(sampleRecords(52), source: "", digest: "", stamp: stamp, basis: basis)
    }
  }
}
