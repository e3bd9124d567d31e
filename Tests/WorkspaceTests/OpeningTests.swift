import Foundation
import RouteModel
import Testing
import Workspace

/// Making and opening workspaces, and what stands in the way.
@Suite struct OpeningTests {
  @Test func filesAreForTheirOwnerOnly() throws {
    let cabinet = try Cabinet()
    let workspace = try cabinet.create()
    _ = try workspace.take(sampleRecords(), source: "", digest: "", stamp: stamp)
    let files = try FileManager.default.contentsOfDirectory(atPath: cabinet.folder)
    #expect(files.contains("район.db") && files.contains("район.names.db"))
    for file in files {
      let mode =
        try FileManager.default.attributesOfItem(atPath: cabinet.folder + "/" + file)[.posixPermissions] as? Int
      #expect(mode == 0o600, "\(file)")
    }
  }

  @Test(arguments: [
    ("a.db", "a.names.db"), ("/x.y/a", "/x.y/a.names"), ("/x/.db", "/x/.db.names"), ("a.b.db", "a.b.names.db"),
  ]) func namesStandBeside(_ path: String, _ names: String) {
    #expect(Workspace.namesPath(of: path) == names)
  }

  @Test func nothingIsOverwritten() throws {
    let cabinet = try Cabinet()
    try Data("важное".utf8).write(to: URL(fileURLWithPath: cabinet.path))
    #expect(throws: WorkspaceError.exists) { try cabinet.create() }
    #expect(try Data(contentsOf: URL(fileURLWithPath: cabinet.path)) == Data("важное".utf8))
    #expect(!FileManager.default.fileExists(atPath: cabinet.namesPath))
  }

  @Test func aMissingFileIsSaid() throws {
    #expect(throws: WorkspaceError.missing) { try Cabinet().open() }
  }

  @Test func whatIsNoDatabaseIsSaid() throws {
    let cabinet = try Cabinet()
    try Data(repeating: 0x41, count: 10_000).write(to: URL(fileURLWithPath: cabinet.path))
    #expect(throws: WorkspaceError.database(.notADatabase)) { try cabinet.open() }
    // An empty file is a database to SQLite, but not ours.
    try Data().write(to: URL(fileURLWithPath: cabinet.path))
    #expect(throws: WorkspaceError.notAWorkspace) { try cabinet.open() }
  }

  @Test func aDamagedFileIsFound() throws {
    let cabinet = try Cabinet()
    do {
      let workspace = try cabinet.create()
      _ = try workspace.take(sampleRecords(), source: "", digest: "", stamp: stamp)
      #expect(try workspace.problems().isEmpty)
    }
    var bytes = try Data(contentsOf: URL(fileURLWithPath: cabinet.path))
    for index in stride(from: 4096 + 8, to: bytes.count, by: 4096) { bytes[index] = 0xFF }
    try bytes.write(to: URL(fileURLWithPath: cabinet.path))
    let problems = Result { try cabinet.open(.read).problems() }
    if case .success(let found) = problems { #expect(!found.isEmpty) }
  }

  @Test func namesOfAnotherWorkspaceAreRefused() throws {
    let (first, second) = (try Cabinet(), try Cabinet())
    _ = try first.create()
    _ = try Workspace.create(at: second.path, identity: "ffffffffffffffffffffffffffffffff")
    try FileManager.default.removeItem(atPath: first.namesPath)
    for ending in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: first.namesPath + ending) }
    try FileManager.default.copyItem(atPath: second.namesPath, toPath: first.namesPath)
    #expect(throws: WorkspaceError.strangeNames) { try first.open() }
  }

  @Test func withoutNamesPeopleHaveIdsOnly() throws {
    let cabinet = try Cabinet()
    do {
      _ = try cabinet.create().take(sampleRecords(), source: "", digest: "", stamp: stamp)
    }
    try FileManager.default.removeItem(atPath: cabinet.namesPath)
    let workspace = try cabinet.open()
    let person = try #require(try workspace.records().people.first?.person)
    #expect(person.name == nil && person.id == "Р-1")
    #expect(person.mentor == "+", "that there is a mentor is known, who it is is not")
    #expect(throws: WorkspaceError.noNames) {
      try workspace.take(sampleRecords(50), source: "", digest: "", stamp: stamp)
    }
    #expect(throws: WorkspaceError.noNames) { try Workspace.open(cabinet.path, for: .read, needsNames: true) }
  }

  @Test func theSecondWriterIsToldToWait() throws {
    let cabinet = try Cabinet()
    let first = try cabinet.create()
    let second = try cabinet.open(patience: 50)
    let outcome = Result<ImportOutcome, any Error> {
      try first.holding { try second.take(sampleRecords(), source: "", digest: "", stamp: stamp) }
    }
    #expect(throws: WorkspaceError.database(.busy)) { try outcome.get() }
    #expect(try second.take(sampleRecords(), source: "", digest: "", stamp: stamp).revision == 1)
  }

  @Test func readersSeeTheLastWholeState() throws {
    let cabinet = try Cabinet()
    let writer = try cabinet.create()
    _ = try writer.take(sampleRecords(48), source: "", digest: "", stamp: stamp)
    let reader = try cabinet.open(.read)
    try writer.holding {
      let seen = try reader.records()
      #expect(seen == sampleRecords(48))
    }
    _ = try writer.take(sampleRecords(52), source: "", digest: "", stamp: stamp)
    #expect(try reader.records() == sampleRecords(52))
    #expect(throws: WorkspaceError.database(.readOnly)) {
      try reader.take(sampleRecords(60), source: "", digest: "", stamp: stamp)
    }
  }
}
