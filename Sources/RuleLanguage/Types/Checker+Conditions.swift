import Diagnostics

/// Fields, values and conditions.
extension Checker {
  /// The condition in negation normal form. A part with a mistake is reported and becomes `true`, so that it causes no
  /// second message.
  mutating func lower(_ syntax: ConditionSyntax, in context: Context, negated: Bool = false) -> Condition {
    switch syntax {
    case .always: return .constant(!negated)
    case .not(let inner, _): return lower(inner, in: context, negated: !negated)
    case .comparison(let comparison):
      guard let literal = literal(comparison, in: context) else { return .constant(true) }
      return .literal(negated ? complement(literal, of: comparison) : literal)
    case .all(let parts, let range), .any(let parts, let range):
      let lowered = parts.map { lower($0, in: context, negated: negated) }
      var isAll = negated
      if case .all = syntax { isAll.toggle() }
      if isAll { checkContradiction(lowered, range, context) }
      return isAll ? .all(lowered) : .any(lowered)
    }
  }

  /// «нет данных» is never unknown, so its negation is every known value.
  private func complement(_ literal: Literal, of comparison: ComparisonSyntax) -> Literal {
    let codes = vocabulary.fields[literal.field].domain.codes
    let values =
      comparison.comparison == .isMissing ? ValueSet([codes]) : literal.values.knownComplement(in: codes)
    return Literal(
      field: literal.field, values: values, range: literal.range, asksPresence: literal.asksPresence)
  }

  /// Reports two parts of one conjunction that no value satisfies together.
  private mutating func checkContradiction(_ parts: [Condition], _ range: SourceRange, _ context: Context) {
    var seen: [Int: Literal] = [:]
    for (index, part) in parts.enumerated() {
      guard case .literal(let literal) = part else { continue }
      // Conjunctions are mostly short and name each field once.
      if parts.count <= 8, !Self.names(literal.field, parts, besides: index) { continue }
      guard let before = seen[literal.field] else {
        seen[literal.field] = literal
        continue
      }
      let both = before.values.intersection(literal.values)
      if both.isEmpty, !before.values.isEmpty, !literal.values.isEmpty {
        report(CheckerDiagnostics.contradiction(before, literal, context.source))
        return
      }
      seen[literal.field]?.values = both
    }
  }

  private static func names(_ field: Int, _ parts: [Condition], besides index: Int) -> Bool {
    for (other, part) in parts.enumerated() where other != index {
      if case .literal(let literal) = part, literal.field == field { return true }
    }
    return false
  }

  /// The literal of a comparison, or nil after a message.
  mutating func literal(_ comparison: ComparisonSyntax, in context: Context) -> Literal? {
    if comparison.comparison == .contains { return membership(comparison, in: context) }
    let asksPresence = comparison.comparison == .isMissing
    guard let (position, family) = field(of: comparison, in: context, asWhole: asksPresence) else { return nil }
    let field = vocabulary.fields[position]
    if asksPresence {
      return Literal(field: position, values: .onlyMissing, range: comparison.range, asksPresence: true)
    }
    let needsOrder: Bool =
      switch comparison.comparison {
      case .less, .lessOrEqual, .greater, .greaterOrEqual, .between: true
      default: false
      }
    if needsOrder, !field.domain.isOrdered {
      report(CheckerDiagnostics.notOrdered(field, comparison, context.source))
      return nil
    }
    var codes: [ClosedRange<Int32>] = []
    codes.reserveCapacity(comparison.values.count)
    for value in comparison.values {
      guard let code = code(value, of: field, family, in: context) else { return nil }
      codes.append(code)
    }
    guard let values = values(comparison.comparison, codes, in: field.domain.codes) else { return nil }
    if comparison.comparison == .between, let low = codes.first, let high = codes.last,
      low.lowerBound > high.upperBound
    {
      report(CheckerDiagnostics.reversedBounds(comparison, context.source))
      return nil
    }
    if values.isEmpty {
      report(CheckerDiagnostics.emptyComparison(field, comparison, context.source))
      return nil
    }
    return Literal(field: position, values: values, range: comparison.range)
  }

