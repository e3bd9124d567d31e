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
    while accept(.and) != nil { parts.append(try unary()) }
    return parts.count == 1 ? parts[0] : .all(parts, range: range(from: start))
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
      _ = try expect(.rightParenthesis, LocalizedText(ru: "закрывающая скобка «)»", en: "a closing parenthesis «)»"))
      return inner
    }
    return .comparison(try comparison())
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
    guard at(.noData), position + 2 < tokens.count, tokens[position + 2].kind == .colon else { return nil }
    let start = position
    _ = accept(.noData)
    advance()
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

  private var startsOperator: Bool {
    guard current.keywordWord != nil else { return false }
    for (keyword, _) in Self.operators where at(keyword) { return true }
    return false
  }

  private var startsClause: Bool {
    guard current.keywordWord != nil else { return false }
    return (startsLine && atDeclaration) || at(anyOf: Keyword.clauses) || at(.and) || at(.or) || at(.not)
  }

  /// A comparison of a field with values, in conditions, facts and expectations alike.
  mutating func comparison() throws(Abandon) -> ComparisonSyntax {
    let start = position
    let field = try field()
    note(.comparison(of: field))
    let comparison = try operation()
    note(.value(of: field, comparison))
    var values = [try value()]
    switch comparison {
    case .between:
      _ = try expect(.upTo)
      note(.value(of: field, comparison))
      values.append(try value())
    case .oneOf, .contains, .equal:
      while accept(.bar) != nil {
        note(.value(of: field, comparison))
        values.append(try value())
      }
    default: break
    }
    let isList = comparison == .equal && values.count > 1
    return ComparisonSyntax(
      field: field, comparison: isList ? .oneOf : comparison, values: values, range: range(from: start))
  }

  private mutating func operation() throws(Abandon) -> ComparisonSyntax.Operator {
    for (keyword, comparison) in Self.operators where accept(keyword) != nil { return comparison }
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
      let examples = language == .russian ? "«=», «не ниже», «:»…" : "«=», «at least», «:»…"
      report(LocalizedText(ru: "сравнение (\(examples))", en: "a comparison (\(examples))"))
      throw Abandon()
    }
    advance()
    return comparison
  }

  private mutating func value() throws(Abandon) -> ComparisonSyntax.Value {
    let token = current
    switch token.kind {
    case .word where at(anyOf: Keyword.clauses):
      report(LocalizedText(ru: "значение", en: "a value"))
      throw Abandon()
    case .number, .date, .text, .measure, .word:
      advance()
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
}
