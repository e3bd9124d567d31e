import TestSupport
import Testing

@testable import OfficeFiles

/// Archives and workbooks made to harm are refused with a reason, in bounded memory.
@Suite struct HostileArchiveTests {
  private static func failure(_ bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()) -> WorkbookFailure? {
    do throws(WorkbookFailure) {
      let book = try Workbook(bytes, limits: limits)
      for sheet in book.sheets { try book.read(sheet) { _ in true } }
      return nil
    } catch {
      return error
    }
  }

  /// A small workbook with some parts replaced.
  private static func book(_ replaced: [String: String]) throws -> [UInt8] {
    try bookOfBytes(replaced.mapValues { Array($0.utf8) })
  }

  private static func bookOfBytes(_ replaced: [String: [UInt8]]) throws -> [UInt8] {
    var writer = WorkbookWriter()
    try writer.add(sheet: "x", rows: [[.text("a")]])
    let archive = try ZipArchive(try writer.finish())
    var zip = ZipWriter()
    for entry in archive.entries where replaced[entry.name] == nil {
      let bytes = try archive.contents(of: entry.name, limit: 1 << 20)
      try zip.add(entry.name) { $0.write(bytes) }
    }
    for (name, text) in replaced.sorted(by: { $0.key < $1.key }) { try zip.add(name) { $0.write(text) } }
    return zip.finish()
  }

  private static let sheet = "xl/worksheets/sheet1.xml"

