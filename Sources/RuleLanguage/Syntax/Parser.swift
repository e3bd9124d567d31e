import Diagnostics

/// A recursive-descent parser with recovery: it always returns a tree, and reports each mistake once.
///
/// Recovery: a mistake ends the construct it stands in; the parser goes on at the next clause or declaration. A missing
/// «то» or comma is reported and assumed. Grammar: `Rules/README.md`. O(tokens): not copyable, because a copy that the
/// compiler makes on its own would copy the messages with every message.
struct Parser: ~Copyable {
  let source: SourceText
  let tokens: [Token]
  var position = 0
  var language: Language
  var diagnostics: [Diagnostic]
  private(set) var keywords: [KeywordSpan] = []
  private let table = KeywordTable.shared
  /// How many parentheses and «не» are open, and how many may be: the stack is finite, and so is a reader's patience.
  var depth = 0
  static let greatestDepth = 100
  /// Whether rules may stand without conclusions and reasons: see `SyntaxTree.init(parsing:allowsBareRules:)`.
  let allowsBareRules: Bool
  /// Collects what could stand at the end of the text; nil when nobody asks. See `SyntaxTree.expectations`.
  var expectations: ExpectationLog?

  /// Thrown to leave the construct in which a mistake was reported.
  struct Abandon: Error {}

  init(_ source: SourceText, allowsBareRules: Bool = false) {
    self.allowsBareRules = allowsBareRules
    var lexer = Lexer(source)
    lexer.run()
    self.source = source
    tokens = lexer.tokens
    diagnostics = lexer.diagnostics
    language = .russian
    language = firstLanguage() ?? .russian
  }

  /// Notes that `expected` could stand here, if this is the end of the text and somebody asks.
  mutating func note(_ expected: @autoclosure () -> ExpectedSyntax) {
    guard expectations != nil, atEnd else { return }
    expectations?.note(expected())
  }

  /// The language of the first declaration keyword.
  private func firstLanguage() -> Language? {
    for index in tokens.indices {
      for keyword in Keyword.declarations {
        for spelling in table.spellings(of: keyword) where matches(spelling, at: index) { return spelling.language }
      }
    }
    return nil
  }

  // MARK: Tokens

  var current: Token { tokens[position] }
  var atEnd: Bool { current.kind == .end }
  func text(_ token: Token) -> String { source.text(in: token.range) }

  mutating func advance() {
    if position < tokens.count - 1 { position += 1 }
  }

  private func matches(_ spelling: KeywordTable.Spelling, at index: Int) -> Bool {
    guard index + spelling.words.count <= tokens.count else { return false }
    for (offset, word) in spelling.words.enumerated() where tokens[index + offset].keywordWord != word { return false }
    return true
  }

  /// The spelling of `keyword` that stands here, in the file's language if possible.
  private func spelling(of keyword: Keyword, at index: Int) -> KeywordTable.Spelling? {
    guard let word = tokens[index].keywordWord, table.starts(keyword, with: word) else { return nil }
    var other: KeywordTable.Spelling?
    for spelling in table.spellings(of: keyword) where matches(spelling, at: index) {
      if spelling.language == language { return spelling }
      other = spelling
    }
    return other
  }

  /// Whether `keyword` stands here.
  func at(_ keyword: Keyword, offset: Int = 0) -> Bool {
    position + offset < tokens.count && spelling(of: keyword, at: position + offset) != nil
  }

  /// Whether one of `keywords` stands here. A loop, because a closure would copy the parser.
  func at(anyOf keywords: [Keyword]) -> Bool {
    guard current.keywordWord != nil else { return false }
    for keyword in keywords where at(keyword) { return true }
    return false
  }

  /// Consumes `keyword` if it stands here, and returns its range.
  mutating func accept(_ keyword: Keyword) -> SourceRange? {
    guard let spelling = spelling(of: keyword, at: position) else {
      note(.keyword(keyword))
      return nil
    }
    let first = tokens[position]
    let last = tokens[position + spelling.words.count - 1]
    let range = SourceRange(first.range.lowerBound, last.range.upperBound)
    for index in position..<(position + spelling.words.count) where tokens[index].isMisspelledKeyword {
      let word = LookAlike.fold(text(tokens[index]))
      let correct = keyword.phrase(in: spelling.language).split(separator: " ").first {
        LookAlike.fold(String($0)) == word
      }
      diagnostics.append(
        SyntaxDiagnostics.mixedScripts(source, tokens[index].range, correct: correct.map(String.init) ?? word))
    }
    if spelling.language != language {
      diagnostics.append(SyntaxDiagnostics.mixedLanguages(keyword, file: language, source, range))
    }
    let end = position + spelling.words.count
    keywords.append(KeywordSpan(keyword: keyword, tokens: position..<end))
    position = min(end, tokens.count - 1)
    return range
  }

  /// Consumes the first of `keywords` that stands here.
  mutating func accept(anyOf keywords: [Keyword]) -> (keyword: Keyword, range: SourceRange)? {
    for keyword in keywords {
      if let range = accept(keyword) { return (keyword, range) }
    }
    return nil
  }