  /// The values for which a comparison holds. A named band is the interval of its deficits.
  private func values(
    _ comparison: ComparisonSyntax.Operator, _ codes: [ClosedRange<Int32>], in domain: ClosedRange<Int32>
  ) -> ValueSet? {
    guard let first = codes.first, let last = codes.last else { return nil }
    let (low, high) = (domain.lowerBound, domain.upperBound)
    func interval(_ from: Int32, _ to: Int32) -> ValueSet { from <= to ? ValueSet([from...to]) : ValueSet([]) }
    switch comparison {
    case .equal, .oneOf, .contains: return ValueSet(codes)
    case .notEqual: return ValueSet(codes).knownComplement(in: domain)
    case .less: return interval(low, first.lowerBound - 1)
    case .lessOrEqual: return interval(low, first.upperBound)
    case .greater: return interval(first.upperBound + 1, high)
    case .greaterOrEqual: return interval(first.lowerBound, high)
    case .between: return interval(first.lowerBound, last.upperBound)
    case .isMissing: return .onlyMissing
    }
  }

  /// `школа: a | b`: any of the members. `нет`-membership is `не школа: a`.
  private mutating func membership(_ comparison: ComparisonSyntax, in context: Context) -> Literal? {
    let name = comparison.field.name
    guard let family = family(name, context.source) else { return nil }
    guard case .set(let members, let first) = family.shape, comparison.field.key == nil else {
      report(CheckerDiagnostics.notASet(comparison, context.source))
      return nil
    }
    guard comparison.values.count == 1, let value = comparison.values.first else {
      report(CheckerDiagnostics.severalMembers(comparison, context.source))
      return nil
    }
    let spelling = value.kind == .measure ? "№" + value.spelled.text : value.spelled.text
    guard let position = Vocabulary.position(of: spelling, in: members) else {
      report(
        CheckerDiagnostics.unknownName(
          "unknown-value", LocalizedText(ru: "значение", en: "value"), value.spelled, context.source, allowed: members,
          of: LocalizedText(ru: "поля «\(name.text)»", en: "of «\(name.text)»")))
      return nil
    }
    return Literal(field: first + position, values: ValueSet([1...1]), range: comparison.range)
  }

  /// The position of a field and its family, or nil after a message. A set is known or unknown `asWhole`: then any of its
  /// members stands for it.
  private mutating func field(
    of comparison: ComparisonSyntax, in context: Context, asWhole: Bool
  ) -> (Int, FieldFamily)? {
    let syntax = comparison.field
    guard let family = family(of: syntax, context.source) else { return nil }
    let position: Int
    switch (family.shape, syntax.key) {
    case (.single(let index), nil): position = index
    case (.single, .some(let key)):
      report(CheckerDiagnostics.needlessKey(syntax.name, key, context.source))
      return nil
    case (.indexed(let keys, let first), .some(let key)):
      guard let index = Vocabulary.position(of: key.text, in: keys) else {
        report(
          CheckerDiagnostics.unknownName(
            "unknown-key", LocalizedText(ru: "уточнение", en: "key"), key, context.source, allowed: keys,
            of: LocalizedText(ru: "поля «\(syntax.name.text)»", en: "of «\(syntax.name.text)»")))
        return nil
      }
      position = first + index
    case (.indexed(let keys, _), nil):
      report(CheckerDiagnostics.missingKey(syntax.name, keys, context.source))
      return nil
    case (.set(let members, let first), _):
      if asWhole, syntax.key == nil, !members.isEmpty { return (first, family) }
      report(CheckerDiagnostics.setNeedsColon(comparison, context.source))
      return nil
    }
    if vocabulary.fields[position].isDerived, !context.allowsDerived {
      report(CheckerDiagnostics.derivedInDiagnostic(syntax, context.source))
      return nil
    }
    return (position, family)
  }

  /// The family of a field. Its name may have been parted («в команде») or joined with its key («балл_К1»).
  private mutating func family(of syntax: FieldSyntax, _ source: SourceText) -> FieldFamily? {
    let name = syntax.name.text
    if let found = vocabulary.family(named: name) { return found }
    if name.utf8.count < 100 {
      if let key = syntax.key, let meant = vocabulary.family(named: "\(name)_\(key.text)") {
        report(CheckerDiagnostics.misspelledField(syntax.range, correct: spelling(meant.name, like: name), source))
        return nil
      }
      if syntax.key == nil, let correct = joinedWithKey(name) {
        report(CheckerDiagnostics.misspelledField(syntax.range, correct: correct, source))
        return nil
      }
      let parts = name.split(separator: "_", maxSplits: 1)
      if parts.count == 2, syntax.key == nil, let meant = vocabulary.family(named: String(parts[0])),
        case .indexed(let keys, _) = meant.shape, Vocabulary.position(of: String(parts[1]), in: keys) != nil
      {
        report(CheckerDiagnostics.misspelledField(syntax.range, correct: "\(parts[0]) \(parts[1])", source))
        return nil
      }
    }
    return family(syntax.name, source)
  }

