import Diagnostics
import RuleLanguage

/// A condition with what people call it: a rule's, a diagnostic's, a measure's audience.
public struct NamedCondition: Sendable {
  /// What it is the condition of: `правило «X»`.
  public var title: LocalizedText
  /// The name of the rule or diagnostic, if it is one's.
  public var rule: String?
  /// The condition.
  public var condition: Condition
  /// Where its owner stands.
  public var place: DiagnosticPlace
  /// The text its literals' ranges speak of; nil when messages can point only at `place`.
  public var source: SourceText?

  /// A condition.
  public init(
    title: LocalizedText, rule: String? = nil, condition: Condition, place: DiagnosticPlace, source: SourceText? = nil
  ) {
    self.title = title
    self.rule = rule
    self.condition = condition
    self.place = place
    self.source = source
  }

  /// Where a literal of the condition stands.
  func place(of literal: Literal) -> DiagnosticPlace { source.map { .text($0, literal.range) } ?? place }
}

extension RuleHeader {
  /// Where the name stands.
  public var place: DiagnosticPlace { .text(source, range) }
  /// The name with file and line, for notes.
  public var cited: String { "«\(name)» (\(file):\(line))" }
}

extension RuleSet {
  /// The conditions of diagnostics, then of rules, by name.
  public var namedConditions: [NamedCondition] {
    diagnostics.map {
      NamedCondition(
        title: LocalizedText(ru: "диагностика «\($0.header.name)»", en: "the diagnostic «\($0.header.name)»"),
        rule: $0.header.name, condition: $0.condition, place: $0.header.place, source: $0.header.source)
    }
      + rules.map {
        NamedCondition(
          title: LocalizedText(ru: "правило «\($0.header.name)»", en: "the rule «\($0.header.name)»"),
          rule: $0.header.name, condition: $0.condition, place: $0.header.place, source: $0.header.source)
      }
  }
}
