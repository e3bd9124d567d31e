import Diagnostics
import Foundation
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
  }
}
