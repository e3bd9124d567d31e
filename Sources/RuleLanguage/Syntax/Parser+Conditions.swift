import Diagnostics

extension Parser {
  /// `conjunction { "или" conjunction }`
  mutating func condition() throws(Abandon) -> ConditionSyntax {
    let start = position
    var parts = [try conjunction()]
    while accept(.or) != nil { parts.append(try conjunction()) }
    return parts.count == 1 ? parts[0] : .any(parts, range: range(from: start))
  }

  private mutating func conjunction() throws(Abandon) -> ConditionSyntax {
    let start = position
    var parts = [try unary()]
    while accept(.and) != nil || assumeAnd() { parts.append(try unary()) }
    return parts.count == 1 ? parts[0] : .all(parts, range: range(from: start))
  }

  /// Whether a comparison follows without «и» or «или» before it, or a parenthesis closes that did not open: reported
  /// here, and read as «и».
  private mutating func assumeAnd() -> Bool {
    while depth == 0, current.kind == .rightParenthesis {
      diagnostics.append(
        SyntaxDiagnostics.slip(
          "extra-parenthesis",
          LocalizedText(ru: "лишняя закрывающая скобка", en: "a closing parenthesis too many"), source, current.range,
          advice: LocalizedText(ru: "удалите её", en: "remove it"), replacement: ""))
      advance()
      if accept(.and) != nil { return true }
    }
    if acceptForeignAnd() { return true }
    guard current.kind == .word, !at(anyOf: [.and, .or]), !startsClause, startsComparison(position) else {
      return false
    }
    let (and, or) = (Keyword.and.phrase(in: language), Keyword.or.phrase(in: language))
    diagnostics.append(
      SyntaxDiagnostics.slip(
        "missing-and",
        LocalizedText(
          ru: "между условиями пропущено «\(and)» или «\(or)»", en: "«\(and)» or «\(or)» is missing between conditions"),
        source, current.range))
    return true
  }

  /// Whether a field with a comparison after it starts at a token.
  func startsComparison(_ index: Int) -> Bool {
    guard index < tokens.count, tokens[index].kind == .word else { return false }
    for next in [index + 1, index + 2] where next < tokens.count {
      switch tokens[next].kind {
      case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .colon: return true
      case .word, .text, .measure: if next == index + 1, startsOperator(at: next) { return true }
      default: return false
      }
      if next == index + 2, startsOperator(at: next) { return true }
    }
    return false
  }

  private mutating func unary() throws(Abandon) -> ConditionSyntax {
    let start = position
    if let question = try presence() { return .comparison(question) }
    if accept(.not) != nil {
      try deepen(at: start)
      defer { depth -= 1 }
      return .not(try unary(), range: range(from: start))
    }
    if let range = accept(.always) { return .always(range) }
    if accept(.leftParenthesis) != nil {
      try deepen(at: start)
      defer { depth -= 1 }
      let inner = try condition()
      if accept(.rightParenthesis) == nil { reportOpen(tokens[start]) }
      return inner
    }
    return .comparison(try comparison(inCondition: true))
  }

  /// Reports a parenthesis that never closes, with the place where it opens, and reads on as if it closed here.
  private mutating func reportOpen(_ parenthesis: Token) {
    let before = diagnostics.count
    report(LocalizedText(ru: "закрывающая скобка «)»", en: "a closing parenthesis «)»"))
    let place = source.location(of: parenthesis.range.lowerBound)
    guard diagnostics.count > before else { return }
    diagnostics[before].notes.append(
      LocalizedText(
        ru: "скобка открыта здесь: строка \(place.line), знак \(place.column)",
        en: "the parenthesis opens on line \(place.line), column \(place.column)"))
  }

  /// Counts one more parenthesis or «не» that is open, up to `greatestDepth`.
  private mutating func deepen(at start: Int) throws(Abandon) {
    guard depth < Self.greatestDepth else {
      diagnostics.append(
        SyntaxDiagnostics.tooDeep(Self.greatestDepth, source, tokens[start].range))
      depth = 0
      throw Abandon()
    }
    depth += 1
  }

  /// `"нет данных" ":" field`, or nil when something else stands here.
  private mutating func presence() throws(Abandon) -> ComparisonSyntax? {
    note(.keyword(.noData))
    guard at(.noData), position + 2 < tokens.count else { return nil }
    let isAsked = tokens[position + 2].kind == .colon
    // «нет данных балл К1» lacks its colon; «нет данных = …» is a field of that name.
    guard isAsked || tokens[position + 2].kind == .word && !startsOperator(at: position + 2) else { return nil }
    let start = position
    _ = accept(.noData)
    expectColon()
    let field = try field()
    return ComparisonSyntax(field: field, comparison: .isMissing, values: [], range: range(from: start))
  }

  /// A fact of an example: a comparison, or that there is no data.
  mutating func fact() throws(Abandon) -> ComparisonSyntax {
    if let question = try presence() { return question }
    return try comparison()
  }

  /// `name [key]`: a key is a name, text or measure that is not the start of an operator.
  mutating func field() throws(Abandon) -> FieldSyntax {
    note(.field)
    let name = try spelled(.word, LocalizedText(ru: "название поля", en: "the name of a field"))
    note(.key(of: name.text))
    switch current.kind {
    case .text, .measure:
      let key = spelled(current)
      advance()
      return FieldSyntax(name: name, key: key)
    case .word where !startsOperator && !startsClause:
      let key = spelled(current)
      advance()
      return FieldSyntax(name: name, key: key)
    default: return FieldSyntax(name: name)
    }
  }

