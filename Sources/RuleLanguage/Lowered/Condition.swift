import Diagnostics

/// A field and the values it may have.
public struct Literal: Sendable, Hashable {
  /// The field, by its position in the vocabulary.
  public var field: Int
  /// The values for which the literal is true.
  public var values: ValueSet
  /// The comparison it comes from.
  public var range: SourceRange
  /// Whether it asks if a value is known at all («нет данных» or its negation): such a literal is never unknown.
  public var asksPresence: Bool

  /// A literal.
  public init(field: Int, values: ValueSet, range: SourceRange, asksPresence: Bool = false) {
    self.field = field
    self.values = values
    self.range = range
    self.asksPresence = asksPresence
  }
}

/// A checked condition in negation normal form.
///
/// Negation is pushed into the literals: `не (балл < 40)` is the literal `балл ∈ [40, 100]`. A comparison with a missing
/// value is unknown, and so is its negation; neither literal holds the missing value. Because Kleene's connectives obey
/// De Morgan's laws and `and`, `or` are monotone, a condition is *true* in Kleene's logic exactly when it is true with
/// every literal read as plain membership. That is what matching, analysis and explanation all rely on.
public indirect enum Condition: Sendable, Hashable {
  case constant(Bool)
  case literal(Literal)
  case all([Condition])
  case any([Condition])

  /// The literals from left to right.
  public var literals: [Literal] {
    switch self {
    case .constant: []
    case .literal(let literal): [literal]
    case .all(let parts), .any(let parts): parts.flatMap(\.literals)
    }
  }
}

/// Kleene's three truth values.
public enum Truth: Sendable, Hashable {
  case isFalse
  case unknown
  case isTrue
}
