import Foundation
import RouteModel
import Testing

@testable import Workspace

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

  @Test func theJournalAndOtherPeopleForgetToo() throws {
    let cabinet = try Cabinet()
    let workspace = try cabinet.create()
    var records = sampleRecords()
    var second = records.people[1]
    second.person.mentor = "Примерова Анна Ивановна (школа № 1)"
    var tenth = second
    tenth.person.id = "Р-10"
    records = DataRecords(people: [records.people[0], second, tenth], organisations: records.organisations)
    _ = try workspace.take(records, source: "присланное/p-1 и Р-10.csv", digest: "", stamp: stamp)
    _ = try workspace.save([sampleDraft("Р-2")], stamp: stamp)
    _ = try workspace.move("Р-2", .submit, comment: nil, stamp: stamp)
    _ = try workspace.move("Р-2", .return, comment: "как у примерова анна ивановна, а не как у Р-10", stamp: stamp)
    let erasure = try workspace.forget("Р-1", stamp: stamp)
    #expect(erasure.mentions == 5 && erasure.remains == 0, "\(erasure)")
    let events = try workspace.events()
    #expect(events[0].comment == "присланное/*** и Р-10.csv")
    #expect(events.contains { $0.comment == "как у ***, а не как у Р-10" })
    #expect(try workspace.records(of: "Р-2")?.people.first?.person.mentor == "+", "that there is a mentor stays")
    for file in try bytes(cabinet.folder) {
      #expect(file.bytes.range(of: Data("Примерова".utf8)) == nil && file.bytes.range(of: Data("p-1 ".utf8)) == nil)
    }
  }

  @Test func nobodyElseMayHaveItOpen() throws {
    let cabinet = try Cabinet()
    let workspace = try cabinet.create()
    _ = try workspace.take(sampleRecords(), source: "", digest: "", stamp: stamp)
    do {
      let reader = try cabinet.open(.read)
      _ = try reader.records()
      let other = try cabinet.open(patience: 50)
      #expect(throws: WorkspaceError.database(.busy)) { try other.forget("Р-1", stamp: stamp) }
      #expect(try reader.records() == sampleRecords(), "nothing is erased by half")
    }
    #expect(try workspace.forget("Р-1", stamp: stamp).remains == 0)
    // Others can come in again.
    #expect(try cabinet.open(.read).records().people.count == 1)
  }

  @Test func erasingThatWasStoppedIsFinished() throws {
    let cabinet = try Cabinet()
    do {
      let workspace = try cabinet.create()
      _ = try workspace.take(sampleRecords(), source: "", digest: "", stamp: stamp)
      // As a killed process leaves it: the rows are gone, the bytes may be there still.
      try workspace.main.execute("PRAGMA secure_delete = OFF; DELETE FROM person WHERE id = 'Р-1'")
      try workspace.names?.execute("PRAGMA secure_delete = OFF; DELETE FROM name WHERE person = 1")
      try workspace.main.execute("INSERT INTO setting VALUES('erasing', '1')")
    }
    #expect(try bytes(cabinet.folder).contains { $0.bytes.range(of: Data("Примерова".utf8)) != nil })
    let workspace = try cabinet.open()
    for file in try bytes(cabinet.folder) {
      #expect(file.bytes.range(of: Data("Примерова".utf8)) == nil, "\(file.name)")
      #expect(file.bytes.range(of: Data("уд. 771-ПК".utf8)) == nil, "\(file.name)")
    }
    #expect(try workspace.main.value("SELECT count(*) FROM setting WHERE name = 'erasing'") == .integer(0))
  }

  @Test func oneOfManyAfterManyChanges() throws {
    let cabinet = try Cabinet()
    let workspace = try cabinet.create()
    let long = String(repeating: "очень ", count: 3000)
    func people(_ round: Int) -> DataRecords {
      DataRecords(
        people: (1...1500).map { number in
          PersonRecord(
            person: Person(
              id: "Ч-\(number)-х", name: "Имя\(number) Отчество\(number)",
              position: number == 700 ? long + "\(round)" : nil,
              role: .reserve),
            scores: [score("К1", (number + round * 7) % 100)])
        }, organisations: [])
    }
    for round in 1...4 { _ = try workspace.take(people(round), source: "\(round)", digest: "", stamp: stamp) }
    let erasure = try workspace.forget("Ч-700-х", stamp: stamp)
    #expect(erasure.remains == 0 && erasure.shared == 0, "\(erasure)")
    for file in try bytes(cabinet.folder) {
      for secret in ["Ч-700-х", "ч-700-х", "Имя700", "Отчество700", "очень очень"] {
        #expect(file.bytes.range(of: Data(secret.utf8)) == nil, "«\(secret)» in \(file.name)")
      }
    }
    #expect(try workspace.ids().count == 1499)
    #expect(try workspace.problems().isEmpty)
  }

  @Test func withoutTheNamesNobodyIsForgotten() throws {
    let cabinet = try Cabinet()
    do { _ = try cabinet.create().take(sampleRecords(), source: "", digest: "", stamp: stamp) }
    try FileManager.default.removeItem(atPath: cabinet.namesPath)
    #expect(throws: WorkspaceError.noNames) { try cabinet.open().forget("Р-1", stamp: stamp) }
  }
}
