import Diagnostics
import RouteModel
import RuleLanguage

/// What a name in a rule file stands for.
enum NamedThing {
  case keyword(Keyword)
  case field(FieldFamily)
  case measure(Symbol)
  case competency(Symbol)
  case indicator(Indicator)
  case municipality(Municipality)
  /// A value of a field that is no measure or municipality.
  case value(BilingualName, of: FieldFamily)
  case role(BilingualName)
  /// A band of the scale, by its position among the bands.
  case band(Int)
  case rule(name: SpelledSyntax, reason: ReasonSyntax?, file: RuleFile)
}

extension RuleDocument {
  /// What stands at a byte offset, and its range.
  func thing(at offset: Int) -> (thing: NamedThing, range: SourceRange)? {
    guard let index = token(at: offset) else { return nil }
    let tokens = file.tree.tokens
    if let span = file.tree.keywords.first(where: { $0.tokens.contains(index) }) {
      let range = SourceRange(
        tokens[span.tokens.lowerBound].range.lowerBound, tokens[span.tokens.upperBound - 1].range.upperBound)
      return (.keyword(span.keyword), range)
    }
    let token = tokens[index]
    guard Self.isName(token.kind) else { return nil }
    for expected in expectations(at: token.range.lowerBound) {
      if let thing = thing(content(of: token), token.kind, as: expected) { return (thing, token.range) }
    }
    return nil
  }

  /// What a name stands for where `expected` can stand.
  private func thing(_ text: String, _ kind: Token.Kind, as expected: ExpectedSyntax) -> NamedThing? {
    switch (expected, kind) {
    case (.ruleName, .text): return rule(named: text)
    case (.measure, .measure): return measure(text)
    case (.field, .word): return region.vocabulary?.family(named: text).map { .field($0) }
    case (.competency, .word): return competency(text)
    case (.role, .word):
      let roles = region.vocabulary?.roles ?? []
      return Vocabulary.position(of: text, in: roles).map { .role(roles[$0]) }
    case (.key(let field), .word), (.key(let field), .text): return key(text, of: field)
    case (.value(let field, _), _):
      return region.vocabulary?.family(named: field.name.text).flatMap { value(text, kind, of: $0) }
    default: return nil
    }
  }

  private func rule(named name: String) -> NamedThing? {
    for file in neighbours {
      for rule in file.ruleNames where rule.name.text == name {
        return .rule(name: rule.name, reason: rule.reason, file: file)
      }
    }
    return nil
  }

  private func measure(_ code: String) -> NamedThing? {
    guard let vocabulary = region.vocabulary else { return nil }
    return vocabulary.measure(coded: code).map { .measure(vocabulary.measures[$0]) }
  }

  private func competency(_ code: String) -> NamedThing? {
    guard let vocabulary = region.vocabulary else { return nil }
    return vocabulary.competency(coded: code).map { .competency(vocabulary.competencies[$0]) }
  }

  private func key(_ text: String, of field: String) -> NamedThing? {
    guard case .indexed(let keys, _) = region.vocabulary?.family(named: field)?.shape,
      Vocabulary.position(of: text, in: keys) != nil
    else { return nil }
    return region.catalog.indicator(spelled: text).map { .indicator($0) } ?? competency(text)
  }

  private func value(_ text: String, _ kind: Token.Kind, of family: FieldFamily) -> NamedThing? {
    switch family.shape {
    case .set(let members, _):
      if kind == .measure { return measure(text) }
      return Vocabulary.position(of: text, in: members).map { .value(members[$0], of: family) }
    case .single(let position):
      guard case .enumeration(let names) = region.vocabulary?.fields[position].domain,
        let index = Vocabulary.position(of: text, in: names)
      else { return nil }
      if family.name.russian == Self.municipalityField,
        let municipality = region.catalog.municipality(spelled: names[index].russian)
      {
        return .municipality(municipality)
      }
      return .value(names[index], of: family)
    case .indexed:
      guard family.usesBands, kind == .word else { return nil }
      return bands.firstIndex { LookAlike.fold($0.band.name.text) == LookAlike.fold(text) }.map { .band($0) }
    }
  }

  /// The field whose values are the catalog's municipalities.
  static let municipalityField = "муниципалитет"
}
