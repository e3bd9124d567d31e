import Diagnostics

extension SyntaxTree {
  /// Parses a rule file. Never fails: see `diagnostics`. O(length).
  ///
  /// With `allowsBareRules` a rule may be a name and a condition only, for matching against a vocabulary of one's own
  /// («marshrut rules match»): «то», «потому что» and «основание» are optional, each after the one before it. The rules
  /// of a region must say what they conclude, why and on what basis.
  public init(parsing source: SourceText, allowsBareRules: Bool = false) {
    var parser = Parser(source, allowsBareRules: allowsBareRules)
    let declarations = parser.file()
    self.init(
      source: source, language: parser.language, tokens: parser.tokens, keywords: parser.keywords,
      declarations: declarations, diagnostics: parser.finished())
  }
}

extension ConditionSyntax {
  /// Parses a text that is one condition and nothing else, such as a measure's audience.
  public static func parse(_ source: SourceText) -> (condition: ConditionSyntax?, diagnostics: [Diagnostic]) {
    var parser = Parser(source)
    guard let condition = try? parser.condition() else { return (nil, parser.diagnostics) }
    if !parser.atEnd { parser.report(LocalizedText(ru: "«и», «или» или конец условия", en: "«and», «or» or the end")) }
    return (parser.diagnostics.hasErrors ? nil : condition, parser.diagnostics)
  }
}

extension Parser {
  /// All declarations of the file.
  mutating func file() -> [DeclarationSyntax] {
    var declarations: [DeclarationSyntax] = []
    while !atEnd {
      let start = position
      if let declaration = try? declaration() {
        declarations.append(declaration)
      } else {
        skip()
      }
      if position == start { advance() }
    }
    return declarations
  }

  /// The whole file, for what could stand at its end.
  mutating func expectedAtEnd() -> [ExpectedSyntax] {
    expectations = ExpectationLog()
    _ = file()
    // Where nothing is missing another declaration can start.
    for keyword in Keyword.declarations { note(.keyword(keyword)) }
    return expectations?.expected ?? []
  }

  private mutating func declaration() throws(Abandon) -> DeclarationSyntax {
    guard let (keyword, range) = accept(anyOf: Keyword.declarations) ?? acceptMisspelledDeclaration() else {
      reportUnknownDeclaration()
      throw Abandon()
    }
    skipColon()
    switch keyword {
    case .policy: return .policy(policy(range))
    case .scale: return .scale(try scale(range))
    case .targets: return .targets(targets(range))
    case .diagnostic: return .diagnostic(diagnostic(range))
    case .rule: return .rule(rule(range))
    default: return .example(try example(range))
    }
  }

  private mutating func reportUnknownDeclaration() {
    let names = Keyword.declarations.map { $0.phrase(in: language) }
    var fixes: [FixIt] = []
    if current.kind == .word, let near = nearest(to: text(current), among: names) {
      fixes.append(
        FixIt(
          LocalizedText(ru: "возможно, «\(near)»?", en: "did you mean «\(near)»?"), range: current.range,
          replacement: near))
    }
    let list = names.map { "«\($0)»" }.joined(separator: ", ")
    let before = diagnostics.count
    report(LocalizedText(ru: "одно из слов \(list)", en: "one of \(list)"))
    if diagnostics.count > before { diagnostics[before].fixes = fixes }
  }

  // MARK: Rules and diagnostics

  private mutating func rule(_ keyword: SourceRange) -> RuleSyntax {
    let name = nameOrNone(LocalizedText(ru: "название правила", en: "the rule's name"), keyword)
    skipColon()
    var result = RuleSyntax(keyword: keyword, name: name, conclusions: [])
    note(.keyword(.then))
    if at(.then) {
      result.condition = .always(keyword)
    } else {
      result.condition = conditionClause()
    }
    if endsBareRule { return result }
    let isUnconcluded = allowsBareRules && at(.because)
    if !isUnconcluded, thenClause(before: [.require, .recommend, .exclude]) {
      result.conclusions = list(of: .conclusion, until: [.because, .basis]) { parser throws(Abandon) in
        try parser.conclusion()
      }
      skipElse()
    }
    if endsBareRule { return result }
    result.reason = reason()
    return result
  }

  /// A name; where there is none, which is reported, an empty one that stands where the keyword does.
  private mutating func nameOrNone(_ what: LocalizedText, _ keyword: SourceRange) -> SpelledSyntax {
    if let name = try? quoted(what) { return name }
    return SpelledSyntax(text: "", range: keyword)
  }

  private var endsBareRule: Bool { allowsBareRules && (atEnd || atDeclaration) }

