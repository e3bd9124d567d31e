import Diagnostics
import Foundation
import RouteModel
import Tables
import TestSupport
import Testing

/// People read one by one, against the reader of whole data sets.
@Suite struct PeopleFolderTests {
  private func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let path = NSTemporaryDirectory() + "marshrut-people-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }

  @Test func aWorkbookInPlaceOfATableIsLeftToTheOtherReader() throws {
    try WorkbookFixtureTests.withFolder([
      "people.csv": Array(WorkbookFixtureTests.people.utf8), "scores.xlsx": Array(WorkbookFixtureTests.scores.utf8),
    ]) { folder in
      #expect(PeopleFolder(Location(path: folder, shown: "d")) == nil)
    }
  }

  @Test func readsLikeTheReaderOfWholeDataSets() throws {
    let seed: UInt64 = 501
    var source = RandomTables(random: SplitMix64(seed: seed))
    let catalog = RandomTables.catalog
    var counts = (read: 0, good: 0, bad: 0, left: 0)
    for round in 0..<300 {
      let chance = round % 3 == 0 ? 1_000_000 : round % 3 == 1 ? 300 : 60
      try withFolder { path in
        for table in source.tables(oddOnceIn: chance) {
          var rows = table.rows
          if Bool.random(using: &source.random) { rows = [rows[0]] + rows.dropFirst().shuffled(using: &source.random) }
          try Data(source.bytes(rows)).write(to: URL(fileURLWithPath: path + "/\(table.name).csv"))
        }
        let place = "seed \(seed), round \(round)"
        let location = Location(path: path, shown: "data")
        let whole = DataSetReader.read(folder: location, catalog: catalog)
        guard let folder = PeopleFolder(location) else {
          counts.left += 1
          return
        }
        counts.read += 1
        let reader = PeopleFolderReader(folder, catalog: catalog)
        let read = (0..<folder.count).map { reader.read($0) }
        let orphans = (0..<folder.orphanCount).flatMap { reader.checkOrphan($0) }
        let messages = read.flatMap(\.diagnostics) + orphans
        #expect(messages.hasErrors == (whole.data == nil), "\(place): \(messages) \(whole.diagnostics)")
        guard let data = whole.data else {
          counts.bad += 1
          return
        }
        counts.good += 1
        #expect(read.compactMap(\.dossier) == data.dossiers, "\(place)")
        #expect(
          Set(messages.map(\.message)) == Set(whole.diagnostics.filter { $0.severity != .note }.map(\.message)),
          "\(place)")
      }
    }
    #expect(counts.good > 100 && counts.bad > 20 && counts.left > 5, "\(counts)")
  }

  /// Rows whose text was met before are known without their cells: with every way to write the same row, in every order.
  @Test func rowsThatRepeatReadAsTheirCells() throws {
    let seed: UInt64 = 733
    var random = SplitMix64(seed: seed)
    let tails = [
      "К1;2023-05-15;А;50;100;40;тест", "К1;2023-05-15;А;\"57,5\";100;40;тест", "К2;2023-05-15;\"А;Б\";50;;;тест",
      "К2;2023-05-16;\"А\"\"\";50;100;40;тест", "К2;15.05.2023; Б ;50;100;40; ретест ",
      "К1;2023-05-17;\"А\nБ\";50;100;;",
      "К2;2023-05-18;;0;;;", "К1;2023-05-19;'=1;50;100;40;тест", "К2;2023-05-20;А\"Б;50;100;40;тест",
    ]
    let ends = ["\n", "\r\n", "\n\n", ";\n"]
    var compared = 0
    for round in 0..<200 {
      try withFolder { path in
        let people = ["Р-1", "Р-2", "Р-12"]
        var rows = people.flatMap { person in
          tails.shuffled(using: &random).prefix(5).map { (person, $0) }
        }
        if round % 2 == 0 { rows.shuffle(using: &random) }
        // A cell too many is for the other reader.
        let usual = round % 5 == 0 ? ends : Array(ends.dropLast())
        var text = "id;компетенция;дата;форма;балл;максимум;заданий;волна\n"
        for (person, tail) in rows {
          let id = Int.random(in: 0..<6, using: &random) == 0 ? "\"\(person)\"" : person
          text += id + ";" + tail + (usual.randomElement(using: &random) ?? "\n")
        }
        if round % 3 == 0 { text = String(text.trimmingCharacters(in: .newlines)) }
        try Data("id;роль\nР-1;резерв\nР-2;резерв\nР-12;резерв\n".utf8)
          .write(to: URL(fileURLWithPath: path + "/people.csv"))
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/scores.csv"))
        let location = Location(path: path, shown: "data")
        let whole = DataSetReader.read(folder: location, catalog: RandomTables.catalog)
        guard let folder = PeopleFolder(location), let data = whole.data else { return }
        let reader = PeopleFolderReader(folder, catalog: RandomTables.catalog)
        // Twice, so that in the end every row is known.
        for _ in 0..<2 {
          let read = (0..<folder.count).map { reader.read($0) }
          #expect(read.compactMap(\.dossier) == data.dossiers, "seed \(seed), round \(round)")
        }
        compared += 1
      }
    }
    #expect(compared > 50, "\(compared)")
  }

  @Test func anUnusualFolderIsLeftToTheOtherReader() throws {
    let people = "id;роль\nР-1;резерв\n"
    let unusual: [(String, [UInt8])] = [
      ("two of one id", Array("id;роль\nР-1;резерв\nР-1;резерв\n".utf8)),
      ("ids that look alike", Array("id;роль\nР-1;резерв\nP-1;резерв\n".utf8)),
      ("an unknown column", Array("id;роль;лишнее\nР-1;резерв;1\n".utf8)),
      ("a cell beyond the header", Array("id;роль\nР-1;резерв;1\n".utf8)),
      ("an open quotation mark", Array("id;роль\nР-1;\"резерв\n".utf8)),
      ("a NUL", Array("id;роль\nР-1;резерв\0\n".utf8)),
      ("not UTF-8", [0x69, 0x64, 0x3B, 0xF0, 0x0A, 0x31, 0x3B, 0xF0]),
      ("empty", []), ("no id", Array("id;роль\n;резерв\n".utf8)),
    ]
    for (what, bytes) in unusual {
      try withFolder { path in
        try Data(bytes).write(to: URL(fileURLWithPath: path + "/people.csv"))
        #expect(PeopleFolder(Location(path: path, shown: "data")) == nil, "\(what)")
      }
    }
    try withFolder { path in
      try Data(people.utf8).write(to: URL(fileURLWithPath: path + "/люди.csv"))
      #expect(PeopleFolder(Location(path: path, shown: "data"))?.count == 1)
      try Data(people.utf8).write(to: URL(fileURLWithPath: path + "/people.csv"))
      #expect(PeopleFolder(Location(path: path, shown: "data")) == nil)
    }
  }

  @Test func aFileThatChangesMeanwhileIsSaid() throws {
    try withFolder { path in
      let file = URL(fileURLWithPath: path + "/people.csv")
      try Data("id;роль\nР-1;резерв\nР-2;резерв\n".utf8).write(to: file)
      let folder = try #require(PeopleFolder(Location(path: path, shown: "data")))
      try Data("id;роль\n".utf8).write(to: file)
      let read = PeopleFolderReader(folder, catalog: RandomTables.catalog).read(1)
      #expect(read.dossier == nil && read.diagnostics.map(\.id) == ["file-changed"])
    }
  }
}
