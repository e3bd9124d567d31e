import Foundation
import RouteModel
import Testing
import Workspace

/// Erasing a person leaves nothing of the person in the bytes of the files, and nobody else touched.
@Suite struct ForgetTests {
  /// The texts that tell of the first sample person alone.
  private let secrets = [
    "Р-1", "Примерова", "Наставникова", "уд. 771-ПК", "директор", "команда 1", "перенести стажировку",
  ]

  private func bytes(_ folder: String) throws -> [(name: String, bytes: Data)] {
    try FileManager.default.contentsOfDirectory(atPath: folder).map {
      ($0, try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0)))
    }
  }

  @Test func nothingIsLeft() throws {
    let cabinet = try Cabinet()
    let workspace = try cabinet.create()
    _ = try workspace.take(sampleRecords(48), source: "", digest: "", stamp: stamp)
    _ = try workspace.take(sampleRecords(52), source: "", digest: "", stamp: stamp)
    _ = try workspace.save([sampleDraft(), sampleDraft("Р-2")], stamp: stamp)
    _ = try workspace.move("Р-1", .submit, comment: nil, stamp: stamp)
    _ = try workspace.move("Р-1", .return, comment: "перенести стажировку", stamp: stamp)
    for secret in secrets {
      #expect(try bytes(cabinet.folder).contains { $0.bytes.range(of: Data(secret.utf8)) != nil }, "\(secret)")
    }
    let erasure = try workspace.forget("Р-1", stamp: stamp)
    #expect(erasure.remains == 0)
    #expect(erasure.rows.map(\.count).reduce(0, +) > 8)
    for secret in secrets {
      for file in try bytes(cabinet.folder) {
        #expect(file.bytes.range(of: Data(secret.utf8)) == nil, "«\(secret)» in \(file.name)")
      }
    }
    #expect(try workspace.records().people == [sampleRecords().people[1]])
    #expect(try workspace.versions(of: "Р-2").count == 1)
    #expect(try workspace.problems().isEmpty)
    #expect(try workspace.events().last?.kind == "forget")
    #expect(try workspace.events().last?.person == nil)
  }

  @Test func textsOfOthersStay() throws {
    let workspace = try Cabinet().create()
    var records = sampleRecords()
    var second = records.people[1]
    second.person.position = "директор"
    records = DataRecords(people: [records.people[0], second], organisations: records.organisations)
    _ = try workspace.take(records, source: "", digest: "", stamp: stamp)
    let erasure = try workspace.forget("Р-1", stamp: stamp)
    #expect(erasure.shared >= 1 && erasure.remains == 0)
    #expect(try workspace.records().people.first?.person.position == "директор")
  }

  @Test func aForgottenPersonCanComeAnew() throws {
    let workspace = try Cabinet().create()
    _ = try workspace.take(sampleRecords(), source: "", digest: "", stamp: stamp)
    _ = try workspace.forget("Р-1", stamp: stamp)
    #expect(throws: WorkspaceError.unknownPerson("Р-1", near: "Р-2")) { try workspace.forget("Р-1", stamp: stamp) }
    _ = try workspace.take(sampleRecords(), source: "", digest: "", stamp: stamp)
    #expect(try workspace.records() == sampleRecords())
  }

  @Test func withoutTheNamesNobodyIsForgotten() throws {
    let cabinet = try Cabinet()
    do { _ = try cabinet.create().take(sampleRecords(), source: "", digest: "", stamp: stamp) }
    try FileManager.default.removeItem(atPath: cabinet.namesPath)
    #expect(throws: WorkspaceError.noNames) { try cabinet.open().forget("Р-1", stamp: stamp) }
  }
}