  /// Consumes a token of `kind` if it stands here.
  mutating func accept(_ kind: Token.Kind) -> Token? {
    guard current.kind == kind else { return nil }
    let token = current
    advance()
    return token
  }

  // MARK: Mistakes

  /// Reports that `what` should stand here.
  mutating func report(_ what: LocalizedText) {
    if atEnd { expectations?.close() }
    // A quotation that never closes swallows what follows: it is the mistake, and already reported.
    if let last = diagnostics.last, last.id == "unclosed-text", case .text(_, let range) = last.place,
      position > 0, tokens[position - 1].range == range || current.range == range
    {
      return
    }
    if current.kind == .unknown { return }
    let diagnostic = SyntaxDiagnostics.expected(what, found: foundText, source, foundRange)
    // What follows from a mistake at the same place is the same mistake.
    if let last = diagnostics.last, last.id == diagnostic.id, last.place == diagnostic.place { return }
    diagnostics.append(diagnostic)
  }

  private var foundText: LocalizedText {
    if atEnd { return LocalizedText(ru: "конец файла", en: "the end of the file") }
    return LocalizedText(verbatim: "«\(text(current))»")
  }

  /// The end of a file is shown where its last token ends, not on the empty line below.
  private var foundRange: SourceRange {
    guard atEnd, position > 0 else { return current.range }
    let end = tokens[position - 1].range.upperBound
    return SourceRange(end, end)
  }

  /// Goes on to the next declaration, or to one of `clauses` if that comes first.
  mutating func skip(to clauses: [Keyword] = []) {
    while !atEnd, !atDeclaration, !at(anyOf: clauses) { advance() }
  }

  /// Whether the keyword of a declaration stands here.
  var atDeclaration: Bool {
    at(anyOf: Keyword.declarations)
  }

  /// Whether the token is the first of its line.
  var startsLine: Bool {
    let trivia = current.trivia
    return position == 0 || source.utf8[trivia.lowerBound..<trivia.upperBound].contains { $0 == 0x0A || $0 == 0x0D }
  }

  // MARK: Pieces

  func phrase(_ keyword: Keyword) -> LocalizedText {
    LocalizedText(ru: "«\(keyword.phrase(in: language))»", en: "«\(keyword.phrase(in: language))»")
  }

  mutating func expect(_ keyword: Keyword) throws(Abandon) -> SourceRange {
    if let range = accept(keyword) { return range }
    report(phrase(keyword))
    throw Abandon()
  }

  mutating func expect(_ kind: Token.Kind, _ what: LocalizedText) throws(Abandon) -> Token {
    if let token = accept(kind) { return token }
    report(what)
    throw Abandon()
  }

  mutating func spelled(_ kind: Token.Kind, _ what: LocalizedText) throws(Abandon) -> SpelledSyntax {
    spelled(try expect(kind, what))
  }

  mutating func number(_ what: LocalizedText) throws(Abandon) -> SpelledSyntax { try spelled(.number, what) }

  mutating func quoted(_ what: LocalizedText) throws(Abandon) -> SpelledSyntax {
    try spelled(
      .text, LocalizedText(ru: "\(what.russian) в кавычках «…»", en: "\(what.english) in quotation marks «…»"))
  }

  func spelled(_ token: Token) -> SpelledSyntax {
    if let plain = plainContent(token) { return SpelledSyntax(text: source.text(in: plain), range: token.range) }
    var content = Substring(text(token))
    switch token.kind {
    case .text:
      content = content.dropFirst()
      if let last = content.last, "»”“\"".contains(last) { content = content.dropLast() }
    case .measure: content = content.dropFirst()
    default: break
    }
    while let first = content.first, first.isWhitespace { content = content.dropFirst() }
    while let last = content.last, last.isWhitespace { content = content.dropLast() }
    return SpelledSyntax(text: String(content), range: token.range)
  }

  /// The content of a token that needs no trimming, which is nearly every one, found byte by byte.
  private func plainContent(_ token: Token) -> SourceRange? {
    var (start, end) = (token.range.lowerBound, token.range.upperBound)
    switch token.kind {
    case .text:
      // «…» only: other quotations are rare.
      guard end - start > 4, source.utf8[start] == 0xC2, source.utf8[start + 1] == 0xAB,
        source.utf8[end - 2] == 0xC2, source.utf8[end - 1] == 0xBB
      else { return nil }
      (start, end) = (start + 2, end - 2)
    case .measure: start += 3
    default: return token.range
    }
    guard start < end, isPlain(start), isPlain(end - 1) || end - start > 1 && isCyrillic(end - 2) else { return nil }
    return SourceRange(start, end)
  }

  /// Whether a character starts here that is no white space: printing ASCII or a Cyrillic letter.
  private func isPlain(_ offset: Int) -> Bool {
    (source.utf8[offset] > 0x20 && source.utf8[offset] < 0x7F) || isCyrillic(offset)
  }

  private func isCyrillic(_ offset: Int) -> Bool { source.utf8[offset] == 0xD0 || source.utf8[offset] == 0xD1 }

  /// The range from `start` to the last consumed token.
  func range(from start: Int) -> SourceRange {
    let last = max(start, position - 1)
    return SourceRange(tokens[start].range.lowerBound, tokens[last].range.upperBound)
  }
}