  /// `балл К1` for `баллК1`.
  private func joinedWithKey(_ name: String) -> String? {
    for family in vocabulary.families {
      guard case .indexed(let keys, _) = family.shape else { continue }
      for word in [family.name.russian, family.name.english] where name.count > word.count {
        let (start, rest) = (String(name.prefix(word.count)), String(name.dropFirst(word.count)))
        if LookAlike.fold(start) == LookAlike.fold(word), let key = Vocabulary.position(of: rest, in: keys) {
          return "\(word) \(keys[key][.russian])"
        }
      }
    }
    return nil
  }

  private func spelling(_ name: BilingualName, like written: String) -> String {
    name[written.allSatisfy(\.isASCII) ? .english : .russian]
  }

  private mutating func family(_ name: SpelledSyntax, _ source: SourceText) -> FieldFamily? {
    if let found = vocabulary.family(named: name.text) { return found }
    report(
      CheckerDiagnostics.unknownName(
        "unknown-field", LocalizedText(ru: "поле", en: "field"), name, source,
        allowed: vocabulary.families.map(\.name)))
    return nil
  }

  /// The codes a value stands for: one, or the interval of a band. Nil after a message.
  mutating func code(
    _ value: ComparisonSyntax.Value, of field: Field, _ family: FieldFamily, in context: Context
  ) -> ClosedRange<Int32>? {
    let text = value.spelled.text
    switch (field.domain, value.kind) {
    case (.enumeration(let names), .word), (.enumeration(let names), .text), (.enumeration(let names), .measure):
      if let index = Vocabulary.position(of: text, in: names) { return single(Int32(index)) }
      report(
        CheckerDiagnostics.unknownName(
          "unknown-value", LocalizedText(ru: "значение", en: "value"), value.spelled, context.source, allowed: names,
          of: LocalizedText(ru: "поля «\(field.name.russian)»", en: "of «\(field.name.english)»")))
      return nil
    case (.boolean, .word):
      if let answer = Vocabulary.position(of: text, in: Self.answers) { return single(answer == 0 ? 1 : 0) }
    case (.integer(let range), .number):
      guard let number = whole(value.spelled, Int(range.lowerBound)...Int(range.upperBound), context.source) else {
        return nil
      }
      return single(Int32(number))
    case (.decimal(let range), .number):
      let bounds = Int(range.lowerBound)...Int(range.upperBound)
      return hundredths(value.spelled, bounds, context.source).map { single(Int32($0)) }
    case (.date, .date):
      if let day = dayNumber(text) { return single(Int32(day)) }
      report(CheckerDiagnostics.impossibleDate(value.spelled, context.source))
      return nil
    case (.decimal, .word) where family.usesBands:
      return band(value.spelled, field, context)
    default: break
    }
    report(CheckerDiagnostics.wrongKind(value, field, usesBands: family.usesBands ? scale : [], context.source))
    return nil
  }

  private static let answers = [Keyword.yes, .no].map { BilingualName($0.russian, $0.english) }

  private func single(_ code: Int32) -> ClosedRange<Int32> { code...code }

  private mutating func band(_ name: SpelledSyntax, _ field: Field, _ context: Context) -> ClosedRange<Int32>? {
    guard let index = scale.firstIndex(where: { LookAlike.fold($0.name) == LookAlike.fold(name.text) }) else {
      // Where the scale is missing or has mistakes, that is what is wrong.
      if isScaleBroken { return nil }
      report(
        CheckerDiagnostics.unknownName(
          "unknown-band", LocalizedText(ru: "уровень дефицита", en: "deficit band"), name, context.source,
          allowed: scale.map { BilingualName($0.name) }))
      return nil
    }
    let upper = index == 0 ? Int(field.domain.codes.upperBound) : scale[index - 1].lower - 1
    return Int32(scale[index].lower)...Int32(upper)
  }

  /// Days from 1970-01-01 of `01.09.2023` or `2023-09-01`; nil when there is no such day.
  private func dayNumber(_ text: String) -> Int? {
    let iso = text.contains("-")
    let parts = text.split(separator: iso ? "-" : ".").compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    let (year, month, day) = iso ? (parts[0], parts[1], parts[2]) : (parts[2], parts[1], parts[0])
    let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1900...2999).contains(year), (1...12).contains(month), (1...lengths[month - 1]).contains(day) else {
      return nil
    }
    let daysBefore = lengths.prefix(month - 1).reduce(0, +)
    let past = year - 1
    let days = past * 365 + past / 4 - past / 100 + past / 400 + daysBefore + day
    return days - 719_163
  }
}