  @Test func densityBomb() throws {
    var zip = ZipWriter()
    let zeros = [UInt8](repeating: 0x20, count: 1 << 16)
    try zip.add("bomb") { sink in for _ in 0..<1024 { sink.write(zeros) } }
    let archive = try ZipArchive(zip.finish())
    var stream = try archive.stream(of: "bomb")
    var seen = 0
    #expect(throws: ZipFailure.tooDense(entry: "bomb", limit: 300)) {
      while let piece = try stream.next() { seen += piece.count }
    }
    // 64 MiB of blanks take about 64 KiB: it stops at 300 times that.
    #expect(seen < 24 << 20)
  }

  @Test func totalSizeAndCount() throws {
    var zip = ZipWriter()
    for name in ["a", "b", "c"] { try zip.add(name) { $0.write([UInt8](repeating: 7, count: 1000)) } }
    var limits = ZipLimits()
    limits.totalBytes = 2500
    #expect(throws: ZipFailure.tooLarge(entry: "c", limit: 2500)) { try ZipArchive(zip.finish(), limits: limits) }
    limits = ZipLimits()
    limits.entries = 2
    #expect(throws: ZipFailure.tooManyEntries(limit: 2)) { try ZipArchive(zip.finish(), limits: limits) }
  }

  @Test func entityBomb() throws {
    let bomb = """
      <?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;">]>
      <worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&lol2;</v></c></row></sheetData></worksheet>
      """
    #expect(Self.failure(try Self.book([Self.sheet: bomb])) == .declaresEntities(part: Self.sheet))
  }

  @Test func otherEncodings() throws {
    let text = "<?xml version=\"1.0\" encoding=\"UTF-7\"?><worksheet/>"
    #expect(Self.failure(try Self.book([Self.sheet: text])) == .notUTF8(part: Self.sheet))
  }

  /// Bytes that are no UTF-8, in names and values, at the end of a part too: the XML library would stop the program.
  @Test func bytesThatAreNoText() throws {
    let good = "<worksheet><sheetData><row x=\"1\"><c t=\"str\"><v>а</v></c></row></sheetData></worksheet>"
    let places = [(" x=", [UInt8(0xE5)]), ("row x", [0xC0, 0x80]), ("\"1\"", [0xFF]), ("<v>", [0xED, 0xA0, 0x80])]
    for (place, bad) in places {
      let halves = good.split(separator: place, maxSplits: 1)
      let bytes = Array((halves[0] + place.dropLast()).utf8) + bad + Array((place.suffix(1) + halves[1]).utf8)
      #expect(Self.failure(try Self.bookOfBytes([Self.sheet: bytes])) == .notUTF8(part: Self.sheet), "\(place)")
    }
    #expect(Self.failure(try Self.bookOfBytes([Self.sheet: Array(good.utf8) + [0xD0]])) == .notUTF8(part: Self.sheet))
  }

  @Test func textInPiecesIsTheTextAtOnce() {
    let seed: UInt64 = 4_106
    var random = SplitMix64(seed: seed)
    let alphabet: [UInt8] = [0x61, 0xD0, 0x90, 0xE2, 0x84, 0x96, 0xF0, 0x9F, 0x98, 0x80, 0xC3]
    let words = ["a", "А", "№", "😀", "é"].map { Array($0.utf8) }
    var found = [true: 0, false: 0]
    for round in 0..<3000 {
      var bytes = (0..<Int.random(in: 0...8, using: &random)).flatMap { _ in words.randomElement(using: &random) ?? [] }
      if Bool.random(using: &random), !bytes.isEmpty {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = alphabet.randomElement(using: &random) ?? 0
      }
      var check = UTF8Check()
      var (isText, start) = (true, 0)
      while start < bytes.count {
        let end = min(bytes.count, start + Int.random(in: 1...4, using: &random))
        isText = check.take(bytes[start..<end]) && isText
        start = end
      }
      let expected = String(validating: bytes, as: UTF8.self) != nil
      #expect((isText && check.isWhole) == expected, "seed \(seed), round \(round): \(bytes)")
      found[expected, default: 0] += 1
    }
    #expect(found.values.allSatisfy { $0 > 300 })
  }

  @Test(arguments: ["../evil", "/etc/passwd", "a\\b", "C:evil", "a//b", "a/./b", "a\u{1}b"])
  func badNames(_ name: String) throws {
    // The writer refuses such names as well, so a good name of the same length is overwritten.
    var zip = ZipWriter()
    let good = String(repeating: "x", count: name.utf8.count)
    try zip.add(good) { $0.write("1") }
    let bytes = zip.finish()
    let bad = Self.replaced(bytes, Array(good.utf8), Array(name.utf8))
    #expect(throws: ZipFailure.badName(entry: name)) { try ZipArchive(bad) }
  }

  @Test func duplicateNames() throws {
    var zip = ZipWriter()
    try zip.add("part") { $0.write("1") }
    try zip.add("Pbrt") { $0.write("2") }
    let bytes = Self.replaced(zip.finish(), Array("Pbrt".utf8), Array("Part".utf8))
    #expect(throws: ZipFailure.duplicateName(entry: "Part")) { try ZipArchive(bytes) }
  }

  private static func replaced(_ bytes: [UInt8], _ old: [UInt8], _ new: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for index in bytes.indices where bytes[index...].starts(with: old) {
      bytes.replaceSubrange(index..<(index + old.count), with: new)
    }
    return bytes
  }

  @Test func everyCutAndEveryFlip() throws {
    let good = try Self.book([:])
    for length in stride(from: 0, to: good.count, by: 7) {
      #expect(Self.failure(Array(good[..<length])) != nil, "cut at \(length)")
    }
    // A flipped byte may be harmless (a date), but never crashes.
    for index in stride(from: 0, to: good.count, by: 3) {
      var bad = good
      bad[index] ^= 0xFF
      _ = Self.failure(bad)
    }
  }

  @Test func sparseCellsAreCounted() throws {
    var limits = WorkbookLimits()
    limits.cells = 20_000
    let rows = (1...2).map { "<row r=\"\($0)\"><c r=\"XFD\($0)\"><v>1</v></c></row>" }.joined()
    let text = "<worksheet><sheetData>\(rows)</sheetData></worksheet>"
    #expect(Self.failure(try Self.book([Self.sheet: text]), limits: limits) == .tooMuch(part: "x", limit: 20_000))
  }

  @Test(arguments: [
    "<worksheet><sheetData><row r=\"2\"/><row r=\"1\"/></sheetData></worksheet>",
    "<worksheet><sheetData><row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row></sheetData></worksheet>",
    "<worksheet><sheetData><row r=\"1\"><c t=\"s\"><v>5</v></c></row></sheetData></worksheet>",
    "<worksheet><sheetData><row r=\"9999999\"/></sheetData></worksheet>", "<worksheet><sheetData>",
  ])
  func malformedSheets(_ text: String) throws {
    guard case .malformed = Self.failure(try Self.book([Self.sheet: text])) else {
      Issue.record("not refused: \(text)")
      return
    }
  }
}
