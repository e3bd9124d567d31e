import RuleLanguage

/// Decides questions about conditions exactly, over all possible profiles: can they hold together, does one imply
/// another, and on which profile.
///
/// **Why it is right.** A condition of the language comes true exactly when it is true with every literal read as plain
/// membership of the field's value (or of "no value") in a set: see `Condition`. So "does not come true" is again such a
/// condition, with complements in place of the sets (`ProfileSpace.negation`), and every question here is one question:
/// is there a profile on which a list of conditions is true? "A implies B" is "A and not-B have none".
///
/// The search keeps a *box*, a set of values for each field, and takes the list apart: a literal narrows its field, a
/// conjunction is its parts, an alternative is tried part by part.
/// - *Sound*: when nothing is left to take apart, every profile of the box makes every literal taken true, hence, as
///   conditions are monotone in their literals, every goal. No set of the box is empty, and fields of a set are all known
///   or all unknown, because narrowing one spreads to its companions; so the box holds a possible profile.
/// - *Complete*: each step keeps all solutions. A solution lies in the narrowed box, because the literal is true on it;
///   it makes some part of every alternative true, and all parts are tried. Parts that the box rules out hold no
///   solution, alternatives that the whole box satisfies restrict nothing, and after a literal has failed as a part,
///   solutions with that literal are known not to exist.
/// - *Computed fields* are narrowed like others at first. At the end each narrowed one is replaced by its definition, a
///   condition on other fields that holds exactly where its value is in the narrowed set; so the answer stands for
///   profiles whose computed fields have been computed, not supposed.
///
/// It terminates: every step removes a connective, and definitions are used once. The question is NP-complete, so some
/// conditions take long in theory; rules of people are a few comparisons, answered in microseconds.
public struct ConditionSolver: Sendable {
  /// The possible profiles.
  public let space: ProfileSpace
  private var search: ConditionSearch

  /// A solver over a space of profiles.
  public init(space: ProfileSpace) {
    self.space = space
    search = ConditionSearch(space: space)
  }

  /// Whether some profile makes all conditions true.
  public mutating func isSatisfiable(_ conditions: [Condition]) -> Bool { search.isSatisfiable(conditions) }

  /// Whether some profile would make all true if computed fields could have any value.
  public mutating func isSatisfiableWithFreeFields(_ conditions: [Condition]) -> Bool {
    search.isSatisfiable(conditions, usingDefinitions: false)
  }

  /// Whether `second` comes true wherever `first` does.
  public mutating func implies(_ first: Condition, _ second: Condition) -> Bool {
    !search.isSatisfiable([first, space.negation(second)])
  }

  /// Whether it comes true on every profile.
  public mutating func isAlwaysTrue(_ condition: Condition) -> Bool {
    !search.isSatisfiable([space.negation(condition)])
  }

  /// The first profile on which all come true, or nil when there is none. Fields are decided in order: the presumed
  /// value if it can be kept, else no value, else the smallest. The same question always has the same answer.
  public mutating func witness(of conditions: [Condition]) -> Witness? {
    guard search.isSatisfiable(conditions) else { return nil }
    let literals = relevantLiterals(of: conditions)
    let fields = Set(literals.map(\.field)).union(space.constraints.stated).sorted()
    var goals = conditions
    var facts: [Witness.Fact] = []
    for field in fields where space.definitions[field] == nil {
      let options = options(of: field, literals)
      for (position, value) in options.enumerated() {
        let choice = ProfileSpace.asks(field, is: value)
        // The last option must do when no other did.
        guard position == options.count - 1 || search.isSatisfiable([choice] + goals) else { continue }
        goals.insert(choice, at: 0)
        let isPresumed = value == space.constraints.presumed[field] ?? ValueSet.missing
        let isSaid = value == ValueSet.missing && facts.contains { space.companions[field].contains($0.field) }
        if space.constraints.stated.contains(field) || (!isPresumed && !isSaid) {
          facts.append(Witness.Fact(field: field, value: value))
        }
        break
      }
    }
    return Witness(facts: facts)
  }

  /// A smallest part of `condition` (comparisons replaced by "always") that still can't hold together with `others`.
  /// Its literals are the proof. `condition` must be impossible together with them.
  public mutating func core(of condition: Condition, impossibleWith others: [Condition] = []) -> Condition {
    var core = condition
    for index in core.literals.indices.reversed() {
      let weaker = core.replacingLiteral(at: index, with: .constant(true))
      if !search.isSatisfiable([weaker] + others) { core = weaker }
    }
    return core
  }

  /// The literals of the conditions and of the definitions they lead to; in no order.
  private mutating func relevantLiterals(of conditions: [Condition]) -> Set<Literal> {
    var result: Set<Literal> = []
    for literal in conditions.flatMap(\.literals) {
      result.insert(literal)
      guard space.definitions[literal.field] != nil else { continue }
      result.formUnion(search.definitionLiterals(of: literal.field, literal.values))
      let others = literal.values.complement(in: space.universe[literal.field])
      result.formUnion(search.definitionLiterals(of: literal.field, others))
    }
    return result
  }

  /// A value of every class of values that the literals tell apart: the presumed one, none, then the smallest of each.
  private func options(of field: Int, _ literals: Set<Literal>) -> [Int32] {
    let universe = space.universe[field]
    var options: [Int32] = []
    if let presumed = space.constraints.presumed[field] { options.append(presumed) }
    if universe.containsMissing { options.append(ValueSet.missing) }
    guard let known = universe.intervals.first else { return options }
    var starts: Set<Int32> = [known.lowerBound]
    for literal in literals where literal.field == field {
      for interval in literal.values.intervals {
        starts.insert(interval.lowerBound)
        if interval.upperBound < known.upperBound { starts.insert(interval.upperBound + 1) }
      }
    }
    return options + starts.sorted().filter { known.contains($0) && !options.contains($0) }
  }
}