  private mutating func diagnostic(_ keyword: SourceRange) -> DiagnosticSyntax {
    let name = nameOrNone(LocalizedText(ru: "название диагностики", en: "the diagnostic's name"), keyword)
    skipColon()
    var result = DiagnosticSyntax(keyword: keyword, name: name, additions: [])
    result.condition = conditionClause()
    if thenClause(before: [.deficit]) {
      result.additions = list(of: .addition, until: [.because, .basis]) { parser throws(Abandon) in
        try parser.addition()
      }
    }
    result.reason = reason()
    return result
  }

  /// `"если" condition`; nil after a reported mistake.
  private mutating func conditionClause() -> ConditionSyntax? {
    do throws(Abandon) {
      let isLost = current.kind == .word && current.keywordWord == nil && startsComparison(position)
      if isLost, startsComparison(position + 1), acceptMisspelled([.condition]) != nil {
        // «есле роль = …» is no field.
      } else if isLost {
        reportMissing(.condition)
      } else {
        _ = try expect(.condition)
      }
      skipColon()
      return try condition()
    } catch {
      skip(to: [.then, .because, .basis])
      return nil
    }
  }

  /// `"то"`, assumed where a conclusion follows without it.
  private mutating func thenClause(before starts: [Keyword]) -> Bool {
    if accept(.then) != nil {
      skipColon()
      return true
    }
    if at(anyOf: starts) {
      reportMissing(.then)
      return true
    }
    if acceptMisspelled([.then]) != nil { return true }
    if atDeclaration || atEnd || !at(anyOf: Keyword.clauses) {
      report(phrase(.then))
      skip(to: [.then, .because, .basis])
      return accept(.then) != nil
    }
    report(phrase(.then))
    return false
  }

  mutating func reportMissing(_ keyword: Keyword) {
    diagnostics.append(
      SyntaxDiagnostics.missingKeyword(
        keyword, in: language, before: current.range.lowerBound, source, current.range))
  }

  /// A comma, or «и» in its place.
  private mutating func acceptComma() -> Bool {
    if accept(.comma) != nil { return true }
    let range = current.range
    guard at(.and) else { return false }
    diagnostics.append(
      SyntaxDiagnostics.slip(
        "missing-comma",
        LocalizedText(
          ru: "перечисление пишется через запятую, а найдено «\(text(current))»",
          en: "lists are divided by commas, but found «\(text(current))»"), source, range, replacement: ","))
    advance()
    return true
  }

  /// `element { "," element }`; a mistake in one element does not lose the others.
  mutating func list<Element>(
    of kind: ListElement, until clauses: [Keyword], _ element: (inout Parser) throws(Abandon) -> Element
  ) -> [Element] {
    var result: [Element] = []
    repeat {
      do throws(Abandon) {
        result.append(try element(&self))
      } catch {
        while !atEnd, !atDeclaration, !atMisspelledDeclaration, current.kind != .comma, !at(anyOf: clauses) {
          advance()
        }
      }
    } while acceptComma() || assumeComma(before: kind)
    return result
  }

  /// A conclusion; `others` are the keywords that could stand here besides.
  mutating func conclusion(or others: [Keyword] = []) throws(Abandon) -> ConclusionSyntax {
    let start = position
    let words: [Keyword] = [.require, .recommend, .exclude]
    guard let keyword = accept(anyOf: words)?.keyword ?? acceptMisspelled(words)?.keyword else {
      let list = (words + others).map { "«\($0.phrase(in: language))»" }
      report(LocalizedText(verbatim: list.joined(separator: ", ")))
      throw Abandon()
    }
    note(.measure(keyword))
    let measure = try measure()
    var result = ConclusionSyntax(keyword: keyword, measure: measure, range: range(from: start))
    // In any order, each once: a second one of a kind is what should not stand there.
    while true {
      if result.weight == nil, accept(.withWeight) != nil || acceptBareWeight() {
        result.weight = try number(LocalizedText(ru: "вес, целое число", en: "a weight, a whole number"))
      } else if result.notBefore == nil, accept(.notBefore) != nil {
        result.notBefore = try dayOfYear()
      } else if result.notAfter == nil, accept(.notAfter) != nil {
        result.notAfter = try dayOfYear()
      } else {
        break
      }
    }
    result.range = range(from: start)
    return result
  }

  /// A measure; a number without «№» is reported and taken for one.
  private mutating func measure() throws(Abandon) -> SpelledSyntax {
    if let measure = measureWithOtherSign() { return measure }
    guard current.kind == .number else {
      return try spelled(.measure, LocalizedText(ru: "мероприятие, например №1.6", en: "a measure, for example №1.6"))
    }
    var number = spelled(current)
    number.text = number.text.replacing(",", with: ".")
    diagnostics.append(
      SyntaxDiagnostics.slip(
        "missing-number-sign",
        LocalizedText(
          ru: "перед номером мероприятия «\(number.text)» пропущен знак «№»",
          en: "«№» is missing before the measure's number «\(number.text)»"), source, current.range,
        replacement: "№" + number.text))
    advance()
    return number
  }

