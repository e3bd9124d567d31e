import Diagnostics
import Testing

@testable import Tables

/// The same table in every dialect a spreadsheet program writes.
@Suite struct SpreadsheetDialectTests {
  private func cells(_ bytes: [UInt8]) -> [[String]] {
    guard let text = TextDecoding.utf8(bytes, file: "t.csv").text else { return [] }
    var parser = CSVParser(text, file: "t.csv")
    let rows = parser.rows()
    return parser.diagnostics.isEmpty ? rows.map(\.cells) : []
  }

  private static let expected = [["id", "фио"], ["1", "Ёлкина, А; «Б»"], ["2", "два\nряда"]]

  @Test(arguments: [
    "id;фио\n1;\"Ёлкина, А; «Б»\"\n2;\"два\nряда\"\n", "id,фио\r\n1,\"Ёлкина, А; «Б»\"\r\n2,\"два\nряда\"",
    "id\tфио\n1\tЁлкина, А; «Б»\n\n2\t\"два\nряда\"\n", "sep=|\nid|фио\n1|Ёлкина, А; «Б»\n2|\"два\nряда\"\n",
    "\u{FEFF}id;фио\r1;\"Ёлкина, А; «Б»\"\r2;\"два\nряда\"\r",
  ])
  func dialects(_ text: String) { #expect(cells(Array(text.utf8)) == Self.expected) }

  @Test func windows1251() {
    // «Ёж;№;—» in windows-1251.
    #expect(cells([0xA8, 0xE6, 0x3B, 0xB9, 0x3B, 0x97, 0x0A]) == [["Ёж", "№", "—"]])
  }

  @Test func utf16() {
    let text = "id;ф\n"
    var little: [UInt8] = [0xFF, 0xFE]
    var big: [UInt8] = [0xFE, 0xFF]
    for unit in text.utf16 {
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 255))
      little += [low, high]
      big += [high, low]
    }
    #expect(cells(little) == [["id", "ф"]])
    #expect(cells(big) == [["id", "ф"]])
  }

  @Test func linesAfterQuotedBreaks() {
    var parser = CSVParser(Array("a;b\n\"x\ny\";1\n\n3;4\n".utf8), file: "t")
    #expect(parser.rows().map(\.line) == [1, 2, 5])
  }

  @Test(arguments: [
    ("a;b\n\"x;1\n2;3\n", "unclosed-quote", 2), ("a;b\n1;\"x\"y\n", "text-after-quote", 2),
  ])
  func brokenQuotes(_ text: String, _ id: String, _ line: Int) {
    var parser = CSVParser(Array(text.utf8), file: "t")
    _ = parser.rows()
    #expect(parser.diagnostics.map(\.id.rawValue) == [id])
    guard case .cell(_, let found, _, _)? = parser.diagnostics.first?.place else { return }
    #expect(found == line)
  }
}
