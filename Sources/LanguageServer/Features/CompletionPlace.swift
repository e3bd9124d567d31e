import Diagnostics
import RuleLanguage

/// Where in a file something is being typed.
struct CompletionPlace {
  /// The range that a completion replaces: what has been typed of the name, up to its end.
  var replaced: SourceRange
  /// The quotation mark that opens what has been typed, if one does.
  var quotation: Character?
  /// What could stand there.
  var expected: [ExpectedSyntax]
  /// Keywords of which the words before the cursor are a beginning, with the ranges they replace.
  var begunKeywords: [(keyword: Keyword, replaced: SourceRange)]

  /// The place at a byte offset; nil inside a comment.
  init?(_ document: RuleDocument, at offset: Int) {
    let tokens = document.file.tree.tokens
    let bytes = document.source.utf8
    // The first token that ends at the cursor or after it; the end of the file is one.
    let index = tokens.firstIndex { $0.range.upperBound >= offset } ?? tokens.count - 1
    guard tokens.indices.contains(index) else { return nil }
    let token = tokens[index]
    if offset <= token.range.lowerBound, Self.isInComment(bytes, token.trivia, offset) { return nil }
    var start = offset
    replaced = SourceRange(offset, offset)
    if RuleDocument.isName(token.kind), token.range.lowerBound < offset {
      let isClosed = token.kind == .text && Self.isClosed(document.source.text(in: token.range))
      // Behind a closing quotation mark something new begins.
      if !isClosed || offset < token.range.upperBound {
        start = token.range.lowerBound
        // A № waiting for its number takes the next word for one.
        let isBare = offset < bytes.count && bytes[offset] == 0x20 && token.kind == .measure
        let end = token.kind == .text && !isClosed || isBare ? offset : token.range.upperBound
        replaced = SourceRange(start, end)
        if token.kind == .text { quotation = document.source.text(in: token.range).first }
      }
    }
    expected = document.expectations(at: start)
    begunKeywords = []
    guard quotation == nil else { return }
    addBegunKeywords(document, before: index, cursor: offset)
  }

  /// Looks one and two words back for keywords of several words: «один из», «не сработало».
  private mutating func addBegunKeywords(_ document: RuleDocument, before index: Int, cursor: Int) {
    let tokens = document.file.tree.tokens
    let language = document.file.tree.language
    for back in 1...2 where index >= back {
      let first = tokens[index - back]
      guard first.kind == .word, first.range.lowerBound < cursor else { return }
      let typed = document.source.text(in: SourceRange(first.range.lowerBound, cursor)).lowercased()
      guard !typed.contains(where: \.isNewline) else { return }
      let words = typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      for case .keyword(let keyword) in document.expectations(at: first.range.lowerBound) {
        let phrase = keyword.phrase(in: language)
        guard phrase.hasPrefix(words), phrase.count > words.count || typed.last?.isWhitespace != true,
          phrase.split(separator: " ").count > back
        else { continue }
        begunKeywords.append((keyword, SourceRange(first.range.lowerBound, replaced.upperBound)))
      }
    }
  }

  private static func isClosed(_ text: String) -> Bool {
    guard text.count > 1, let first = text.first, let last = text.last else { return false }
    switch first {
    case "«": return last == "»"
    case "\"": return last == "\""
    default: return "”“".contains(last)
    }
  }

  private static func isInComment(_ bytes: [UInt8], _ trivia: SourceRange, _ offset: Int) -> Bool {
    var index = offset - 1
    while index > trivia.lowerBound, bytes[index] != 0x0A {
      if bytes[index] == UInt8(ascii: "/"), bytes[index - 1] == UInt8(ascii: "/") { return true }
      index -= 1
    }
    return false
  }
}
