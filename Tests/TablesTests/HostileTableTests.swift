import Diagnostics
import Foundation
import RouteModel
import TestSupport
import Testing

@testable import Tables

/// Text tables made to harm: a clear message and bounded memory.
@Suite struct HostileTableTests {
  private static func ids(_ bytes: [UInt8]) -> [String] {
    Table.read(bytes, file: "t.csv").diagnostics.map(\.id.rawValue)
  }

  @Test(arguments: [
    ("id;a\n1;\u{0}\n", ["binary-file"]), ("id;a\n1;x\u{1F}y\n", ["binary-file"]),
    ("id;a\n1;\"x\u{1F}y\"\n" + String(repeating: "2;3\n", count: 2000) + "4;\u{1E}5\n", ["binary-file"]),
    ("%PDF-1.4", ["binary-file"]),
  ])
  func controlBytes(_ text: String, _ expected: [String]) { #expect(Self.ids(Array(text.utf8)) == expected) }

  @Test func lateControlCharacters() {
    let text = "id;a\n" + String(repeating: "2;3\n", count: 2000) + "4;\u{1E}5\n"
    #expect(Self.ids(Array(text.utf8)) == ["control-character"])
  }

  /// 100 MB where the long tests are asked for, 2.5 MB otherwise.
  private static let large =
    ProcessInfo.processInfo.environment["MARSHRUT_LONG_TESTS"] != nil ? 100_000_000 : 2_500_000

  @Test(arguments: [UInt8(ascii: "x"), UInt8(ascii: ";"), UInt8(ascii: "\""), UInt8(ascii: "\n")])
  func oneLongLine(_ byte: UInt8) {
    let ids = Self.ids(Array("id;a\n".utf8) + [UInt8](repeating: byte, count: Self.large))
    switch byte {
    case UInt8(ascii: "x"): #expect(ids == ["cell-too-long"])
    case UInt8(ascii: ";"): #expect(ids == ["row-too-wide"])
    case UInt8(ascii: "\""): #expect(ids == ["unclosed-quote"] || ids == ["cell-too-long"], "\(ids)")
    default: #expect(ids == [])
    }
  }

  @Test func mixedEncodings() {
    // A line of windows-1251 after lines of UTF-8: no valid UTF-8, so the whole is read as windows-1251, never refused.
    let bytes = Array("id;фио\n1;Ёж\n".utf8) + [0x32, 0x3B, 0xA8, 0xE6, 0x0A]
    #expect(Self.ids(bytes) == ["mixed-encodings"])
    // A file that says it is UTF-8 is never taken for anything else.
    #expect(Self.ids([0xEF, 0xBB, 0xBF] + Array("id;a\n1;x".utf8) + [0xFF, 0x0A]) == ["mixed-encodings"])
  }

  @Test(arguments: [
    // «/» in two and three bytes, half of a surrogate pair, five bytes.
    [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80, 0x81, 0x8D], [0xF8, 0x88, 0x80, 0x80, 0x80],
    // «привет» of DOS.
    [0xAF, 0xE0, 0xA8, 0xA2, 0xA5, 0xE2], [0x8F, 0x90, 0x88, 0x82, 0x85, 0x92],
  ])
  func bytesThatAreNoText(_ bytes: [UInt8]) {
    #expect(Self.ids(Array("id;a\n1;".utf8) + bytes + [0x0A]) == ["unknown-encoding"])
  }

  @Test func whatIsNoOrdinaryFile() throws {
    try WorkbookFixtureTests.withFolder([
      "old.xls": [0xD0, 0xCF, 0x11, 0xE0] + [UInt8](repeating: 0, count: 600),
      "locked.xlsx": [0xD0, 0xCF, 0x11, 0xE0] + "EncryptedPackage".utf8.flatMap { byte -> [UInt8] in [byte, 0] },
    ]) { folder in
      #expect(mkfifo(folder + "/people.csv", 0o600) == 0)
      #expect(symlink("loop", folder + "/loop") == 0)
      func ids(_ path: String) -> [String] { WorkbookFixtureTests.read(path).diagnostics.map(\.id.rawValue) }
      #expect(ids(folder) == ["unreadable", "unknown-table"])
      #expect(ids(folder + "/people.csv") == ["missing-table"] || ids(folder + "/people.csv") == ["unreadable"])
      #expect(ids(folder + "/loop") == ["unreadable"])
      #expect(ids("/dev/zero") == ["unreadable"])
      #expect(ids(folder + "/old.xls") == ["old-workbook"])
      #expect(ids(folder + "/locked.xlsx") == ["encrypted-workbook"])
    }
  }

  @Test func theSameStartTwice() throws {
    let tables = [
      "people.csv": Array("id;роль\nР-1;резерв\n".utf8),
      "completions.csv": Array("человек;мероприятие;дата;начато\nР-1;1.1;;01.09.2023\nР-1;1.1;;01.09.2023\n".utf8),
    ]
    let catalog = SampleRegion.catalog(measures: [SampleRegion.measure("1.1")])
    let ids = try WorkbookFixtureTests.withFolder(tables) {
      DataSetReader.records(folder: Location(path: $0, shown: "d"), catalog: catalog).diagnostics.map(\.id.rawValue)
    }
    #expect(ids == ["duplicate-completion"])
  }
}
