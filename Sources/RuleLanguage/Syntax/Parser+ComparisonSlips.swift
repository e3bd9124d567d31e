import Diagnostics

/// Comparisons that are written otherwise than the language writes them.
extension Parser {
  private func ahead(_ distance: Int) -> Token { tokens[min(position + distance, tokens.count - 1)] }

  /// «меньше или равно», read as «не выше»: what follows a comparison that started at a token.
  mutating func acceptOrEqual(
    _ comparison: ComparisonSyntax.Operator, from start: Int
  ) -> ComparisonSyntax.Operator {
    let word = text(ahead(1)).lowercased()
    guard comparison == .less || comparison == .greater, at(.or), word.hasPrefix("равн") || word == "equal" else {
      return comparison
    }
    position += 2
    if text(current).lowercased() == "to", language == .english { advance() }
    let keyword: Keyword = comparison == .less ? .atMost : .atLeast
    let range = consumed(from: start)
    let phrase = keyword.phrase(in: language)
    slip(
      "foreign-sign", range, ru: "сравнение «\(source.text(in: range))» пишется «\(phrase)»",
      en: "the comparison «\(source.text(in: range))» is written «\(phrase)»", replacement: phrase)
    return comparison == .less ? .lessOrEqual : .greaterOrEqual
  }

  /// «роль не резерв», «балл К1 не < 40»: «не» in place of the sign, or before it.
  mutating func acceptNegatedSign() -> ComparisonSyntax.Operator? {
    guard at(.not) else { return nil }
    let start = position
    let comparison: ComparisonSyntax.Operator
    let sign: String
    switch ahead(1).kind {
    case .equal: (comparison, sign) = (.notEqual, "!=")
    case .less: (comparison, sign) = (.greaterOrEqual, ">=")
    case .lessOrEqual: (comparison, sign) = (.greater, ">")
    case .greater: (comparison, sign) = (.lessOrEqual, "<=")
    case .greaterOrEqual: (comparison, sign) = (.less, "<")
    case .word, .number, .measure, .text: (comparison, sign) = (.notEqual, "!=")
    default: return nil
    }
    let isSign = ![.word, .number, .measure, .text].contains(ahead(1).kind)
    advance()
    if isSign { advance() }
    let range = consumed(from: start)
    slip(
      "foreign-sign", range, ru: "вместо «\(source.text(in: range))» здесь пишется «\(sign)»",
      en: "«\(sign)» is written here in place of «\(source.text(in: range))»", replacement: sign)
    return comparison
  }

  /// «10–20» after a first number, read as «от 10 до 20»; the comparison started at a token.
  mutating func acceptDashRange(
    _ comparison: ComparisonSyntax.Operator, from start: Int, _ lower: ComparisonSyntax.Value
  ) throws(Abandon) -> ComparisonSyntax.Value? {
    guard comparison == .equal || comparison == .between, lower.kind == .number, current.kind == .dash,
      ahead(1).kind == .number
    else { return nil }
    advance()
    let upper = try value()
    let (from, to) = (Keyword.from.phrase(in: language), Keyword.upTo.phrase(in: language))
    let correct = "\(from) \(source.text(in: lower.spelled.range)) \(to) \(source.text(in: upper.spelled.range))"
    slip(
      "dash-range", consumed(from: start), ru: "промежуток пишется словами: «\(correct)»",
      en: "an interval is written in words: «\(correct)»", replacement: correct)
    return upper
  }

  /// «балл К1 = нет данных», read as «нет данных: балл К1».
  mutating func acceptMissingValue(
    of field: FieldSyntax, _ comparison: ComparisonSyntax.Operator, from start: Int
  ) -> ComparisonSyntax? {
    guard comparison == .equal || comparison == .notEqual, at(.noData) else { return nil }
    _ = accept(.noData)
    let range = consumed(from: start)
    let not = comparison == .notEqual ? Keyword.not.phrase(in: language) + " " : ""
    let correct = "\(not)\(Keyword.noData.phrase(in: language)): \(source.text(in: field.range))"
    slip(
      "no-data-first", range, ru: "об отсутствии данных спрашивают так: «\(correct)»",
      en: "the absence of data is asked for like this: «\(correct)»", replacement: correct)
    return ComparisonSyntax(field: field, comparison: .isMissing, values: [], range: range)
  }

  /// «роль = резерв, команда»: a comma where «|» divides values. In conditions only: facts are divided by commas.
  mutating func acceptCommaBetweenValues() -> Bool {
    let next = ahead(1)
    guard current.kind == .comma, [.word, .number, .measure, .text].contains(next.kind),
      !startsComparison(position + 1), !at(.not, offset: 1), !at(.noData, offset: 1),
      !(next.keywordWord != nil && [Keyword.then, .always].contains { at($0, offset: 1) })
    else { return false }
    let range = SourceRange(tokens[position - 1].range.upperBound, current.range.upperBound)
    slip(
      "comma-between-values", current.range, ru: "значения одного поля разделяет знак «|», а не запятая",
      en: "the values of one field are divided by «|», not by a comma")
    diagnostics[diagnostics.count - 1].fixes = [
      FixIt(LocalizedText(ru: "поставьте «|»", en: "put «|»"), range: range, replacement: " |")
    ]
    advance()
    return true
  }

  /// A comma between conditions, or a word of one or two letters that is no connective: read as «и».
  mutating func acceptForeignAnd() -> Bool {
    let startsNext =
      startsComparison(position + 1) || at(.not, offset: 1) || at(.noData, offset: 1)
      || ahead(1).kind == .leftParenthesis
    let isWord = current.kind == .word && current.keywordWord == nil && text(current).count <= 2
    guard startsNext, isWord || current.kind == .comma else { return false }
    let (and, or) = (Keyword.and.phrase(in: language), Keyword.or.phrase(in: language))
    slip(
      "missing-and", current.range, ru: "условия соединяет «\(and)» или «\(or)», а найдено «\(text(current))»",
      en: "conditions are joined with «\(and)» or «\(or)», found «\(text(current))»",
      replacement: isWord ? and : " \(and)")
    advance()
    return true
  }

  /// Reports that a field has no comparison.
  mutating func reportNoComparison(of field: FieldSyntax, from start: Int) {
    let name = source.text(in: field.range)
    let examples = language == .russian ? "«=», «не ниже», «:»…" : "«=», «at least», «:»…"
    let before = diagnostics.count
    report(
      LocalizedText(ru: "сравнение после «\(name)» (\(examples))", en: "a comparison after «\(name)» (\(examples))"))
    guard diagnostics.count > before, start > 0, spelling(of: .or, at: start - 1) != nil, field.key == nil else {
      return
    }
    diagnostics[before].notes.append(
      LocalizedText(
        ru: "если «\(name)» — ещё одно значение того же поля, пишите «поле = значение | \(name)»",
        en: "if «\(name)» is one more value of the same field, write «field = value | \(name)»"))
  }
}
