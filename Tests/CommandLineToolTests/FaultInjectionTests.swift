import CommandLineTool
import Foundation
import TestSupport
import Testing

/// The program is killed at random moments and run out of space; what it acknowledged is there afterwards, and nothing
/// is there by half. Rounds: `MARSHRUT_KILLS`, 5 without it.
@Suite(.serialized) struct FaultInjectionTests {
  private static var program: URL? {
    let here = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let candidates = [here, Bundle.main.bundleURL, Bundle.main.bundleURL.deletingLastPathComponent()]
    return candidates.map { $0.appendingPathComponent("marshrut") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  private static let rounds = ProcessInfo.processInfo.environment["MARSHRUT_KILLS"].flatMap { Int($0) } ?? 5

  /// Starts the program; `seconds` later kills it, unless it has ended. Whether it ended by itself with success.
  private func run(_ arguments: [String], in folder: String, killedAfter seconds: Double? = nil) throws -> Bool {
    let program: URL = try #require(Self.program, "the program is built beside the tests")
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    if let seconds {
      Thread.sleep(forTimeInterval: seconds)
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }
    process.waitUntilExit()
    return process.terminationReason == .exit && process.terminationStatus == 0
  }

  /// How long something takes on this machine, so that kills fall into the work wherever the tests run.
  private func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try body()
    let parts = (ContinuousClock.now - start).components
    return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
  }

  /// The scores of the workspace as an export writes them, after a check that the workspace is sound.
  private func scores(_ shop: Workshop) throws -> String {
    let audit = shop.run("audit", "--db", "район.db")
    #expect(audit.code == .done, "\(audit.out)\(audit.error)")
    let export = shop.run("export", "--db", "район.db", "--out", "вон", "--facts-only")
    #expect(export.code == .done, "\(export.error)")
    defer { try? FileManager.default.removeItem(atPath: shop.folder + "/вон") }
    return try #require(shop.read("вон/scores.csv"))
  }

  @Test func killedImportsAreWholeOrNotThere() throws {
    let seed: UInt64 = 20_230_901
    var random = SplitMix64(seed: seed)
    let shop = try Workshop()
    #expect(try run(["init", "--db", "район.db"], in: shop.folder))
    #expect(try run(["import", "data", "--db", "район.db"], in: shop.folder))
    var before = try scores(shop)
    let whole = try seconds { _ = try run(["import", "data", "--db", "район.db", "--dry-run"], in: shop.folder) }
    var (finished, killed) = (0, 0)
    for round in 1...Self.rounds {
      // Every person has a result of the same day and value, so that half an import would show.
      let value = round % 90 + 1
      let rows = (1...300).map { "Р-\($0);К1;15.05.2023;А;\(value);100;40;тест" }
      let people = (1...300).map { "Р-\($0);Человек \($0);Охотский;;школа;;резерв;;;;;" }
      try shop.write(
        "data/scores.csv", "человек;компетенция;дата;форма;балл;максимум;заданий;волна\n" + rows.joined(separator: "\n")
      )
      try shop.write(
        "data/people.csv",
        "id;фио;муниципалитет;организация;вид организации;должность;роль;назначен;переподготовка;форматы;команда;наставник\n"
          + people.joined(separator: "\n"))
      try shop.write("data/indicators.csv", "человек;организация;период;показатель;значение;источник\n")
      try shop.write("data/completions.csv", "человек;мероприятие;дата;часы;документ\n")
      let pause = whole * Double(random.next() % 1300) / 1000
      let acknowledged = try run(["import", "data", "--db", "район.db", "--full"], in: shop.folder, killedAfter: pause)
      let after = try scores(shop)
      let isWhole = after.components(separatedBy: ";\(value);100;40").count == 301
      if acknowledged {
        finished += 1
        #expect(isWhole, "seed \(seed), round \(round): an acknowledged import is there")
      } else {
        killed += 1
        #expect(isWhole || after == before, "seed \(seed), round \(round): killed after \(pause) s")
      }
      before = after
    }
    #expect(finished + killed == Self.rounds)
  }

  @Test func killedRoutesAndApprovalsAreWholeOrNotThere() throws {
    let seed: UInt64 = 77
    var random = SplitMix64(seed: seed)
    let shop = try Workshop()
    #expect(try run(["init", "--db", "район.db"], in: shop.folder))
    #expect(try run(["import", "data", "--db", "район.db"], in: shop.folder))
    var acknowledgedVersions = 0
    let whole = try seconds { _ = try run(["show", "Р-1", "--db", "район.db"], in: shop.folder) }
    for round in 1...Self.rounds {
      let date = "2023-09-\(round % 27 + 1 < 10 ? "0" : "")\(round % 27 + 1)"
      let pause = whole * Double(random.next() % 3000) / 1000
      let saved = try run(
        ["route", "Р-1", "--db", "район.db", "--as-of", date], in: shop.folder, killedAfter: pause)
      let history = shop.run("history", "Р-1", "--db", "район.db")
      #expect(history.code == .done, "\(history.error)")
      let versions = history.out.components(separatedBy: "прогноз").count - 1
      #expect(versions >= acknowledgedVersions + (saved ? 1 : 0), "seed \(seed), round \(round)")
      acknowledgedVersions = versions
      guard versions > 0 else { continue }
      for move in ["submit", "approve"] {
        let pause = whole * Double(random.next() % 1500) / 1000
        let moved = try run([move, "Р-1", "--db", "район.db"], in: shop.folder, killedAfter: pause)
        let state = shop.run("history", "Р-1", "--db", "район.db").out
        let words = move == "submit" ? "на утверждении" : "утверждён"
        if moved { #expect(state.contains(words), "seed \(seed), round \(round): \(move)") }
      }
      #expect(shop.run("audit", "--db", "район.db").code == .done)
      #expect(shop.run("reproduce", "Р-1", "\(versions)", "--db", "район.db").code == .done)
    }
  }

  @Test func killedExportsLeaveNoHalf() throws {
    let seed: UInt64 = 5
    var random = SplitMix64(seed: seed)
    let shop = try Workshop()
    #expect(try run(["init", "--db", "район.db"], in: shop.folder))
    #expect(try run(["import", "data", "--db", "район.db"], in: shop.folder))
    let export = ["export", "--db", "район.db", "--out"]
    let whole = try seconds { _ = try run(export + ["целое"], in: shop.folder) }
    let expected = try FileManager.default.contentsOfDirectory(atPath: shop.folder + "/целое").sorted()
    for round in 1...Self.rounds {
      for path in ["папка\(round)", "книга\(round).xlsx", "routes\(round).json"] {
        let command =
          path.hasSuffix("json") ? ["route", "--all", "--data", "data", "--format", "json", "--out"] : export
        _ = try run(command + [path], in: shop.folder, killedAfter: whole * Double(random.next() % 1200) / 1000)
      }
      // What has the name is whole.
      if let files = try? FileManager.default.contentsOfDirectory(atPath: shop.folder + "/папка\(round)") {
        #expect(files.sorted() == expected, "seed \(seed), round \(round)")
      }
      if FileManager.default.fileExists(atPath: shop.folder + "/книга\(round).xlsx") {
        #expect(shop.run("convert", "книга\(round).xlsx", "--out", "из\(round)").code == .done, "seed \(seed)")
      }
      if let text = shop.read("routes\(round).json") { #expect(text.hasSuffix("]\n"), "seed \(seed), round \(round)") }
    }
  }

  @Test func writersAtOnceWaitForEachOther() throws {
    let program: URL = try #require(Self.program, "the program is built beside the tests")
    let shop = try Workshop()
    #expect(try run(["init", "--db", "район.db"], in: shop.folder))
    #expect(try run(["import", "data", "--db", "район.db"], in: shop.folder))
    let processes = try (10...15).map { day in
      let process = Process()
      process.executableURL = program
      process.arguments = ["complete", "Р-1", "1.6", "--on", "2023-10-\(day)", "--db", "район.db"]
      process.currentDirectoryURL = URL(fileURLWithPath: shop.folder)
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      return process
    }
    for process in processes {
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    #expect(shop.run("export", "--db", "район.db", "--out", "вон", "--facts-only").code == .done)
    let rows = try #require(shop.read("вон/completions.csv")).components(separatedBy: "Р-1;1.6;").count - 1
    #expect(rows == processes.count, "every acknowledged completion is there")
    #expect(shop.run("audit", "--db", "район.db").code == .done)
  }

  @Test func filesAreTheirOwnersUnderAnyMask() throws {
    let program: URL = try #require(Self.program, "the program is built beside the tests")
    let shop = try Workshop()
    let marshrut = "'\(program.path)'"
    let script = """
      umask 0; cd '\(shop.folder)'
      \(marshrut) init --db новая.db && \(marshrut) import data --db новая.db
      \(marshrut) route --all --db новая.db --format ndjson --out новая.ndjson
      \(marshrut) route --all --data data --format ndjson --out новая2.ndjson
      \(marshrut) profile Р-1 --data data --out новая.txt
      \(marshrut) export --db новая.db --out новая && \(marshrut) export --db новая.db --out новая.xlsx
      \(marshrut) convert data --out новая2 && \(marshrut) convert data --out новая2.xlsx
      """
    #expect(try shell("/bin/sh", "-c", script + " >/dev/null") == 0)
    var seen = 0
    for file in (FileManager.default.enumerator(atPath: shop.folder)?.allObjects ?? []).compactMap({ $0 as? String })
    where file.hasPrefix("новая") {
      let attributes = try FileManager.default.attributesOfItem(atPath: shop.folder + "/" + file)
      let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
      #expect(attributes[.posixPermissions] as? Int == (isFolder ? 0o700 : 0o600), "\(file)")
      seen += 1
    }
    #expect(seen > 30)
  }

  @Test func aReadOnlyFolderIsReadAndLeftAlone() throws {
    let program: URL = try #require(Self.program, "the program is built beside the tests")
    let shop = try Workshop()
    #expect(shop.run("init", "--db", "район.db").code == .done)
    #expect(shop.run("import", "data", "--db", "район.db").code == .done)
    #expect(shop.run("route", "Р-1", "--db", "район.db").code == .done)
    // Nothing is read-only to the superuser, who therefore becomes nobody.
    let isRoot = getuid() == 0
    let nobody = "/usr/bin/setpriv --reuid=65534 --regid=65534 --clear-groups "
    guard !isRoot || FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv") else { return }
    let before = try FileManager.default.contentsOfDirectory(atPath: shop.folder).sorted()
    let marshrut = (isRoot ? nobody : "") + "'\(program.path)'"
    let script = """
      cd '\(shop.folder)'; \(isRoot ? "chown -R 65534 ." : ":"); chmod 555 .
      \(marshrut) show Р-1 --db район.db && \(marshrut) history Р-1 --db район.db || exit 1
      \(marshrut) complete Р-1 1.6 --on 2023-10-13 --db район.db; test $? = 74 || exit 2
      \(marshrut) import data --db район.db; test $? = 74 || exit 3
      \(marshrut) export --db район.db --out вон; test $? = 74 || exit 4
      """
    defer { chmod(shop.folder, 0o755) }
    #expect(try shell("/bin/sh", "-c", "(" + script + ") >/dev/null 2>&1") == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: shop.folder).sorted() == before)
  }

  private static var canMount: Bool { getuid() == 0 && FileManager.default.isExecutableFile(atPath: "/bin/mount") }

  private func shell(_ command: String, _ arguments: String...) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command)
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test(.enabled(if: canMount, "filling a disk needs the right to mount one"))
  func aFullDiskLosesNothing() throws {
    let shop = try Workshop()
    let disk = shop.folder + "/диск"
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
    // Some sandboxes refuse a mount even to root: then there is nothing to fill.
    guard try shell("/bin/mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", disk) == 0 else { return }
    defer { _ = try? shell("/bin/umount", disk) }
    #expect(shop.run("init", "--db", "диск/район.db").code == .done)
    #expect(shop.run("import", "data", "--db", "диск/район.db").code == .done)
    let before = shop.run("export", "--db", "диск/район.db", "--out", "до").code
    #expect(before == .done)
    let rows = (1...10_000).map { "Р-1;К1;15.05.2023;Форма \($0);50;100;40;тест" }
    try shop.write(
      "data/scores.csv", "человек;компетенция;дата;форма;балл;максимум;заданий;волна\n" + rows.joined(separator: "\n"))
    let outcome = shop.run("import", "data", "--db", "диск/район.db")
    #expect(outcome.code == .inputOutput, "\(outcome.out)")
    #expect(outcome.error.contains("на диске нет места"), "\(outcome.error)")
    #expect(shop.run("audit", "--db", "диск/район.db").out.contains("база цела"))
    _ = shop.run("export", "--db", "диск/район.db", "--out", "после")
    for file in try FileManager.default.contentsOfDirectory(atPath: shop.folder + "/до") {
      #expect(shop.read("до/" + file) == shop.read("после/" + file), "\(file)")
    }
    // The rest of the disk is taken: an output file that does not fit leaves nothing behind.
    _ = FileManager.default.createFile(atPath: disk + "/прочее", contents: nil)
    let filler = try FileHandle(forWritingTo: URL(fileURLWithPath: disk + "/прочее"))
    while (try? filler.write(contentsOf: Data(count: 1024))) != nil {}
    try filler.close()
    let unwritten = shop.run("route", "--all", "--data", "data", "--format", "json", "--out", "диск/routes.json")
    #expect(unwritten.code == .inputOutput, "\(unwritten.error)")
    let leftovers = try FileManager.default.contentsOfDirectory(atPath: disk)
    #expect(!leftovers.contains { $0.contains("routes.json") }, "\(leftovers)")
  }
}
