import Diagnostics
import TestSupport
import Testing

@Suite struct SourceTextTests {
  /// Places against walking the text character by character.
  @Test func placesAreCountedInCharacters() {
    let seed: UInt64 = 63
    var random = SplitMix64(seed: seed)
    let pieces = ["а", "b", "\t", "\n", "\r\n", "👨‍👩‍👧", "é", "e\u{301}", "ё", "漢", " "]
    for _ in 0..<60 {
      let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
      let source = SourceText(path: "t", text: text)
      var (offset, line, column) = (0, 1, 1)
      for character in text {
        let place = source.location(of: offset)
        #expect(place == LineColumn(line: line, column: column), "seed \(seed): \(text.debugDescription) at \(offset)")
        offset += String(character).utf8.count
        if character.isNewline {
          (line, column) = (line + 1, 1)
        } else {
          column += 1
        }
      }
      #expect(source.location(of: offset) == LineColumn(line: line, column: column), "seed \(seed)")
      #expect(source.lineStarts.count == line)
    }
  }

  @Test func linesHaveNoEnds() {
    let source = SourceText(path: "t", text: "а\r\nб\n\nв")
    #expect((0...5).map { source.lineText($0) } == ["", "а", "б", "", "в", ""])
    #expect(source.text(in: SourceRange(0, 2)) == "а" && source.text(in: SourceRange(-5, 900)) == "а\r\nб\n\nв")
    #expect(source.location(of: -1) == LineColumn(line: 1, column: 1))
    #expect(source.location(of: 900) == LineColumn(line: 4, column: 2))
  }

  @Test func longLinesAreCountedToo() {
    let text = String(repeating: "ы👩‍🚀", count: 5000)
    let source = SourceText(path: "t", text: text)
    let width = "ы👩‍🚀".utf8.count
    for index in [0, 1, 999, 2500, 4999] {
      #expect(source.location(of: index * width).column == 2 * index + 1)
    }
  }
}
