import Diagnostics
import RuleLanguage
import TestSupport
import Testing

/// Tokens and trivia joined are the file, byte for byte, whatever the file holds.
@Suite struct LosslessTests {
  private func joined(_ text: String) -> String {
    let tree = SyntaxTree(parsing: SourceText(path: "t.rules", text: text))
    return tree.tokens.map { tree.source.text(in: $0.trivia) + tree.source.text(in: $0.range) }.joined()
  }

  @Test func keepsTheSample() { #expect(joined(sampleRules) == sampleRules) }

  @Test(arguments: [
    "", "\u{FEFF}правило", "// только комментарий", "правило «", "№", "№ 1.6", "«a «b» c»", "0,1.2", "\r\n\t",
  ])
  func keepsOddities(_ text: String) { #expect(joined(text) == text) }

  @Test func keepsGarbage() {
    let seed: UInt64 = 20_230_216
    var random = SplitMix64(seed: seed)
    let pieces = [
      "правило", "если", "то", "«", "»", "№1.6", "0,5", "01.09.2023", " ", "\n", "// к\n", "роль", "=", "<=", "и", "(",
      ")", "ё", "🙂", "\u{0}", "потому что", "дефицит", "-", "–", ":", ",", "\"", "пример", "|", "+", "%", "Rule",
    ]
    for round in 0..<3000 {
      let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
      #expect(joined(text) == text, "seed \(seed), round \(round)")
    }
  }
}
