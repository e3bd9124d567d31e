import Diagnostics

/// Mistakes whose meaning is plain: each is reported with what mends it, and reading goes on as if it had been mended.
extension Parser {
  /// Reports what stands at `range`; `replacement` mends it.
  mutating func slip(
    _ id: DiagnosticID, _ range: SourceRange, ru: String, en: String, advice: LocalizedText? = nil,
    replacement: String? = nil
  ) {
    diagnostics.append(
      SyntaxDiagnostics.slip(
        id, LocalizedText(ru: ru, en: en), source, range, advice: advice, replacement: replacement))
  }

  /// The range of the tokens from `start` to before the current one.
  func consumed(from start: Int) -> SourceRange {
    SourceRange(tokens[start].range.lowerBound, tokens[max(start, position - 1)].range.upperBound)
  }

  private func ahead(_ distance: Int) -> Token { tokens[min(position + distance, tokens.count - 1)] }

  // MARK: Declarations and clauses

  /// Whether a line starts here with a word that is nearly the keyword of a declaration, and goes on like one.
  var atMisspelledDeclaration: Bool {
    guard current.kind == .word, startsLine, !atDeclaration else { return false }
    let word = text(current)
    return word.count < 40 && nearest(to: word, among: likelyDeclarations.map { $0.phrase(in: language) }) != nil
  }

  /// The declarations that what follows the current word could belong to.
  private var likelyDeclarations: [Keyword] {
    if ahead(1).kind == .text { return [.rule, .diagnostic, .example] }
    if [2, 3].contains(where: { at(.from, offset: $0) || at(.above, offset: $0) }) { return [.scale] }
    guard current.keywordWord == nil, [2, 3].contains(where: { ahead($0).kind == .colon }) else { return [] }
    return [.policy, .targets]
  }

  /// The misspelled keyword of a declaration, when what follows is one.
  mutating func acceptMisspelledDeclaration() -> (keyword: Keyword, range: SourceRange)? {
    atMisspelledDeclaration ? acceptMisspelled(likelyDeclarations) : nil
  }

  /// A colon after a word or name that takes none.
  mutating func skipColon() {
    guard current.kind == .colon, position > 0 else { return }
    let start = keywords.last.map { $0.tokens.upperBound == position ? $0.tokens.lowerBound : position - 1 }
    let before = source.text(in: consumed(from: start ?? position - 1))
    slip(
      "needless-colon", current.range, ru: "после «\(before)» двоеточие не ставится",
      en: "no colon stands after «\(before)»", advice: LocalizedText(ru: "удалите его", en: "remove it"),
      replacement: "")
    advance()
  }

  /// A colon that must stand here; a missing one is reported and assumed.
  mutating func expectColon() {
    if accept(.colon) != nil { return }
    let before = diagnostics.count
    report(LocalizedText(verbatim: "«:»"))
    guard diagnostics.count > before, position > 0 else { return }
    let end = tokens[position - 1].range.upperBound
    diagnostics[before].fixes = [
      FixIt(LocalizedText(ru: "вставьте «:»", en: "insert «:»"), range: SourceRange(end, end), replacement: ":")
    ]
  }

  /// «иначе»: the language has no such branch.
  mutating func skipElse() {
    guard current.kind == .word, ["иначе", "else"].contains(text(current).lowercased()) else { return }
    slip(
      "no-else", current.range, ru: "слова «\(text(current))» в языке нет: напишите второе правило с обратным условием",
      en: "there is no «\(text(current))»: write a second rule with the opposite condition")
    skip(to: [.because, .basis])
  }

  // MARK: Lists

  /// What a list is made of.
  enum ListElement { case conclusion, addition, fact, expectation, band }

  /// Whether the next element of a list stands here without a comma before it: reported, and read as if one did.
  mutating func assumeComma(before element: ListElement) -> Bool {
    // «deficit scale» is a declaration, «deficit К1» an expectation.
    guard current.kind == .word, !atDeclaration, startsNext(element) else { return false }
    let end = tokens[position - 1].range.upperBound
    diagnostics.append(
      Diagnostic(
        .error, "missing-comma",
        LocalizedText(
          ru: "перед «\(text(current))» пропущена запятая", en: "a comma is missing before «\(text(current))»"),
        at: .text(source, current.range),
        fixes: [
          FixIt(
            LocalizedText(ru: "вставьте «,»", en: "insert «,»"), range: SourceRange(end, end), replacement: ",")
        ]))
    return true
  }

  private func startsNext(_ element: ListElement) -> Bool {
    switch element {
    case .conclusion: at(anyOf: [.require, .recommend, .exclude])
    case .addition: at(.deficit)
    case .fact: !at(anyOf: Keyword.clauses) && !atDeclaration && (startsComparison(position) || at(.noData))
    case .expectation:
      at(anyOf: [.require, .recommend, .exclude, .deficit, .fired, .notFired])
        || at(.none) && ahead(1).kind == .measure
    case .band:
      current.keywordWord == nil && (at(.from, offset: 1) || at(.above, offset: 1))
    }
  }

