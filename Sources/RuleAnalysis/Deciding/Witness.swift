import Diagnostics
import RuleLanguage
import RuleMatching

/// A profile that shows a finding: the facts that matter, and nothing else.
///
/// Facts it does not give have the value an example presumes, or none. "No value" of one member of a set speaks for all.
public struct Witness: Sendable, Hashable {
  /// A fact.
  public struct Fact: Sendable, Hashable {
    /// The field.
    public var field: Int
    /// The coded value; `ValueSet.missing` where it matters that there is none.
    public var value: Int32

    /// A fact.
    public init(field: Int, value: Int32) {
      self.field = field
      self.value = value
    }
  }

  /// The facts, by field.
  public var facts: [Fact]

  /// A profile.
  public init(facts: [Fact]) { self.facts = facts }

  /// The whole profile: what is not given is as presumed.
  public func vector(in space: ProfileSpace) -> FactVector {
    var vector = FactVector(fieldCount: space.universe.count)
    for field in space.universe.indices { vector[field] = space.constraints.presumed[field] ?? ValueSet.missing }
    for fact in facts {
      vector[fact.field] = fact.value
      if fact.value == ValueSet.missing {
        for other in space.companions[fact.field] { vector[other] = ValueSet.missing }
      }
    }
    return vector
  }
}
