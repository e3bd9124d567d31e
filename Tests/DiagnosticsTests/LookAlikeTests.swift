import Diagnostics
import TestSupport
import Testing

/// The look-alike key against its definition, character by character.
@Suite struct LookAlikeTests {
  /// The definition: capitals, `Ё` as `Е`, capital look-alikes in Cyrillic, white space trimmed and joined.
  private func definition(_ text: String) -> String {
    let words = text.uppercased().split { $0.isWhitespace || $0 == "\u{FEFF}" }
    return words.map { word in LookAlike.cyrillic(String(word).replacing("Ё", with: "Е")) }.joined(separator: " ")
  }

  @Test func everyBasicCharacterFoldsAsDefined() {
    for value in Array(UInt32(1)...0x7F) + Array(0x0400...0x04FF) + [0xA0, 0xDF, 0x2009, 0x2116, 0xFEFF] {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for text in ["\(scalar)", "а\(scalar)B", " \(scalar) x", "ё\(scalar)"] {
        #expect(LookAlike.fold(text) == definition(text), "U+\(String(value, radix: 16)) in «\(text)»")
      }
    }
  }

  @Test func whatCannotBeSeenDoesNotCount() {
    // A soft hyphen, a zero-width space, marks of direction; «й» and «ё» as a letter and a mark.
    #expect(LookAlike.fold("Амур\u{AD}ский\u{200B}") == LookAlike.fold("Амурский"))
    #expect(LookAlike.fold("\u{200E}Р-1\u{202C}") == LookAlike.fold("Р-1"))
    #expect(Array(LookAlike.fold("и\u{306}е\u{308}").utf8) == Array("ЙЕ".utf8))
  }

  @Test func randomTextsFoldAsDefined() {
    let seed: UInt64 = 41
    var random = SplitMix64(seed: seed)
    let alphabet = Array("аАеЕёЁкKкКxХz9 \t\nйЙїѕS№«»-_.ß\u{301}\u{A0}I")
    for _ in 0..<3000 {
      let text = String(
        (0..<Int.random(in: 0...9, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "a" })
      #expect(LookAlike.fold(text) == definition(text), "seed \(seed): «\(text)»")
    }
  }
}