  // MARK: Measures

  /// «N1.6», «No 1.6», «#1.6»: a measure whose sign is typed otherwise.
  mutating func measureWithOtherSign() -> SpelledSyntax? {
    let start = position
    let isHash = current.kind == .unknown && text(current) == "#"
    let letters = text(current).prefix { $0.isLetter }
    let isSign =
      current.kind == .word
      && ["N", "NO", "NR", "Н", "НО"].map(LookAlike.fold).contains(LookAlike.fold(String(letters)))
    guard isHash || isSign else { return nil }
    var end = start + 1
    var code = String(text(current).dropFirst(isHash ? 1 : letters.count))
    // «No.» and «N°» before the number.
    while code.isEmpty, tokens[end].kind == .unknown, isGlued(end) { end += 1 }
    if code.isEmpty {
      guard tokens[end].kind == .number, !startsLine(end) else { return nil }
      code = text(tokens[end])
      end += 1
    }
    while isGlued(end), [.number, .word].contains(tokens[end].kind) || text(tokens[end]) == "." {
      code += text(tokens[end])
      end += 1
    }
    code = code.replacing(",", with: ".")
    for token in tokens[start..<end] where token.kind == .unknown { explained.insert(token.range.lowerBound) }
    let range = SourceRange(tokens[start].range.lowerBound, tokens[end - 1].range.upperBound)
    slip(
      "missing-number-sign", range, ru: "номер мероприятия пишется со знаком «№»: «№\(code)»",
      en: "a measure's number is written with «№»: «№\(code)»", replacement: "№" + code)
    position = end
    return SpelledSyntax(text: code, range: range)
  }

  /// Whether no space stands before a token.
  private func isGlued(_ index: Int) -> Bool {
    tokens[index].kind != .end && tokens[index].trivia.lowerBound == tokens[index].trivia.upperBound
  }

  // MARK: Texts

  /// A text whose closing quotation mark stands on this line but whose opening one does not.
  mutating func halfQuoted() -> SpelledSyntax? {
    guard current.kind == .word else { return nil }
    var end = position
    while tokens[end].kind != .end, end == position || !startsLine(end), end < position + 40 {
      if tokens[end].kind == .unknown, ["»", "”"].contains(text(tokens[end])) { break }
      end += 1
    }
    guard tokens[end].kind == .unknown, ["»", "”"].contains(text(tokens[end])) else { return nil }
    let range = SourceRange(current.range.lowerBound, tokens[end].range.upperBound)
    let content = source.text(in: SourceRange(range.lowerBound, tokens[end].range.lowerBound))
    let closing = tokens[end].range
    explained.insert(closing.lowerBound)
    diagnostics.append(
      SyntaxDiagnostics.slip(
        "unopened-text",
        LocalizedText(ru: "кавычка закрыта, но не открыта", en: "the quotation closes but never opens"), source, range,
        replacement: "«\(content)»"))
    position = end
    advance()
    return SpelledSyntax(text: content, range: range)
  }

  /// A text without quotation marks: what stands on the line before the next clause.
  mutating func unquoted(_ what: LocalizedText) -> SpelledSyntax? {
    let start = position
    guard [.word, .number, .measure, .date].contains(current.kind), !at(anyOf: Keyword.clauses), !atDeclaration,
      !startsLine
    else { return nil }
    while !atEnd, position == start || !startsLine, current.kind != .text, current.kind != .comma, !atDeclaration,
      !at(anyOf: Keyword.clauses)
    {
      if current.kind == .unknown { explained.insert(current.range.lowerBound) }
      advance()
    }
    let range = consumed(from: start)
    let content = source.text(in: range)
    slip(
      "unquoted-text", range, ru: "\(what.russian) пишется в кавычках «…»",
      en: "\(what.english) stands in quotation marks «…»", replacement: "«\(content)»")
    return SpelledSyntax(text: content, range: range)
  }

  /// The rest of a text that goes on in the next line: its quotation mark is reported where it opens.
  mutating func skipRestOfText() {
    guard let last = diagnostics.last(where: { $0.id == "unclosed-text" }), case .text(_, let range) = last.place,
      position > 0, tokens[position - 1].range == range
    else { return }
    var end = position
    while tokens[end].kind != .end, end < position + 40, end == position || !startsLine(end) {
      if tokens[end].kind == .unknown, ["»", "”"].contains(text(tokens[end])) {
        explained.insert(tokens[end].range.lowerBound)
        position = end
        advance()
        return
      }
      end += 1
    }
  }
}
