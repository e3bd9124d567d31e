import Diagnostics

/// Rules, diagnostics and examples.
extension Checker {
  /// Notes the names of rules and diagnostics, so that examples may name rules that stand further down.
  mutating func collectNames(_ tree: SyntaxTree) {
    firstPlaces.reserveCapacity(firstPlaces.count + tree.declarations.count)
    ruleNames.reserveCapacity(ruleNames.count + tree.declarations.count)
    for declaration in tree.declarations {
      switch declaration {
      case .rule(let rule): declare(rule.name, rule.keyword, tree.source)
      case .diagnostic(let diagnostic): declare(diagnostic.name, diagnostic.keyword, tree.source)
      default: break
      }
    }
  }

  private mutating func declare(_ name: SpelledSyntax, _ keyword: SourceRange, _ source: SourceText) {
    if name.text.isEmpty {
      hasNamelessRules = true
      // The parser has reported that there is no name at all.
      if name.range != keyword { report(CheckerDiagnostics.emptyName(name, source)) }
      return
    }
    let isFirst = declareOnce(
      "rule " + name.text, LocalizedText(ru: "правило «\(name.text)»", en: "the rule «\(name.text)»"), source,
      name.range)
    if isFirst { ruleNames.insert(name.text) }
  }

  mutating func checkDeclarations(_ tree: SyntaxTree) {
    for declaration in tree.declarations {
      switch declaration {
      case .rule(let rule): check(rule, tree.source)
      case .diagnostic(let diagnostic): check(diagnostic, tree.source)
      case .example(let example): check(example, tree.source)
      default: break
      }
    }
  }

  private func header(_ name: SpelledSyntax, _ reason: ReasonSyntax?, _ source: SourceText) -> RuleHeader {
    RuleHeader(
      name: name.text, reason: reason?.text.text ?? "", basis: reason?.basis.text ?? "", source: source,
      range: name.range)
  }

  private mutating func check(_ rule: RuleSyntax, _ source: SourceText) {
    let condition = rule.condition.map { lower($0, in: Context(source: source, allowsDerived: true)) }
    var conclusions: [Conclusion] = []
    for syntax in rule.conclusions where !ignoresConclusions {
      guard let conclusion = conclusion(syntax, source) else { continue }
      if let other = conclusions.first(where: { $0.measure == conclusion.measure }) {
        report(CheckerDiagnostics.twoConclusions(syntax, source, sameKind: other.kind == conclusion.kind))
        continue
      }
      conclusions.append(conclusion)
    }
    rules.append(
      Rule(
        header: header(rule.name, rule.reason, source), condition: condition ?? .constant(false),
        conclusions: conclusions))
  }

  private mutating func conclusion(_ syntax: ConclusionSyntax, _ source: SourceText) -> Conclusion? {
    guard let measure = target(syntax.measure, source) else { return nil }
    let window = window(syntax, source)
    let kind: Conclusion.Kind
    switch syntax.keyword {
    case .require: kind = .require
    case .exclude:
      kind = .exclude
      if let day = syntax.notBefore ?? syntax.notAfter {
        report(CheckerDiagnostics.needlessWindow(day, source, of: .exclude))
      }
    default:
      var weight = Self.defaultWeight
      if let written = syntax.weight {
        guard let value = whole(written, 1...1000, source) else { return nil }
        weight = value
      }
      return Conclusion(measure: measure, kind: .recommend(weight: weight), window: window, range: syntax.range)
    }
    if let weight = syntax.weight { report(CheckerDiagnostics.needlessWeight(weight, in: syntax, source)) }
    return Conclusion(measure: measure, kind: kind, window: window, range: syntax.range)
  }

  /// The days of the school year a conclusion names; nil when it names none.
  private mutating func window(_ syntax: ConclusionSyntax, _ source: SourceText) -> SchoolYearWindow? {
    let from = syntax.notBefore.flatMap { monthDay($0.day, $0.month, source) }
    let to = syntax.notAfter.flatMap { monthDay($0.day, $0.month, source) }
    guard from != nil || to != nil else { return nil }
    let window = SchoolYearWindow(notBefore: from, notAfter: to)
    if window.isEmpty, let first = syntax.notBefore, let last = syntax.notAfter {
      report(CheckerDiagnostics.emptyWindow(first, last, source))
    }
    return window
  }

  /// The weight of a recommendation that names none, in points of value.
  private static let defaultWeight = 10

  private mutating func target(_ name: SpelledSyntax, _ source: SourceText) -> Int? {
    // A number sign alone has been reported.
    if ignoresConclusions || name.text.isEmpty { return nil }
    guard let position = measure(name, source, onlyTargets: true) else { return nil }
    if vocabulary.measures[position].isTarget { return position }
    report(CheckerDiagnostics.notATarget(vocabulary.measures[position], name, source))
    return nil
  }

  private mutating func measure(
    _ name: SpelledSyntax, _ source: SourceText, onlyTargets: Bool = false
  ) -> Int? {
    if let found = vocabulary.measure(coded: name.text) { return found }
    let allowed = vocabulary.measures.filter { $0.isTarget || !onlyTargets }
    report(
      CheckerDiagnostics.unknownName(
        "unknown-measure", LocalizedText(ru: "мероприятие", en: "measure"), name, source,
        allowed: allowed.map { BilingualName($0.code) }, prefix: "№"))
    return nil
  }

