import CommandLineTool
import Foundation
import Tables
import Testing

/// Folders that are not there, places that can't be written, arguments nobody asked for: the right exit code and a
/// sentence in the user's language.
@Suite struct FilesAndUsageTests {
  @Test func outputThatCannotBeWritten() throws {
    let shop = try Workshop()
    for (path, reason) in [("data", "это папка"), ("нет/файл.txt", "нет такого файла или папки")] {
      let outcome = shop.run("route", "Р-1", "--data", "data", "--out", path)
      #expect(outcome.code == .inputOutput)
      #expect(outcome.error.contains(reason), "\(outcome.error)")
      #expect(!outcome.error.contains("No such") && !outcome.error.contains("Is a directory"))
    }
    let outcome = shop.run("demo", "--people", "1", "--out", "Rules/policy.rules/x")
    #expect(outcome.code == .inputOutput)
    #expect(outcome.error.contains("часть пути — не папка"), "\(outcome.error)")
  }

  @Test func linksStayAndLeadToTheirFile() throws {
    let shop = try Workshop()
    try shop.write("цель.txt", "старое")
    try FileManager.default.createSymbolicLink(atPath: shop.folder + "/ссылка.txt", withDestinationPath: "цель.txt")
    #expect(shop.run("route", "Р-1", "--data", "data", "--out", "ссылка.txt").code == .done)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: shop.folder + "/ссылка.txt") == "цель.txt")
    #expect(shop.read("цель.txt")?.contains("ОБРАЗОВАТЕЛЬНЫЙ МАРШРУТ") == true)
    try FileManager.default.createSymbolicLink(atPath: shop.folder + "/круг", withDestinationPath: "круг")
    let outcome = shop.run("route", "Р-1", "--data", "data", "--out", "круг")
    #expect(outcome.code == .inputOutput)
    #expect(outcome.error.contains("ссылки ведут по кругу"))
  }

  /// Whoever runs the program with the rights of an administrator must not replace a device with a file.
  @Test func devicesAreWrittenIntoAndNeverReplaced() throws {
    #expect(try AtomicFile.Destination("/dev/null") == .stream("/dev/null"))
    let shop = try Workshop()
    let pipe = shop.folder + "/труба"
    try #require(mkfifo(pipe, 0o600) == 0)
    // Opened for reading and writing, so that nobody waits; the page fits into the pipe's buffer.
    let descriptor = open(pipe, O_RDWR | O_NONBLOCK)
    defer { close(descriptor) }
    #expect(shop.run("profile", "Р-1", "--data", "data", "--out", "труба").code == .done)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    #expect(read(descriptor, &buffer, buffer.count) > 100)
    #expect(try AtomicFile.Destination(pipe) == .stream(pipe), "it is still a pipe")
  }

  @Test func foldersThatAreNone() throws {
    let shop = try Workshop()
    let file = shop.run("route", "Р-1", "--data", "data/people.csv")
    #expect(file.code == .inputOutput)
    #expect(file.error.contains("а нужна папка"))
    let variable = shop.run("route", "Р-1", environment: ["MARSHRUT_DATA": "нет"])
    #expect(variable.code == .inputOutput)
    #expect(variable.error.hasPrefix("MARSHRUT_DATA:"), "\(variable.error)")
    #expect(shop.run("check", environment: ["MARSHRUT_RULES": "", "MARSHRUT_DATA": ""]).code == .done)
  }

  @Test(arguments: [
    ["check", "лишнее"], ["rules test", "лишнее"], ["rules analyze", "лишнее"], ["demo", "лишнее"],
    ["retest", "Р-1", "лишнее", "--data", "data"],
  ])
  func argumentsNobodyAskedFor(_ words: [String]) throws {
    let shop = try Workshop()
    let words = words[0].split(separator: " ").map(String.init) + words.dropFirst()
    let outcome = shop.run(words)
    #expect(outcome.code == .usage)
    #expect(outcome.error.contains("«лишнее»"), "\(outcome.error)")
    #expect(outcome.out.isEmpty)
  }

  @Test func groupsOfCommands() throws {
    let shop = try Workshop()
    let help = shop.run("help", "rules")
    #expect(help.code == .done)
    #expect(help.out.contains("rules analyze") && !help.out.contains("retest"))
    let wrong = shop.run("rules", "tset")
    #expect(wrong.code == .usage)
    #expect(wrong.error.contains("возможно, «rules test»?") && wrong.error.contains("rules diff"))
  }
}