  private static let operators: [(Keyword, ComparisonSyntax.Operator)] = [
    (.atLeast, .greaterOrEqual), (.atMost, .lessOrEqual), (.below, .less), (.above, .greater), (.from, .between),
    (.oneOf, .oneOf),
  ]

  private var startsOperator: Bool { startsOperator(at: position) }

  private func startsOperator(at index: Int) -> Bool {
    guard tokens[index].keywordWord != nil else { return false }
    for (keyword, _) in Self.operators where at(keyword, offset: index - position) { return true }
    return false
  }

  private var startsClause: Bool {
    guard current.keywordWord != nil else { return false }
    return (startsLine && atDeclaration) || at(anyOf: Keyword.clauses) || at(.and) || at(.or) || at(.not)
  }

  /// A comparison of a field with values, in conditions, facts and expectations alike.
  mutating func comparison(inCondition: Bool = false) throws(Abandon) -> ComparisonSyntax {
    let start = position
    let field = try field()
    note(.comparison(of: field))
    let sign = position
    var comparison = try operation(of: field, from: start)
    if let question = acceptMissingValue(of: field, comparison, from: start) { return question }
    note(.value(of: field, comparison))
    var values = [try value()]
    if let upper = try acceptDashRange(comparison, from: sign, values[0]) {
      comparison = .between
      values.append(upper)
    }
    switch comparison {
    case .between where values.count == 1:
      _ = try expect(.upTo)
      note(.value(of: field, comparison))
      values.append(try value())
    case .oneOf, .contains, .equal:
      while accept(.bar) != nil || inCondition && acceptCommaBetweenValues() {
        note(.value(of: field, comparison))
        values.append(try value())
      }
    default: break
    }
    let isList = comparison == .equal && values.count > 1
    return ComparisonSyntax(
      field: field, comparison: isList ? .oneOf : comparison, values: values, range: range(from: start))
  }

  /// The operator after a field that started at a token.
  private mutating func operation(
    of field: FieldSyntax, from start: Int
  ) throws(Abandon) -> ComparisonSyntax.Operator {
    let sign = position
    for (keyword, comparison) in Self.operators where accept(keyword) != nil {
      return acceptOrEqual(comparison, from: sign)
    }
    if let comparison = acceptNegatedSign() { return comparison }
    let comparison: ComparisonSyntax.Operator? =
      switch current.kind {
      case .equal: .equal
      case .notEqual: .notEqual
      case .less: .less
      case .lessOrEqual: .lessOrEqual
      case .greater: .greater
      case .greaterOrEqual: .greaterOrEqual
      case .colon: .contains
      default: nil
      }
    guard let comparison else {
      // «балл К1 10–20»: the interval is reported as a whole.
      if current.kind == .number, position + 2 < tokens.count, tokens[position + 1].kind == .dash,
        tokens[position + 2].kind == .number
      {
        return .between
      }
      reportNoComparison(of: field, from: start)
      throw Abandon()
    }
    advance()
    return comparison
  }

  mutating func value() throws(Abandon) -> ComparisonSyntax.Value {
    let token = current
    switch token.kind {
    case .word where at(anyOf: Keyword.clauses):
      report(LocalizedText(ru: "значение", en: "a value"))
      throw Abandon()
    case .word:
      return ComparisonSyntax.Value(kind: .word, spelled: words())
    case .number, .date, .text, .measure:
      advance()
      if token.kind == .number { skipUnit() }
      return ComparisonSyntax.Value(kind: token.kind, spelled: spelled(token))
    case .dash where tokens[position + 1].kind == .number:
      advance()
      var number = spelled(current)
      number.text = "-" + number.text
      number.range = SourceRange(token.range.lowerBound, number.range.upperBound)
      advance()
      return ComparisonSyntax.Value(kind: .number, spelled: number)
    default:
      report(LocalizedText(ru: "значение", en: "a value"))
      throw Abandon()
    }
  }

  /// A value of one word. Further words on the line that start nothing are taken as the rest of its name: names are
  /// joined with «_».
  private mutating func words() -> SpelledSyntax {
    let first = current
    advance()
    var joined = spelled(first)
    while current.kind == .word, current.keywordWord == nil, !startsLine, !startsComparison(position),
      text(current).count > 2 || !startsComparison(position + 1)
    {
      joined.text += "_" + text(current)
      joined.range.upperBound = current.range.upperBound
      advance()
    }
    if joined.range != first.range {
      diagnostics.append(
        SyntaxDiagnostics.slip(
          "parted-name",
          LocalizedText(
            ru: "слова одного названия соединяются знаком «_»: «\(joined.text)»",
            en: "the words of one name are joined with «_»: «\(joined.text)»"), source, joined.range,
          replacement: joined.text))
    }
    return joined
  }

  /// «лет» or «%» after a number of a comparison.
  private mutating func skipUnit() {
    let isWord =
      current.kind == .word && (current.keywordWord == nil || at(.points)) && !startsLine && !startsComparison(position)
    guard isWord || current.kind == .percent else { return }
    diagnostics.append(
      SyntaxDiagnostics.slip(
        "needless-unit",
        LocalizedText(
          ru: "после числа ничего не пишется, а найдено «\(text(current))»",
          en: "nothing stands after a number, but found «\(text(current))»"), source, current.range,
        advice: LocalizedText(
          ru: "удалите; стаж — в месяцах, баллы и проценты — просто числом",
          en: "remove it; tenure is in months, scores and percents are plain numbers"), replacement: ""))
    advance()
  }
}
