import Diagnostics

/// A rule that spoke: where it stands and why. One reference, because many routes say it with the same facts.
public struct RuleCitation: Sendable, Hashable {
  @usableFromInline struct Fields: Sendable, Hashable {
    var rule: String
    var file: String
    var line: Int
    var text: String
    var basis: String
    var facts: [NamedFact]
    var dates: LocalizedText?
  }

  @usableFromInline let shared: Shared<Fields>

  /// A citation.
  public init(
    rule: String, file: String, line: Int, text: String, basis: String, facts: [NamedFact], dates: LocalizedText? = nil
  ) {
    shared = Shared(
      Fields(rule: rule, file: file, line: line, text: text, basis: basis, facts: facts, dates: dates))
  }

  /// The rule's name.
  public var rule: String { shared.fields.rule }
  /// The file it stands in.
  public var file: String { shared.fields.file }
  /// The line it starts on.
  public var line: Int { shared.fields.line }
  /// Its reason («потому что»).
  public var text: String { shared.fields.text }
  /// Its basis («основание»).
  public var basis: String { shared.fields.basis }
  /// The facts that made it fire, in the order of its condition.
  public var facts: [NamedFact] { shared.fields.facts }
  /// When it wants the measure held, in words: «не раньше 1 октября»; nil at any time.
  public var dates: LocalizedText? { shared.fields.dates }

  /// The same for copies of one instance, and nobody else's as long as one of them lives.
  @inlinable public var identity: ObjectIdentifier { ObjectIdentifier(shared) }

  /// The same rule with other facts, and with dates.
  public func with(facts: [NamedFact], dates: LocalizedText? = nil) -> RuleCitation {
    RuleCitation(rule: rule, file: file, line: line, text: text, basis: basis, facts: facts, dates: dates)
  }
}

/// A fact as the rules name it.
public struct NamedFact: Sendable, Hashable {
  /// The field, for example `балл К1`.
  public var name: String
  /// The value, for example `48`.
  public var value: String

  /// A fact.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
