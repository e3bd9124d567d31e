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
  var keywords: [KeywordSpan] = []
  private let table = KeywordTable.shared
  /// How many parentheses and «не» are open, and how many may be: the stack is finite, and so is a reader's patience.
  var depth = 0
  static let greatestDepth = 100
  /// Whether the declaration being read has keywords of the other language.
  private var isForeignDeclaration = false
  /// Where characters stand whose own message would repeat another.
  var explained: Set<Int> = []
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
        for spelling in table.spellings(of: keyword).map(table.spelling) where matches(spelling, at: index) {
          return spelling.language
        }
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

  func matches(_ spelling: KeywordTable.Spelling, at index: Int) -> Bool {
    guard index + spelling.count <= tokens.count else { return false }
    for offset in 0..<spelling.count where tokens[index + offset].keywordWord != spelling[offset] { return false }
    return true
  }

  /// The spelling of `keyword` that stands here, in the file's language if possible.
  func spelling(of keyword: Keyword, at index: Int) -> KeywordTable.Spelling? {
    guard let word = tokens[index].keywordWord, table.starts(keyword, with: word) else { return nil }
    var other: KeywordTable.Spelling?
    for number in table.spellings(of: keyword) {
      let spelling = table.spelling(number)
      guard matches(spelling, at: index) else { continue }
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
    // Mostly the answer is no.
    guard let word = tokens[position].keywordWord, table.starts(keyword, with: word) else {
      note(.keyword(keyword))
      return nil
    }
    return acceptSpelling(of: keyword)
  }

  private mutating func acceptSpelling(of keyword: Keyword) -> SourceRange? {
    guard let spelling = spelling(of: keyword, at: position) else {
      note(.keyword(keyword))
      return nil
    }
    let first = tokens[position]
    let last = tokens[position + spelling.count - 1]
    let range = SourceRange(first.range.lowerBound, last.range.upperBound)
    for index in position..<(position + spelling.count) where tokens[index].isMisspelledKeyword {
      let word = LookAlike.fold(text(tokens[index]))
      let correct = keyword.phrase(in: spelling.language).split(separator: " ").first {
        LookAlike.fold(String($0)) == word
      }
      diagnostics.append(
        SyntaxDiagnostics.mixedScripts(source, tokens[index].range, correct: correct.map(String.init) ?? word))
    }
    noteLanguage(spelling.language, of: keyword, range)
    let end = position + spelling.count
    keywords.append(KeywordSpan(keyword: keyword, tokens: position..<end))
    position = min(end, tokens.count - 1)
    return range
  }

  /// A declaration in the other language is one mistake; so is a word of it in another declaration.
  private mutating func noteLanguage(_ found: Language, of keyword: Keyword, _ range: SourceRange) {
    let isDeclaration = Keyword.declarations.contains(keyword)
    if isDeclaration { isForeignDeclaration = found != language }
    guard found != language else { return }
    if isDeclaration {
      diagnostics.append(SyntaxDiagnostics.foreignDeclaration(language, source, range))
    } else if !isForeignDeclaration {
      diagnostics.append(SyntaxDiagnostics.mixedLanguages(keyword, file: language, source, range))
    }
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

  /// The messages without those on characters that belong to a mistake already reported.
  func finished() -> [Diagnostic] {
    var ends = explained
    for case .text(_, let range) in diagnostics.lazy.filter({ $0.id != "unknown-character" }).map(\.place) {
      ends.insert(range.upperBound)
    }
    return diagnostics.filter { diagnostic in
      guard diagnostic.id == "unknown-character", case .text(_, let range) = diagnostic.place else { return true }
      return !ends.contains(range.lowerBound)
    }
  }

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
    let diagnostic = SyntaxDiagnostics.expected(what, found: atEnd ? nil : foundText, source, foundRange)
    // What follows from a mistake at the same place is the same mistake.
    if let last = diagnostics.last, last.id == diagnostic.id, last.place == diagnostic.place { return }
    diagnostics.append(diagnostic)
  }

  private var foundText: LocalizedText {
    LocalizedText(verbatim: "«\(text(current))»")
  }

  /// The end of a file is shown where its last token ends, not on the empty line below.
  private var foundRange: SourceRange {
    guard atEnd, position > 0 else { return current.range }
    let end = tokens[position - 1].range.upperBound
    return SourceRange(end, end)
  }

  /// Goes on to the next declaration, or to one of `clauses` if that comes first.
  mutating func skip(to clauses: [Keyword] = []) {
    while !atEnd, !atDeclaration, !atMisspelledDeclaration, !at(anyOf: clauses) { advance() }
  }

  /// Whether the keyword of a declaration stands here.
  var atDeclaration: Bool {
    at(anyOf: Keyword.declarations)
  }

  /// Whether the token is the first of its line.
  var startsLine: Bool { startsLine(position) }

  func startsLine(_ position: Int) -> Bool {
    let trivia = tokens[position].trivia
    return position == 0 || source.utf8[trivia.lowerBound..<trivia.upperBound].contains { $0 == 0x0A || $0 == 0x0D }
  }

  // MARK: Pieces

  func phrase(_ keyword: Keyword) -> LocalizedText {
    LocalizedText(ru: "«\(keyword.phrase(in: language))»", en: "«\(keyword.phrase(in: language))»")
  }

  mutating func expect(_ keyword: Keyword) throws(Abandon) -> SourceRange {
    if let range = accept(keyword) { return range }
    if let slip = acceptMisspelled([keyword]) { return slip.range }
    report(phrase(keyword))
    throw Abandon()
  }

  /// Consumes a word, or two, that are nearly one of `keywords`, and reports it.
  mutating func acceptMisspelled(_ keywords: [Keyword]) -> (keyword: Keyword, range: SourceRange)? {
    guard current.kind == .word, !at(anyOf: Keyword.clauses), let slip = misspelled(keywords) else { return nil }
    let (range, near) = (slip.range, slip.keyword.phrase(in: language))
    let word = source.text(in: range)
    let looksTheSame = LookAlike.fold(word) == LookAlike.fold(near)
    diagnostics.append(
      SyntaxDiagnostics.slip(
        "misspelled-keyword",
        looksTheSame
          ? LocalizedText(
            ru: "слово «\(word)» набрано похожими буквами другого алфавита",
            en: "«\(word)» is typed with look-alike letters of the other alphabet")
          : LocalizedText(ru: "ожидается «\(near)», а найдено «\(word)»", en: "expected «\(near)», found «\(word)»"),
        source, range, replacement: near))
    self.keywords.append(KeywordSpan(keyword: slip.keyword, tokens: position..<(position + slip.words)))
    for _ in 0..<slip.words { advance() }
    return (slip.keyword, range)
  }

  /// The keyword that the next two words nearly are, letter by letter, or that the next word is like.
  private func misspelled(_ keywords: [Keyword]) -> (keyword: Keyword, range: SourceRange, words: Int)? {
    let first = current.range
    let next = tokens[min(position + 1, tokens.count - 1)]
    if next.kind == .word, !startsLine(position + 1) {
      let range = SourceRange(first.lowerBound, next.range.upperBound)
      let words = LookAlike.fold(source.text(in: range))
      for keyword in keywords where words.count < 40 && keyword.phrase(in: language).contains(" ") {
        let phrase = LookAlike.fold(keyword.phrase(in: language))
        if editDistance(words, phrase) <= max(1, phrase.count / 5) { return (keyword, range, 2) }
      }
    }
    let word = text(current)
    let phrases = keywords.map { $0.phrase(in: language) }
    guard word.count > 1, word.count < 40, let near = nearest(to: word, among: phrases),
      let index = phrases.firstIndex(of: near)
    else { return nil }
    return (keywords[index], first, 1)
  }

  mutating func expect(_ kind: Token.Kind, _ what: @autoclosure () -> LocalizedText) throws(Abandon) -> Token {
    if let token = accept(kind) { return token }
    report(what())
    throw Abandon()
  }

  mutating func spelled(
    _ kind: Token.Kind, _ what: @autoclosure () -> LocalizedText
  ) throws(Abandon) -> SpelledSyntax {
    spelled(try expect(kind, what()))
  }

  mutating func number(_ what: LocalizedText) throws(Abandon) -> SpelledSyntax { try spelled(.number, what) }

  mutating func quoted(_ what: LocalizedText) throws(Abandon) -> SpelledSyntax {
    if let text = halfQuoted() ?? unquoted(what) { return text }
    let text = try spelled(
      .text, LocalizedText(ru: "\(what.russian) в кавычках «…»", en: "\(what.english) in quotation marks «…»"))
    skipRestOfText()
    return text
  }

  func spelled(_ token: Token) -> SpelledSyntax {
    if let plain = plainContent(token) { return SpelledSyntax(text: source.text(in: plain), range: token.range) }
    var content = Substring(text(token))
    switch token.kind {
    case .text:
      content = content.dropFirst()
      if let last = content.last, "»”“\"'’`›«‘".contains(last) { content = content.dropLast() }
    case .measure: content = Substring(content.drop { $0 == "№" }.replacing(",", with: "."))
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
    case .measure:
      start += 3
      // A comma was reported, and a point is meant.
      if source.utf8[start..<end].contains(UInt8(ascii: ",")) { return nil }
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
