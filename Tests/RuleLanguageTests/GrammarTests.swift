import Diagnostics
import Foundation
import RuleLanguage
import TestSupport
import Testing

/// The grammar of the guide, the parser and the formatter are about one language.
@Suite struct GrammarTests {
  private func tree(_ text: String) -> SyntaxTree { SyntaxTree(parsing: SourceText(path: "t.rules", text: text)) }

  private func remarks(_ tree: SyntaxTree) -> [String] {
    tree.tokens.flatMap { token in
      tree.source.text(in: token.trivia).split(whereSeparator: \.isNewline)
        .map { $0.trimmingCharacters(in: .whitespaces.union(["\u{FEFF}"])) }.filter { $0.hasPrefix("//") }
    }
  }

  /// Every construct of the grammar, in both languages: no mistake, one layout, the same tree in the other language and
  /// back, every remark kept.
  @Test(arguments: Language.allCases)
  func randomFilesSurviveLayoutAndTranslation(_ language: Language) throws {
    let other: Language = language == .russian ? .english : .russian
    var used: Set<Keyword> = []
    for seed in 1...200 as ClosedRange<UInt64> {
      var generator = RandomRuleText(seed: seed, language: language)
      let text = generator.file()
      let original = tree(text)
      try #require(original.diagnostics == [], "seed \(seed): \(places(original.diagnostics))\n\(text)")
      used.formUnion(original.keywords.map(\.keyword))
      let once = try #require(RuleFormatter().format(original))
      let laidOut = tree(once)
      #expect(RuleFormatter().format(laidOut) == once, "seed \(seed): formatting twice\n\(once)")
      #expect(shape(laidOut) == shape(original), "seed \(seed): the layout changes the tree\n\(text)\n---\n\(once)")
      #expect(remarks(laidOut) == remarks(original), "seed \(seed): remarks\n\(once)")
      let translated = try #require(RuleFormatter(language: other).format(original))
      let foreign = tree(translated)
      #expect(foreign.diagnostics == [], "seed \(seed): \(places(foreign.diagnostics))\n\(translated)")
      #expect(shape(foreign) == shape(original), "seed \(seed): translation changes the tree\n\(translated)")
      let back = try #require(RuleFormatter(language: language).format(foreign))
      // A remark between two words of a keyword has nowhere to stay where the keyword is one word.
      #expect(shape(tree(back)) == shape(original), "seed \(seed): there and back")
      #expect(remarks(tree(back)) == remarks(original), "seed \(seed): remarks there and back")
    }
    // «да» and «нет» are values to the parser.
    #expect(Set(Keyword.allCases).subtracting(used) == [.yes, .no], "the generator uses every keyword")
  }

  private static func guide() throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "Rules/README.md"), encoding: .utf8)
  }

  /// The grammar in the guide names every keyword of the keyword table; the table of translations has both spellings.
  @Test func guideNamesEveryKeyword() throws {
    let guide = try Self.guide()
    let start = try #require(guide.range(of: "```ebnf")?.upperBound)
    let end = try #require(guide.range(of: "```", range: start..<guide.endIndex)?.lowerBound)
    let grammar = String(guide[start..<end])
    let rest = String(guide[end...])
    for keyword in Keyword.allCases {
      // The months are given by the first and the last.
      if let month = keyword.monthNumber, month > 1, month < 12 { continue }
      #expect(grammar.contains("\"\(keyword.russian)\""), "the grammar has no «\(keyword.russian)»")
      if keyword.monthNumber != nil { continue }
      for word in keyword.english.split(separator: " ") {
        #expect(rest.contains(word), "the table of translations has no «\(keyword.english)»")
      }
    }
  }

  /// And it names no word that the parser does not know.
  @Test func grammarNamesNothingElse() throws {
    let guide = try Self.guide()
    let start = try #require(guide.range(of: "```ebnf")?.upperBound)
    let end = try #require(guide.range(of: "```", range: start..<guide.endIndex)?.lowerBound)
    let known = Set(Keyword.allCases.map(\.russian)).union(["школа", "пройдено", "выше"])
    let quoted = guide[start..<end].replacing("'\"'", with: "").split(separator: "\"", omittingEmptySubsequences: false)
    for (position, word) in quoted.enumerated() where position % 2 == 1 && word.contains(where: \.isLetter) {
      #expect(known.contains(String(word)), "«\(word)» is no keyword")
    }
  }
}
