import Diagnostics
import RuleLanguage

/// What a tree says, without places: equal for two files that mean the same by their form.
func shape(_ tree: SyntaxTree) -> [String] { tree.declarations.map(shape) }

private func shape(_ declaration: DeclarationSyntax) -> String {
  switch declaration {
  case .policy(let policy): "policy \(policy.entries.map { shape($0.value) })"
  case .scale(let scale):
    "scale \(scale.bands.map { "\($0.name.text) \($0.isOpen) \($0.lower.text) \($0.weight.text)" })"
  case .targets(let targets):
    "targets \(targets.entries.map { entry in "\(entry.role.text) \(entry.like?.text ?? "-") \(entry.overrides.map { "\($0.competency.text)=\($0.points.text)" })" })"
  case .diagnostic(let diagnostic):
    "diagnostic «\(diagnostic.name.text)» \(shape(diagnostic.condition)) \(diagnostic.additions.map { "\($0.competency.text)+\($0.points.text)" }) \(shape(diagnostic.reason))"
  case .rule(let rule):
    "rule «\(rule.name.text)» \(shape(rule.condition)) \(rule.conclusions.map(shape)) \(shape(rule.reason))"
  case .example(let example):
    "example «\(example.name.text)» \(example.facts.map(shape)) \(example.expectations.map(shape))"
  }
}

private func shape(_ value: PolicySyntax.Value) -> String {
  switch value {
  case .result(let keyword, let months): return "result \(keyword) \(months?.text ?? "-")"
  case .growthTarget(let percent, let formula): return "growth \(percent.text) \(formula)"
  case .load(let loads):
    return "load "
      + loads.map { load in
        switch load {
        case .hours(let hours, let period): "\(hours.text) \(period)"
        case .concurrent(let count): "\(count.text) at once"
        }
      }.joined(separator: ",")
  case .hourPrice(let price): return "price \(price.text)"
  case .keepFree(let windows):
    return "free "
      + windows.map { "\($0.fromDay.text) \($0.fromMonth) \($0.toDay.text) \($0.toMonth)" }.joined(separator: ",")
  case .horizon(let months): return "horizon \(months.text)"
  case .travel(let days): return "travel \(days.text)"
  case .seats(let rules):
    return "seats "
      + rules.map { rule in
        switch rule {
        case .deficitsFirst: "deficits first"
        case .floor(let amount, let isShare, let points, _): "floor \(amount.text) \(isShare) \(points?.text ?? "-")"
        }
      }.joined(separator: ",")
  case .coverage(let points): return "coverage \(points.text)"
  }
}

private func shape(_ reason: ReasonSyntax?) -> String { reason.map { "«\($0.text.text)» «\($0.basis.text)»" } ?? "-" }

private func shape(_ day: DaySyntax?) -> String { day.map { "\($0.day.text) \($0.month)" } ?? "-" }

private func shape(_ conclusion: ConclusionSyntax) -> String {
  "\(conclusion.keyword) \(conclusion.measure.text) \(conclusion.weight?.text ?? "-") \(shape(conclusion.notBefore)) \(shape(conclusion.notAfter))"
}

private func shape(_ expectation: ExampleSyntax.Expectation) -> String {
  switch expectation {
  case .conclusion(let conclusion): shape(conclusion)
  case .none(let measure, _): "none \(measure.text)"
  case .deficit(let comparison): "deficit \(shape(comparison))"
  case .fired(let fired, let rule, _): "fired \(fired) «\(rule.text)»"
  }
}

private func shape(_ condition: ConditionSyntax?) -> String {
  switch condition {
  case nil: "-"
  case .any(let parts, _)?: "any(\(parts.map(shape)))"
  case .all(let parts, _)?: "all(\(parts.map(shape)))"
  case .not(let inner, _)?: "not(\(shape(inner)))"
  case .always?: "always"
  case .comparison(let comparison)?: shape(comparison)
  }
}

private func shape(_ comparison: ComparisonSyntax) -> String {
  "\(comparison.field.name.text) \(comparison.field.key?.text ?? "") \(comparison.comparison) \(comparison.values.map { "\($0.kind) \($0.spelled.text)" })"
}