  mutating func competency(_ name: SpelledSyntax, _ source: SourceText) -> Int? {
    if let found = vocabulary.competency(coded: name.text) { return found }
    report(
      CheckerDiagnostics.unknownName(
        "unknown-competency", LocalizedText(ru: "компетенция", en: "competency"), name, source,
        allowed: vocabulary.competencies.map { BilingualName($0.code) }))
    return nil
  }

  private mutating func check(_ diagnostic: DiagnosticSyntax, _ source: SourceText) {
    let condition = diagnostic.condition.map { lower($0, in: Context(source: source, allowsDerived: false)) }
    var additions: [DiagnosticRule.Addition] = []
    for syntax in diagnostic.additions where !ignoresConclusions || !vocabulary.competencies.isEmpty {
      guard let competency = competency(syntax.competency, source),
        let points = hundredths(syntax.points, 1...10_000, source)
      else { continue }
      if additions.contains(where: { $0.competency == competency }) {
        report(CheckerDiagnostics.repeatedAddition(syntax.competency, source))
        continue
      }
      additions.append(DiagnosticRule.Addition(competency: competency, hundredths: points))
    }
    diagnosticRules.append(
      DiagnosticRule(
        header: header(diagnostic.name, diagnostic.reason, source), condition: condition ?? .constant(false),
        additions: additions))
  }

  // MARK: Examples

  private mutating func check(_ example: ExampleSyntax, _ source: SourceText) {
    let what = LocalizedText(ru: "пример «\(example.name.text)»", en: "the example «\(example.name.text)»")
    _ = declareOnce("example \(example.name.text)", what, source, example.name.range)
    var facts: [Example.Fact] = []
    for syntax in example.facts {
      guard let fact = fact(syntax, source) else { continue }
      if facts.contains(where: { $0.field == fact.field }) {
        report(CheckerDiagnostics.repeatedFact(syntax, source))
        continue
      }
      facts.append(fact)
    }
    let expectations = example.expectations.compactMap { expectation($0, source) }
    examples.append(Example(header: header(example.name, nil, source), facts: facts, expectations: expectations))
  }

  private mutating func fact(_ syntax: ComparisonSyntax, _ source: SourceText) -> Example.Fact? {
    guard [.equal, .contains, .isMissing].contains(syntax.comparison) else {
      report(CheckerDiagnostics.factNeedsValue(syntax, source))
      return nil
    }
    guard let literal = literal(syntax, in: Context(source: source, allowsDerived: true)) else { return nil }
    guard let interval = literal.values.intervals.first else {
      return Example.Fact(field: literal.field, value: ValueSet.missing, range: syntax.range)
    }
    if interval.lowerBound != interval.upperBound {
      report(CheckerDiagnostics.factNeedsValue(syntax, source))
      return nil
    }
    return Example.Fact(field: literal.field, value: interval.lowerBound, range: syntax.range)
  }

  private mutating func expectation(
    _ syntax: ExampleSyntax.Expectation, _ source: SourceText
  ) -> Example.Expectation? {
    switch syntax {
    case .conclusion(let conclusion):
      guard let measure = target(conclusion.measure, source) else { return nil }
      if let day = conclusion.notBefore ?? conclusion.notAfter {
        report(CheckerDiagnostics.needlessWindow(day, source, of: .expect))
      }
      switch conclusion.keyword {
      case .require: return Example.Expectation(kind: .required(measure: measure), range: conclusion.range)
      case .exclude: return Example.Expectation(kind: .excluded(measure: measure), range: conclusion.range)
      default:
        let weight = conclusion.weight.flatMap { whole($0, 1...100_000, source) }
        return Example.Expectation(
          kind: .recommended(measure: measure, weight: weight), range: conclusion.range)
      }
    case .none(let name, let range):
      if ignoresConclusions || name.text.isEmpty { return nil }
      return measure(name, source).map { Example.Expectation(kind: .none(measure: $0), range: range) }
    case .deficit(let comparison):
      return literal(comparison, in: Context(source: source, allowsDerived: true))
        .map { Example.Expectation(kind: .deficit($0), range: comparison.range) }
    case .fired(let fired, let rule, let range):
      if ruleNames.contains(rule.text) {
        return Example.Expectation(kind: .fired(fired, rule: rule.text), range: range)
      }
      // A rule whose name is missing, or has characters nobody sees, has been reported.
      let folded = LookAlike.fold(rule.text)
      let isMisread = ruleNames.contains { name in
        name.unicodeScalars.contains(where: HiddenCharacters.contain) && LookAlike.fold(name) == folded
      }
      if hasNamelessRules || isMisread { return nil }
      report(
        CheckerDiagnostics.unknownName(
          "unknown-rule", LocalizedText(ru: "правило", en: "rule"), rule, source,
          allowed: ruleNames.sorted().map { BilingualName($0) }))
      return nil
    }
  }
}
