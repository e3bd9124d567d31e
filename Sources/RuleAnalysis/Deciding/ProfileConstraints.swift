import RuleLanguage

/// What is so for every possible profile, so that no witness shows a person who can't exist.
///
/// The language alone allows every combination of values; the data behind the facts do not.
public struct ProfileConstraints: Sendable, Hashable {
  /// Fields whose value is known for everybody.
  public var alwaysKnown: Set<Int>
  /// Groups of fields that are known together or unknown together: the members of a set.
  public var knownTogether: [[Int]]
  /// Values an example presumes of fields it does not give; all others are then unknown.
  public var presumed: [Int: Int32]
  /// Fields that a witness states even where they do not matter.
  public var stated: [Int]

  /// Constraints; by default there are none.
  public init(
    alwaysKnown: Set<Int> = [], knownTogether: [[Int]] = [], presumed: [Int: Int32] = [:], stated: [Int] = []
  ) {
    self.alwaysKnown = alwaysKnown
    self.knownTogether = knownTogether
    self.presumed = presumed
    self.stated = stated
  }

  /// The constraints every vocabulary has: a set is known or unknown as a whole, and empty unless given.
  public init(sets vocabulary: Vocabulary) {
    self.init()
    for family in vocabulary.families {
      guard case .set(let members, let first) = family.shape, !members.isEmpty else { continue }
      let fields = Array(first..<(first + members.count))
      knownTogether.append(fields)
      for field in fields { presumed[field] = 0 }
    }
  }
}