  /// «весом 40» or «вес 40» in place of «с весом 40».
  private mutating func acceptBareWeight() -> Bool {
    let phrase = Keyword.withWeight.phrase(in: language)
    // A Latin «c» is no word of the language.
    if current.kind == .word, LookAlike.fold(text(current)) == "С", position + 1 < tokens.count,
      text(tokens[position + 1]).lowercased() == "весом"
    {
      slip(
        "misspelled-keyword", current.range, ru: "слово «\(text(current))» набрано похожими буквами другого алфавита",
        en: "«\(text(current))» is typed with look-alike letters of the other alphabet", replacement: "с")
      position += 2
      return true
    }
    guard current.kind == .word, ["весом", "вес", "weight"].contains(text(current).lowercased()) else { return false }
    diagnostics.append(
      SyntaxDiagnostics.slip(
        "missing-keyword",
        LocalizedText(
          ru: "ожидается «\(phrase)», а найдено «\(text(current))»",
          en: "expected «\(phrase)», found «\(text(current))»"), source, current.range, replacement: phrase))
    advance()
    return true
  }

  private mutating func addition() throws(Abandon) -> DiagnosticSyntax.Addition {
    _ = try expect(.deficit)
    note(.competency)
    let competency = try spelled(.word, LocalizedText(ru: "код компетенции", en: "a competency's code"))
    _ = try expect(.plus, LocalizedText(verbatim: "«+»"))
    return DiagnosticSyntax.Addition(
      competency: competency, points: try number(LocalizedText(ru: "число баллов", en: "a number of points")))
  }

  private mutating func reason() -> ReasonSyntax? {
    do throws(Abandon) {
      if let reversed = try reversedReason() { return reversed }
      let text = try clause(.because, LocalizedText(ru: "причина", en: "the reason"))
      return ReasonSyntax(text: text, basis: try clause(.basis, LocalizedText(ru: "основание", en: "the basis")))
    } catch {
      skip()
      return nil
    }
  }

  /// A keyword and its text; a text without the keyword is reported and taken.
  private mutating func clause(_ keyword: Keyword, _ what: LocalizedText) throws(Abandon) -> SpelledSyntax {
    if current.kind == .text {
      reportMissing(keyword)
    } else {
      _ = try expect(keyword)
      skipColon()
    }
    return try quoted(what)
  }

  /// The basis before the reason: reported, and both are taken.
  private mutating func reversedReason() throws(Abandon) -> ReasonSyntax? {
    guard at(.basis), position + 2 < tokens.count, tokens[position + 1].kind == .text, at(.because, offset: 2) else {
      return nil
    }
    let (because, basis) = (Keyword.because.phrase(in: language), Keyword.basis.phrase(in: language))
    slip(
      "wrong-order", current.range, ru: "«\(basis)» стоит после «\(because)»",
      en: "«\(basis)» stands after «\(because)»")
    let text = try clause(.basis, LocalizedText(ru: "основание", en: "the basis"))
    return ReasonSyntax(text: try clause(.because, LocalizedText(ru: "причина", en: "the reason")), basis: text)
  }

  // MARK: Examples

  private mutating func example(_ keyword: SourceRange) throws(Abandon) -> ExampleSyntax {
    let name = try quoted(LocalizedText(ru: "название примера", en: "the example's name"))
    var result = ExampleSyntax(keyword: keyword, name: name, facts: [], expectations: [])
    skipColon()
    _ = try expect(.given)
    skipColon()
    result.facts = list(of: .fact, until: [.expect]) { parser throws(Abandon) in try parser.fact() }
    _ = try expect(.expect)
    skipColon()
    result.expectations = list(of: .expectation, until: []) { parser throws(Abandon) in try parser.expectation() }
    return result
  }

  private mutating func expectation() throws(Abandon) -> ExampleSyntax.Expectation {
    let start = position
    if let (keyword, _) = accept(anyOf: [.notFired, .fired]) {
      note(.ruleName)
      let rule = try quoted(LocalizedText(ru: "название правила", en: "the rule's name"))
      return .fired(keyword == .fired, rule: rule, range: range(from: start))
    }
    note(.keyword(.deficit))
    if at(.deficit) { return .deficit(try comparison()) }
    if at(.not), tokens[min(position + 1, tokens.count - 1)].kind == .measure {
      let none = Keyword.none.phrase(in: language)
      slip(
        "misspelled-keyword", current.range, ru: "ожидается «\(none)», а найдено «\(text(current))»",
        en: "expected «\(none)», found «\(text(current))»", replacement: none)
      advance()
      return .none(measure: try measure(), range: range(from: start))
    }
    if accept(.none) != nil {
      note(.measure(.none))
      let measure = try measure()
      return .none(measure: measure, range: range(from: start))
    }
    return .conclusion(try conclusion(or: [.none, .deficit, .fired, .notFired]))
  }
}
