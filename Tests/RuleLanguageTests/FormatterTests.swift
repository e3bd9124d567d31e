import Diagnostics
import RuleLanguage
import TestSupport
import Testing

/// The canonical layout: it changes white space only, keeps comments, and formatting twice is formatting once.
@Suite struct FormatterTests {
  private func tree(_ text: String) -> SyntaxTree { SyntaxTree(parsing: SourceText(path: "t.rules", text: text)) }

  /// Token texts without quotation marks and dashes, which the layout may change.
  private func words(_ text: String) -> [String] {
    let tree = tree(text)
    return tree.tokens.map { token in
      let text = tree.source.text(in: token.range)
      return String(text.filter { !"«»\"“”„–—-".contains($0) && !($0.isWhitespace && token.kind == .measure) })
    }
  }

  private func comments(_ text: String) -> [String] {
    let tree = tree(text)
    return tree.tokens.flatMap { token in
      tree.source.text(in: token.trivia).split(separator: "\n").map { $0.drop(while: \.isWhitespace) }
        .filter { $0.hasPrefix("//") }.map { String($0.trimmingSuffix(while: \.isWhitespace)) }
    }
  }

  @Test func layout() throws {
    let messy = """
      // о правиле
      правило "А"   если роль=руководитель и ( школа : зона_риска
         или балл К1<40 )  то обязательно № 1.5,рекомендовать №1.12 с весом 40 // почему бы нет
      потому что «п»
      // после причины
      основание «о» политика цена часа : 0,1 не занимать: 25 мая - 30 июня
      """
    let expected = """
      // о правиле
      правило «А»
        если роль = руководитель и (школа: зона_риска или балл К1 < 40)
        то обязательно №1.5, рекомендовать №1.12 с весом 40  // почему бы нет
        потому что «п»
        // после причины
        основание «о»

      политика
        цена часа: 0,1
        не занимать: 25 мая – 30 июня

      """
    #expect(RuleFormatter().format(tree(messy)) == expected)
    #expect(RuleFormatter().format(tree(expected)) == expected)
  }

  @Test func longLinesBreakAtConnectives() throws {
    let condition = (1...9).map { "школа: низкие_результаты и балл К\($0 % 2 + 1) < \($0 * 10)" }.joined(
      separator: " или ")
    let text = "правило «А» если \(condition) то обязательно №1.5 потому что «п» основание «о»"
    let formatted = try #require(RuleFormatter().format(tree(text)))
    #expect(formatted.split(separator: "\n").allSatisfy { $0.count <= RuleFormatter.width })
    #expect(RuleFormatter().format(tree(formatted)) == formatted)
    #expect(words(formatted) == words(text))
  }

  @Test func filesWithMistakesAreLeftAlone() { #expect(RuleFormatter().format(tree("правило если")) == nil) }

  @Test func translationAndBack() throws {
    let russian = try #require(RuleFormatter().format(tree(sampleRules)))
    let english = try #require(RuleFormatter(language: .english).format(tree(sampleRules)))
    #expect(tree(english).diagnostics == [])
    #expect(tree(english).language == .english)
    #expect(
      english.contains("rule «Школа с низкими результатами»\n  if роль = руководитель and школа: низкие_результаты"))
    #expect(RuleFormatter(language: .russian).format(tree(english)) == russian)
    #expect(tree(english).keywords.map(\.keyword) == tree(russian).keywords.map(\.keyword))
  }

  /// The sample with random white space and comments between its tokens.
  @Test func randomLayoutsMeetInOne() throws {
    let seed: UInt64 = 400
    var random = SplitMix64(seed: seed)
    let source = tree(sampleRules)
    let plain = try #require(
      RuleFormatter().format(tree(source.tokens.map { source.source.text(in: $0.range) }.joined(separator: " "))))
    for round in 0..<300 {
      var text = ""
      var bare = ""
      var count = 0
      for token in source.tokens {
        let word = source.source.text(in: token.range)
        let space = [" ", "  ", "\n", "\n\n\n", "\t"].randomElement(using: &random) ?? " "
        bare += space + word
        if Int.random(in: 0..<12, using: &random) == 0 {
          count += 1
          text += space + "// замечание \(count)\n" + word
        } else {
          text += space + word
        }
      }
      #expect(RuleFormatter().format(tree(bare)) == plain, "seed \(seed), round \(round)")
      let once = try #require(RuleFormatter().format(tree(text)))
      #expect(RuleFormatter().format(tree(once)) == once, "seed \(seed), round \(round):\n\(text)\n---\n\(once)")
      #expect(words(once) == words(text), "seed \(seed), round \(round)")
      #expect(comments(once) == comments(text), "seed \(seed), round \(round):\n\(once)")
    }
  }
}

extension StringProtocol {
  fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> SubSequence {
    var rest = self[...]
    while let last = rest.last, predicate(last) { rest = rest.dropLast() }
    return rest
  }
}
