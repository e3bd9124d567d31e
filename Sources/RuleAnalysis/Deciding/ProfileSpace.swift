import Diagnostics
import RuleLanguage

/// All possible profiles: the values of each field, what ties fields together, and how computed fields come about.
///
/// Invariant: definitions speak only of fields that have no definition themselves.
public struct ProfileSpace: Sendable {
  /// How a computed field comes about.
  public struct Definition: Sendable {
    /// For which profiles the field has one of the values, as a condition on other fields.
    public var condition: @Sendable (ValueSet) -> Condition
    /// The literals of that condition, each once is enough: they can be told without taking a large condition apart.
    public var literals: @Sendable (ValueSet) -> [Literal]

    /// A definition; without `literals` they are read from the condition.
    public init(
      condition: @escaping @Sendable (ValueSet) -> Condition, literals: (@Sendable (ValueSet) -> [Literal])? = nil
    ) {
      self.condition = condition
      self.literals = literals ?? { condition($0).literals }
    }
  }

  /// The fields.
  public let vocabulary: Vocabulary
  /// What is so for every profile.
  public let constraints: ProfileConstraints
  /// The values each field may have, "no value" among them unless it is always known.
  public let universe: [ValueSet]
  /// The computed fields, ascending.
  public let defined: [Int]
  let definitions: [Int: Definition]
  /// The fields known together with a field, itself left out.
  let companions: [[Int]]

  /// A space of profiles; a field without a definition has any of its values.
  public init(
    vocabulary: Vocabulary, constraints: ProfileConstraints, definitions: [Int: Definition] = [:]
  ) {
    self.vocabulary = vocabulary
    self.constraints = constraints
    self.definitions = definitions
    defined = definitions.keys.sorted()
    universe = vocabulary.fields.enumerated().map { position, field in
      let isKnown = constraints.alwaysKnown.contains(position)
      // A domain without values, such as a catalog without municipalities, leaves nothing but "no value".
      if case .enumeration(let names) = field.domain, names.isEmpty { return .onlyMissing }
      return ValueSet([field.domain.codes], containsMissing: !isKnown)
    }
    var companions: [[Int]] = Array(repeating: [], count: vocabulary.fields.count)
    for group in constraints.knownTogether {
      for field in group { companions[field] = group.filter { $0 != field } }
    }
    self.companions = companions
  }

  /// The condition that holds exactly where `condition` does not come true: where it is false *or unknown*.
  ///
  /// Not the language's «не», which keeps the unknown unknown. O(size).
  public func negation(_ condition: Condition) -> Condition {
    switch condition {
    case .constant(let value): return .constant(!value)
    case .all(let parts): return .any(parts.map(negation))
    case .any(let parts): return .all(parts.map(negation))
    case .literal(let literal):
      return .literal(
        Literal(
          field: literal.field, values: literal.values.complement(in: universe[literal.field]), range: literal.range,
          asksPresence: literal.asksPresence))
    }
  }

  /// A condition that asks a field for one of the values.
  public static func asks(_ field: Int, _ values: ValueSet) -> Condition {
    .literal(Literal(field: field, values: values, range: SourceRange(0, 0)))
  }

  /// A condition that asks a field for one coded value, or for no value.
  public static func asks(_ field: Int, is value: Int32) -> Condition {
    asks(field, value == ValueSet.missing ? .onlyMissing : ValueSet([value...value]))
  }
}
